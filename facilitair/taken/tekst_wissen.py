"""Ask, then empty the free texts of a task, a booking or a room."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from facilitair.models import Reservering, Ruimte, Taak
from facilitair.permissions import kan_taken_zien, kan_tekst_wissen
from facilitair.tekst import WIE_WEL, is_zelf_getypt, wis_omschrijving, wis_sleutel, wis_taaktekst
from marktplein.accounts.ingelogd import ingelogd
from marktplein.basis.toegang import vereist

GEVOLG = "De tekst gaat nu weg, voorgoed en voor iedereen. In de geschiedenis blijft alleen staan dát het gebeurde."


@require_http_methods(["GET", "HEAD", "POST"])
@vereist(kan_tekst_wissen, WIE_WEL)
def taak(request: HttpRequest, pk: int) -> HttpResponse:
    ding = get_object_or_404(Taak, pk=pk)
    wat = "de titel, de uitleg" if is_zelf_getypt(ding) else "de uitleg"
    vraag = f"Wis {wat} en alle opmerkingen bij taak {pk}?"
    return _vraag(request, vraag, "facilitair:taak", pk, lambda: wis_taaktekst(ding, door=ingelogd(request)))


@require_http_methods(["GET", "HEAD", "POST"])
@vereist(kan_tekst_wissen, WIE_WEL)
def reservering(request: HttpRequest, pk: int) -> HttpResponse:
    ding = get_object_or_404(Reservering, pk=pk)
    vraag = f"Wis de omschrijving van reservering {pk}?"
    return _vraag(request, vraag, "facilitair:reservering", pk, lambda: wis_omschrijving(ding, door=ingelogd(request)))


@require_http_methods(["GET", "HEAD", "POST"])
@vereist(kan_tekst_wissen, WIE_WEL)
def ruimte(request: HttpRequest, pk: int) -> HttpResponse:
    ding = get_object_or_404(Ruimte, pk=pk)
    vraag = f"Wis hoe je binnenkomt in {ding}?"
    return _vraag(request, vraag, "facilitair:ruimte", pk, lambda: wis_sleutel(ding, door=ingelogd(request)))


def _vraag(request: HttpRequest, vraag: str, naam: str, pk: int, wis: Callable[[], bool]) -> HttpResponse:
    # An applicatiebeheerder knows the number only, and may not read what it is about.
    terug = reverse(naam, args=[pk]) if kan_taken_zien(request.user) else reverse("werkplek:start")
    if request.method == "POST":
        messages.success(request, "De tekst is gewist." if wis() else "Er stond geen tekst (meer).")
        return redirect(terug)
    context = {"vraag": vraag, "gevolg": GEVOLG, "ja": "Wis de tekst", "gevaar": True, "terug": terug}
    return render(request, "includes/_bevestig.html", context)
