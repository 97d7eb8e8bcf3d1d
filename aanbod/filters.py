"""What the filters of several rooms share. Each is one question a visitor has: near me, for my age, about this."""

from typing import Any

import django_filters as df
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from aanbod.models import Thema
from gemeenten.grond.fusies import met_voorgangers
from gemeenten.grond.models import Gemeente
from gemeenten.grond.opvolging import GemeenteFilter
from gemeenten.grond.selectors import bestaande_gemeenten
from marktplein.basis.bediening import onthouden_keuze
from marktplein.basis.filter import Filter, FilterFormulier
from marktplein.basis.geo import afstand_m
from marktplein.basis.onthouden import Geheugen
from marktplein.basis.widgets import GetalInvoer

AFSTANDEN = [(km, f"{km} km") for km in (5, 10, 15, 25)]


class AanbodFilterFormulier(FilterFormulier):
    def aan(self) -> list[tuple[str, str]]:
        """(name, value) of the filters that are on, to go along with another form."""
        return [(naam, waarde) for naam in self.fields if naam != "q" and (waarde := self.data.get(naam))]


def gemeenten_rond(gemeente: Gemeente, km: int) -> frozenset[int]:
    """Municipalities whose middle lies within ``km`` of that of ``gemeente``, itself included, and what they were."""
    grens = km * 1000
    return met_voorgangers(
        ander.pk
        for ander in bestaande_gemeenten()
        if ander.pk == gemeente.pk or afstand_m(gemeente.lat, gemeente.lon, ander.lat, ander.lon) <= grens
    )


class _ThemaVeld(df.fields.ModelChoiceField):
    def label_from_instance(self, obj: Thema) -> str:
        return obj.naam_hier


class ThemaFilter(df.ModelChoiceFilter):
    field_class = onthouden_keuze(Geheugen(Thema), _ThemaVeld)


def thema_filter(veld: str) -> ThemaFilter:
    return ThemaFilter(
        field_name=veld, queryset=Thema.objects.all(), label=_("Thema"), to_field_name="slug",
        empty_label=_("Alle thema’s"),
    )  # fmt: skip


class Leeftijd(Filter):
    """Shared: the age of the child."""

    leeftijd = df.NumberFilter(
        label=_("Leeftijd"), method="filter_leeftijd", min_value=0, max_value=27, widget=GetalInvoer
    )

    def niets(self, rijen: QuerySet[Any], naam: str, waarde: Any) -> QuerySet[Any]:
        """Read by another filter or by the page."""
        return rijen

    def filter_leeftijd(self, rijen: QuerySet[Any], naam: str, jaren: Any) -> QuerySet[Any]:
        return rijen.filter(leeftijd_min__lte=int(jaren), leeftijd_max__gte=int(jaren))


class Nabij(Leeftijd):
    """Shared: the municipality and how far from it."""

    gemeente = GemeenteFilter(
        label=_("Gemeente"), empty_label=_("Alle gemeenten"), to_field_name="slug", method="filter_gemeente"
    )
    afstand = df.ChoiceFilter(
        choices=AFSTANDEN, label=_("Hoe ver"), empty_label=_("Alleen in de gemeente"), method="niets"
    )

    def nabij(self, gemeente: Gemeente) -> frozenset[int]:
        return gemeenten_rond(gemeente, int(self.form.cleaned_data.get("afstand") or 0))
