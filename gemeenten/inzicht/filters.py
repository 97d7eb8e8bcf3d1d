"""Filters of the figures: they choose which needs are counted."""

from typing import Any

import django_filters as filters
from django.db.models import Q, QuerySet

from aanbod.models import Interventie, Thema
from gemeenten.grond.models import Regio
from gemeenten.grond.opvolging import GemeenteFilter, keuzes_bij
from marktplein.basis import klok
from marktplein.basis.filter import FilterFormulier
from marktplein.basis.widgets import ZoekSelect
from vraag.models import Signaal
from vraag.signalen.filters import PERIODES, RegioKeuze, begin_van_periode

SCHOOLJAREN = [("schooljaar", "Dit schooljaar"), ("vorig", "Vorig schooljaar")]


class InzichtFilter(RegioKeuze):
    """``regio`` is the one chosen, or the first."""

    regio = filters.ModelChoiceFilter(
        label="Regio", queryset=Regio.objects.none(), empty_label=None, method="niets_meer"
    )
    periode = filters.ChoiceFilter(
        label="Gevraagd", choices=[*PERIODES, *SCHOOLJAREN], empty_label="Op elk moment", method="op_periode"
    )
    gemeente = GemeenteFilter(field_name="team__gemeente")
    thema = filters.ModelChoiceFilter(
        label="Thema",
        queryset=Thema.objects.order_by("volgorde", "naam"),
        empty_label="Alle thema’s",
        method="op_thema",
    )
    interventie = filters.ModelChoiceFilter(
        label="Training", queryset=Interventie.objects.none(), empty_label="Alle trainingen", widget=ZoekSelect
    )

    class Meta:
        model = Signaal
        fields: list[str] = []
        form = FilterFormulier

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kaal = self.queryset.order_by()
        self.filters["gemeente"].queryset = keuzes_bij(kaal.values("team__gemeente_id"))
        self.filters["interventie"].queryset = (
            Interventie.objects.filter(pk__in=kaal.values("interventie_id")).only("naam").order_by("naam")
        )

    def niets_meer(self, queryset: QuerySet[Signaal], _naam: str, _regio: Regio) -> QuerySet[Signaal]:
        """The region was chosen before: the queryset holds nothing else."""
        return queryset

    def op_periode(self, queryset: QuerySet[Signaal], _naam: str, waarde: str) -> QuerySet[Signaal]:
        vandaag = klok.vandaag()
        if waarde not in dict(SCHOOLJAREN):
            return queryset.filter(geplaatst_op__gte=begin_van_periode(waarde, vandaag))
        begin = vandaag.replace(year=vandaag.year - (vandaag.month < 8), month=8, day=1)
        if waarde == "schooljaar":
            return queryset.filter(geplaatst_op__gte=begin)
        return queryset.filter(geplaatst_op__lt=begin, geplaatst_op__gte=begin.replace(year=begin.year - 1))

    def op_thema(self, queryset: QuerySet[Signaal], _naam: str, thema: Thema) -> QuerySet[Signaal]:
        trainingen = Interventie.themas.through.objects.filter(thema=thema).values("interventie_id")
        return queryset.filter(Q(thema=thema) | Q(interventie__in=trainingen))
