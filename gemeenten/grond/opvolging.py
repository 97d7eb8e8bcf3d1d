"""After a merger: who took over, and what went into whom. The old municipality stays, with its groups and figures."""

from collections.abc import Callable
from typing import Any

import django_filters as df
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponseBase, HttpResponsePermanentRedirect
from django.utils.http import escape_leading_slashes

from gemeenten.grond.fusies import HOOGSTENS, met_voorgangers
from gemeenten.grond.models import Gemeente
from gemeenten.grond.selectors import bestaande_gemeenten
from marktplein.basis import klok
from marktplein.basis.bediening import onthouden_keuze
from marktplein.basis.invoer import nummer, slug
from marktplein.basis.onthouden import Geheugen

PARAMETER = "gemeente"


def opvolger(gemeente: Gemeente) -> Gemeente:
    """Who does the work of this municipality today: itself while it exists."""
    for _ in range(HOOGSTENS):
        if gemeente.opgegaan_in is None or gemeente.tot is None or gemeente.tot > klok.vandaag():
            break
        gemeente = gemeente.opgegaan_in
    return gemeente


def keuzes_bij(rijen: QuerySet[Any]) -> QuerySet[Gemeente]:
    """The municipalities of today to choose from, for things that hang on ``rijen`` (a queryset of their numbers)."""
    zelf = Q(pk__in=rijen) | Q(voorgangers__in=rijen) | Q(voorgangers__voorgangers__in=rijen)
    return bestaande_gemeenten().filter(zelf).only("naam", "slug", "lat", "lon").distinct()


_gemeenten = Geheugen(Gemeente)


class GemeenteFilter(df.ModelChoiceFilter):  # type: ignore[misc]
    """The filter of a list by municipality: what hangs on those that went into it is found too.

    Without a ``queryset`` the municipalities of today are there to choose. A ``method`` gets the one chosen.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        if "queryset" not in kwargs:
            kwargs["queryset"] = lambda request: bestaande_gemeenten()
            self.field_class = onthouden_keuze(_gemeenten)
        super().__init__(*args, **{"label": "Gemeente", "empty_label": "Alle gemeenten", **kwargs})

    def filter(self, qs: QuerySet[Any], value: Gemeente | None) -> QuerySet[Any]:
        return qs.filter(**{f"{self.field_name}__in": met_voorgangers([value.pk])}) if value else qs


class OpgevolgdeGemeente:
    """Middleware: an old address that names a merged municipality leads to the same page of its successor (301)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        waarde = request.GET.get(PARAMETER) if request.method in ("GET", "HEAD") else None
        nieuw = _nieuw_adres(request, waarde) if waarde else ""
        return HttpResponsePermanentRedirect(nieuw) if nieuw else self.get_response(request)


def _nieuw_adres(request: HttpRequest, waarde: str) -> str:
    pk = nummer(waarde)
    wie = Q(pk=pk) if pk else Q(slug=slug(waarde) or "-")
    oud = Gemeente.objects.filter(wie, opgegaan_in__isnull=False).select_related("opgegaan_in").first()
    if oud is None or (nieuw := opvolger(oud)) == oud:
        return ""
    vraag = request.GET.copy()
    vraag[PARAMETER] = str(nieuw.pk) if pk else nieuw.slug
    return escape_leading_slashes(f"{request.path}?{vraag.urlencode()}")
