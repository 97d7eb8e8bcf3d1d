"""Filters of the rooms."""

import datetime as dt
from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet

from facilitair.models import Ruimte
from facilitair.ruimtes import selectors
from facilitair.velden import FilterBijFormulier
from gemeenten.grond.opvolging import GemeenteFilter
from marktplein.basis import dagdelen, klok
from marktplein.basis.filter import Filter
from marktplein.basis.invoer import woorden
from marktplein.basis.widgets import DatumInvoer, GetalInvoer


class RuimteFilter(Filter):
    zoek = django_filters.CharFilter(label="Zoek op naam of adres", method="op_woorden")
    gemeente = GemeenteFilter()
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
        form = FilterBijFormulier

    def op_woorden(self, ruimtes: QuerySet[Ruimte], naam: str, waarde: str) -> QuerySet[Ruimte]:
        for woord in woorden(waarde):
            ruimtes = ruimtes.filter(Q(naam__icontains=woord) | Q(adres__icontains=woord))
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
            vrij |= selectors.vrij_op(ruimtes, tijd)
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
