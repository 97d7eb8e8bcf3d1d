"""Filters of the queue."""

from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django_filters.fields import ModelChoiceField

from facilitair.models import Taak
from facilitair.ruimtes.selectors import groepen_voor_zaal
from facilitair.taken import selectors
from facilitair.velden import FilterBijFormulier, GroepLabel
from facilitair.workflow import TaakSoort, TaakStaat
from gemeenten.grond.opvolging import GemeenteFilter
from marktplein.basis.filter import Filter
from marktplein.basis.widgets import ZoekSelect


class GroepFilterVeld(GroepLabel, ModelChoiceField):
    """django-filter's field, with our words for a group."""


class GroepKeuzeFilter(django_filters.ModelChoiceFilter):
    field_class = GroepFilterVeld


def _collegas(_: Any) -> QuerySet[Any]:
    return selectors.collegas().only("naam", "email")


def _groepen(_: Any) -> QuerySet[Any]:
    return (
        groepen_voor_zaal()
        .filter(taken__isnull=False)
        .only("start_op", "interventie__naam", "gemeente__naam")
        .distinct()
    )


class TaakFilter(Filter):
    zoek = django_filters.CharFilter(label="Zoek", method="op_woorden")
    soort = django_filters.ChoiceFilter(label="Soort", choices=TaakSoort.choices, empty_label="Alle soorten")
    gemeente = GemeenteFilter()
    wie = django_filters.ModelChoiceFilter(
        label="Van wie", field_name="toegewezen_aan", queryset=_collegas, empty_label="Iedereen"
    )
    staat = django_filters.ChoiceFilter(label="Staat", choices=TaakStaat.choices, empty_label="Alle staten")
    groep = GroepKeuzeFilter(label="Groep", queryset=_groepen, empty_label="Alle groepen", widget=ZoekSelect)
    lijst = django_filters.ChoiceFilter(
        choices=tuple(selectors.LIJSTEN.items()), method="in_lijst", widget=forms.HiddenInput
    )

    class Meta:
        model = Taak
        fields: list[str] = []
        form = FilterBijFormulier

    def op_woorden(self, taken: QuerySet[Taak], naam: str, waarde: str) -> QuerySet[Taak]:
        return selectors.zoek(taken, waarde)

    def in_lijst(self, taken: QuerySet[Taak], naam: str, waarde: str) -> QuerySet[Taak]:
        return taken

    def collegas(self) -> list[tuple[Any, str]]:
        """(number, name) of who may be chosen, read once for the filter and for who else offers them on the page."""
        veld = self.form.fields["wie"]
        # Of the iterator: a list of the field itself asks how many there are first.
        veld.widget.choices = keuzes = list(iter(veld.choices))
        return [(nummer, naam) for nummer, naam in keuzes if nummer]

    @property
    def gekozen_lijst(self) -> str:
        """The chosen list; empty when a state was chosen in the standard list, for then the state decides."""
        return selectors.gekozen_lijst(self.data)

    @property
    def qs(self) -> QuerySet[Taak]:
        """The filtered tasks of the chosen list."""
        taken: QuerySet[Taak] = super().qs
        return selectors.in_lijst(taken, self.gekozen_lijst, self.request.user) if self.gekozen_lijst else taken
