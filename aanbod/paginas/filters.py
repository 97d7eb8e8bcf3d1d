"""Filters of what is offered: for visitors, and of the shelf for professionals."""

import django_filters as df
from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from aanbod.enums import Doelgroep, Preventievorm, Vorm
from aanbod.filters import AanbodFilterFormulier, Leeftijd, Nabij, thema_filter
from aanbod.groepen.selectors import aankomend
from aanbod.models import Groep, Interventie
from aanbod.plank.selectors import met_lopende_groep
from gemeenten.grond.models import Gemeente

MET_DATA = (Vorm.GROEP, Vorm.BIJEENKOMST)


class InterventieFilter(Nabij):
    q = df.CharFilter(widget=forms.HiddenInput, method="niets")
    thema = thema_filter("themas")
    vorm = df.ChoiceFilter(choices=Vorm.choices, label=_("Vorm"), empty_label=_("Alle vormen"))
    doelgroep = df.ChoiceFilter(
        choices=Doelgroep.choices, label=_("Voor wie"), empty_label=_("Iedereen"), method="filter_doelgroep"
    )
    gratis = df.BooleanFilter(label=_("Alleen gratis"), widget=forms.CheckboxInput, method="filter_gratis")
    buiten = df.BooleanFilter(label=_("Ik woon buiten de regio"), widget=forms.CheckboxInput, method="filter_buiten")

    class Meta:
        model = Interventie
        form = AanbodFilterFormulier
        fields = ["q", "leeftijd", "thema", "gemeente", "afstand", "doelgroep", "vorm", "gratis", "buiten"]

    def filter_gemeente(self, rijen: QuerySet[Interventie], naam: str, gemeente: Gemeente) -> QuerySet[Interventie]:
        """What has no dates is there for the whole region; a group counts when one is coming nearby."""
        groepen = aankomend(Groep.objects.filter(interventie=OuterRef("pk"), gemeente__in=self.nabij(gemeente)))
        return rijen.filter(~Q(vorm__in=MET_DATA) | Exists(groepen.order_by()))

    def filter_doelgroep(self, rijen: QuerySet[Interventie], naam: str, waarde: str) -> QuerySet[Interventie]:
        return rijen.filter(doelgroep__contains=[waarde])

    def filter_gratis(self, rijen: QuerySet[Interventie], naam: str, aan: bool) -> QuerySet[Interventie]:
        return rijen.filter(eigen_bijdrage_cent=0) if aan else rijen

    def filter_buiten(self, rijen: QuerySet[Interventie], naam: str, aan: bool) -> QuerySet[Interventie]:
        return rijen.filter(open_voor_buiten_regio=True) if aan else rijen


class PlankFilter(Leeftijd):
    q = df.CharFilter(label="Zoek", method="niets")
    thema = thema_filter("themas")
    vorm = df.ChoiceFilter(choices=Vorm.choices, label="Vorm", empty_label="Alle vormen")
    preventievorm = df.ChoiceFilter(
        choices=Preventievorm.choices, label="Past bij", empty_label="Alle", method="filter_preventievorm"
    )
    draait = df.BooleanFilter(label="Alleen wat nu draait of start", widget=forms.CheckboxInput, method="filter_draait")

    class Meta:
        model = Interventie
        form = AanbodFilterFormulier
        fields = ["q", "thema", "leeftijd", "vorm", "preventievorm", "draait"]

    def filter_preventievorm(self, rijen: QuerySet[Interventie], naam: str, vorm: str) -> QuerySet[Interventie]:
        """A group of it can have this form."""
        return rijen.filter(Q(preventievorm=vorm) | Q(andere_preventievormen__contains=[vorm]))

    def filter_draait(self, rijen: QuerySet[Interventie], naam: str, aan: bool) -> QuerySet[Interventie]:
        return met_lopende_groep(rijen) if aan else rijen
