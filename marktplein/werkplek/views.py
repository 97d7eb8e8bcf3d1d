"""The first page after logging in: what waits for me, in order of urgency, then figures."""

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from gemeenten.grond.selectors import heeft_rol, lidmaatschappen_van
from marktplein.accounts.ingelogd import ingelogd
from marktplein.basis.blok import Startpagina, rolblokken
from marktplein.basis.persoonlijk import zoekdata, zoekt_personen
from marktplein.basis.woorden import opsomming
from marktplein.handleiding.eerst import eerste_stappen
from marktplein.werk.bedenktijd import geweigerd_van
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
        "eerste_stappen": eerste_stappen(request.user),
        "bedenktijd": geweigerd_van(ingelogd(request), terug=request.path),
        "wachtend": wachtend[:WACHTEND],
        "meer": max(0, len(wachtend) - WACHTEND),
        "rollen": _rollen(request),
    }
    return render(request, "werkplek/start.html", context)


def _rollen(request: HttpRequest) -> list[tuple[str, str]]:
    """Each role once, with all its places: ("Teamcoach", "JGT Leiden Midden en JGT Leiden Noord")."""
    plekken: dict[str, list[str]] = {}
    for lid in lidmaatschappen_van(request.user):
        plekken.setdefault(lid.get_rol_display(), []).append(str(lid.plek))
    return [(rol, opsomming(namen)) for rol, namen in plekken.items()]


@require_http_methods(["GET", "HEAD", "POST"])
def zoek(request: HttpRequest) -> HttpResponse:
    """What this person may see that has these words; they are posted, for they may be a name or a mail address.

    For htmx only the list, to show under the field. A page has a key for the words in its address (basis.persoonlijk).
    """
    if request.method == "POST" and getattr(request, "htmx", False):
        return render(request, "werkplek/includes/_vondsten.html", _gevonden(request, KORT_PER_SOORT, request.POST))
    return _zoekpagina(request)


@zoekt_personen("q")
def _zoekpagina(request: HttpRequest) -> HttpResponse:
    return render(request, "werkplek/zoek.html", _gevonden(request, PER_SOORT, zoekdata(request)))


def _gevonden(request: HttpRequest, per_soort: int, data: QueryDict) -> dict[str, Any]:
    vraag = data.get("q", "").strip()[:LANGSTE_VRAAG]
    vondsten = zoek_overal(request.user, vraag, per_soort=per_soort)
    return {
        "vraag": vraag,
        "vondsten": vondsten,
        "aantal": sum(len(v.treffers) for v in vondsten),
        "te_kort": 0 < len(vraag) < KORTST,
        "per_soort": per_soort,
    }
