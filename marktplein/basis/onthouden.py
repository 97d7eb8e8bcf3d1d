"""What hardly ever changes and is no secret, remembered by a process for a short while: places, subjects.

For what a page only offers or names (the gemeenten to choose from, the places on a map), never for a right, a count,
or whether a choice is allowed. A change by this process is seen at once, one by another after ``ONTHOUD_SECONDEN``.
"""

import time
from collections.abc import Callable
from typing import Any, TypeVar, cast

from django.conf import settings
from django.db import connection
from django.db.models import Model
from django.db.models.signals import post_delete, post_save
from django.utils.translation import get_language

from marktplein.basis import klok

T = TypeVar("T")
# Days and languages; more than this are leftovers of days gone by.
HOOGSTENS = 64


class Geheugen:
    """The answers of one question over the tables of ``modellen``, for each day and language."""

    def __init__(self, *modellen: type[Model]) -> None:
        self._antwoorden: dict[tuple[Any, ...], tuple[float, Any]] = {}
        for model in modellen:
            post_save.connect(self._vergeet, sender=model)
            post_delete.connect(self._vergeet, sender=model)

    def _vergeet(self, **_: object) -> None:
        self._antwoorden.clear()

    def geef(self, vraag: Callable[[], T], *sleutel: object) -> T:
        """The answer of ``vraag``: a value that nobody changes. Inside a transaction nothing is remembered: what was
        read there may never come to be.
        """
        if connection.in_atomic_block or not settings.ONTHOUD_SECONDEN:
            return vraag()
        plek = (get_language(), klok.vandaag(), *sleutel)
        nu = time.monotonic()
        tot, antwoord = self._antwoorden.get(plek, (0.0, None))
        if tot <= nu:
            antwoord = vraag()
            if len(self._antwoorden) >= HOOGSTENS:
                self._antwoorden.clear()
            self._antwoorden[plek] = (nu + settings.ONTHOUD_SECONDEN, antwoord)
        return cast(T, antwoord)
