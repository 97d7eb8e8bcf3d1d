"""What others ask: the open demand of the region, to join in."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gemeenten.grond.selectors import teams_voor_invoer
from marktplein.accounts.models import Bezoeker
from marktplein.basis.dagdelen import opsomming
from marktplein.basis.lijst import bestand, lijst
from marktplein.basis.toegang import vereist
from vraag.models import Signaal
from vraag.paginas.signalen import KOP_VRAAG, PER_PAGINA, cellen_van, kruimels
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

    def rijen() -> Iterator[tuple[Any, ...]]:
        return (_rij(s, afstanden, request.user) for s in filter_.qs.iterator())

    if antwoord := bestand(request, "vraag-in-de-regio", KOP, rijen):
        return antwoord
    deel = lijst(request, filter_, PER_PAGINA)
    context = deel.context(
        rijen=[(s, _km(s, afstanden), opsomming(s.dagdelen)) for s in deel],
        totalen=totalen(filter_.qs),
        kruimels=kruimels(),
    )
    return render(request, "vraag/regiovraag.html", context)


def _km(signaal: Signaal, afstanden: dict[int, int]) -> float | None:
    meters = afstanden.get(signaal.team_id)
    return None if meters is None else round(meters / 1000, 1)


def _rij(signaal: Signaal, afstanden: dict[int, int], user: Bezoeker) -> tuple[Any, ...]:
    return (*cellen_van(signaal, user), signaal.vroegste_start, _km(signaal, afstanden), signaal.geplaatst_op)
