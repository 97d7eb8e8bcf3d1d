"""What others ask, one row per training (or theme) and kind of people: how many, how far, and whether it may be enough.

Everything is reckoned from what may be shown of each need (``ondergrens``), so that it tells nothing new: "enough" is
then true for certain of the numbers, and still no promise, for a room and trainers must be free as well.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from aanbod.models import Interventie, Thema
from marktplein.basis import dagdelen
from marktplein.basis.kleine_aantallen import MINSTENS, ondergrens
from marktplein.basis.mensen import heeft_leeftijd, meervoud, mensen
from marktplein.basis.woorden import km
from vraag.models import Signaal

# Training, theme (only of needs without a training) and for whom.
Sleutel = tuple[int | None, int | None, str]
# What is read of a need.
VELDEN = ("interventie_id", "thema_id", "voor", "team_id", "aantal", "leeftijd_min", "leeftijd_max", "dagdelen")


@dataclass(frozen=True, slots=True)
class Vraag:
    """A need as far as it matters here."""

    team_id: int
    aantal: int
    leeftijd_min: int
    leeftijd_max: int
    dagdelen: frozenset[int]


@dataclass(frozen=True, slots=True)
class Samen:
    """The most people who can be together, at least: on one dagdeel, with ages that fit in one group."""

    aantal: int
    dagdeel: int


@dataclass(frozen=True, slots=True)
class Vraaggroep:
    """``mensen`` is at least so many; ``samen`` is None for a theme, of which no smallest group is known."""

    wat: Interventie | Thema
    voor: str
    vragen: int
    teams: frozenset[int]
    mensen: int
    samen: Samen | None
    afstanden: tuple[int, int] | None

    @property
    def training(self) -> Interventie | None:
        return self.wat if isinstance(self.wat, Interventie) else None

    @property
    def naam(self) -> str:
        return self.training.naam_voor(self.voor) if self.training else str(self.wat)

    @property
    def zoek(self) -> str:
        """What leads to its needs, for an address."""
        return f"interventie={self.wat.pk}" if self.training else f"thema={self.wat.pk}"

    @property
    def wie(self) -> str:
        """ "minstens 15 kinderen"; of so few that no count may be told, none."""
        if self.mensen < MINSTENS:
            return f"enkele {meervoud(self.voor)}"
        return f"minstens {mensen(self.mensen, self.voor)}"

    @property
    def toont_samen(self) -> bool:
        return self.samen is not None and self.samen.aantal >= MINSTENS

    @property
    def ver(self) -> str:
        """How far their teams are: "2,9 km", "tussen 2,9 km en 17,0 km"."""
        if self.afstanden is None:
            return ""
        dichtst, verst = (km(meters) for meters in self.afstanden)
        return dichtst if dichtst == verst else f"tussen {dichtst} en {verst}"

    @property
    def genoeg(self) -> bool:
        return self.samen is not None and self.training is not None and self.samen.aantal >= self.training.groep_min

    @property
    def dagdeel(self) -> str:
        return dagdelen.naam(self.samen.dagdeel) if self.samen else ""


def lees(signalen: QuerySet[Signaal]) -> list[tuple[Sleutel, list[Vraag]]]:
    """The needs by what they ask, most people first; one query, and no object for each."""
    per: dict[Sleutel, list[Vraag]] = defaultdict(list)
    rijen = signalen.order_by().select_related(None).values_list(*VELDEN)
    for interventie, thema, voor, team, aantal, onder, boven, wanneer in rijen:
        sleutel = (interventie, None if interventie else thema, voor)
        per[sleutel].append(Vraag(team, aantal, onder, boven, frozenset(wanneer)))
    return sorted(per.items(), key=lambda paar: (-_mensen(paar[1]), str(paar[0])))


def vul_aan(deel: Iterable[tuple[Sleutel, list[Vraag]]], afstanden: Mapping[int, int]) -> list[Vraaggroep]:
    """The rows of a page, with ``afstanden`` of teams in metres; two queries, whatever their number."""
    paren = list(deel)
    interventies = Interventie.objects.in_bulk([s[0] for s, _ in paren if s[0]])
    themas = Thema.objects.in_bulk([s[1] for s, _ in paren if s[1]])
    return [_rij(interventies[s[0]] if s[0] else themas[s[1]], s[2], vragen, afstanden) for s, vragen in paren]


def _rij(wat: Interventie | Thema, voor: str, vragen: list[Vraag], afstanden: Mapping[int, int]) -> Vraaggroep:
    teams = frozenset(v.team_id for v in vragen)
    ver = [afstanden[team] for team in teams if team in afstanden]
    return Vraaggroep(
        wat=wat,
        voor=voor,
        vragen=len(vragen),
        teams=teams,
        mensen=_mensen(vragen),
        samen=_samen(vragen, wat, voor) if isinstance(wat, Interventie) else None,
        afstanden=(min(ver), max(ver)) if ver else None,
    )


def _mensen(vragen: Iterable[Vraag]) -> int:
    return ondergrens(v.aantal for v in vragen)


def _samen(vragen: list[Vraag], training: Interventie, voor: str) -> Samen:
    """The best dagdeel and ages. A window of ages begins at the youngest of a need: no other gives more."""
    if heeft_leeftijd(voor):
        jongsten = {v.leeftijd_min for v in vragen}
        vensters = [(jong, jong + training.max_leeftijdsverschil) for jong in sorted(jongsten)]
    else:
        vensters = [(0, 0)]
    passend = (
        Samen(
            _mensen(v for v in vragen if dagdeel in v.dagdelen and jong <= v.leeftijd_min and v.leeftijd_max <= oud),
            dagdeel,
        )
        for dagdeel in sorted(set().union(*(v.dagdelen for v in vragen)))
        for jong, oud in vensters
    )
    return max(passend, key=lambda samen: (samen.aantal, -samen.dagdeel), default=Samen(0, 0))
