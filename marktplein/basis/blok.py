"""What a start page is made of: each app fills these for its roles, the start page shows them."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from typing import Any

from django.conf import settings

from marktplein.basis import klok

# So many lines a list shows, and so many things that wait are read to sort them.
REGELS, OPHALEN = 5, 50
VER_WEG = dt.date.max


@dataclass(frozen=True, slots=True)
class Wachtend:
    """One thing that waits for this person; ``uiterlijk`` decides the order.

    With ``sjabloon`` it is a row of that template, which gets ``rij`` and in which one can act.
    """

    wat: str
    url: str
    knop: str
    uiterlijk: dt.date | None = None
    toelichting: str = ""
    sjabloon: str = ""
    rij: Any = None

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
    """A number and what it counts; ``een`` is that of one."""

    getal: int | str
    woord: str
    url: str = ""
    een: str = ""

    @property
    def woorden(self) -> str:
        return self.een if self.een and self.getal == 1 else self.woord


@dataclass(frozen=True, slots=True)
class Blokregel:
    """One line of a list: what, where it leads, and a few words about it."""

    wat: str
    url: str = ""
    bij: str = ""
    badge: str = ""
    kleur: str = "grijs"


@dataclass(frozen=True, slots=True)
class Bloklijst:
    titel: str
    regels: list[Blokregel]
    leeg: str
    url: str = ""
    knop: str = ""


@dataclass(frozen=True, slots=True)
class Startdeel:
    """A part with a title of its own, in which one can act: its template gets ``groepen``.

    ``meer`` is where the rest stands (address, words), when this is not all; with ``kort`` its template shows so many
    and folds the others.
    """

    titel: str
    sjabloon: str
    groepen: list[Any]
    meer: tuple[str, str] | None = None
    kort: int = 0


@dataclass(frozen=True, slots=True)
class Themavraag:
    """Open demand of a theme in the own municipality, counted exactly."""

    thema: str
    kinderen: int
    zonder_plek: int


@dataclass(slots=True)
class Startpagina:
    """Everything on the page; filled by the blocks of the roles."""

    wachtend: list[Wachtend] = field(default_factory=list)
    delen: list[Startdeel] = field(default_factory=list)
    cijfers: list[Cijfer] = field(default_factory=list)
    lijsten: list[Bloklijst] = field(default_factory=list)
    themas: list[Themavraag] | None = None
    zoeken: bool = False
    actie: tuple[str, str] | None = None
    alles: tuple[str, str] = ("", "")
    # What is still open though nothing waits for this person: then not all is done.
    nog_open: list[str] = field(default_factory=list)

    def op_volgorde(self) -> list[Wachtend]:
        """The most urgent first, what has no date last; of one day as its own list has them."""
        return sorted(self.wachtend, key=lambda w: w.uiterlijk or VER_WEG)


@dataclass(frozen=True, slots=True)
class Rolblok:
    """What one room adds for who has one of ``rollen``; a lower ``volgorde`` comes first on the page."""

    volgorde: int
    rollen: tuple[str, ...]
    vul: Callable[[Startpagina, Any], None]


@cache
def rolblokken() -> tuple[Rolblok, ...]:
    """The blocks of all rooms in settings.WERKPLEK, in order. Raises ImportError when a room is named wrongly."""
    alle = [blok for naam in settings.WERKPLEK for blok in import_module(naam).WERKPLEK]
    return tuple(sorted(alle, key=lambda blok: blok.volgorde))
