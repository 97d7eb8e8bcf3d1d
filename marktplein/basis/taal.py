"""The language of a page stands in its address: ``/en/…`` is English, every other address is Dutch.

Pages for who works here are Dutch only. A page is one of those when it asks for a login; no list has to be kept.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse, translate_url
from django.utils import translation

Volgende = Callable[[HttpRequest], HttpResponse]
BEGIN = "aanbod:home"


class Taal:
    """Answers in the language of the address. Before everything that may answer by itself: errors have one too.

    The same address is the same language for everybody, so caches need not look at what a browser prefers.
    """

    def __init__(self, get_response: Volgende) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with translation.override(_taal_van(request.path_info)):
            request.LANGUAGE_CODE = translation.get_language()
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", translation.get_language() or settings.LANGUAGE_CODE)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponseBase], args: object, kwargs: object
    ) -> HttpResponse | None:
        """Who works here is sent to the one address of a page; a form that was sent is not sent again."""
        if request.LANGUAGE_CODE == settings.LANGUAGE_CODE or not _is_voor_personeel(view):
            return None
        if request.method in ("GET", "HEAD"):
            return HttpResponseRedirect(translate_url(request.get_full_path(), settings.LANGUAGE_CODE))
        translation.activate(settings.LANGUAGE_CODE)
        request.LANGUAGE_CODE = settings.LANGUAGE_CODE
        return None


def _taal_van(pad: str) -> str:
    return translation.get_language_from_path(pad) or settings.LANGUAGE_CODE


def _is_voor_personeel(view: Callable[..., HttpResponseBase]) -> bool:
    return bool(getattr(view, "login_required", True))


@dataclass(frozen=True, slots=True)
class Keuze:
    """This page in one language; ``adres`` is a path with its query."""

    code: str
    naam: str
    adres: str
    is_deze: bool


def keuzes(request: HttpRequest) -> list[Keuze]:
    """This page in every language; a page that cannot be found again leads to the home page. Empty for staff pages."""
    bewaard: list[Keuze] | None = getattr(request, "_taalkeuzes", None)
    if bewaard is None:
        bewaard = request._taalkeuzes = _keuzes(request)  # type: ignore[attr-defined]
    return bewaard


def _keuzes(request: HttpRequest) -> list[Keuze]:
    gevonden = request.resolver_match
    if gevonden and _is_voor_personeel(gevonden.func):
        return []
    pad = request.get_full_path() if gevonden else reverse(BEGIN)
    deze = translation.get_language()
    lijst = [Keuze(code, str(naam), translate_url(pad, code), code == deze) for code, naam in settings.LANGUAGES]
    # An address outside the languages (the style guide, the post of the demo) is the same in all of them.
    return lijst if len({keuze.adres for keuze in lijst}) == len(lijst) else []
