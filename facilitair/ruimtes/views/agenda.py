"""The agenda of the region: every room, a week at a time."""

import datetime as dt

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from facilitair.permissions import WIE_WEL, kan_ruimtes_zien
from facilitair.ruimtes import selectors
from facilitair.ruimtes.views.ruimtes import gevraagde_dag
from facilitair.ruimtes.views.zalen import ZaalFilter
from marktplein.basis.lijst import lijst, zoekdeel
from marktplein.basis.toegang import vereist

PER_PAGINA = 15


@require_safe
@vereist(kan_ruimtes_zien, WIE_WEL)
def regioagenda(request: HttpRequest) -> HttpResponse:
    """Rooms as rows, days as columns; ``?dag=`` chooses the week."""
    maandag = selectors.maandag_van(gevraagde_dag(request))
    alle = selectors.ruimtes_voor(request.user).filter(actief=True)
    filterset = ZaalFilter(request.GET, queryset=alle, request=request)
    deel = lijst(request, filterset, PER_PAGINA)
    dagen, rijen = selectors.regioweek(list(deel), maandag)
    context = deel.context(
        dagen=dagen,
        rijen=rijen,
        maandag=maandag,
        zondag=maandag + dt.timedelta(days=6),
        vorige=maandag - dt.timedelta(days=7),
        volgende=maandag + dt.timedelta(days=7),
        zoekdeel=zoekdeel(request, "dag"),
    )
    return render(request, "facilitair/agenda.html", context)
