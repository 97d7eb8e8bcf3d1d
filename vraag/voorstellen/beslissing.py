"""What is to happen to a proposal, given how it stands: wait, go on smaller, ask another trainer, plan, dissolve.

Pure: what is known goes in, steps come out, and nothing is read or written. ``uitvoeren`` does the steps, in order.
Every event ends here: an answer, a deadline, withdrawn demand, a plan that failed, places given back, a cancelled
group. The words for states and answers are those of ``vraag.workflow``; a test holds the two together.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum


class Zegt(StrEnum):
    OPEN = "open"
    JA = "ja"
    NEE = "nee"


class Einde(StrEnum):
    AFGEWEZEN = "afgewezen"
    VERVALLEN = "vervallen"


LOPEND = ("voorgesteld", "toegezegd")
GEPLAND = "gepland"
GAAT_NIET_DOOR = "De groep gaat niet door."


@dataclass(frozen=True, slots=True)
class Deel:
    """So many children of one signaal."""

    signaal: int
    kinderen: int


@dataclass(frozen=True, slots=True)
class Team:
    """``delen`` in the order in which they came; ``teveel`` counts children without a place in the planned group."""

    nummer: int
    zegt: Zegt
    delen: tuple[Deel, ...]
    teveel: int = 0

    @property
    def kinderen(self) -> int:
        return sum(d.kinderen for d in self.delen)


@dataclass(frozen=True, slots=True)
class Trainer:
    nummer: int
    zegt: Zegt


@dataclass(frozen=True, slots=True)
class Belemmering:
    """Why planning failed; ``trainers`` are those who could not, and none when it was the place that could not."""

    melding: str
    trainers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Situatie:
    """All that counts. ``vervangers`` may step in for a trainer who said no, the best first.

    ``ingetrokken`` is demand that its team takes back: the no of that team is about this alone. ``met_de_hand``: people
    chose who is asked, so people choose another one.
    """

    staat: str
    minimum: int
    maximum: int
    teams: tuple[Team, ...]
    trainers: tuple[Trainer, ...] = ()
    vervangers: tuple[int, ...] = ()
    ingetrokken: frozenset[int] = frozenset()
    termijn_voorbij: bool = False
    groep_afgelast: bool = False
    met_de_hand: bool = False
    belemmering: Belemmering | None = None


@dataclass(frozen=True, slots=True)
class Wacht:
    """Nothing more now."""


@dataclass(frozen=True, slots=True)
class Krimp:
    """Go on without these teams; ``te_laat`` are those of them who gave no answer. ``uitgesloten`` are signalen."""

    teams: tuple[int, ...]
    te_laat: tuple[int, ...]
    uitgesloten: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Vervang:
    """Ask ``naar`` in the place of ``van``, who is not asked for this again."""

    van: int
    naar: int


@dataclass(frozen=True, slots=True)
class Plan:
    """Everyone said yes."""


@dataclass(frozen=True, slots=True)
class Ontbind:
    """The end, with what is not to be proposed here again."""

    einde: Einde
    reden: str
    signalen: tuple[int, ...] = ()
    trainers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class GeefTerug:
    """So many children of each signaal have lost their place in the planned group and wait again."""

    delen: tuple[Deel, ...]


Stap = Wacht | Krimp | Vervang | Plan | Ontbind | GeefTerug


def beslis(s: Situatie) -> tuple[Stap, ...]:
    """The steps, in order. The last one is what it comes to: Wacht, Plan, Ontbind or GeefTerug.

    Nobody is told that a group goes on, or is asked to step in, when the same look says that it does not go on.
    """
    if s.staat == GEPLAND:
        return (_na_het_plannen(s),)
    if s.staat not in LOPEND:
        return (Wacht(),)
    if s.groep_afgelast:
        return (Ontbind(Einde.VERVALLEN, GAAT_NIET_DOOR),)
    if s.belemmering:
        return (_niet_te_plannen(s, s.belemmering),)
    einde = _te_klein(s) or _zonder_trainer(s) or _te_groot(s)
    if einde:
        return (einde,)
    return (*_krimp(s), *_vervang(s), Wacht() if _wacht_op_iemand(s) else Plan())


def gaat_door_zonder(s: Situatie, team: int) -> bool:
    """Whether the others are enough when all of them say yes and this team says no."""
    teams = tuple(replace(t, zegt=Zegt.NEE if t.nummer == team else Zegt.JA) for t in s.teams)
    *_, laatste = beslis(replace(s, teams=teams, trainers=(), belemmering=None))
    return isinstance(laatste, Plan)


def _na_het_plannen(s: Situatie) -> Stap:
    if s.groep_afgelast:
        return Ontbind(Einde.VERVALLEN, GAAT_NIET_DOOR)
    terug = tuple(deel for team in s.teams for deel in _terug(team))
    return GeefTerug(terug) if terug else Wacht()


def _terug(team: Team) -> Iterable[Deel]:
    """Who came last goes first."""
    teveel = team.teveel
    for deel in reversed(team.delen):
        if minder := min(teveel, deel.kinderen):
            teveel -= minder
            yield Deel(deel.signaal, minder)


def _niet_te_plannen(s: Situatie, waardoor: Belemmering) -> Ontbind:
    """Without remembering what stood in the way, the next run would find the same group and fail again."""
    blijft = () if waardoor.trainers else tuple(d.signaal for t in _blijft(s) for d in t.delen)
    reden = f"Iedereen deed mee, maar plannen lukte niet. {waardoor.melding}"
    return Ontbind(Einde.VERVALLEN, reden, (*blijft, *_uitgesloten(s)), waardoor.trainers)


def _te_klein(s: Situatie) -> Ontbind | None:
    if _kinderen(s) >= s.minimum:
        return None
    signalen, trainers = _uitgesloten(s), _nummers(_nee(s))
    if _te_laat(s):
        reden = "Niet iedereen antwoordde op tijd en er bleven te weinig mensen over."
        return Ontbind(Einde.VERVALLEN, reden, signalen, trainers)
    if _weg(s):
        reden = "Een team zei nee en er bleven te weinig mensen over."
        return Ontbind(Einde.AFGEWEZEN, reden, signalen, trainers)
    return Ontbind(Einde.VERVALLEN, "Er zijn te weinig mensen voor dit voorstel.", signalen, trainers)


def _zonder_trainer(s: Situatie) -> Ontbind | None:
    nee, stil = _nee(s), [t for t in s.trainers if s.termijn_voorbij and t.zegt == Zegt.OPEN]
    if stil:
        return Ontbind(
            Einde.VERVALLEN, "Een trainer antwoordde niet op tijd.", _uitgesloten(s), _nummers([*nee, *stil])
        )
    if s.met_de_hand:
        # As long as nobody was asked instead, a no can become a yes.
        return Ontbind(Einde.VERVALLEN, "De trainer kan niet.") if nee and s.termijn_voorbij else None
    if len(nee) > len(s.vervangers):
        reden = "Een trainer kan niet en er is nu geen andere trainer vrij."
        return Ontbind(Einde.AFGEWEZEN, reden, _uitgesloten(s), _nummers(nee))
    return None


def _te_groot(s: Situatie) -> Ontbind | None:
    if _wacht_op_iemand(s) or _kinderen(s) <= s.maximum:
        return None
    n = _kinderen(s)
    reden = "Er is geen plek meer voor 1 deelnemer." if n == 1 else f"Er is geen plek meer voor {n} deelnemers."
    return _niet_te_plannen(s, Belemmering(reden))


def _krimp(s: Situatie) -> Iterable[Krimp]:
    if weg := _weg(s):
        yield Krimp(_nummers(weg), _nummers(_te_laat(s)), _uitgesloten(s))


def _vervang(s: Situatie) -> Iterable[Vervang]:
    return (Vervang(t.nummer, naar) for t, naar in zip(_nee(s), s.vervangers, strict=False))


def _wacht_op_iemand(s: Situatie) -> bool:
    """Somebody who stays has not said yes; whoever steps in for a trainer has not either."""
    return {t.zegt for t in _blijft(s)} | {t.zegt for t in s.trainers} != {Zegt.JA}


def _weg(s: Situatie) -> list[Team]:
    """Teams that said no, and after the deadline those that said nothing."""
    return [t for t in s.teams if t.zegt == Zegt.NEE or (s.termijn_voorbij and t.zegt == Zegt.OPEN)]


def _blijft(s: Situatie) -> list[Team]:
    weg = _weg(s)
    return [t for t in s.teams if t not in weg]


def _te_laat(s: Situatie) -> list[Team]:
    return [t for t in _weg(s) if t.zegt == Zegt.OPEN]


def _nee(s: Situatie) -> list[Trainer]:
    return [t for t in s.trainers if t.zegt == Zegt.NEE]


def _kinderen(s: Situatie) -> int:
    return sum(t.kinderen for t in _blijft(s))


def _nummers(wie: Iterable[Team | Trainer]) -> tuple[int, ...]:
    return tuple(t.nummer for t in wie)


def _uitgesloten(s: Situatie) -> tuple[int, ...]:
    """Demand of teams that leave; of a team that takes some of it back only that, the rest may be asked again."""
    signalen: list[int] = []
    for team in _weg(s):
        alle = [d.signaal for d in team.delen]
        signalen += [pk for pk in alle if pk in s.ingetrokken] or alle
    return tuple(signalen)
