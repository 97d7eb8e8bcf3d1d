"""The outcome of a scenario, as each reader may see it.

Every count of children has two parts: that of the reader's own municipality is exact, the rest is shown as
``kleine_aantallen`` tells. The two together are built from what may be shown of each, and say that they are rounded;
a difference is that between the two numbers shown. So whoever adds or subtracts finds what stands there already.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from marktplein.accounts.models import Bezoeker
from marktplein.basis.kleine_aantallen import Getal, samen, toon, toon_kruis
from marktplein.basis.mensen import SAMENGETELD, mensen
from vraag.models import Scenario
from vraag.permissions import gelezen_gemeente_ids
from vraag.wat_als.groepsbeeld import Groepsbeeld, Groepsbeelden
from vraag.wat_als.waarom import waarom_niets
from vraag.wat_als.wijziging import omschrijf
from vraag.workflow import ScenarioStaat

# The parts of an outcome that a row of the list is made from.
KORT = ("nu", "dan", "gemeenten")
KOLOMMEN = ("vraag", "nu", "dan")


@dataclass(frozen=True, slots=True)
class Cijferregel:
    """One row of now beside then; text where a count is rounded or not told.

    ``verschil`` is that of what is shown: None when a count is not told, ``ongeveer`` when one is rounded.
    """

    naam: str
    nu: Getal
    dan: Getal
    verschil: int | None
    vraag: Getal = ""
    sleutel: int | str = ""
    ongeveer: bool = False

    @property
    def in_woorden(self) -> str:
        """The difference: "+3", "−2", "ongeveer +5", "0"; a dash when it is not told."""
        n = self.verschil
        if n is None:
            return "–"
        kaal = f"+{n}" if n > 0 else f"−{-n}" if n < 0 else "0"
        return f"ongeveer {kaal}" if self.ongeveer else kaal

    @property
    def zelfde(self) -> bool:
        """Whether a reader sees the same now and then; what is hidden on both sides looks the same too."""
        return self.nu == self.dan

    @property
    def in_bestand(self) -> Getal | None:
        """The difference in a file, where a number stays one."""
        return self.in_woorden if self.ongeveer else self.verschil


@dataclass(frozen=True, slots=True)
class Beeld:
    """Everything a page about one computed scenario shows. ``gat_*`` is the proven gap in percent, or None."""

    scenario: Scenario
    wijzigingen: tuple[str, ...]
    cijfers: tuple[Cijferregel, ...]
    interventies: tuple[Cijferregel, ...]
    gemeenten: tuple[Cijferregel, ...]
    verschijnt: tuple[Groepsbeeld, ...]
    verdwijnt: tuple[Groepsbeeld, ...]
    verandert: tuple[tuple[Groepsbeeld, Groepsbeeld], ...]
    gelijk: int
    gat_nu: float | None
    gat_dan: float | None
    # Of the reader's own municipality; None for who has none.
    eigen_meer: int | None
    # Why nothing changes, when nothing does.
    waarom_niets: tuple[str, ...] = ()

    @property
    def meer_geplaatst(self) -> int | None:
        """Children with a place more (or less) than now, as far as it can be told."""
        return self.cijfers[0].verschil

    @property
    def in_woorden(self) -> str:
        """That, to stand in a sentence without its sign: "5 mensen", "ongeveer 5 mensen"."""
        aantal = mensen(abs(self.meer_geplaatst or 0), SAMENGETELD)
        return f"ongeveer {aantal}" if self.cijfers[0].ongeveer else aantal


CIJFERS = (
    ("geplaatst", "Mensen met een plek"),
    ("wacht", "Mensen die nog wachten"),
    ("wacht_gewogen", "Wachten, gewogen naar hoe lang"),
    ("groepen", "Nieuwe groepen"),
    ("aangesloten", "Plekken in lopende groepen"),
    ("reis_km", "Kilometers reizen samen"),
)


def omschrijvingen(scenario: Scenario) -> tuple[str, ...]:
    return tuple(omschrijf(w) for w in scenario.wijzigingen)


def beeld_van(scenario: Scenario, user: Bezoeker) -> Beeld | None:
    """The outcome for this reader; None when there is none yet (also while it is computed again)."""
    uit = scenario.uitkomst
    if scenario.staat != ScenarioStaat.KLAAR or not uit:
        return None
    eigen = gelezen_gemeente_ids(user)
    interventies, gemeenten = _tabellen(uit, eigen)
    groep = Groepsbeelden(scenario, eigen)
    van_ons = _van_gemeenten(uit, eigen)
    return Beeld(
        scenario=scenario,
        wijzigingen=omschrijvingen(scenario),
        cijfers=_cijfers(uit, eigen),
        interventies=interventies,
        gemeenten=gemeenten,
        verschijnt=tuple(groep(g) for g in uit["verschijnt"]),
        verdwijnt=tuple(groep(g) for g in uit["verdwijnt"]),
        verandert=tuple((groep(p["nu"]), groep(p["dan"])) for p in uit["verandert"]),
        gelijk=uit["gelijk"],
        gat_nu=_procent(uit["nu"]["gat"]),
        gat_dan=_procent(uit["dan"]["gat"]),
        eigen_meer=sum(g["dan"] - g["nu"] for g in van_ons) if van_ons else None,
        waarom_niets=waarom_niets(scenario),
    )


def kort_beeld(scenario: Scenario, user: Bezoeker) -> Cijferregel | None:
    """The first figure, children with a place, of a row of ``lijst_van_scenarios``; None when there is none yet."""
    uit = {naam: getattr(scenario, f"{naam}_") for naam in KORT}
    if scenario.staat != ScenarioStaat.KLAAR or not uit["nu"]:
        return None
    return _cijfers(uit, gelezen_gemeente_ids(user))[0]


_NIETS = dict.fromkeys(KOLOMMEN, 0)
_ALLEEN_VAN_KINDEREN = frozenset(("geplaatst", "wacht", "wacht_gewogen", "aangesloten"))


def _cijfers(uit: Mapping[str, Any], eigen: frozenset[int]) -> tuple[Cijferregel, ...]:
    """The region as a whole. Of waiting and places the own part is known; other counts of children are shown as
    those of others, unless all demand is the reader's own.
    """
    van_ons = _van_gemeenten(uit, eigen)
    alles = len(van_ons) == len(uit["gemeenten"])
    regels = []
    for sleutel, naam in CIJFERS:
        heel = [_cijfer(uit[kant], sleutel) for kant in ("nu", "dan")]
        precies = alles or sleutel not in _ALLEEN_VAN_KINDEREN
        deel = heel if precies else [_eigen_deel(van_ons, sleutel, kant) for kant in ("nu", "dan")]
        rest = [toon(n - van_ons) for n, van_ons in zip(heel, deel, strict=True)]
        regels.append(_regel(naam, sleutel, deel, rest))
    return tuple(regels)


def _regel(
    naam: str, sleutel: int | str, eigen: Sequence[int], rest: Sequence[Getal], vraag: Getal = ""
) -> Cijferregel:
    """``eigen`` and ``rest`` are now and then: what the reader knows, and what is shown of others."""
    nu, dan = (samen(e, r) for e, r in zip(eigen, rest, strict=True))
    van, naar = rest
    verschil = eigen[1] + naar - eigen[0] - van if isinstance(van, int) and isinstance(naar, int) else None
    return Cijferregel(naam, nu, dan, verschil, vraag, sleutel, verschil is not None and any(rest))


def _cijfer(kant: Mapping[str, Any], sleutel: str) -> int:
    return round(kant["reis_m"] / 1000) if sleutel == "reis_km" else int(kant[sleutel])


def _van_gemeenten(uit: Mapping[str, Any], eigen: frozenset[int]) -> list[Mapping[str, int]]:
    return [g for g in uit["gemeenten"] if g["id"] in eigen]


def _eigen_deel(van_ons: Iterable[Mapping[str, int]], sleutel: str, kant: str) -> int:
    if sleutel == "geplaatst":
        return sum(g[kant] for g in van_ons)
    return sum(g["vraag"] - g[kant] for g in van_ons) if sleutel == "wacht" else 0


def _van_ons(rij: Mapping[str, Any], eigen: frozenset[int]) -> Mapping[str, int]:
    """The own part of a training's counts; an outcome of before these were kept apart counts as wholly of others."""
    if set(rij["gemeenten"]) <= eigen:
        return rij
    delen = [d for pk, d in rij.get("per_gemeente", {}).items() if int(pk) in eigen]
    return {kolom: sum(d[kolom] for d in delen) for kolom in KOLOMMEN}


