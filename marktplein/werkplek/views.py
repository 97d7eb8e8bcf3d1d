"""The first page after logging in: what waits for me, in order of urgency, then figures."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gemeenten.grond.selectors import heeft_rol, lidmaatschappen_van
from marktplein.basis.blok import Startpagina, rolblokken
from marktplein.werkplek.zoeken import KORTST, zoek_overal

WACHTEND = 10
LANGSTE_VRAAG = 200
PER_SOORT, KORT_PER_SOORT = 20, 4


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """One page for all roles; somebody without a role is told whom to ask."""
    pagina = Startpagina()
    for blok in rolblokken():
        if heeft_rol(request.user, *blok.rollen):
            blok.vul(pagina, request.user)
    wachtend = pagina.op_volgorde()
    context = {
        "pagina": pagina,
        "wachtend": wachtend[:WACHTEND],
        "meer": max(0, len(wachtend) - WACHTEND),
        "rollen": lidmaatschappen_van(request.user),
    }
    return render(request, "werkplek/start.html", context)


@require_safe
def zoek(request: HttpRequest) -> HttpResponse:
    """What this person may see that has these words (``?q=``); for htmx only the list, to show under the field."""
    vraag = request.GET.get("q", "").strip()[:LANGSTE_VRAAG]
    kort = bool(getattr(request, "htmx", False))
    vondsten = zoek_overal(request.user, vraag, per_soort=KORT_PER_SOORT if kort else PER_SOORT)
    context = {
        "vraag": vraag,
        "vondsten": vondsten,
        "aantal": sum(len(v.treffers) for v in vondsten),
        "te_kort": 0 < len(vraag) < KORTST,
        "per_soort": PER_SOORT,
    }
    return render(request, "werkplek/includes/_vondsten.html" if kort else "werkplek/zoek.html", context)
