"""Whoever writes in a form that they are in danger is answered at once, whatever form it is; and the form is not lost.

Residents write without an account, so every form that is sent without one is looked at, also those of a room that was
added later. The form does its work as always. When the answer is a page (a mistake in the form), help stands at its top
(base.html); when it leads on to another page, help stands on a page between, with the way on below it.
"""

import re
from collections.abc import Callable, Iterator

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language

from marktplein.hulp.nood import Noodhulp, noodhulp

Volgende = Callable[[HttpRequest], HttpResponse]
# They look themselves, and lead on to no page between.
ZELF = frozenset({"aanbod:zoeken"})
GEHEIM = ("password", "csrfmiddlewaretoken")
# One word with a digit or an at sign in it is a key, a number or an address.
_GEEN_TEKST = re.compile(r"\S*[\d@]\S*|\W*|.{0,2}")


class NoodInFormulier:
    """The last before the page itself: what others set on an answer, they set on this one too."""

    def __init__(self, get_response: Volgende) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        hulp: Noodhulp | None = getattr(request, "noodhulp", None)
        if hulp is None:
            return response
        naar = response.headers.get("Location", "")
        if naar and url_has_allowed_host_and_scheme(naar, {request.get_host()}, require_https=request.is_secure()):
            koeken = response.cookies
            response = render(request, "hulp/tussen.html", {"naar": naar})
            response.cookies = koeken
        add_never_cache_headers(response)
        return response

    def process_view(self, request: HttpRequest, view: object, args: object, kwargs: object) -> None:
        """Look once the address is known and before the form is read; the page finds it as ``request.noodhulp``."""
        gevonden = request.resolver_match
        if request.method != "POST" or request.user.is_authenticated or gevonden is None or gevonden.view_name in ZELF:
            return
        taal = get_language() or settings.LANGUAGE_CODE
        gevonden_hulp = (noodhulp(tekst, paginataal=taal) for tekst in _teksten(request.POST))
        request.noodhulp = next(filter(None, gevonden_hulp), None)  # type: ignore[attr-defined]


def _teksten(velden: QueryDict) -> Iterator[str]:
    for naam, waarden in velden.lists():
        if not any(deel in naam for deel in GEHEIM):
            yield from (waarde for waarde in map(str, waarden) if not _GEEN_TEKST.fullmatch(waarde))
