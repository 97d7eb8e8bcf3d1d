"""What can be found: each room hands in its kinds of things in its own ``vindbaar.py``, named in settings.VINDBAAR.

So search sees over every wall without an arrow to anybody. Quick search, for who works here, asks each kind as the
person who searches (``Vindsoort``); the search in everyday words keeps a document of each thing (``Bron``).
"""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from typing import Any, TypeVar

from django.conf import settings
from django.db.models import Model, Q, QuerySet

from marktplein.basis.invoer import woorden

Rij = TypeVar("Rij", bound=Model)


@dataclass(frozen=True, slots=True)
class Treffer:
    """One thing found: its name, where it opens, and a few words that tell it from others of that name."""

    wat: str
    url: str
    bij: str = ""


# (user, words in small letters, at most so many) -> what was found, the likeliest first. One query.
Zoek = Callable[[Any, Sequence[str], int], list[Treffer]]


@dataclass(frozen=True, slots=True)
class Vindsoort:
    """A kind of thing: its name in the plural, its icon, who may look for it at all, and how."""

    naam: str
    icoon: str
    mag: Callable[[Any], bool]
    zoek: Zoek


@cache
def vindsoorten() -> tuple[Vindsoort, ...]:
    """The kinds of all rooms, in the order of the settings. Raises ImportError when a room is named wrongly."""
    return tuple(soort for naam in settings.VINDBAAR for soort in import_module(naam).VINDBAAR)


@dataclass(frozen=True, slots=True)
class Vindbaar:
    """What search needs to know of one thing.

    ``regel`` is the one line of a result; ``tekst`` all that it says of itself; ``woorden`` what else people call it,
    ``zinnen`` how they say that they need it.
    ``bij``: the kind and number of what it is an occasion of (a group of an offer). An age or a date that is None is
    any. ``collegas``: only for who works with children.
    """

    nummer: int
    naam: str
    adres: str
    regel: str = ""
    tekst: str = ""
    woorden: Sequence[str] = ()
    zinnen: Sequence[str] = ()
    themas: Sequence[int] = ()
    doelgroep: Sequence[str] = ()
    leeftijd: tuple[int, int] | None = None
    zwangerschap: bool = False
    collegas: bool = False
    gemeenten: Sequence[int] = ()
    punt: tuple[float, float] | None = None
    dagen: tuple[dt.date, dt.date] | None = None
    bij: tuple[str, int] | None = None


# A kind of document and a number.
Sleutel = tuple[str, int]


def geen_andere(nummers: Sequence[int]) -> Iterable[Sleutel]:
    return ()


@dataclass(frozen=True, slots=True)
class Bron:
    """A kind of thing with a public page: its word (also in the triggers that tell of a change), name and address.

    ``lees`` answers those of these numbers that everybody may find; ``nummers`` all there are; ``ook`` what else has to
    be looked at again when these change.
    """

    soort: str
    naam: str
    route: str
    lees: Callable[[Sequence[int]], Iterable[Vindbaar]]
    nummers: Callable[[], Iterable[int]]
    ook: Callable[[Sequence[int]], Iterable[Sleutel]] = field(default=geen_andere)


@cache
def bronnen() -> dict[str, Bron]:
    """The kinds of documents of all rooms. Raises ImportError when a room is named wrongly."""
    modules = (import_module(naam) for naam in settings.VINDBAAR)
    return {bron.soort: bron for module in modules for bron in getattr(module, "BRONNEN", ())}


def trigger(tabel: str, soort: str, kolom: str = "id") -> str:
    """SQL for a migration: a change of a row of ``tabel`` tells that the thing numbered in ``kolom`` changed."""
    return (
        f"CREATE TRIGGER {tabel}_vindbaar_{soort} AFTER INSERT OR UPDATE OR DELETE ON {tabel} "
        f"FOR EACH ROW EXECUTE FUNCTION basis_meld_te_indexeren('{soort}', '{kolom}')"
    )


def zonder_trigger(tabel: str, soort: str) -> str:
    return f"DROP TRIGGER IF EXISTS {tabel}_vindbaar_{soort} ON {tabel}"


def woorden_van(vraag: str) -> list[str]:
    return woorden(vraag.lower())


def met_woorden(rijen: QuerySet[Rij], woorden: Iterable[str], *velden: str) -> QuerySet[Rij]:
    """Those in which every word occurs in one of ``velden``."""
    for woord in woorden:
        ergens = Q()
        for veld in velden:
            ergens |= Q(**{f"{veld}__icontains": woord})
        rijen = rijen.filter(ergens)
    return rijen
