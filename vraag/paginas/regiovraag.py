"""What others ask: the open demand of the region, by training or one by one, to join in."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gemeenten.grond.models import Team
from gemeenten.grond.selectors import kaartplaatsen, teams_voor_invoer
from marktplein.accounts.models import Bezoeker
from marktplein.basis.dagdelen import kort
from marktplein.basis.filter import keuze
from marktplein.basis.kaart import Punt, kaart
from marktplein.basis.lijst import bestand, lijst, zoekdeel
from marktplein.basis.toegang import vereist
from vraag.models import Signaal
from vraag.paginas.signalen import KOP_VRAAG, PER_PAGINA, cellen_van, kruimels
from vraag.permissions import ziet_regiovraag
from vraag.signalen.filters import TRAINING, VRAGEN, WEERGAVEN, RegioFilter
from vraag.signalen.per_training import Vraaggroep, lees, vul_aan
from vraag.signalen.selectors import afstanden_tot_teams, open_vraag_van_regio, totalen

KOP = (*KOP_VRAAG, "Niet eerder dan", "Afstand tot je team (km)", "Gevraagd op")


@require_safe
@vereist(ziet_regiovraag, "Alleen medewerkers van een team zien wat andere teams vragen.")
def regiovraag(request: HttpRequest) -> HttpResponse:
    """Counts, ages and dagdelen of what other teams ask; never a name, for there is none.

    One row per training, which leads to its needs: ``?weergave=vragen``, or with a training chosen by itself.
    """
    teams = list(teams_voor_invoer(request.user))
    filter_ = RegioFilter(request.GET, queryset=open_vraag_van_regio(request.user), eigen_teams=teams)
    afstanden = afstanden_tot_teams(teams)

    def rijen() -> Iterator[tuple[Any, ...]]:
        return (_rij(s, afstanden, request.user) for s in filter_.qs.iterator())

    if antwoord := bestand(request, "vraag-in-de-regio", KOP, rijen):
        return antwoord
    weergave = keuze(request, "weergave", (TRAINING, VRAGEN), VRAGEN if request.GET.get("interventie") else TRAINING)
    midden = (teams[0].lat, teams[0].lon) if len(teams) == 1 else None
    if weergave == TRAINING:
        deel = lijst(request, filter_, PER_PAGINA, rijen=lees(filter_.qs))
        groepen = vul_aan(deel, afstanden)
        verder = zoekdeel(request, "weergave", "interventie", "thema")
        punten = _punten_van_groepen(groepen, f"{request.path}?{verder}")
        meer: dict[str, Any] = {"groepen": groepen, "verder": verder, "kaart": kaart(punten, kaartplaatsen(), midden)}
    else:
        deel = lijst(request, filter_, PER_PAGINA)
        meer = {"rijen": [(s, _km(s, afstanden), kort(s.dagdelen)) for s in deel]}
    context = deel.context(
        totalen=totalen(filter_.qs),
        weergaven=_weergaven(request, weergave),
        kruimels=kruimels(),
        **meer,
    )
    return render(request, "vraag/regiovraag.html", context)


def _weergaven(request: HttpRequest, nu: str) -> list[dict[str, Any]]:
    adres = zoekdeel(request, "weergave")
    return [
        {"label": woord, "url": f"?{adres}weergave={weergave}", "actief": nu == weergave}
        for weergave, woord in WEERGAVEN
    ]


def _punten_van_groepen(groepen: list[Vraaggroep], adres: str) -> list[Punt]:
    """Every team of a row, at the address that the row leads to."""
    gezien = frozenset[int]().union(*(groep.teams for groep in groepen))
    teams = Team.objects.only("lat", "lon").in_bulk(gezien)
    return [
        Punt(groep.naam, teams[pk].lat, teams[pk].lon, f"{adres}{groep.zoek}&weergave={VRAGEN}")
        for groep in groepen
        for pk in sorted(groep.teams)
    ]


def _km(signaal: Signaal, afstanden: dict[int, int]) -> float | None:
    meters = afstanden.get(signaal.team_id)
    return None if meters is None else round(meters / 1000, 1)


def _rij(signaal: Signaal, afstanden: dict[int, int], user: Bezoeker) -> tuple[Any, ...]:
    return (*cellen_van(signaal, user), signaal.vroegste_start, _km(signaal, afstanden), signaal.geplaatst_op)
