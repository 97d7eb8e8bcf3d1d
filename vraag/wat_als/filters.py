"""Filters of the list of scenarios."""

from typing import Any

import django_filters as df
from django.db.models import QuerySet

from marktplein.basis.filter import Filter, FilterFormulier
from vraag.models import Scenario
from vraag.workflow import ScenarioStaat


class ScenarioFilter(Filter):
    zoek = df.CharFilter(label="Zoek op naam", field_name="naam", lookup_expr="icontains")
    staat = df.ChoiceFilter(label="Staat", choices=ScenarioStaat.choices, empty_label="Alle")
    van = df.ChoiceFilter(label="Van wie", choices=[("mij", "Van mij")], empty_label="Van iedereen", method="van_wie")

    class Meta:
        model = Scenario
        fields: tuple[str, ...] = ("zoek", "staat", "van")
        form = FilterFormulier

    def van_wie(self, queryset: QuerySet[Scenario], _naam: str, _waarde: Any) -> QuerySet[Scenario]:
        return queryset.filter(eigenaar=self.request.user)