def _procent(gat: float | None) -> float | None:
    return None if gat is None else round(100 * gat, 1)


Rijen = Sequence[Mapping[str, Any]]


def _tabellen(uit: Mapping[str, Any], eigen: frozenset[int]) -> tuple[tuple[Cijferregel, ...], tuple[Cijferregel, ...]]:
    """The same children by training and by municipality: what the one hides cannot be found in the other."""
    trainingen, gemeenten = uit["interventies"], uit["gemeenten"]
    van_training = [_van_ons(rij, eigen) for rij in trainingen]
    van_gemeente = [rij if rij["id"] in eigen else _NIETS for rij in gemeenten]
    rest: tuple[dict[str, Sequence[Getal]], dict[str, Sequence[Getal]]] = ({}, {})
    for kolom in KOLOMMEN:
        rest[1][kolom], rest[0][kolom] = toon_kruis(
            _van_anderen(gemeenten, van_gemeente, kolom), _van_anderen(trainingen, van_training, kolom)
        )
    return _regels(trainingen, van_training, rest[0]), _regels(gemeenten, van_gemeente, rest[1])


def _van_anderen(rijen: Rijen, van_ons: Rijen, kolom: str) -> list[int]:
    return [rij[kolom] - deel[kolom] for rij, deel in zip(rijen, van_ons, strict=True)]


def _regels(rijen: Rijen, van_ons: Rijen, rest: Mapping[str, Sequence[Getal]]) -> tuple[Cijferregel, ...]:
    return tuple(
        _regel(
            rij["naam"],
            rij["id"],
            [deel["nu"], deel["dan"]],
            [rest["nu"][n], rest["dan"][n]],
            samen(deel["vraag"], rest["vraag"][n]),
        )
        for n, (rij, deel) in enumerate(zip(rijen, van_ons, strict=True))
    )


# --- side by side ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Rij:
    """One row of the comparison: each scenario with its own row, or None where it has no such row."""

    naam: str
    cellen: tuple[tuple[Beeld, Cijferregel | None], ...]


def naast_elkaar(beelden: Sequence[Beeld], deel: str) -> tuple[Rij, ...]:
    """Rows of ``deel`` ("cijfers", "interventies", "gemeenten") that belong together, in order of appearance."""
    namen: dict[int | str, str] = {}
    per_beeld: list[dict[int | str, Cijferregel]] = []
    for beeld in beelden:
        regels: tuple[Cijferregel, ...] = getattr(beeld, deel)
        per_beeld.append({r.sleutel: r for r in regels})
        for r in regels:
            namen.setdefault(r.sleutel, r.naam)
    return tuple(
        Rij(naam, tuple((b, regels.get(sleutel)) for b, regels in zip(beelden, per_beeld, strict=True)))
        for sleutel, naam in namen.items()
    )
