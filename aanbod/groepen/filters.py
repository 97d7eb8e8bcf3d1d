"""Filters of the list of groups: near me, for my age, soon, with a place."""

import datetime as dt

import django_filters as df
from django import forms
from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _

from aanbod.filters import FilterForm, Nabij, thema_filter
from aanbod.models import Groep
from aanbod.workflow import GroepStaat
from gemeenten.grond.models import Gemeente
from marktplein.basis import klok

PERIODES = [(14, _("Binnen 2 weken")), (31, _("Binnen een maand")), (92, _("Binnen 3 maanden"))]


class GroepFilter(Nabij):
    thema = thema_filter("interventie__themas")
    periode = df.ChoiceFilter(choices=PERIODES, label=_("Wanneer"), empty_label=_("Alle data"), method="filter_periode")
    aanbod = df.CharFilter(field_name="interventie__slug", widget=forms.HiddenInput)
    plek = df.BooleanFilter(label=_("Alleen met plek"), widget=forms.CheckboxInput, method="filter_plek")

    class Meta:
        model = Groep
        form = FilterForm
        fields = ["gemeente", "afstand", "thema", "leeftijd", "periode", "aanbod", "plek"]

    def filter_gemeente(self, rijen: QuerySet[Groep], naam: str, gemeente: Gemeente) -> QuerySet[Groep]:
        return rijen.filter(gemeente__in=self.nabij(gemeente))

    def filter_periode(self, rijen: QuerySet[Groep], naam: str, dagen: str) -> QuerySet[Groep]:
        return rijen.filter(start_op__lte=klok.vandaag() + dt.timedelta(days=int(dagen)))

    def filter_plek(self, rijen: QuerySet[Groep], naam: str, aan: bool) -> QuerySet[Groep]:
        return rijen.filter(staat=GroepStaat.OPEN, bezet__lt=F("capaciteit")) if aan else rijen
