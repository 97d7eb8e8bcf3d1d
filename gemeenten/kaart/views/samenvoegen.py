"""What stands on the sociale kaart twice: choose the other, choose what stays, and undo it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gemeenten.grond.models import Organisatie
from gemeenten.kaart import selectors as lees
from gemeenten.kaart.filters import KaartFilter
from gemeenten.kaart.gelijkenis import lijkt_op
from gemeenten.kaart.models import Samenvoeging
from gemeenten.kaart.permissions import kan_bijwerken, kan_kaart_aanvullen, kan_samenvoegen
from gemeenten.kaart.services.samenvoegen import MAG_NIET, TE_KIEZEN, maak_ongedaan, voeg_samen
from gemeenten.kaart.views.beheer import NAAR_BEHEER, WIE_WEL
from marktplein.accounts.ingelogd import ingelogd
from marktplein.basis.fouten import DomeinFout
from marktplein.basis.lijst import kruimels, lijst
from marktplein.basis.toegang import eis, haal, vereist

PER_PAGINA = 25
NAMEN = {
    "omschrijving": "Wat men hier kan", "doelgroep": "Voor wie", "kosten": "Wat het kost", "website": "Website",
    "email": "E-mailadres", "telefoon": "Telefoonnummer", "vestiging": "Hoofdvestiging",
}  # fmt: skip


@require_safe
@vereist(kan_kaart_aanvullen, WIE_WEL)
def andere_kiezen(request: HttpRequest, pk: int) -> HttpResponse:
    """With which one: those that are alike first, and a search."""
    ding = haal(lees.voor_beheer(request.user), pk=pk)
    eis(kan_bijwerken(request.user, ding), MAG_NIET)
    filter_ = KaartFilter(request.GET, queryset=lees.voor_beheer(request.user).exclude(pk=pk), request=request)
    deel = lijst(request, filter_, PER_PAGINA)
    gelijk = lijkt_op(naam=ding.naam, telefoon=ding.telefoon, website=ding.website, behalve=pk, hoogstens=8)
    context = deel.context(
        organisatie=ding,
        gelijk=gelijk,
        samenvoegingen=ding.samenvoegingen.filter(ongedaan_op=None).select_related("weg", "door"),
        filternaam="Organisaties beperken",
        kruimels=_kruimels(ding),
    )
    return render(request, "gemeenten/kaart/dubbel.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@vereist(kan_kaart_aanvullen, WIE_WEL)
def samenvoegen(request: HttpRequest, pk: int, weg_pk: int) -> HttpResponse:
    """Side by side, with a choice where they differ."""
    blijft, weg = (haal(lees.voor_beheer(request.user), pk=nummer) for nummer in (pk, weg_pk))
    eis(kan_samenvoegen(request.user, blijft, weg), MAG_NIET)
    if request.method == "POST":
        neem = {naam: request.POST.get(naam, "") for naam in TE_KIEZEN}
        neem |= dict.fromkeys(("lat", "lon"), neem["vestiging"])
        try:
            voeg_samen(blijft=blijft, weg=weg, neem=neem, door=ingelogd(request))
        except DomeinFout as fout:
            messages.error(request, fout.melding)
        else:
            messages.success(request, f"{weg} is nu {blijft}. Je kunt dit ongedaan maken bij ‘Staat twee keer’.")
        return redirect("kaart:wijzigen", pk=pk)
    context = {
        "blijft": blijft,
        "weg": weg,
        "verschillen": _verschillen(blijft, weg),
        "kruimels": _kruimels(blijft),
    }
    return render(request, "gemeenten/kaart/samenvoegen.html", context)


def _verschillen(blijft: Organisatie, weg: Organisatie) -> list[dict[str, Any]]:
    """Where both have something else."""
    paren = ((naam, getattr(blijft, naam), getattr(weg, naam)) for naam in NAMEN)
    return [
        {"naam": naam, "label": NAMEN[naam], "een": een, "ander": a} for naam, een, a in paren if een and a and een != a
    ]


@require_POST
@vereist(kan_kaart_aanvullen, WIE_WEL)
def ongedaan(request: HttpRequest, pk: int) -> HttpResponse:
    rijen = Samenvoeging.objects.select_related("blijft", "weg").filter(blijft__in=lees.te_beheren(request.user))
    samenvoeging = haal(rijen, pk=pk)
    try:
        maak_ongedaan(samenvoeging=samenvoeging, door=ingelogd(request))
    except DomeinFout as fout:
        messages.error(request, fout.melding)
    else:
        messages.success(request, f"Ongedaan gemaakt: {samenvoeging.weg} staat er weer.")
    return redirect("kaart:wijzigen", pk=samenvoeging.blijft_id)


def _kruimels(ding: Organisatie) -> list[dict[str, str]]:
    return kruimels((NAAR_BEHEER[0], reverse(NAAR_BEHEER[1])), (ding.naam, reverse("kaart:wijzigen", args=[ding.pk])))
