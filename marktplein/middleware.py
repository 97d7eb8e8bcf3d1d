"""Small middleware of the whole house: how long a session lasts, and what a browser may keep."""

import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils.cache import add_never_cache_headers
from django.utils.http import url_has_allowed_host_and_scheme

from marktplein.basis import drempel

BEGIN = "sessie_begin"
LAATST = "sessie_laatst"
# Writing the session at every click would cost a query each; a minute is exact enough for hours.
BIJWERKEN_NA = 60
NIET_BEWAARD = "Je was uitgelogd. Wat je net verstuurde, is nog niet opgeslagen. Log in om verder te gaan."
# Tells the log-in page that a form was under way (static/huisstijl/sessie.js keeps what was typed).
VERLOPEN = "verlopen"

Volgende = Callable[[HttpRequest], HttpResponse]


class Browserrechten:
    """Tells the browser which of its powers no page here may use (Permissions-Policy)."""

    def __init__(self, get_response: Volgende) -> None:
        self.get_response = get_response
        self.beleid = ", ".join(f"{naam}=()" for naam in settings.BROWSERRECHTEN)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", self.beleid)
        return response


class Sessieduur:
    """Ends a login after SESSIE_STILSTAND seconds without a request, and after SESSION_COOKIE_AGE in any case.

    A page may tell how long is left (``seconden_over``).
    """

    def __init__(self, get_response: Volgende) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            self._bewaak(request, int(time.time()))
        return self.get_response(request)

    def _bewaak(self, request: HttpRequest, nu: int) -> None:
        begin = request.session.get(BEGIN)
        laatst = request.session.get(LAATST)
        if begin is None or laatst is None:
            request.session[BEGIN] = request.session[LAATST] = nu
        elif nu - laatst > settings.SESSIE_STILSTAND or nu - begin > settings.SESSION_COOKIE_AGE:
            logout(request)
        elif nu - laatst > BIJWERKEN_NA:
            request.session[LAATST] = nu


def seconden_over(request: HttpRequest) -> int | None:
    """How long this login still lasts when nothing is asked any more; None for who is not logged in."""
    if not hasattr(request, "user") or not request.user.is_authenticated or BEGIN not in request.session:
        return None
    einde: int = min(
        request.session[LAATST] + settings.SESSIE_STILSTAND, request.session[BEGIN] + settings.SESSION_COOKIE_AGE
    )
    return max(0, einde - int(time.time()))


class EerstInloggen(LoginRequiredMiddleware):
    """Pages are for who is logged in. Who was logged out before sending a form is told that nothing was stored, and
    comes back on the page of the form: the address it was sent to may show no page at all. A fragment of a page never
    becomes the log-in page: the whole page goes there.
    """

    def handle_no_permission(  # type: ignore[override]  # htmx is sent on by a header
        self, request: HttpRequest, view_func: Any
    ) -> HttpResponse:
        fragment = request.headers.get("HX-Request") == "true"
        if request.method in ("GET", "HEAD") and not fragment:
            return super().handle_no_permission(request, view_func)
        naar = redirect_to_login(
            pagina_van_formulier(request), self.get_login_url(view_func), self.get_redirect_field_name(view_func)
        )
        if request.method not in ("GET", "HEAD"):
            messages.warning(request, NIET_BEWAARD)
            naar = HttpResponseRedirect(f"{naar.url}&{VERLOPEN}=1")
        return HttpResponse(headers={"HX-Redirect": naar.url}) if fragment else naar


def pagina_van_formulier(request: HttpRequest) -> str:
    """Where the form was sent from, as far as the browser says and it is ours."""
    vanaf = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(vanaf, {request.get_host()}, require_https=request.is_secure()):
        return resolve_url(settings.LOGIN_REDIRECT_URL)
    delen = urlsplit(vanaf)
    return f"{delen.path}?{delen.query}" if delen.query else delen.path


class Paneel:
    """A panel beside a list (static/huisstijl/rijlijst.js) shows one thing, and says in ``X-Paneel`` which page it is.

    A redirect back to that page is followed in the panel. One to the list around it closes the panel, and the list
    is read again; any other takes the whole page along, as without a panel. A page never ends up inside a page.
    """

    def __init__(self, get_response: Volgende) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        van, naar = request.headers.get("X-Paneel"), response.headers.get("Location", "")
        if van is None or not naar or urlsplit(naar).path == urlsplit(van).path:
            return response
        lijst = request.headers.get("HX-Current-URL", "")
        if urlsplit(naar).path == urlsplit(lijst).path:
            return HttpResponse(status=204, headers={"X-Paneel": "klaar"})
        return HttpResponse(headers={"HX-Redirect": naar})


class Drukte:
    """Lets one visitor open the costly public pages BEZOEKLIMIET times a minute; who asks more often waits."""

    def __init__(self, get_response: Volgende) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: object, kwargs: object) -> HttpResponse | None:
        naam = request.resolver_match.view_name if request.resolver_match else ""
        if naam not in settings.BEGRENSDE_PAGINAS or request.user.is_authenticated:
            return None
        wacht = drempel.seconden_te_wachten(request, "bezoek", settings.BEZOEKLIMIET)
        return drempel.te_druk(request, wacht) if wacht else None


class NietBewaren:
    """No browser or proxy keeps a page that was made for someone who is logged in."""

    def __init__(self, get_response: Volgende) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.user.is_authenticated and not response.has_header("Cache-Control"):
            add_never_cache_headers(response)
        return response
