"""The words of the pooling problem: frozen, slotted value objects.

Stage 0 of the kernel.  Everything a later stage reads is one of these shapes (and what it hands back one of
`antwoord`), so a problem and an answer can be pickled, compared and sent to a worker as they are.  Units: distances in
whole metres, weeks as whole numbers counted from the reference date (week 0), dayparts as indices into
`Instantie.dagdelen`, ages in whole years, both ends included.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


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
class InDeRuimte:
    """How many people a group brings into its room: `honderdsten` of a person per child, rounded up, and `vast` more.

    A parent beside each child makes 200 hundredths; trainers are `vast`.  As it stands here only children count.
    """

    honderdsten: int = 100
    vast: int = 0

    def nodig(self, kinderen: int) -> int:
        """The people in the room with so many children."""
        return -(-self.honderdsten * kinderen // 100) + self.vast

    def hoogstens(self, plekken: int) -> int:
        """The most children whose group fits in a room for so many people."""
        return max(0, (plekken - self.vast) * 100 // self.honderdsten)


ALLEEN_KINDEREN = InDeRuimte()


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
    in_de_ruimte: InDeRuimte = ALLEEN_KINDEREN

    def hoogstens(self, plekken: int) -> int:
        """The most children in one group in a room for so many people."""
        return min(self.max_grootte, self.in_de_ruimte.hoogstens(plekken))


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
