"""Filters of the offers one keeps."""

import django_filters as df
from django import forms
from django.db.models import QuerySet

from aanbod.filters import AanbodFilterFormulier
from aanbod.models import Interventie
from aanbod.models.interventie import ROUTING_COMPLEET
from aanbod.workflow import InterventieStaat
from marktplein.basis.filter import Filter
from marktplein.taal.leesbaar import MOEILIJK


class BeheerFilter(Filter):
    naam = df.CharFilter(lookup_expr="icontains", label="Naam")
    staat = df.ChoiceFilter(choices=InterventieStaat.choices, label="Staat", empty_label="Alle")
    routing = df.BooleanFilter(label="Alleen wat niet compleet is", widget=forms.CheckboxInput, method="filter_routing")

    moeilijk = df.BooleanFilter(
        label="Alleen wat moeilijk leest, het moeilijkste eerst", widget=forms.CheckboxInput, method="filter_moeilijk"
    )

    class Meta:
        model = Interventie
        form = AanbodFilterFormulier
        fields = ["naam", "staat", "routing", "moeilijk"]

    def filter_routing(self, rijen: QuerySet[Interventie], naam: str, aan: bool) -> QuerySet[Interventie]:
        return rijen.exclude(ROUTING_COMPLEET) if aan else rijen

    def filter_moeilijk(self, rijen: QuerySet[Interventie], naam: str, aan: bool) -> QuerySet[Interventie]:
        return rijen.filter(leesscore__lt=MOEILIJK).order_by("leesscore", "naam", "pk") if aan else rijen
