"""What others ask: the open demand of the region, to join in."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gemeenten.grond.selectors import teams_voor_invoer
from marktplein.basis.dagdelen import opsomming
from marktplein.basis.export import als_bestand, gevraagd_formaat
from marktplein.basis.toegang import vereist
from vraag.models import Signaal
from vraag.paginas.signalen import KOP_VRAAG, PER_PAGINA, cellen_van, kruimels, zonder_pagina
from vraag.permissions import ziet_regiovraag
from vraag.signalen.filters import RegioFilter
from vraag.signalen.selectors import afstanden_tot_teams, open_vraag_van_regio, totalen

KOP = (*KOP_VRAAG, "Niet eerder dan", "Afstand tot je team (km)", "Gevraagd op")


@require_safe
@vereist(ziet_regiovraag, "Alleen medewerkers van een team zien wat andere teams vragen.")
def regiovraag(request: HttpRequest) -> HttpResponse:
    """Counts, ages and dagdelen of what other teams ask; never a name, for there is none."""
    teams = list(teams_voor_invoer(request.user))
    filter_ = RegioFilter(request.GET, queryset=open_vraag_van_regio(request.user), eigen_teams=teams)
    afstanden = afstanden_tot_teams(teams)
    if formaat := gevraagd_formaat(request):
        return als_bestand(formaat, KOP, (_rij(s, afstanden) for s in filter_.qs.iterator()), "vraag-in-de-regio")
    pagina = Paginator(filter_.qs, PER_PAGINA).get_page(request.GET.get("pagina"))
    return render(
        request,
        "vraag/regiovraag.html",
        {
            "filter": filter_,
            "page_obj": pagina,
            "rijen": [(s, _km(s, afstanden), opsomming(s.dagdelen)) for s in pagina],
            "totalen": totalen(filter_.qs),
            "zoekdeel": zonder_pagina(request),
            "kruimels": kruimels(),
        },
    )


def _km(signaal: Signaal, afstanden: dict[int, int]) -> float | None:
    meters = afstanden.get(signaal.team_id)
    return None if meters is None else round(meters / 1000, 1)


def _rij(signaal: Signaal, afstanden: dict[int, int]) -> tuple[Any, ...]:
    return (*cellen_van(signaal), signaal.vroegste_start, _km(signaal, afstanden), signaal.geplaatst_op)
