"""Filters of the lists. Each is one question a visitor has: near me, for my age, free, with a place."""

import datetime as dt
from typing import Any

import django_filters as df
from django import forms
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from aanbod.enums import Doelgroep, Preventievorm, Vorm
from aanbod.models import Groep, Interventie, Thema
from aanbod.selectors.groepen import aankomend
from aanbod.workflow import GROEP_AANMELDBAAR, GroepStaat, InterventieStaat
from gemeenten.grond.models import Gemeente
from gemeenten.grond.selectors import bestaande_gemeenten
from marktplein.basis import klok
from marktplein.basis.geo import afstand_m
from marktplein.basis.widgets import GetalInvoer

AFSTANDEN = [(5, "5 km"), (10, "10 km"), (15, "15 km"), (25, "25 km")]
PERIODES = [(14, "Binnen 2 weken"), (31, "Binnen een maand"), (92, "Binnen 3 maanden")]
MET_DATA = (Vorm.GROEP, Vorm.BIJEENKOMST)


class FilterForm(forms.Form):
    markeer_niet_verplicht = False

    def aan(self) -> list[tuple[str, str]]:
        """(name, value) of the filters that are on, to go along with another form."""
        return [(naam, waarde) for naam in self.fields if naam != "q" and (waarde := self.data.get(naam))]


def gemeenten_rond(gemeente: Gemeente, km: int) -> list[int]:
    """Municipalities whose middle lies within ``km`` of that of ``gemeente``, itself included."""
    grens = km * 1000
    return [
        ander.pk
        for ander in bestaande_gemeenten()
        if ander.pk == gemeente.pk or afstand_m(gemeente.lat, gemeente.lon, ander.lat, ander.lon) <= grens
    ]


def _thema(veld: str) -> df.ModelChoiceFilter:
    return df.ModelChoiceFilter(
        field_name=veld, queryset=Thema.objects.all(), label="Onderwerp", to_field_name="slug",
        empty_label="Alle onderwerpen",
    )  # fmt: skip


class _Leeftijd(df.FilterSet):
    """Shared: the age of the child."""

    leeftijd = df.NumberFilter(
        label="Leeftijd", method="filter_leeftijd", min_value=0, max_value=27, widget=GetalInvoer
    )

    def niets(self, rijen: QuerySet[Any], naam: str, waarde: Any) -> QuerySet[Any]:
        """Read by another filter or by the page."""
        return rijen

    def filter_leeftijd(self, rijen: QuerySet[Any], naam: str, jaren: Any) -> QuerySet[Any]:
        return rijen.filter(leeftijd_min__lte=int(jaren), leeftijd_max__gte=int(jaren))


class _Nabij(_Leeftijd):
    """Shared: the municipality and how far from it."""

    gemeente = df.ModelChoiceFilter(
        queryset=lambda request: bestaande_gemeenten(), label="Gemeente", to_field_name="slug",
        empty_label="Alle gemeenten", method="filter_gemeente",
    )  # fmt: skip
    afstand = df.ChoiceFilter(choices=AFSTANDEN, label="Hoe ver", empty_label="Alleen in de gemeente", method="niets")

    def nabij(self, gemeente: Gemeente) -> list[int]:
        return gemeenten_rond(gemeente, int(self.form.cleaned_data.get("afstand") or 0))


class InterventieFilter(_Nabij):
    q = df.CharFilter(widget=forms.HiddenInput, method="niets")
    thema = _thema("themas")
    vorm = df.ChoiceFilter(choices=Vorm.choices, label="Vorm", empty_label="Alle vormen")
    doelgroep = df.ChoiceFilter(
        choices=Doelgroep.choices, label="Voor wie", empty_label="Iedereen", method="filter_doelgroep"
    )
    gratis = df.BooleanFilter(label="Alleen gratis", widget=forms.CheckboxInput, method="filter_gratis")
    buiten = df.BooleanFilter(label="Ik woon buiten de regio", widget=forms.CheckboxInput, method="filter_buiten")

    class Meta:
        model = Interventie
        form = FilterForm
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


class GroepFilter(_Nabij):
    thema = _thema("interventie__themas")
    periode = df.ChoiceFilter(choices=PERIODES, label="Wanneer", empty_label="Alle data", method="filter_periode")
    aanbod = df.CharFilter(field_name="interventie__slug", widget=forms.HiddenInput)
    plek = df.BooleanFilter(label="Alleen met plek", widget=forms.CheckboxInput, method="filter_plek")

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


class PlankFilter(_Leeftijd):
    q = df.CharFilter(widget=forms.HiddenInput, method="niets")
    thema = _thema("themas")
    vorm = df.ChoiceFilter(choices=Vorm.choices, label="Vorm", empty_label="Alle vormen")
    preventievorm = df.ChoiceFilter(choices=Preventievorm.choices, label="Preventievorm", empty_label="Alle")
    draait = df.BooleanFilter(label="Alleen wat nu draait of start", widget=forms.CheckboxInput, method="filter_draait")

    class Meta:
        model = Interventie
        form = FilterForm
        fields = ["q", "thema", "leeftijd", "vorm", "preventievorm", "draait"]

    def filter_draait(self, rijen: QuerySet[Interventie], naam: str, aan: bool) -> QuerySet[Interventie]:
        lopend = Groep.objects.filter(interventie=OuterRef("pk"), staat__in=(*GROEP_AANMELDBAAR, GroepStaat.BEZIG))
        return rijen.filter(Exists(lopend.order_by())) if aan else rijen


class BeheerFilter(df.FilterSet):
    naam = df.CharFilter(lookup_expr="icontains", label="Naam")
    staat = df.ChoiceFilter(choices=InterventieStaat.choices, label="Staat", empty_label="Alle")
    routing = df.BooleanFilter(label="Alleen wat niet compleet is", widget=forms.CheckboxInput, method="filter_routing")

    class Meta:
        model = Interventie
        form = FilterForm
        fields = ["naam", "staat", "routing"]

    def filter_routing(self, rijen: QuerySet[Interventie], naam: str, aan: bool) -> QuerySet[Interventie]:
        return rijen.filter(ZONDER_ROUTING) if aan else rijen


ZONDER_ROUTING = Q(aanmelden_bij="") | Q(wie_betaalt="")
