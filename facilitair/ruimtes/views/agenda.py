"""The agenda of the region: every room, a week or a day at a time."""

import datetime as dt
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from facilitair.permissions import WIE_WEL, kan_reserveren, kan_ruimtes_zien
from facilitair.ruimtes import selectors
from facilitair.ruimtes.raster import dagraster, weekraster
from facilitair.ruimtes.views.zalen import ZaalFilter
from marktplein.basis.bladeren import bladeren, gevraagde_dag
from marktplein.basis.filter import keuze
from marktplein.basis.lijst import lijst, zoekdeel
from marktplein.basis.tijdraster import maandag_van
from marktplein.basis.toegang import vereist

PER_PAGINA = 15


@require_safe
@vereist(kan_ruimtes_zien, WIE_WEL)
def regioagenda(request: HttpRequest) -> HttpResponse:
    """Rooms as rows; columns are days, or with ``?weergave=dag`` the hours of one. ``?dag=`` says when."""
    alle = selectors.ruimtes_voor(request.user).filter(actief=True)
    filterset = ZaalFilter(request.GET, queryset=alle, request=request)
    deel = lijst(request, filterset, PER_PAGINA)
    boekbaar = kan_reserveren(request.user)
    dag, als_dag = gevraagde_dag(request), keuze(request, "weergave", ("week", "dag"), "week") == "dag"
    if als_dag:
        raster = dagraster(list(deel), dag, boekbaar=boekbaar)
    else:
        raster = weekraster(list(deel), dag, boekbaar=boekbaar, naam="Reserveringen per ruimte en dag")
    return render(
        request,
        "facilitair/agenda.html",
        deel.context(raster=raster, als_dag=als_dag, dag=dag, **_bladeren(request, dag, als_dag)),
    )


def _bladeren(request: HttpRequest, dag: dt.date, als_dag: bool) -> dict[str, Any]:
    maandag = maandag_van(dag)
    stap = dt.timedelta(days=1 if als_dag else 7)
    van = dag if als_dag else maandag
    rest = zoekdeel(request, "dag", "weergave")
    weergave, eenheid, nu = ("weergave=dag&", "dag", "Vandaag") if als_dag else ("", "week", "Deze week")
    return {
        "vast": [*([("weergave", "dag")] if als_dag else []), ("dag", f"{dag:%Y-%m-%d}")],
        "wis": f"?{weergave}dag={dag:%Y-%m-%d}",
        "maandag": maandag,
        "zondag": maandag + dt.timedelta(days=6),
        **bladeren(van - stap, van + stap, eenheid, nu, f"{rest}{weergave}"),
        "dag_adres": f"?{rest}weergave=dag&dag=",
        "tabs": [
            {"label": "Week", "url": f"?{rest}dag={dag:%Y-%m-%d}", "actief": not als_dag},
            {"label": "Dag", "url": f"?{rest}weergave=dag&dag={dag:%Y-%m-%d}", "actief": als_dag},
        ],
    }
