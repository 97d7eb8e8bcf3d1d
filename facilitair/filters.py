"""Filters of the queue and of the rooms."""

import datetime as dt
from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django_filters.fields import ModelChoiceField

from facilitair.forms.velden import GroepLabel
from facilitair.models import Ruimte, Taak
from facilitair.selectors import ruimtes as ruimte_selectors
from facilitair.selectors import taken as taak_selectors
from facilitair.workflow import TaakSoort, TaakStaat
from gemeenten.grond.selectors import bestaande_gemeenten
from marktplein.basis import dagdelen, klok
from marktplein.basis.widgets import DatumInvoer, GetalInvoer, ZoekSelect


class FilterFormulier(forms.Form):
    markeer_niet_verplicht = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="filter_%s", **kwargs)


class GroepFilterVeld(GroepLabel, ModelChoiceField):
    """django-filter's field, with our words for a group."""


class GroepFilter(django_filters.ModelChoiceFilter):
    field_class = GroepFilterVeld


def _gemeenten(_: Any) -> QuerySet[Any]:
    return bestaande_gemeenten()


def _collegas(_: Any) -> QuerySet[Any]:
    return taak_selectors.collegas()


def _groepen(_: Any) -> QuerySet[Any]:
    return ruimte_selectors.groepen_voor_zaal().filter(taken__isnull=False).distinct()


class TaakFilter(django_filters.FilterSet):
    zoek = django_filters.CharFilter(label="Zoek", method="op_woorden")
    soort = django_filters.ChoiceFilter(label="Soort", choices=TaakSoort.choices, empty_label="Alle soorten")
    gemeente = django_filters.ModelChoiceFilter(label="Gemeente", queryset=_gemeenten, empty_label="Alle gemeenten")
    wie = django_filters.ModelChoiceFilter(
        label="Van wie", field_name="toegewezen_aan", queryset=_collegas, empty_label="Iedereen"
    )
    staat = django_filters.ChoiceFilter(label="Staat", choices=TaakStaat.choices, empty_label="Alle staten")
    groep = GroepFilter(label="Groep", queryset=_groepen, empty_label="Alle groepen", widget=ZoekSelect)
    lijst = django_filters.CharFilter(method="in_lijst", widget=forms.HiddenInput)

    class Meta:
        model = Taak
        fields: list[str] = []
        form = FilterFormulier

    def op_woorden(self, taken: QuerySet[Taak], naam: str, waarde: str) -> QuerySet[Taak]:
        return taak_selectors.zoek(taken, waarde)

    def in_lijst(self, taken: QuerySet[Taak], naam: str, waarde: str) -> QuerySet[Taak]:
        return taken

    @property
    def gekozen_lijst(self) -> str:
        """The chosen list; empty when a state was chosen in the standard list, for then the state decides."""
        gevraagd = self.data.get("lijst") or taak_selectors.STANDAARD
        gevraagd = gevraagd if gevraagd in taak_selectors.LIJSTEN else taak_selectors.STANDAARD
        return "" if gevraagd == taak_selectors.STANDAARD and self.data.get("staat") else gevraagd

    @property
    def qs(self) -> QuerySet[Taak]:
        """The filtered tasks of the chosen list."""
        taken: QuerySet[Taak] = super().qs
        return taak_selectors.in_lijst(taken, self.gekozen_lijst, self.request.user) if self.gekozen_lijst else taken


class RuimteFilter(django_filters.FilterSet):
    zoek = django_filters.CharFilter(label="Zoek op naam of adres", method="op_woorden")
    gemeente = django_filters.ModelChoiceFilter(label="Gemeente", queryset=_gemeenten, empty_label="Alle gemeenten")
    capaciteit = django_filters.NumberFilter(
        label="Aantal mensen", lookup_expr="gte", widget=GetalInvoer, min_value=1, max_value=5000
    )
    toegankelijk = django_filters.BooleanFilter(
        label="Rolstoeltoegankelijk", widget=forms.CheckboxInput, method="alleen_toegankelijk"
    )
    datum = django_filters.DateFilter(label="Vrij op", widget=DatumInvoer, method="op_dag")
    dagdeel = django_filters.ChoiceFilter(
        label="Dagdeel",
        choices=list(enumerate(dagdelen.DELEN)),
        empty_label="Kies een dagdeel",
        method="op_dag",
    )

    class Meta:
        model = Ruimte
        fields: list[str] = []
        form = FilterFormulier

    def op_woorden(self, ruimtes: QuerySet[Ruimte], naam: str, waarde: str) -> QuerySet[Ruimte]:
        for woord in waarde.split():
            ruimtes = ruimtes.filter(naam__icontains=woord) | ruimtes.filter(adres__icontains=woord)
        return ruimtes

    def alleen_toegankelijk(self, ruimtes: QuerySet[Ruimte], naam: str, waarde: bool) -> QuerySet[Ruimte]:
        return ruimtes.filter(toegankelijk=True) if waarde else ruimtes

    def op_dag(self, ruimtes: QuerySet[Ruimte], naam: str, waarde: Any) -> QuerySet[Ruimte]:
        """Free in the dagdeel of a day, or in any dagdeel of it; a dagdeel without a day filters nothing."""
        tijden = self.gevraagde_tijden if naam == "datum" else []
        if not tijden:
            return ruimtes
        vrij = ruimtes.none()
        for tijd in tijden:
            vrij |= ruimte_selectors.vrij_op(ruimtes, tijd)
        return vrij

    @property
    def gevraagde_tijden(self) -> list[tuple[dt.datetime, dt.datetime]]:
        """The usual 90 minutes of each dagdeel asked for."""
        gekozen = self.form.cleaned_data if self.form.is_bound and self.form.is_valid() else {}
        datum = gekozen.get("datum")
        if datum is None:
            return []
        delen = [int(gekozen["dagdeel"])] if gekozen.get("dagdeel") else range(len(dagdelen.DELEN))
        return [_gewone_tijd(datum, deel) for deel in delen]


def _gewone_tijd(datum: dt.date, deel: int) -> tuple[dt.datetime, dt.datetime]:
    weekend = datum.weekday() > 4
    begin = klok.op(datum, dagdelen.BEGINTIJD[deel] if weekend else dagdelen.begintijd(datum.weekday() * 3 + deel))
    return begin, begin + dt.timedelta(minutes=90)
