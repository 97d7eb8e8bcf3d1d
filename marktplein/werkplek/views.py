"""The first page after logging in: what waits for me, in order of urgency, then figures."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gemeenten.grond.selectors import lidmaatschappen_van
from marktplein.werkplek.blokken import stel_samen

WACHTEND = 6


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """One page for all roles; somebody without a role is told whom to ask."""
    pagina = stel_samen(request.user)
    wachtend = pagina.op_volgorde()
    context = {
        "pagina": pagina,
        "wachtend": wachtend[:WACHTEND],
        "meer": max(0, len(wachtend) - WACHTEND),
        "rollen": lidmaatschappen_van(request.user),
    }
    return render(request, "vraag/start.html", context)
