"""The page for when there is no connection, and the script that keeps it in every visitor's browser."""

import hashlib
from functools import cache

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from marktplein.hulp.nood import alle_hulp
from marktplein.taal.welke import TALEN

STIJLBLADEN = (
    "extern/lettertype.css",
    "huisstijl/tokens.css",
    "huisstijl/basis.css",
    "huisstijl/opmaak.css",
    "huisstijl/onderdelen.css",
)
EEN_UUR = 3600


@login_not_required
@require_safe
@cache_control(public=True, max_age=EEN_UUR)
def zonder_verbinding(request: HttpRequest) -> HttpResponse:
    """All lines, in the language of the page first. The same for everybody: browsers keep it."""
    return render(request, "hulp/zonder_verbinding.html", _inhoud(translation.get_language() or "nl"))


@login_not_required
@require_safe
@cache_control(public=True, max_age=EEN_UUR)
def bewaarder(request: HttpRequest) -> HttpResponse:
    """The service worker. At the root of the site, for it may only answer for addresses below its own."""
    antwoord = render(request, "hulp/bewaarder.txt", _bewaarder(), content_type="text/javascript; charset=utf-8")
    antwoord["Service-Worker-Allowed"] = "/"
    return antwoord


def _inhoud(taal: str) -> dict[str, object]:
    talen = [taal, *(andere for andere in TALEN if andere != taal)]
    return {"talen": [alle_hulp(deze) for deze in talen], "stijlbladen": _stijlbladen()}


def _stijlbladen() -> list[str]:
    return [static(blad) for blad in STIJLBLADEN]


@cache
def _bewaarder() -> dict[str, object]:
    """What the script keeps. Its version is the print of that: another page is fetched anew."""
    paginas, inhoud = {}, ""
    for taal in ("nl", "en"):
        with translation.override(taal):
            paginas[taal] = reverse("zonder_verbinding")
            inhoud += render_to_string("hulp/zonder_verbinding.html", _inhoud(taal))
    versie = hashlib.sha256(inhoud.encode()).hexdigest()[:12]
    return {"versie": versie, "pagina_nl": paginas["nl"], "pagina_en": paginas["en"], "stijlbladen": _stijlbladen()}
