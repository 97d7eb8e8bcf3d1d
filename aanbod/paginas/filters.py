"""Filters of what is offered: for visitors, and of the shelf for professionals."""

import django_filters as df
from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from aanbod.enums import Doelgroep, Preventievorm, Vorm
from aanbod.expertise.selectors import geldig_in
from aanbod.filters import AanbodFilterFormulier, Leeftijd, Nabij, thema_filter
from aanbod.groepen.filters import GroepFilter
from aanbod.groepen.selectors import aankomend
from aanbod.models import Groep, Interventie
from aanbod.plank.matrix import LEEFTIJDSGROEPEN, MET_DATA, er_in, met_vorm, van_leeftijdsgroep
from aanbod.plank.selectors import met_lopende_groep
from gemeenten.grond.fusies import met_voorgangers
from gemeenten.grond.models import Gemeente
from gemeenten.grond.opvolging import GemeenteFilter
from marktplein.basis import dagdelen
from marktplein.basis.filter import Filter
from marktplein.basis.invoer import woorden


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


class InGemeente(Filter):
    """Shared: what is there for who lives in a municipality."""

    gemeente = GemeenteFilter(
        label=_("Gemeente"), empty_label=_("Hele regio"), to_field_name="slug", method="filter_gemeente"
    )

    def filter_gemeente(self, rijen: QuerySet[Interventie], naam: str, gemeente: Gemeente) -> QuerySet[Interventie]:
        return rijen.filter(er_in(met_voorgangers([gemeente.pk])))


class ThemapaginaFilter(InGemeente):
    """On the page of a theme: what of it is there for who lives here."""

    class Meta:
        model = Interventie
        form = AanbodFilterFormulier
        fields = ["gemeente"]


class MatrixFilter(InGemeente):
    class Meta:
        model = Interventie
        form = AanbodFilterFormulier
        fields = ["gemeente"]


class PlankFilter(Leeftijd, InGemeente):
    q = df.CharFilter(label="Zoek", method="niets")
    thema = thema_filter("themas")
    vorm = df.ChoiceFilter(choices=Vorm.choices, label="Vorm", empty_label="Alle vormen")
    preventievorm = df.ChoiceFilter(
        choices=Preventievorm.choices, label="Past bij", empty_label="Alle", method="filter_preventievorm"
    )
    leeftijdsgroep = df.ChoiceFilter(
        choices=LEEFTIJDSGROEPEN, label="Leeftijdsgroep", empty_label="Alle", method="filter_leeftijdsgroep"
    )
    draait = df.BooleanFilter(label="Alleen wat nu draait of start", widget=forms.CheckboxInput, method="filter_draait")

    class Meta:
        model = Interventie
        form = AanbodFilterFormulier
        fields = ["q", "thema", "leeftijd", "leeftijdsgroep", "vorm", "preventievorm", "gemeente", "draait"]

    def filter_preventievorm(self, rijen: QuerySet[Interventie], naam: str, vorm: str) -> QuerySet[Interventie]:
        return rijen.filter(met_vorm(vorm))

    def filter_leeftijdsgroep(self, rijen: QuerySet[Interventie], naam: str, groep: str) -> QuerySet[Interventie]:
        return rijen.filter(van_leeftijdsgroep(groep))

    def filter_draait(self, rijen: QuerySet[Interventie], naam: str, aan: bool) -> QuerySet[Interventie]:
        return met_lopende_groep(rijen) if aan else rijen


class PlanningFilter(GroepFilter):
    """What runs where, for who works here."""

    zoek = df.CharFilter(label="Zoek", method="filter_woorden")
    dagdeel = df.ChoiceFilter(choices=dagdelen.KEUZES, label="Dagdeel", empty_label="Alle dagdelen")
    preventievorm = df.ChoiceFilter(choices=Preventievorm.choices, label="Bedoeld", empty_label="Alle")

    class Meta(GroepFilter.Meta):
        fields = ["zoek", "gemeente", "afstand", "thema", "leeftijd", "dagdeel", "periode", "preventievorm", "plek"]

    def filter_woorden(self, rijen: QuerySet[Groep], naam: str, waarde: str) -> QuerySet[Groep]:
        for woord in woorden(waarde):
            rijen = rijen.filter(Q(interventie__naam__icontains=woord) | Q(locatie_naam__icontains=woord))
        return rijen


class GeverFilter(Leeftijd):
    zoek = df.CharFilter(label="Zoek", method="filter_woorden")
    thema = thema_filter("themas")
    werkt_in = GemeenteFilter(label="Trainer werkt in", to_field_name="slug", method="filter_werkt_in")

    class Meta:
        model = Interventie
        form = AanbodFilterFormulier
        fields = ["zoek", "thema", "leeftijd", "werkt_in"]

    def filter_woorden(self, rijen: QuerySet[Interventie], naam: str, waarde: str) -> QuerySet[Interventie]:
        for woord in woorden(waarde):
            rijen = rijen.filter(naam__icontains=woord)
        return rijen

    def filter_werkt_in(self, rijen: QuerySet[Interventie], naam: str, gemeente: Gemeente) -> QuerySet[Interventie]:
        """Somebody from here may give it, or somebody who goes through the whole region."""
        return rijen.filter(Exists(geldig_in(OuterRef("pk"), met_voorgangers([gemeente.pk]))))
