"""Invitations: the list, a new one, sending again and withdrawing; and the public page behind the mailed link."""

import uuid
from typing import Any

from allauth.account.utils import perform_login
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from gemeenten.grond.filters import UitnodigingenFilter
from gemeenten.grond.forms import EenmaligForm, NieuwAccountForm, UitnodigForm
from gemeenten.grond.models import Uitnodiging
from gemeenten.grond.permissions import kan_leden_zien, kan_rol_geven, kan_uitnodigen
from gemeenten.grond.selectors import account_met_adres, uitnodiging_bij_token, uitnodigingen_zichtbaar_voor
from gemeenten.grond.services import (
    GELDIG_DAGEN,
    aanvaard_als_bestaand,
    aanvaard_als_nieuw,
    nodig_uit,
    stuur_opnieuw,
    trek_in,
)
from gemeenten.grond.views.tabs import ledentabs
from marktplein.accounts.ingelogd import ingelogd
from marktplein.accounts.models import User
from marktplein.basis import klok
from marktplein.basis.formulier import gepost, meld, status_van
from marktplein.basis.fouten import DomeinFout
from marktplein.basis.lijst import lijst, terug_naar
from marktplein.basis.persoonlijk import zoekdata, zoekt_personen
from marktplein.basis.toegang import haal, vereist

PER_PAGINA = 25


@require_http_methods(["GET", "HEAD", "POST"])
@vereist(kan_leden_zien)
@zoekt_personen("zoek")
def uitnodigingen(request: HttpRequest) -> HttpResponse:
    filter_ = UitnodigingenFilter(zoekdata(request), queryset=uitnodigingen_zichtbaar_voor(request.user))
    blad = lijst(request, filter_, PER_PAGINA)
    regels = [
        {
            "uitnodiging": uitnodiging,
            "staat": _staat(uitnodiging),
            "wachtend": not uitnodiging.aanvaard_op and not uitnodiging.ingetrokken_op,
            "kan_beheren": kan_rol_geven(request.user, uitnodiging),
            "sleutel": uuid.uuid4(),
        }
        for uitnodiging in blad
    ]
    context = blad.context(regels=regels, tabs=ledentabs("uitnodigingen"), kan_uitnodigen=kan_uitnodigen(request.user))
    return render(request, "gemeenten/uitnodigingen.html", context)


def _staat(uitnodiging: Uitnodiging) -> tuple[str, str]:
    """Word and colour."""
    if uitnodiging.aanvaard_op:
        return "Aangenomen", "groen"
    if uitnodiging.ingetrokken_op:
        return "Ingetrokken", "grijs"
    return ("Verlopen", "rood") if uitnodiging.verloopt_op <= klok.nu() else ("Open", "blauw")


@require_http_methods(["GET", "HEAD", "POST"])
@vereist(kan_uitnodigen)
def uitnodigen(request: HttpRequest) -> HttpResponse:
    """The form with which somebody is invited."""
    form = UitnodigForm(gepost(request), user=ingelogd(request))
    if request.method == "POST" and form.is_valid():
        velden = {k: form.cleaned_data[k] for k in ("email", "rol", "team", "gemeente", "organisatie", "sleutel")}
        try:
            uitnodiging = nodig_uit(door=ingelogd(request), **velden)
        except DomeinFout as fout:
            meld(form, fout, veld="plek" if fout.veld in ("team", "gemeente", "organisatie") else None)
        else:
            messages.success(
                request, f"De uitnodiging is verstuurd aan {uitnodiging.email}. De link werkt {GELDIG_DAGEN} dagen."
            )
            return redirect("gemeenten:uitnodigingen")
    kruimels = [{"label": "Uitnodigingen", "url": reverse("gemeenten:uitnodigingen")}]
    context = {"form": form, "dagen": GELDIG_DAGEN, "kruimels": kruimels}
    return render(request, "gemeenten/uitnodigen.html", context, status=status_van(form))


@require_POST
@vereist(kan_uitnodigen)
def uitnodiging_actie(request: HttpRequest, pk: int) -> HttpResponse:
    """POST ``actie``: opnieuw (a new link by mail) or intrekken."""
    uitnodiging = haal(uitnodigingen_zichtbaar_voor(request.user), pk=pk)
    form = EenmaligForm(request.POST)
    sleutel = form.cleaned_data["sleutel"] if form.is_valid() else None
    door = ingelogd(request)
    try:
        if request.POST.get("actie") == "opnieuw":
            stuur_opnieuw(uitnodiging=uitnodiging, door=door, sleutel=sleutel)
            messages.success(request, f"Er is een nieuwe link verstuurd aan {uitnodiging.email}.")
        elif request.POST.get("actie") == "intrekken":
            trek_in(uitnodiging=uitnodiging, door=door)
            messages.success(request, f"De uitnodiging aan {uitnodiging.email} is ingetrokken.")
    except DomeinFout as fout:
        messages.error(request, fout.melding)
    return redirect(f"{terug_naar(request) or reverse('gemeenten:uitnodigingen')}#uitnodiging-{pk}")


