"""What somebody types to find a person never stands in an address.

An address is kept: in the history of a browser, in the log of a proxy, in a link that is passed on. A filter with a
``PersoonFilter`` is posted; the words go into the session of who typed them, and the address of the list holds a key
that means nothing to anybody else. Paging, sorting and files keep that key.
"""

import secrets
from collections.abc import Callable
from functools import wraps
from typing import Any

import django_filters as df
from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict

SESSIE = "zoekwoorden"
TEKEN = "~"
HOOGSTENS = 20
LANGST = 200


class PersoonVeld(forms.CharField):
    """Words about a person; the form that holds it is posted."""

    persoonlijk = True


class PersoonFilter(df.CharFilter):  # type: ignore[misc]
    field_class = PersoonVeld


def zoekt_personen(*velden: str) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """For the view of such a list, which allows GET and POST; it filters on ``zoekdata(request)``."""

    def maak(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def met_sleutel(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            gevraagd = (request.POST if request.method == "POST" else request.GET).copy()
            open_en_bloot = [v for v in velden if gevraagd.get(v) and not str(gevraagd[v]).startswith(TEKEN)]
            if request.method == "POST" or open_en_bloot:
                return _stuur_door(request, gevraagd, open_en_bloot)
            request.zoekdata = _ingevuld(request, gevraagd, velden)  # type: ignore[attr-defined]
            return view(request, *args, **kwargs)

        return met_sleutel

    return maak


def zoekdata(request: HttpRequest) -> QueryDict:
    """The parameters of this list with the words themselves, to give to its filter."""
    data: QueryDict = request.zoekdata  # type: ignore[attr-defined]
    return data


def _stuur_door(request: HttpRequest, gevraagd: QueryDict, velden: list[str]) -> HttpResponse:
    gevraagd.pop("csrfmiddlewaretoken", None)
    for veld in velden:
        gevraagd[veld] = _bewaar(request, str(gevraagd[veld]))
    kaal = QueryDict(mutable=True)
    for naam, waarden in gevraagd.lists():
        kaal.setlist(naam, [w for w in waarden if w])
    return HttpResponseRedirect(f"{request.path}?{kaal.urlencode()}")


def _bewaar(request: HttpRequest, woorden: str) -> str:
    """The key of these words in the session of this visitor; the oldest make room."""
    bewaard: dict[str, str] = dict(request.session.get(SESSIE, {}))
    sleutel = next((k for k, w in bewaard.items() if w == woorden[:LANGST]), None) or TEKEN + secrets.token_urlsafe(6)
    bewaard.pop(sleutel, None)
    bewaard[sleutel] = woorden[:LANGST]
    request.session[SESSIE] = dict(list(bewaard.items())[-HOOGSTENS:])
    return sleutel


def _ingevuld(request: HttpRequest, gevraagd: QueryDict, velden: tuple[str, ...]) -> QueryDict:
    """With each key as its words; a key of somebody else, or of before, finds what nothing is called."""
    for veld in velden:
        if sleutel := gevraagd.get(veld):
            gevraagd[veld] = request.session.get(SESSIE, {}).get(sleutel, sleutel)
    return gevraagd
