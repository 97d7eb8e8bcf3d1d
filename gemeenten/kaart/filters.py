"""Filters of the sociale kaart."""

from typing import Any

import django_filters as df
from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from gemeenten.grond.models import Gemeente, Organisatie
from gemeenten.grond.opvolging import GemeenteFilter
from gemeenten.kaart.kwaliteit import Criterium, met_lengte, mist
from gemeenten.kaart.models import Categorie, Voorstel
from gemeenten.kaart.selectors import in_gemeente
from gemeenten.kaart.versheid import is_na_te_kijken, is_onbevestigd
from gemeenten.kaart.workflow import VoorstelStaat
from marktplein.basis.filter import Filter, FilterFormulier
from marktplein.basis.invoer import woorden


class KaartFilter(Filter):
    """What everybody asks: where, what about, by name, and whether one may simply come in."""

    gemeente = GemeenteFilter(
        label=_("Gemeente"), empty_label=_("Alle gemeenten"), to_field_name="slug", method="in_deze"
    )
    categorie = df.ModelChoiceFilter(
        field_name="categorieen",
        queryset=Categorie.objects.all(),
        to_field_name="slug",
        label=_("Waarover"),
        empty_label=_("Alles"),
    )
    zoek = df.CharFilter(label=_("Naam of woord"), method="met_woorden")
    vrij = df.BooleanFilter(label=_("Alleen zonder verwijzing"), widget=forms.CheckboxInput, method="zonder_verwijzing")

    class Meta:
        model = Organisatie
        fields: list[str] = []
        form = FilterFormulier

    def in_deze(self, rijen: QuerySet[Organisatie], _: str, gemeente: Gemeente) -> QuerySet[Organisatie]:
        return in_gemeente(rijen, gemeente)

    def met_woorden(self, rijen: QuerySet[Organisatie], _: str, tekst: str) -> QuerySet[Organisatie]:
        for woord in woorden(tekst):
            rijen = rijen.filter(
                Q(naam__icontains=woord) | Q(omschrijving__icontains=woord) | Q(doelgroep__icontains=woord)
            )
        return rijen

    def zonder_verwijzing(self, rijen: QuerySet[Organisatie], _: str, aan: bool) -> QuerySet[Organisatie]:
        return rijen.filter(vrij_toegankelijk=True) if aan else rijen

    def gekozen(self, naam: str) -> Any:
        """What was chosen, when the whole form could be read; else None."""
        formulier = self.form
        return formulier.cleaned_data.get(naam) if formulier.is_bound and formulier.is_valid() else None


class BeheerFilter(KaartFilter):
    """For who keeps it: also by how fresh it is, what it misses, and whether it is of the own gemeente alone."""

    stand = df.ChoiceFilter(
        label="Nagekeken",
        choices=[("na_te_kijken", "Na te kijken"), ("onbevestigd", "Lang niet nagekeken")],
        method="in_stand",
        empty_label="Alles",
    )
    mist = df.ChoiceFilter(label="Wat er mist", choices=Criterium.choices, method="wat_mist", empty_label="Alles")

    def in_stand(self, rijen: QuerySet[Organisatie], _: str, stand: str) -> QuerySet[Organisatie]:
        return rijen.filter(is_onbevestigd() if stand == "onbevestigd" else is_na_te_kijken())

    def wat_mist(self, rijen: QuerySet[Organisatie], _: str, criterium: str) -> QuerySet[Organisatie]:
        return met_lengte(rijen).filter(mist(criterium))


class VoorstelFilter(Filter):
    staat = df.ChoiceFilter(label="Welke", choices=VoorstelStaat.choices, empty_label="Alle")
    zoek = df.CharFilter(label="Organisatie", field_name="organisatie__naam", lookup_expr="icontains")

    class Meta:
        model = Voorstel
        fields: list[str] = []
        form = FilterFormulier
