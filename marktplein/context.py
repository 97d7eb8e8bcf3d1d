"""Values every template may use."""

import datetime as dt
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.functional import SimpleLazyObject

from gemeenten.grond.selectors import lidmaatschappen_van
from marktplein.accounts.ingelogd import ingelogd
from marktplein.basis import klok
from marktplein.handleiding.plekken import adres_voor
from marktplein.mail import bel
from marktplein.menu import menu_voor
from marktplein.middleware import pagina_van_formulier, seconden_over


def huis(request: HttpRequest) -> dict[str, Any]:
    """The name of the site, whether this is the demo, and the menu (made only when a template shows it).

    A request that is refused at the door (a wrong host name) has no user yet; its page has no menu.
    """
    menu = SimpleLazyObject(lambda: menu_voor(request) if hasattr(request, "user") else [])
    return {
        "SITE_NAAM": settings.NAAM,
        "DEMO": settings.DEMO,
        "POST_ZICHTBAAR": settings.POST_ZICHTBAAR,
        "kijkt_als": SimpleLazyObject(lambda: _kijkt_als(request)),
        "sessie": SimpleLazyObject(lambda: _sessie(request)),
        "vanaf": SimpleLazyObject(lambda: pagina_van_formulier(request)),
        "ongelezen": SimpleLazyObject(lambda: bel.ongelezen(ingelogd(request))),
        "uitleg_url": SimpleLazyObject(lambda: _uitleg(request)),
        "menu": menu,
        # It stands twice on a page: the bar, and folded for a phone.
        "menulijst": cache(lambda: render_to_string("includes/_menulijst.html", {"menu": menu})),
    }


def _kijkt_als(request: HttpRequest) -> str:
    """The first role of who is logged in, for the bar of the demo."""
    leden = lidmaatschappen_van(request.user)
    return str(leden[0].get_rol_display()) if leden else "zonder rol"


def _sessie(request: HttpRequest) -> dict[str, Any]:
    """How long the login lasts when nothing is asked any more: ``over`` in seconds, ``tot`` as a moment."""
    over = seconden_over(request)
    return {} if over is None else {"over": over, "tot": klok.nu() + dt.timedelta(seconds=over)}


def _uitleg(request: HttpRequest) -> str:
    """Where the manual tells about this page."""
    return adres_voor(request.resolver_match.view_name if request.resolver_match else "", request.user)
