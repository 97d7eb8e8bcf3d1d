"""The filters of a list. A value that cannot be read shows its error and no rows: all rows would answer another
question, and somebody would act on it. The page answers 422, as a form does.
"""

from collections.abc import Callable
from contextvars import ContextVar
from http import HTTPStatus
from typing import Any

import django_filters as df
from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from marktplein.basis.formulier import status_van

_onleesbaar: ContextVar[bool] = ContextVar("onleesbaar", default=False)


class FilterFormulier(forms.Form):
    """The form of a filter. Every question in it may stay empty, so that is not said at each of them."""

    markeer_niet_verplicht = False


class Filter(df.FilterSet):  # type: ignore[misc]
    """The base of every filter of the house."""

    @property
    def qs(self) -> QuerySet[Any]:
        rijen: QuerySet[Any] = super().qs
        if status_van(self.form) == HTTPStatus.OK:
            return rijen
        _onleesbaar.set(True)
        return rijen.none()


class FilterOnleesbaar:
    """Middleware: a page that was asked for with a filter that cannot be read is a 422, whichever page it is."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        _onleesbaar.set(False)
        antwoord = self.get_response(request)
        if _onleesbaar.get() and antwoord.status_code == HTTPStatus.OK:
            antwoord.status_code = HTTPStatus.UNPROCESSABLE_ENTITY
        return antwoord
