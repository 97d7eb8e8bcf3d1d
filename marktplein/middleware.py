"""Small middleware of the whole house: how long a session lasts, and what a browser may keep."""

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers

BEGIN = "sessie_begin"
LAATST = "sessie_laatst"
# Writing the session at every click would cost a query each; a minute is exact enough for hours.
BIJWERKEN_NA = 60

Volgende = Callable[[HttpRequest], HttpResponse]


class Sessieduur:
    """Ends a login after SESSIE_STILSTAND seconds without a request, and after SESSION_COOKIE_AGE in any case."""

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


class NietBewaren:
    """No browser or proxy keeps a page that was made for someone who is logged in."""

    def __init__(self, get_response: Volgende) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.user.is_authenticated and not response.has_header("Cache-Control"):
            add_never_cache_headers(response)
        return response
