"""Filters of the list of groups: near me, for my age, soon, with a place."""

import datetime as dt
from collections.abc import Collection
from typing import Any

import django_filters as df
from django import forms
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from aanbod.enums import Preventievorm
from aanbod.filters import AanbodFilterFormulier, Nabij, thema_filter
from aanbod.groepen.selectors import KOMEND, VOORBIJ, WEERGAVEN, voorwaarden
from aanbod.models import Groep
from aanbod.workflow import GroepStaat
from gemeenten.grond.models import Gemeente
from marktplein.basis import klok
from marktplein.basis.invoer import woorden

PERIODES = [(14, _("Binnen 2 weken")), (31, _("Binnen een maand")), (92, _("Binnen 3 maanden"))]


class GroepFilter(Nabij):
    thema = thema_filter("interventie__themas")
    periode = df.ChoiceFilter(choices=PERIODES, label=_("Wanneer"), empty_label=_("Alle data"), method="filter_periode")
    aanbod = df.CharFilter(field_name="interventie__slug", widget=forms.HiddenInput)
    plek = df.BooleanFilter(label=_("Alleen met plek"), widget=forms.CheckboxInput, method="filter_plek")

    class Meta:
        model = Groep
        form = AanbodFilterFormulier
        fields = ["gemeente", "afstand", "thema", "leeftijd", "periode", "aanbod", "plek"]

    def filter_gemeente(self, rijen: QuerySet[Groep], naam: str, gemeente: Gemeente) -> QuerySet[Groep]:
        return rijen.filter(gemeente__in=self.nabij(gemeente))

    def filter_periode(self, rijen: QuerySet[Groep], naam: str, dagen: str) -> QuerySet[Groep]:
        return rijen.filter(start_op__lte=klok.vandaag() + dt.timedelta(days=int(dagen)))

    def filter_plek(self, rijen: QuerySet[Groep], naam: str, aan: bool) -> QuerySet[Groep]:
        return rijen.filter(staat=GroepStaat.OPEN, bezet__lt=F("capaciteit")) if aan else rijen


class WerkFilter(GroepFilter):
    """For who works here: also by name or place, and one of the views."""

    zoek = df.CharFilter(label="Zoek", method="filter_woorden")
    preventievorm = df.ChoiceFilter(choices=Preventievorm.choices, label="Bedoeld", empty_label="Alle")
    lijst = df.ChoiceFilter(choices=tuple(WEERGAVEN.items()), widget=forms.HiddenInput, method="niets")

    class Meta(GroepFilter.Meta):
        fields = ["zoek", *GroepFilter.Meta.fields, "preventievorm", "lijst"]

    def __init__(self, *args: Any, teams: Collection[int] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.voorwaarden = voorwaarden(teams)

    @property
    def gekozen_lijst(self) -> str:
        gevraagd = self.data.get("lijst", "")
        return gevraagd if gevraagd in self.voorwaarden else KOMEND

    @property
    def qs(self) -> QuerySet[Groep]:
        """The filtered groups of the chosen view: the past the latest first."""
        groepen: QuerySet[Groep] = super().qs.filter(self.voorwaarden[self.gekozen_lijst])
        return groepen.order_by("-start_op", "pk") if self.gekozen_lijst == VOORBIJ else groepen

    def filter_woorden(self, rijen: QuerySet[Groep], naam: str, waarde: str) -> QuerySet[Groep]:
        for woord in woorden(waarde):
            rijen = rijen.filter(
                Q(interventie__naam__icontains=woord)
                | Q(locatie_naam__icontains=woord)
                | Q(gemeente__naam__icontains=woord)
            )
        return rijen
