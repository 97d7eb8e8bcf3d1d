"""Changes that somebody proposed: the list, and one with what differs, to take over or not."""

import json
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from gemeenten.kaart import selectors as lees
from gemeenten.kaart.filters import VoorstelFilter
from gemeenten.kaart.forms import BesluitForm, OrganisatieForm
from gemeenten.kaart.models import Voorstel
from gemeenten.kaart.permissions import kan_beslissen, kan_kaart_bijhouden
from gemeenten.kaart.services import voorstellen as services
from gemeenten.kaart.services.organisaties import waarden_van
from gemeenten.kaart.views.beheer import NAAR_BEHEER, WIE_WEL
from marktplein.accounts.ingelogd import ingelogd
from marktplein.basis.formulier import gepost, meld, status_van
from marktplein.basis.fouten import DomeinFout
from marktplein.basis.lijst import kruimels, lijst
from marktplein.basis.samen import afdrukken, in_woorden
from marktplein.basis.toegang import haal, vereist

PER_PAGINA = 25


@require_safe
@vereist(kan_kaart_bijhouden, WIE_WEL)
def voorstellen(request: HttpRequest) -> HttpResponse:
    zichtbaar = lees.voorstellen_zichtbaar_voor(request.user)
    deel = lijst(request, VoorstelFilter(request.GET, queryset=zichtbaar, request=request), PER_PAGINA)
    context = deel.context(
        filternaam="Voorgestelde wijzigingen beperken", kruimels=kruimels((NAAR_BEHEER[0], reverse(NAAR_BEHEER[1])))
    )
    return render(request, "gemeenten/kaart/voorstellen.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@vereist(kan_kaart_bijhouden, WIE_WEL)
def voorstel(request: HttpRequest, pk: int) -> HttpResponse:
    ding = haal(lees.voorstellen_zichtbaar_voor(request.user).prefetch_related("organisatie__gemeenten"), pk=pk)
    mag = ding.staat == "open" and kan_beslissen(request.user, ding)
    nu = {naam: waarde for naam, waarde in waarden_van(ding.organisatie).items() if naam in ding.nieuw}
    form = BesluitForm(gepost(request), initial={"gezien": json.dumps(afdrukken(nu), separators=(",", ":"))})
    if request.method == "POST" and form.is_valid():
        try:
            if form.cleaned_data["besluit"] == "ja":
                services.neem_over(voorstel=ding, door=ingelogd(request), gezien=form.cleaned_data["gezien"])
            else:
                services.weiger(voorstel=ding, reden=form.cleaned_data["reden"], door=ingelogd(request))
        except DomeinFout as fout:
            form = BesluitForm(gepost(request))
            form.is_valid()
            meld(form, fout)
        else:
            messages.success(request, "Je besluit is opgeslagen. Wie het voorstelde krijgt bericht.")
            return redirect("kaart:voorstellen")
    context = {
        "voorstel": ding,
        "verschillen": _verschillen(ding, nu),
        "form": form if mag else None,
        "gezien": json.dumps(afdrukken(nu), separators=(",", ":")),
        "kruimels": kruimels(
            (NAAR_BEHEER[0], reverse(NAAR_BEHEER[1])), ("Voorgestelde wijzigingen", reverse("kaart:voorstellen"))
        ),
    }
    return render(request, "gemeenten/kaart/voorstel.html", context, status=status_van(form))


def _verschillen(ding: Voorstel, nu: dict[str, Any]) -> list[dict[str, Any]]:
    """Of each field: what stood there, what stands there now when that is something else, and what is proposed."""
    velden = OrganisatieForm().fields
    uit = []
    for naam, waarde in ding.nieuw.items():
        toen, straks = (in_woorden(velden[naam], services.lees(naam, w)) for w in (ding.oud[naam], waarde))
        intussen = in_woorden(velden[naam], nu[naam])
        uit.append({
            "label": velden[naam].label, "oud": toen, "nieuw": straks,
            "intussen": intussen if intussen not in (toen, straks) else "",
        })  # fmt: skip
    return uit
