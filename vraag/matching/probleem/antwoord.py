"""The words of an answer: groups, joins, reasons, and what an answer is worth; frozen, slotted value objects."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

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


@dataclass(frozen=True, slots=True)
class Lid:
    signaal: str
    kinderen: int


@dataclass(frozen=True, slots=True)
class Groep:
    """A proposed group.  `waarom` holds computed facts that explain it; it never influences the answer.

    In a start, `vast` says that this group may not be moved for any gain: people are looking into it.  `vol` says that
    nobody else can be asked to join it any more.
    """

    id: str
    interventie: str
    ruimte: str
    dagdeel: int
    startweek: int
    trainers: tuple[str, ...]
    leden: tuple[Lid, ...]
    vast: bool = False
    vol: bool = False
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
class Rekening:
    """What keeping and moving proposals came to: of `beloofd` still legal proposals `verplaatst` were moved.

    Children placed: `gevuld` when all are kept and the rest is filled up, `geplaatst` in this answer.
    """

    beloofd: int
    verplaatst: int
    gevuld: int
    geplaatst: int


@dataclass(frozen=True, slots=True)
class Oplossing:
    """An answer.  `grens` bounds the weighted children of *any* legal answer to this instance.

    The bound does not assume that the free places of running groups are filled first (level 1), so it
    holds for every answer, also for one that scores worse there.  None: no bound was asked for.
    `rekening` is there when the answer goes out from proposals that people think about.
    """

    instantie: str
    groepen: tuple[Groep, ...]
    aansluitingen: tuple[Aansluiting, ...]
    niet_geplaatst: tuple[NietGeplaatst, ...]
    doel: Doel
    grens: int | None = None
    rekening: Rekening | None = None

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
