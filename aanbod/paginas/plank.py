"""The shelf for professionals."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from aanbod.paginas.filters import PlankFilter
from aanbod.paginas.publiek import LANGSTE_VRAAG
from aanbod.permissions import is_professional, kan_plank_zien
from aanbod.plank import selectors as lees
from aanbod.plank.selectors import gepubliceerd
from aanbod.zoeken.selectors import zoek_interventies
from marktplein.basis.lijst import lijst
from marktplein.basis.toegang import vereist

PER_PAGINA = 20
TOETSEN = (("v", "plaats een vraag"),)


@require_safe
@vereist(kan_plank_zien, "De plank is voor wie op het marktplein werkt.")
def plank(request: HttpRequest) -> HttpResponse:
    vraag = request.GET.get("q", "").strip()[:LANGSTE_VRAAG]
    filter_ = PlankFilter(request.GET, queryset=gepubliceerd(), request=request)
    rijen = lees.plank(zoek_interventies(vraag, binnen=filter_.qs))
    mag_vragen = is_professional(request.user)
    context = lijst(request, filter_, PER_PAGINA, rijen=rijen).context(
        weergaven=_weergaven(request),
        mag_vragen=mag_vragen,
        sneltoetsen=TOETSEN if mag_vragen else (),
        filternaam="De plank doorzoeken",
    )
    return render(request, "aanbod/plank.html", context)


def _weergaven(request: HttpRequest) -> list[dict[str, Any]]:
    alles, draait = lees.tellingen_plank()
    nu = bool(request.GET.get("draait"))
    return [
        {"label": "Alles", "url": "?", "actief": not nu, "aantal": alles},
        {"label": "Draait of start", "url": "?draait=on", "actief": nu, "aantal": draait},
    ]
