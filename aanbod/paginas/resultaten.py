"""What the page of results shows of each thing that was found: an offer as its card, everything else as a row."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext

from aanbod.models import Interventie, Thema
from aanbod.plank.selectors import gepubliceerd, met_eerstvolgende
from aanbod.zoeken.selectors import Gevonden, zoek, zoek_interventies
from aanbod.zoeken.taal.vraag import Deel
from marktplein.basis.lijst import blad

AANBOD, THEMA = "aanbod", "thema"


@dataclass(frozen=True)
class Resultaat:
    """One result; of an offer ``interventie``, of a theme ``thema``, of anything else only what search knows."""

    gevonden: Gevonden | None = None
    interventie: Interventie | None = None
    thema: Thema | None = None

    @property
    def soort_naam(self) -> str:
        """What kind of thing this is, in the language of the page."""
        namen = {"organisatie": gettext("Organisatie"), "thema": gettext("Thema"), "pagina": gettext("Pagina")}
        return namen.get(self.gevonden.soort, "") if self.gevonden else ""


def voor_kaarten(interventies: QuerySet[Interventie]) -> QuerySet[Interventie]:
    return met_eerstvolgende(interventies).prefetch_related("themas")


def pagina_van(
    request: HttpRequest,
    vraag: str,
    binnen: QuerySet[Interventie],
    per_pagina: int,
    *,
    alleen_aanbod: bool,
    zonder: Collection[Deel] = (),
) -> Page[Any]:
    """One page of results. With a filter that only offers know, and without a question, offers alone."""
    if alleen_aanbod or not vraag:
        page_obj = blad(request, voor_kaarten(zoek_interventies(vraag, binnen=binnen, zonder=zonder)), per_pagina)
        page_obj.object_list = [Resultaat(interventie=interventie) for interventie in page_obj.object_list]
        return page_obj
    page_obj = blad(request, zoek(vraag, user=request.user, zonder=zonder).gevonden, per_pagina)
    page_obj.object_list = _aangevuld(list(page_obj.object_list))
    return page_obj


def _aangevuld(gevonden: Sequence[Gevonden]) -> list[Resultaat]:
    """With the offers and themes themselves. What was withdrawn a moment ago is left out."""
    interventies = {i.pk: i for i in voor_kaarten(gepubliceerd().filter(pk__in=_nummers(gevonden, AANBOD)))}
    themas = Thema.objects.in_bulk(_nummers(gevonden, THEMA))
    alle = [
        Resultaat(
            een,
            interventies.get(een.nummer) if een.soort == AANBOD else None,
            themas.get(een.nummer) if een.soort == THEMA else None,
        )
        for een in gevonden
    ]
    return [r for r in alle if r.interventie or r.thema or (r.gevonden and r.gevonden.soort not in (AANBOD, THEMA))]


def _nummers(gevonden: Sequence[Gevonden], soort: str) -> list[int]:
    return [een.nummer for een in gevonden if een.soort == soort]
