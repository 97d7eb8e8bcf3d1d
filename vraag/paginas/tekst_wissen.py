"""Ask, then empty a free text: by who wrote it, or by an applicatiebeheerder who never sees it."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from marktplein.accounts.ingelogd import ingelogd
from marktplein.basis.toegang import eis_te_zien
from vraag.models import Reeks, Scenario, Signaal, Toezegging
from vraag.permissions import kan_reeksen_zien, kan_scenario_zien, kan_signaal_zien
from vraag.reeksen.tekst import kan_reden_van_reeks_wissen, wis_reden_van_reeks
from vraag.signalen.tekst import kan_reden_wissen, kan_tekst_wissen, wis_reden, wis_tekst
from vraag.wat_als.tekst import kan_naam_wissen, wis_naam

GEVOLG = "De tekst gaat nu weg, voorgoed en voor iedereen. In de geschiedenis blijft alleen staan dát het gebeurde."


@require_http_methods(["GET", "HEAD", "POST"])
def signaal_tekst_wissen(request: HttpRequest, pk: int) -> HttpResponse:
    ding = get_object_or_404(Signaal.objects.select_related("team__gemeente"), pk=pk)
    eis_te_zien(kan_tekst_wissen(request.user, ding), ding)
    ziet = kan_signaal_zien(request.user, ding)
    terug = reverse("vraag:signaal", args=[pk]) if ziet else reverse("werkplek:start")
    return _wis(request, f"Wis de tekst van vraag {pk} van {ding.team}?", terug, partial(wis_tekst, ding))


@require_http_methods(["GET", "HEAD", "POST"])
def reden_wissen(request: HttpRequest, pk: int) -> HttpResponse:
    ding = get_object_or_404(Toezegging.objects.select_related("team__gemeente", "trainer__user"), pk=pk)
    eis_te_zien(kan_reden_wissen(request.user, ding), ding)
    terug = reverse("vraag:voorstel", args=[ding.voorstel_id])
    return _wis(request, "Wis de reden bij dit antwoord?", terug, partial(wis_reden, ding))


@require_http_methods(["GET", "HEAD", "POST"])
def scenario_tekst_wissen(request: HttpRequest, pk: int) -> HttpResponse:
    ding = get_object_or_404(Scenario.objects.select_related("regio"), pk=pk)
    eis_te_zien(kan_naam_wissen(request.user, ding), ding)
    ziet = kan_scenario_zien(request.user, ding)
    terug = reverse("vraag:scenario", args=[pk]) if ziet else reverse("werkplek:start")
    return _wis(request, f"Wis de naam van scenario {pk}?", terug, partial(wis_naam, ding))


@require_http_methods(["GET", "HEAD", "POST"])
def reeks_tekst_wissen(request: HttpRequest, pk: int) -> HttpResponse:
    ding = get_object_or_404(Reeks.objects.select_related("interventie", "gemeente"), pk=pk)
    eis_te_zien(kan_reden_van_reeks_wissen(request.user, ding), ding)
    terug = reverse("vraag:reeksen") if kan_reeksen_zien(request.user) else reverse("werkplek:start")
    vraag = f"Wis de reden bij het besluit over {ding.interventie}?"
    return _wis(request, vraag, terug, partial(wis_reden_van_reeks, ding))


def _wis(request: HttpRequest, vraag: str, terug: str, wis: Callable[..., bool]) -> HttpResponse:
    """Ask first, and do it on POST; who may was settled before."""
    if request.method == "POST":
        gewist = wis(door=ingelogd(request))
        messages.success(request, "De tekst is gewist." if gewist else "Er stond geen tekst (meer).")
        return redirect(terug)
    context: dict[str, Any] = {"vraag": vraag, "gevolg": GEVOLG, "ja": "Wis de tekst", "gevaar": True, "terug": terug}
    return render(request, "includes/_bevestig.html", context)
