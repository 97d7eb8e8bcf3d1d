"""A room for a whole group: every room held against the group's meetings, and one button to choose."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from aanbod.models import Groep
from facilitair.models import Ruimte, Taak
from facilitair.permissions import WIE_WEL, kan_reserveren
from facilitair.ruimtes import vrij
from facilitair.ruimtes.filters import RuimteFilter
from facilitair.ruimtes.forms import KiesGroepFormulier, KiesZaalFormulier
from facilitair.ruimtes.fouten import RuimteBezet
from facilitair.ruimtes.selectors import groepen_voor_zaal, ruimtes_voor, zaal_nu, zaal_van
from facilitair.ruimtes.services import zalen as services
from facilitair.workflow import TaakSoort
from marktplein.basis import klok
from marktplein.basis.fouten import DomeinFout, Verouderd
from marktplein.basis.lijst import blad
from marktplein.basis.toegang import haal, vereist

PER_PAGINA = 15


class ZaalFilter(RuimteFilter):
    """The dates come from the group, so there is none to ask."""

    datum = None
    dagdeel = None


@require_http_methods(["GET", "HEAD", "POST"])
@vereist(kan_reserveren, WIE_WEL)
def zaal(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose a room for all meetings of a group that are still to come."""
    groep = haal(groepen_voor_zaal(), pk=pk)
    formulier: KiesZaalFormulier | None = None
    anders: list[vrij.Zaalvoorstel] = []
    geldig = False
    if request.method == "POST":
        formulier = KiesZaalFormulier(request.POST, nu={"ruimte": zaal_van(groep)})
        if geldig := formulier.is_valid():
            try:
                ruimte = _kies(request, groep, formulier)
            except Verouderd as fout:
                groep.refresh_from_db()
                formulier.toon_botsing(fout, {"ruimte": zaal_van(groep)})
            except RuimteBezet as fout:
                formulier.meld(fout)
                anders = fout.voorstellen
            except DomeinFout as fout:
                formulier.meld(fout)
            else:
                return _gekozen(request, groep, ruimte)
    status = 200 if formulier is None or getattr(request, "htmx", False) else 409 if geldig else 422
    return render(request, "facilitair/zaal.html", _context(request, groep, formulier, anders), status=status)


def _kies(request: HttpRequest, groep: Groep, formulier: KiesZaalFormulier) -> Ruimte:
    ruimte: Ruimte = formulier.cleaned_data["ruimte"]
    gezien = formulier.cleaned_data["gezien"]
    services.kies_zaal(groep=groep, ruimte=ruimte, door=request.user, gezien=gezien)
    return ruimte


def _gekozen(request: HttpRequest, groep: Groep, ruimte: Ruimte) -> HttpResponse:
    messages.success(request, f"{ruimte.naam} is gereserveerd voor alle bijeenkomsten. Iedereen krijgt bericht.")
    taak = _zaaltaak(groep)
    return redirect("facilitair:taak", taak.pk) if taak else redirect("facilitair:ruimte", ruimte.pk)


def _zaaltaak(groep: Groep) -> Taak | None:
    return Taak.objects.filter(groep=groep, soort=TaakSoort.ZAAL).first()


def _context(
    request: HttpRequest, groep: Groep, formulier: KiesZaalFormulier | None, anders: list[vrij.Zaalvoorstel]
) -> dict[str, Any]:
    tijden = list(groep.bijeenkomsten.filter(eind__gt=klok.nu()).order_by("begin").values_list("begin", "eind"))
    filterset = ZaalFilter(request.GET, queryset=ruimtes_voor(request.user).filter(actief=True), request=request)
    dichtbij = (groep.lat, groep.lon) if groep.lat is not None and groep.lon is not None else None
    alle = vrij.zaalvoorstellen(tijden, ruimtes=filterset.qs, dichtbij=dichtbij, behalve_groep=groep)
    taak = _zaaltaak(groep)
    terug = [{"label": taak.titel, "url": reverse("facilitair:taak", args=[taak.pk])}] if taak else []
    return {
        "groep": groep,
        "tijden": tijden,
        "filter": filterset,
        "page_obj": blad(request, alle, PER_PAGINA),
        "zaal_nu": zaal_nu(groep),
        "aantal_vrij": sum(voorstel.vrij for voorstel in alle),
        "form": formulier,
        "gezien": KiesZaalFormulier(nu={"ruimte": zaal_van(groep)})["gezien"].value(),
        "anders": anders,
        "kruimels": [{"label": "Taken", "url": reverse("facilitair:taken")}, *terug],
    }


@require_safe
@vereist(kan_reserveren, WIE_WEL)
def kies_groep(request: HttpRequest, pk: int) -> HttpResponse:
    """From a room to a group: on to the page where the group gets a room, searched for this one."""
    ruimte = haal(ruimtes_voor(request.user), pk=pk)
    formulier = KiesGroepFormulier(request.GET if "groep" in request.GET else None)
    if formulier.is_valid():
        groep: Groep = formulier.cleaned_data["groep"]
        adres = reverse("facilitair:zaal", args=[groep.pk])
        return redirect(f"{adres}?zoek={ruimte.naam}")
    kruimels = [
        {"label": "Ruimtes", "url": reverse("facilitair:ruimtes")},
        {"label": ruimte.naam, "url": reverse("facilitair:ruimte", args=[pk])},
    ]
    return render(request, "facilitair/kies_groep.html", {"ruimte": ruimte, "form": formulier, "kruimels": kruimels})
