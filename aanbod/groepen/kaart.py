"""The groups of a page on the map beside their list."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from aanbod.groepen.selectors import punt_van
from aanbod.models import Groep
from gemeenten.grond.selectors import kaartplaatsen
from marktplein.basis.kaart import Punt, kaart, midden_van


def groepenkaart(groepen: Iterable[Groep], filter_: Any) -> dict[str, Any]:
    """Where these groups meet, with rings of distance around the gemeente that was asked for."""
    punten = [
        Punt(groep.interventie.naam, *punt_van(groep), reverse("aanbod:groep", args=[groep.slug])) for groep in groepen
    ]
    return kaart(punten, kaartplaatsen(), midden_van(filter_))