# --- the public page ------------------------------------------------------------------------------------------


@login_not_required
@never_cache
@sensitive_post_parameters("wachtwoord", "herhaling")
@require_http_methods(["GET", "HEAD", "POST"])
def uitnodiging(request: HttpRequest, token: str) -> HttpResponse:
    """Accept an invitation: with a new account, or with the account one has and is logged in with."""
    rij = uitnodiging_bij_token(token)
    context: dict[str, Any] = {"uitnodiging": rij, "form": None, "fout": ""}
    if request.method == "POST" and rij:
        antwoord = _neem_aan(request, rij, token, context)
        if antwoord:
            return antwoord
    eigenaar = account_met_adres(rij.email) if rij else None
    staat = _toestand(request, rij, eigenaar)
    if staat == "nieuw" and not context["form"] and rij:
        context["form"] = NieuwAccountForm(uitnodiging=rij)
    context |= {"staat": staat, "sleutel": uuid.uuid4(), "terug": request.get_full_path()}
    antwoord = render(
        request, "gemeenten/uitnodiging.html", context, status=404 if rij is None else status_van(context["form"])
    )
    # The address of this page is a key: it is told to no other site, nor to other pages of ours. The origin must go
    # along: without it ("no-referrer") a browser posts the form as from nowhere, and the guard of forms refuses that.
    antwoord["Referrer-Policy"] = "strict-origin"
    return antwoord


def _toestand(request: HttpRequest, rij: Uitnodiging | None, eigenaar: User | None) -> str:
    """Which page to show: onbekend, gebruikt, ingetrokken, verlopen, nieuw, uitgeschakeld, inloggen, ander or rol."""
    if rij is None:
        return "onbekend"
    if rij.aanvaard_op or rij.ingetrokken_op:
        return "gebruikt" if rij.aanvaard_op else "ingetrokken"
    if rij.verloopt_op <= klok.nu():
        return "verlopen"
    if rij.uitgenodigd_door is not None and not kan_rol_geven(rij.uitgenodigd_door, rij):
        return "vervallen"
    return _toestand_van_open(request, eigenaar)


def _toestand_van_open(request: HttpRequest, eigenaar: User | None) -> str:
    if request.user.is_authenticated:
        return "rol" if eigenaar and eigenaar.pk == request.user.pk else "ander"
    if eigenaar is None:
        return "nieuw"
    return "inloggen" if eigenaar.is_active else "uitgeschakeld"


def _neem_aan(request: HttpRequest, rij: Uitnodiging, token: str, context: dict[str, Any]) -> HttpResponse | None:
    """Accept; answers None when the page must be shown again, with ``context`` saying why."""
    try:
        if request.user.is_authenticated:
            return _neem_rol(request, token)
        return _maak_account(request, rij, token, context)
    except DomeinFout as fout:
        context["fout"] = fout.melding
        rij.refresh_from_db()
        return None


def _neem_rol(request: HttpRequest, token: str) -> HttpResponse:
    form = EenmaligForm(request.POST)
    lid = aanvaard_als_bestaand(token=token, user=ingelogd(request), sleutel=_sleutel(form))
    messages.success(request, f"Je hebt nu de rol {lid.get_rol_display()} ({lid.plek}).")
    return redirect("/start/")


def _maak_account(request: HttpRequest, rij: Uitnodiging, token: str, context: dict[str, Any]) -> HttpResponse | None:
    form = NieuwAccountForm(request.POST, uitnodiging=rij)
    if not form.is_valid():
        context["form"] = form
        return None
    user, nu_gemaakt = aanvaard_als_nieuw(
        token=token,
        naam=form.cleaned_data["naam"],
        wachtwoord=form.cleaned_data["wachtwoord"],
        sleutel=form.cleaned_data["sleutel"],
    )
    if not nu_gemaakt:
        # The form came in once before. Whoever sends it again, from a tab left open say, has yet to show the password.
        messages.info(request, gettext("Je account is al gemaakt. Log in met je e-mailadres en wachtwoord."))
        return redirect("account_login")
    antwoord: HttpResponse = perform_login(request, user, redirect_url="/start/")
    return antwoord


def _sleutel(form: Form) -> uuid.UUID | None:
    return form.cleaned_data["sleutel"] if form.is_valid() else None
