"""The words of the pooling problem: frozen, slotted value objects.

Stage 0 of the kernel.  Everything a later stage reads or hands back is one of these shapes, so a
problem and an answer can be pickled, compared and sent to a worker as they are.  Units: distances in
whole metres, weeks as whole numbers counted from the reference date (week 0), dayparts as indices into
`Instantie.dagdelen`, ages in whole years, both ends included.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

AGE = "AGE"
NO_ROOM_WITHIN_KM = "NO_ROOM_WITHIN_KM"
NO_ROOM_DAYPART = "NO_ROOM_DAYPART"
NO_TRAINER = "NO_TRAINER"
NO_SHARED_DAYPART = "NO_SHARED_DAYPART"
TOO_FEW_CHILDREN = "TOO_FEW_CHILDREN"
TOO_FEW_CHILDREN_LEFT = "TOO_FEW_CHILDREN_LEFT"
ROOMS_TAKEN = "ROOMS_TAKEN"
TRAINERS_TAKEN = "TRAINERS_TAKEN"
STARTS_LATER = "STARTS_LATER"

REDEN_CODES = (
    AGE,
    NO_ROOM_WITHIN_KM,
    NO_ROOM_DAYPART,
    NO_TRAINER,
    NO_SHARED_DAYPART,
    TOO_FEW_CHILDREN,
    TOO_FEW_CHILDREN_LEFT,
    ROOMS_TAKEN,
    TRAINERS_TAKEN,
    STARTS_LATER,
)


class InstantieFout(ValueError):
    """The instance is malformed or contradicts itself.

    `pad` names the offending field the way a reader would look it up (`signals[3].team`), `melding` says
    what is wrong with it.
    """

    def __init__(self, pad: str, melding: str) -> None:
        super().__init__(pad, melding)
        self.pad = pad
        self.melding = melding

    def __str__(self) -> str:
        return f"{self.pad}: {self.melding}"


@dataclass(frozen=True, slots=True)
class Gewicht:
    """What a child counts for: `basis` plus `per_week` for each whole week waited, up to `max_weken`."""

    basis: int
    per_week: int
    max_weken: int


@dataclass(frozen=True, slots=True)
class Gemeente:
    id: str
    naam: str
    regio: str
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Team:
    id: str
    gemeente: str
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Interventie:
    id: str
    naam: str
    min_grootte: int
    max_grootte: int
    leeftijd_min: int
    leeftijd_max: int
    max_leeftijdsverschil: int
    trainers: int
    weken: int


@dataclass(frozen=True, slots=True)
class Ruimte:
    id: str
    gemeente: str
    lat: float
    lon: float
    capaciteit: int
    dagdelen: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Trainer:
    """`uitgesloten` holds (room, daypart) pairs this trainer declined and must not be asked for again."""

    id: str
    gemeente: str
    hele_regio: bool
    interventies: tuple[str, ...]
    dagdelen: tuple[int, ...]
    max_per_week: int
    uitgesloten: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class LopendeGroep:
    """A confirmed group: never moved, but its free places may be filled before it starts."""

    id: str
    interventie: str
    ruimte: str
    dagdeel: int
    startweek: int
    trainers: tuple[str, ...]
    kinderen: int
    leeftijd_min: int
    leeftijd_max: int


@dataclass(frozen=True, slots=True)
class Signaal:
    """One request of a team.  `max_m` is the reach in whole metres; `uitgesloten` as for trainers."""

    id: str
    team: str
    interventie: str
    kinderen: int
    leeftijd_min: int
    leeftijd_max: int
    dagdelen: tuple[int, ...]
    max_km: float
    vroegste_week: int
    geplaatst: date
    splitsbaar: bool
    min_samen: int
    uitgesloten: tuple[tuple[str, int], ...] = ()

    @property
    def max_m(self) -> int:
        return round(self.max_km * 1000)


@dataclass(frozen=True, slots=True)
class Instantie:
    """A whole problem in canonical order: every tuple is sorted by id."""

    naam: str
    peildatum: date
    horizon: int
    dagdelen: tuple[str, ...]
    gewicht: Gewicht
    gemeenten: tuple[Gemeente, ...]
    teams: tuple[Team, ...]
    interventies: tuple[Interventie, ...]
    ruimtes: tuple[Ruimte, ...]
    trainers: tuple[Trainer, ...]
    lopende_groepen: tuple[LopendeGroep, ...]
    signalen: tuple[Signaal, ...]

    def kindgewicht(self, signaal: Signaal) -> int:
        """Weight of one child of this request on the reference date."""
        weken = (self.peildatum - signaal.geplaatst).days // 7
        return self.gewicht.basis + self.gewicht.per_week * max(0, min(self.gewicht.max_weken, weken))


@dataclass(frozen=True, slots=True)
class Lid:
    signaal: str
    kinderen: int


@dataclass(frozen=True, slots=True)
class Groep:
    """A proposed group.  `waarom` holds computed facts that explain it; it never influences the answer."""

    id: str
    interventie: str
    ruimte: str
    dagdeel: int
    startweek: int
    trainers: tuple[str, ...]
    leden: tuple[Lid, ...]
    waarom: Mapping[str, object] = field(default_factory=dict)

    @property
    def kinderen(self) -> int:
        return sum(lid.kinderen for lid in self.leden)


@dataclass(frozen=True, slots=True)
class Aansluiting:
    """Children of a request who take free places in a running group."""

    groep: str
    signaal: str
    kinderen: int


@dataclass(frozen=True, slots=True)
class Reden:
    """Why children are not placed: a code, the facts behind it, and the smallest changes that would help."""

    code: str
    detail: Mapping[str, object] = field(default_factory=dict)
    helpt: tuple[Mapping[str, object], ...] = ()


@dataclass(frozen=True, slots=True)
class NietGeplaatst:
    signaal: str
    kinderen: int
    reden: Reden


@dataclass(frozen=True, slots=True)
class Doel:
    """The four levels of the objective, in order.  The last two are to be kept small."""

    aangesloten: int
    gewogen: int
    groepen: int
    reis_m: int

    @property
    def sleutel(self) -> tuple[int, int, int, int]:
        """Larger is better, compared from left to right."""
        return (self.aangesloten, self.gewogen, -self.groepen, -self.reis_m)


@dataclass(frozen=True, slots=True)
class Oplossing:
    """An answer.  `grens` bounds the weighted children of *any* legal answer to this instance.

    The bound does not assume that the free places of running groups are filled first (level 1), so it
    holds for every answer, also for one that scores worse there.  None: no bound was asked for.
    """

    instantie: str
    groepen: tuple[Groep, ...]
    aansluitingen: tuple[Aansluiting, ...]
    niet_geplaatst: tuple[NietGeplaatst, ...]
    doel: Doel
    grens: int | None = None

    @property
    def gat(self) -> float | None:
        """Share of the bound that was not reached: 0.0 is proven optimal on level 2."""
        if self.grens is None:
            return None
        if self.grens == 0:
            return 0.0
        return max(0.0, 1.0 - self.doel.gewogen / self.grens)


@dataclass(frozen=True, slots=True)
class Oordeel:
    """Verdict of the kernel's own check."""

    geldig: bool
    fouten: tuple[str, ...]
    doel: Doel
    kinderen_geplaatst: int
    kinderen_totaal: int
    gewogen_totaal: int


@dataclass(frozen=True, slots=True)
class Inspanning:
    """How hard to look, in steps; never in seconds, so that load on the machine changes nothing.

    kolomrondes: rounds of column generation (0: no bound and no prices); kloof: stop them when the relaxation
    is this close to the bound; scherprondes: times that rows on trainers sharpen the relaxation;
    duikdeel: share of the groups fixed per step of the dive (0: no dive); duiken: how many dives;
    buurten: neighbourhoods the improvement stage tries with candidates at hand; buren: interventions in each
    beside the one it starts from; fijn: neighbourhoods it then tries with candidates made to measure;
    knopen: node budget of each small exact problem;
    polijstrondes: passes over the number of groups and the travel; uitleg: whether reasons carry verified
    remedies; scherp_tot: regions with at most this many requests get a bound tightened by cutting planes.
    """

    kolomrondes: int = 40
    kloof: float = 0.0005
    duikdeel: float = 0.08
    duiken: int = 1
    buurten: int = 120
    buren: int = 2
    fijn: int = 40
    knopen: int = 60
    polijstrondes: int = 1
    uitleg: bool = True
    scherp_tot: int = 300
    scherprondes: int = 5
