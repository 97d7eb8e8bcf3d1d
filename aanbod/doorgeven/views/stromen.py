"""Feeds, a block for another website, and the page that tells how to take them over."""

from collections.abc import Callable
from hashlib import sha256
from typing import Any

from csp.constants import SELF
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.html import format_html
from django.utils.http import quote_etag
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from aanbod.doorgeven.selectors import Kring, Onbekend, komende, kring_van, nieuw_aanbod
from aanbod.doorgeven.stromen import als_agenda, als_atom, als_json
from aanbod.groepen.selectors import voor_regels
from aanbod.models import Thema
from gemeenten.grond.selectors import bestaande_gemeenten
from marktplein.basis.lijst import kruimels

# Whoever took it over shows nothing older than this.
VERS_SECONDEN = 15 * 60
IN_BLOK = 8


def _kring(request: HttpRequest) -> Kring:
    try:
        return kring_van(request.GET)
    except Onbekend as fout:
        raise Http404 from fout


def _bewaar(request: HttpRequest, antwoord: HttpResponse) -> HttpResponseBase:
    """Anybody may keep it for a while; who has this one already gets no second one (304)."""
    antwoord["ETag"] = quote_etag(sha256(antwoord.content).hexdigest()[:32])
    patch_cache_control(antwoord, public=True, max_age=VERS_SECONDEN)
    return get_conditional_response(request, etag=antwoord["ETag"], response=antwoord) or antwoord


def _stroom(maak: Callable[[Kring], str], soort: str) -> Callable[[HttpRequest], HttpResponseBase]:
    @login_not_required
    @require_safe
    def geef(request: HttpRequest) -> HttpResponseBase:
        antwoord = HttpResponse(maak(_kring(request)), content_type=f"{soort}; charset=utf-8")
        # Nothing personal is in it, and a website of others may read it with a script.
        antwoord["Access-Control-Allow-Origin"] = "*"
        antwoord["Cross-Origin-Resource-Policy"] = "cross-origin"
        return _bewaar(request, antwoord)

    return geef


agenda = _stroom(als_agenda, "text/calendar")
atom = _stroom(als_atom, "application/atom+xml")
json = _stroom(als_json, "application/feed+json")


@login_not_required
@require_safe
def blok(request: HttpRequest) -> HttpResponseBase:
    """What comes, plainly, to stand inside a page of another website: the only page that may stand in a frame."""
    kring = _kring(request)
    context = {
        "kring": kring,
        "groepen": voor_regels(komende(kring))[:IN_BLOK],
        "nieuw": nieuw_aanbod(kring)[:3],
        "meer": f"{reverse('aanbod:groepen')}{f'?{kring.vraag}' if kring.vraag else ''}",
    }
    antwoord = _bewaar(request, render(request, "aanbod/doorgeven/blok.html", context))
    antwoord.xframe_options_exempt = True
    antwoord._csp_replace = {"frame-ancestors": [SELF, *settings.INBEDDEN_OP]}
    return antwoord


@login_not_required
@require_safe
def overnemen(request: HttpRequest) -> HttpResponse:
    """Choose a municipality and a theme; here are the addresses, the code of the block, and how it looks."""
    kring = _kring(request)
    vraag = f"?{kring.vraag}" if kring.vraag else ""
    context: dict[str, Any] = {
        "kring": kring,
        "gemeenten": bestaande_gemeenten(),
        "themas": Thema.objects.order_by("naam"),
        "stromen": [
            (gettext("Agenda (ICS)"), gettext("voor een agenda-programma"), _heel("doorgeven:agenda", vraag)),
            (gettext("Nieuws (Atom)"), gettext("voor een nieuwslezer of website"), _heel("doorgeven:atom", vraag)),
            (gettext("Gegevens (JSON)"), gettext("voor wie zelf iets bouwt"), _heel("doorgeven:json", vraag)),
        ],
        "blok": f"{reverse('aanbod:blok')}{vraag}",
        "blokcode": _blokcode(_heel("aanbod:blok", vraag), kring),
        "inbedden": settings.INBEDDEN_OP,
        "kruimels": kruimels((gettext("Home"), reverse("aanbod:home"))),
    }
    antwoord = render(request, "aanbod/doorgeven/overnemen.html", context)
    antwoord._csp_update = {"frame-src": [SELF]}
    return antwoord


def _blokcode(adres: str, kring: Kring) -> str:
    """The line to paste."""
    return format_html(
        '<iframe src="{}" title="{}" width="100%" height="600" loading="lazy"></iframe>', adres, kring.naam
    )


def _heel(naam: str, vraag: str) -> str:
    return f"{settings.SITE_URL}{reverse(naam)}{vraag}"
