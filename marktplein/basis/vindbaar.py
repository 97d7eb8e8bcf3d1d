"""What can be found: each room hands in its kinds of things in its own ``vindbaar.py``, named in settings.VINDBAAR.

So quick search sees over every wall without an arrow to anybody: it asks each kind, as the person who searches.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
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
