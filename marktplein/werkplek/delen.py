"""The parts a start page is made of, and the words for days and numbers on it."""

import datetime as dt
from dataclasses import dataclass, field

from django.utils.formats import date_format

from marktplein.basis import klok
from marktplein.werkplek.selectors import Themavraag

WACHTEND = 6
VER_WEG = dt.date.max


@dataclass(frozen=True, slots=True)
class Wachtend:
    """One thing that waits for this person; ``uiterlijk`` decides the order."""

    wat: str
    url: str
    icoon: str
    knop: str
    uiterlijk: dt.date | None = None
    toelichting: str = ""

    @property
    def te_laat(self) -> bool:
        return self.uiterlijk is not None and self.uiterlijk < klok.vandaag()

    @property
    def kleur(self) -> str:
        """Red is late, yellow is due within two days, cherry waits."""
        if self.te_laat:
            return "rood"
        return "geel" if self.uiterlijk and self.uiterlijk <= klok.vandaag() + dt.timedelta(days=2) else "kers"


@dataclass(frozen=True, slots=True)
class Cijfer:
    getal: int | str
    woord: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Regel:
    """One line of a list: what, where it leads, and a few words about it."""

    wat: str
    url: str = ""
    bij: str = ""
    badge: str = ""
    kleur: str = "grijs"


@dataclass(frozen=True, slots=True)
class Lijst:
    titel: str
    regels: list[Regel]
    leeg: str
    url: str = ""
    knop: str = ""


@dataclass(slots=True)
class Startpagina:
    """Everything on the page; filled by the blocks of the roles."""

    wachtend: list[Wachtend] = field(default_factory=list)
    cijfers: list[Cijfer] = field(default_factory=list)
    lijsten: list[Lijst] = field(default_factory=list)
    themas: list[Themavraag] | None = None
    zoeken: bool = False
    actie: tuple[str, str] | None = None
    alles: tuple[str, str] = ("", "")

    def op_volgorde(self) -> list[Wachtend]:
        """The most urgent first; what has no date last."""
        return sorted(self.wachtend, key=lambda w: (w.uiterlijk or VER_WEG, w.wat))


def dag(datum: dt.date) -> str:
    """ "maandag 7 december"."""
    return date_format(datum, "l j F")


def tijd(begin: dt.datetime, eind: dt.datetime) -> str:
    """ "maandag 7 december, 14.00 – 15.30 uur"."""
    van, tot = klok.lokaal(begin), klok.lokaal(eind)
    return f"{dag(van.date())}, {van:%H.%M} – {tot:%H.%M} uur"


def moment(op: dt.datetime) -> str:
    """ "maandag 7 december, 14.00 uur"."""
    lokaal = klok.lokaal(op)
    return f"{dag(lokaal.date())}, {lokaal:%H.%M} uur"


def kinderen(aantal: int | None) -> str:
    """ "9 kinderen"; None is a count too small to show."""
    if aantal is None:
        return "minder dan 5 kinderen"
    return "1 kind" if aantal == 1 else f"{aantal} kinderen"
