"""The filters of a list. A value that cannot be read shows its error and no rows: all rows would answer another
question, and somebody would act on it. The page answers 422, as a form does.

What a page reads from its address without a form (a view, a day, the page of a list) is asked for with ``gevraagd`` or
``keuze``: what cannot be read is a page of its own that says so.
"""

from collections.abc import Callable, Collection
from contextvars import ContextVar
from http import HTTPStatus
from typing import Any, TypeVar

import django_filters as df
from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from marktplein.basis.formulier import status_van

Gelezen = TypeVar("Gelezen")
_onleesbaar: ContextVar[bool] = ContextVar("onleesbaar", default=False)


class OnbekendGevraagd(Exception):
    """The address asks ``naam`` for something that does not exist."""

    def __init__(self, naam: str) -> None:
        super().__init__(naam)
        self.naam = naam


def gevraagd(request: HttpRequest, naam: str, lees: Callable[[str], Gelezen | None], anders: Gelezen) -> Gelezen:
    """What ``lees`` makes of ``?<naam>=``, ``anders`` when nothing is asked. Raises OnbekendGevraagd for None."""
    waarde = request.GET.get(naam, "").strip()
    if not waarde:
        return anders
    gelezen = lees(waarde)
    if gelezen is None:
        raise OnbekendGevraagd(naam)
    return gelezen


def keuze(request: HttpRequest, naam: str, mogelijk: Collection[str], anders: str) -> str:
    """The one of ``mogelijk`` that ``?<naam>=`` names, ``anders`` when it names none. Raises OnbekendGevraagd."""
    return gevraagd(request, naam, lambda waarde: waarde if waarde in mogelijk else None, anders)


class FilterFormulier(forms.Form):
    """The form of a filter. Every question in it may stay empty, so that is not said at each of them."""

    markeer_niet_verplicht = False


class Filter(df.FilterSet):  # type: ignore[misc]
    """The base of every filter of the house."""

    @property
    def leesbaar(self) -> bool:
        """Can all that is asked be read? When not, the page answers 422."""
        if status_van(self.form) == HTTPStatus.OK:
            return True
        _onleesbaar.set(True)
        return False

    @property
    def qs(self) -> QuerySet[Any]:
        rijen: QuerySet[Any] = super().qs
        return rijen if self.leesbaar else rijen.none()


class FilterOnleesbaar:
    """Middleware: a page that was asked for with a filter that cannot be read is a 422, whichever page it is.

    One that could not be made at all says what in its address is wrong, and leads to the page without it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        _onleesbaar.set(False)
        antwoord = self.get_response(request)
        if _onleesbaar.get() and antwoord.status_code == HTTPStatus.OK:
            antwoord.status_code = HTTPStatus.UNPROCESSABLE_ENTITY
        return antwoord

    def process_exception(self, request: HttpRequest, fout: Exception) -> HttpResponse | None:
        if not isinstance(fout, OnbekendGevraagd):
            return None
        vraag = request.GET.copy()
        vraag.pop(fout.naam, None)
        context = {"naam": fout.naam, "zonder": f"{request.path}?{vraag.urlencode()}".rstrip("?")}
        return render(request, "filter_onleesbaar.html", context, status=HTTPStatus.UNPROCESSABLE_ENTITY)
