"""The shelf for professionals."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from aanbod.hulp import pagina
from aanbod.paginas.filters import PlankFilter
from aanbod.paginas.publiek import LANGSTE_VRAAG
from aanbod.permissions import is_professional, kan_plank_zien
from aanbod.plank import selectors as lees
from aanbod.plank.selectors import gepubliceerd
from aanbod.zoeken.selectors import zoek_interventies
from marktplein.basis.toegang import vereist

PER_PAGINA = 20


@require_safe
@vereist(kan_plank_zien, "De plank is voor wie op het marktplein werkt.")
def plank(request: HttpRequest) -> HttpResponse:
    vraag = request.GET.get("q", "").strip()[:LANGSTE_VRAAG]
    filter_ = PlankFilter(request.GET, queryset=gepubliceerd(), request=request)
    page_obj = pagina(request, lees.plank(zoek_interventies(vraag, binnen=filter_.qs)), PER_PAGINA)
    context = {
        "vraag": vraag,
        "filter": filter_,
        "behoud": filter_.form.aan(),
        "wis": f"?{urlencode({'q': vraag})}",
        "page_obj": page_obj,
        "mag_vragen": is_professional(request.user),
    }
    return render(request, "aanbod/plank.html", context)
