"""Filters of the requests to be called back. Nothing of the caller is searched for."""

import django_filters as df
from django import forms
from django.db.models import Q, QuerySet

from gemeenten.grond.opvolging import GemeenteFilter
from gemeenten.kcc.models import Terugbelverzoek
from gemeenten.kcc.selectors import te_laat, van_mij
from gemeenten.kcc.workflow import TERUGBEL_LOPEND, TerugbelStaat
from marktplein.basis.filter import Filter, FilterFormulier

LIJSTEN = {"": "Te bellen", "van_mij": "Van mij", "te_laat": "Te laat", "klaar": "Klaar"}


class TerugbelFilter(Filter):
    gemeente = GemeenteFilter()
    staat = df.ChoiceFilter(label="Staat", choices=TerugbelStaat.choices, empty_label="Alle staten")
    lijst = df.ChoiceFilter(
        choices=[(naam, woord) for naam, woord in LIJSTEN.items() if naam],
        method="in_lijst",
        widget=forms.HiddenInput,
    )

    class Meta:
        model = Terugbelverzoek
        fields: list[str] = []
        form = FilterFormulier

    def in_lijst(self, rijen: QuerySet[Terugbelverzoek], _: str, lijst: str) -> QuerySet[Terugbelverzoek]:
        return rijen  # together with "nothing chosen", in filter_queryset

    def filter_queryset(self, queryset: QuerySet[Terugbelverzoek]) -> QuerySet[Terugbelverzoek]:
        """Without a choice the list shows what is still to be done."""
        rijen = super().filter_queryset(queryset)
        lijst = self.form.cleaned_data.get("lijst")
        if lijst == "klaar":
            return rijen.exclude(staat__in=TERUGBEL_LOPEND).order_by("-gewijzigd_op", "-pk")
        if lijst == "te_laat":
            return te_laat(rijen)
        if lijst == "van_mij":
            eigen = Q(opgepakt_door=self.request.user) | (Q(opgepakt_door=None) & van_mij(self.request.user))
            rijen = rijen.filter(eigen)
        if self.form.cleaned_data.get("staat"):
            return rijen
        return rijen.filter(staat__in=TERUGBEL_LOPEND)
