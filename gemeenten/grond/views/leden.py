"""Who is here, with which role; ending a role and looking after an account."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.db.models import Case, Exists, OuterRef, Q, QuerySet, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gemeenten.grond.enums import ROLLEN_MET_TWEEDE_STAP
from gemeenten.grond.filters import LedenFilter
from gemeenten.grond.models import Lidmaatschap
from gemeenten.grond.permissions import (
    kan_account_beheren,
    kan_leden_exporteren,
    kan_leden_zien,
    kan_rol_geven,
    kan_uitnodigen,
)
from gemeenten.grond.selectors import geldig, leden_zichtbaar_voor
from gemeenten.grond.services import beeindig_lidmaatschap, herstel_tweede_factor, zet_account_actief
from gemeenten.grond.views.tabs import ledentabs
from marktplein.accounts.ingelogd import ingelogd
from marktplein.accounts.models import User
from marktplein.audit.services import leg_vast
from marktplein.basis import klok
from marktplein.basis.export import HOOGSTENS, als_bestand, gevraagd_formaat
from marktplein.basis.fouten import DomeinFout
from marktplein.basis.lijst import lijst
from marktplein.basis.persoonlijk import zoekdata, zoekt_personen
from marktplein.basis.toegang import eis, haal, vereist

PER_PAGINA = 25
KOP = ("Naam", "E-mailadres", "Rol", "Plek", "Van", "Tot", "Account aan", "Tweede inlogstap", "Laatst ingelogd")


def _met_tweede_stap(leden: QuerySet[Lidmaatschap]) -> QuerySet[Lidmaatschap]:
    """With whether they have one, and whether it lacks to somebody who works with names or roles today."""
    sloten = Exists(Authenticator.objects.filter(user=OuterRef("user")))
    zwaar = Q(rol__in=ROLLEN_MET_TWEEDE_STAP, user__is_active=True) & geldig()
    return leden.annotate(tweede_stap=sloten, stap_nodig=Case(When(zwaar & ~Q(sloten), then=True), default=False))


@require_http_methods(["GET", "HEAD", "POST"])
@vereist(kan_leden_zien)
@zoekt_personen("zoek")
def leden(request: HttpRequest) -> HttpResponse:
    """The list, filtered; ``?formaat=xlsx`` or csv gives it as a file to whoever may act on it."""
    filter_ = LedenFilter(
        zoekdata(request), queryset=_met_tweede_stap(leden_zichtbaar_voor(request.user)), request=request
    )
    if formaat := gevraagd_formaat(request):
        eis(kan_leden_exporteren(request.user))
        return _bestand(request, formaat, filter_.qs)
    context = lijst(request, filter_, PER_PAGINA).context(
        tabs=ledentabs("leden"),
        vandaag=klok.vandaag(),
        kan_uitnodigen=kan_uitnodigen(request.user),
        kan_exporteren=kan_leden_exporteren(request.user),
    )
    return render(request, "gemeenten/leden.html", context)


def _bestand(request: HttpRequest, formaat: str, rijen: QuerySet[Lidmaatschap]) -> HttpResponse:
    regels = [
        (
            lid.user.naam,
            lid.user.email,
            lid.get_rol_display(),
            lid.plek,
            lid.van,
            lid.tot,
            lid.user.is_active,
            lid.tweede_stap,  # type: ignore[attr-defined]
            lid.user.last_login,
        )
        for lid in rijen[:HOOGSTENS]
    ]
    leg_vast("leden.geexporteerd", ingelogd(request), door=ingelogd(request), aantal=len(regels), formaat=formaat)
    return als_bestand(formaat, KOP, regels, "leden")


def _zichtbaar_account(request: HttpRequest, pk: int) -> tuple[User, list[Lidmaatschap]]:
    """The account and those of its memberships the visitor may see; 404 when there are none."""
    rollen = list(leden_zichtbaar_voor(request.user).filter(user_id=pk))
    te_zien = bool(rollen) or kan_account_beheren(request.user, User(pk=pk))
    return haal(User.objects.all() if te_zien else User.objects.none(), pk=pk), rollen


@require_safe
@vereist(kan_leden_zien)
def lid(request: HttpRequest, pk: int) -> HttpResponse:
    """One person: roles now and before, last login, and what the visitor may change."""
    account, rollen = _zichtbaar_account(request, pk)
    vandaag = klok.vandaag()
    context = {
        "account": account,
        "rollen": [
            {
                "lid": rol,
                "geldig": rol.tot is None or rol.tot > vandaag,
                "kan_beeindigen": kan_rol_geven(request.user, rol),
            }
            for rol in rollen
        ],
        "tweede_stap": Authenticator.objects.filter(user=account).exists(),
        "kan_beheren": kan_account_beheren(request.user, account),
        "kruimels": _kruimels(),
    }
    return render(request, "gemeenten/lid.html", context)


def _kruimels(account: User | None = None) -> list[dict[str, Any]]:
    pad = [{"label": "Leden", "url": reverse("gemeenten:leden")}]
    if account:
        pad.append({"label": str(account), "url": reverse("gemeenten:lid", args=[account.pk])})
    return pad


@require_http_methods(["GET", "HEAD", "POST"])
@vereist(kan_uitnodigen)
def lidmaatschap_beeindigen(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask first, then end one role."""
    rol = haal(leden_zichtbaar_voor(request.user), pk=pk)
    eis(kan_rol_geven(request.user, rol))
    if request.method == "POST":
        try:
            beeindig_lidmaatschap(lidmaatschap=rol, door=ingelogd(request))
            messages.success(request, f"De rol {rol.get_rol_display()} van {rol.user} is beëindigd.")
        except DomeinFout as fout:
            messages.error(request, fout.melding)
        return redirect("gemeenten:lid", pk=rol.user_id)
    context = {
        "lid": rol,
        "kruimels": _kruimels(rol.user),
        "vraag": "Wil je deze rol beëindigen?",
        "gevolg": f"{rol.user} kan hier meteen niets meer mee. Terugdraaien kan met een nieuwe uitnodiging.",
        "ja": "Beëindig de rol",
        "gevaar": True,
        "terug": reverse("gemeenten:lid", args=[rol.user_id]),
    }
    return render(request, "gemeenten/lid_beeindigen.html", context)


@require_POST
@vereist(kan_leden_zien)
def account_actie(request: HttpRequest, pk: int) -> HttpResponse:
    """POST ``actie``: uitschakelen, inschakelen or tweede_factor. Only for application admins, never on oneself."""
    account, _ = _zichtbaar_account(request, pk)
    eis(kan_account_beheren(request.user, account), "Alleen een andere applicatiebeheerder kan dit account beheren.")
    door = ingelogd(request)
    try:
        match request.POST.get("actie"):
            case "uitschakelen":
                zet_account_actief(account=account, actief=False, door=door)
                melding = f"Het account van {account} is uitgeschakeld. Alle sessies zijn beëindigd."
            case "inschakelen":
                zet_account_actief(account=account, actief=True, door=door)
                melding = f"Het account van {account} is weer ingeschakeld."
            case "tweede_factor":
                herstel_tweede_factor(account=account, door=door)
                melding = f"De tweede inlogstap van {account} is verwijderd. Hierover is een mail gestuurd."
            case _:
                return redirect("gemeenten:lid", pk=pk)
        messages.success(request, melding)
    except DomeinFout as fout:
        messages.error(request, fout.melding)
    return redirect("gemeenten:lid", pk=pk)
