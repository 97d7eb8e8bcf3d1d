"""One booking: make it for a moment, look at it, confirm it, give it back."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from facilitair.models import Reservering, Ruimte
from facilitair.permissions import WIE_WEL, kan_reserveren, kan_ruimtes_zien, kan_tekst_wissen
from facilitair.ruimtes import selectors
from facilitair.ruimtes.forms import ReserveerFormulier
from facilitair.ruimtes.fouten import RuimteBezet
from facilitair.ruimtes.handelingen import VRIJGEVEN
from facilitair.ruimtes.services import zalen as services
from facilitair.workflow import ReserveringStaat
from marktplein.accounts.ingelogd import ingelogd
from marktplein.basis import klok
from marktplein.basis.formulier import gepost, status_van
from marktplein.basis.fouten import DomeinFout
from marktplein.basis.toegang import haal, vereist
from marktplein.werk.bedenktijd import lopend_bij
from marktplein.werk.uitstel import vraag_of_doe

VOOR_INVULLEN = ("datum", "begin", "eind", "groep", "aantal", "omschrijving")


@require_http_methods(["GET", "HEAD", "POST"])
@vereist(kan_reserveren, WIE_WEL)
def reserveren(request: HttpRequest, pk: int) -> HttpResponse:
    """Book a room for one moment. A clash shows other rooms and other times, each one tap away."""
    ruimte = haal(selectors.ruimtes_voor(request.user), pk=pk)
    vooraf = {naam: request.GET[naam] for naam in VOOR_INVULLEN if request.GET.get(naam)}
    formulier = ReserveerFormulier(gepost(request), initial=vooraf)
    botsing: RuimteBezet | None = None
    if request.method == "POST" and formulier.is_valid():
        try:
            reservering = _boek(request, ruimte, formulier)
        except RuimteBezet as fout:
            botsing = fout
            formulier.meld(fout)
        except DomeinFout as fout:
            formulier.meld(fout)
        else:
            messages.success(request, f"{ruimte.naam} is gereserveerd.")
            return redirect("facilitair:reservering", reservering.pk)
    context = {
        "ruimte": ruimte,
        "form": formulier,
        "botsing": botsing,
        "foutkop": f"{ruimte} is dan al bezet" if botsing else formulier.wat_niet_kan,
        "gekozen": _gekozen_moment(formulier),
        "vraag": _vraag(formulier) if botsing else "",
        "kruimels": _kruimels(ruimte),
    }
    return render(request, "facilitair/reserveren.html", context, status=409 if botsing else status_van(formulier))


def _gekozen_moment(formulier: ReserveerFormulier) -> tuple[dt.datetime, dt.datetime] | None:
    """The moment that was chosen before the form opened; None when it must still be asked, or was typed wrong."""
    velden = ("datum", "begin", "eind")
    if formulier.is_bound and any(formulier[veld].errors for veld in velden):
        return None
    try:
        datum, begin, eind = (formulier.fields[veld].clean(formulier[veld].value()) for veld in velden)
        return (klok.op(datum, begin), klok.op(datum, eind)) if begin < eind else None
    except (ValidationError, klok.TijdBestaatNiet):
        return None


def _boek(request: HttpRequest, ruimte: Ruimte, formulier: ReserveerFormulier) -> Reservering:
    schoon = formulier.cleaned_data
    begin, eind = formulier.tijd()

    wat = {naam: schoon[naam] for naam in ("omschrijving", "groep", "optie", "aantal")}

    sleutel = schoon["sleutel"]
    return services.boek_moment(ruimte=ruimte, begin=begin, eind=eind, door=request.user, sleutel=sleutel, **wat)


def _vraag(formulier: ReserveerFormulier) -> str:
    """What was typed, as a query string for the same form of another room."""
    vraag = QueryDict(mutable=True)
    for naam in VOOR_INVULLEN:
        if formulier.data.get(naam):
            vraag[naam] = formulier.data[naam]
    return vraag.urlencode()


def _kruimels(ruimte: Ruimte) -> list[dict[str, str]]:
    return [
        {"label": "Ruimtes", "url": reverse("facilitair:ruimtes")},
        {"label": ruimte.naam, "url": reverse("facilitair:ruimte", args=[ruimte.pk])},
    ]


@require_safe
@vereist(kan_ruimtes_zien, WIE_WEL)
def reservering_detail(request: HttpRequest, pk: int) -> HttpResponse:
    reservering = _reservering(request, pk)
    loopt = reservering.periode.upper > klok.nu()
    lopend = lopend_bij(request.user, VRIJGEVEN.ding, [pk], terug=request.path)
    context = {
        "reservering": reservering,
        "bedenktijd": lopend,
        "kan_bevestigen": loopt and reservering.staat == ReserveringStaat.OPTIE,
        "kan_vrijgeven": loopt
        and not any(ding.rij.wacht for ding in lopend)
        and reservering.staat in (ReserveringStaat.OPTIE, ReserveringStaat.BEVESTIGD),
        "kan_tekst_wissen": kan_tekst_wissen(request.user),
        "kruimels": _kruimels(reservering.ruimte),
    }
    return render(request, "facilitair/reservering.html", context)


def _reservering(request: HttpRequest, pk: int) -> Reservering:
    return haal(selectors.reserveringen_voor(request.user), pk=pk)


def _doe(request: HttpRequest, pk: int, werk: Callable[..., Any], gedaan: str) -> HttpResponse:
    try:
        werk(reservering=_reservering(request, pk), door=request.user)
    except DomeinFout as fout:
        messages.error(request, fout.melding)
    else:
        messages.success(request, gedaan)
    return redirect("facilitair:reservering", pk)


@require_POST
@vereist(kan_reserveren, WIE_WEL)
def bevestigen(request: HttpRequest, pk: int) -> HttpResponse:
    return _doe(request, pk, services.bevestig, "De reservering staat vast.")


@require_POST
@vereist(kan_reserveren, WIE_WEL)
def vrijgeven(request: HttpRequest, pk: int) -> HttpResponse:
    """Asked for now, done when it can no longer be taken back (werk.uitstel)."""
    rij = _reservering(request, pk)
    try:
        vraag_of_doe(VRIJGEVEN, pk=rij.pk, door=ingelogd(request), gegevens={})
    except DomeinFout as fout:
        messages.error(request, fout.melding)
    return redirect("facilitair:reservering", pk)
