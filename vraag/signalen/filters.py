"""Filters of the lists of demand."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

import django_filters as filters
from django.db.models import Q, QuerySet
from django.forms import HiddenInput

from aanbod.models import Interventie, Thema
from gemeenten.grond.models import Regio, Team
from gemeenten.grond.opvolging import GemeenteFilter, keuzes_bij
from marktplein.basis import dagdelen, klok
from marktplein.basis.filter import Filter, FilterFormulier
from marktplein.basis.invoer import woorden
from marktplein.basis.widgets import GetalInvoer, ZoekSelect
from vraag.models import Signaal
from vraag.signalen.selectors import teams_binnen
from vraag.workflow import SIGNAAL_LOPEND, SignaalStaat

LOPEND = "lopend"
TRAINING, VRAGEN = "training", "vragen"
WEERGAVEN = ((TRAINING, "Per training"), (VRAGEN, "Alle vragen"))
STATEN = [(LOPEND, "Loopt nog (open, voorstel, toegezegd)"), *SignaalStaat.choices]
PERIODES = [("kwartaal", "Dit kwartaal"), ("jaar", "Dit jaar"), ("12m", "Laatste 12 maanden")]
AFSTANDEN = [(km, f"binnen {km} km") for km in (5, 10, 15, 25, 40)]


def begin_van_periode(periode: str, vandaag: dt.date) -> dt.date:
    """The first day of the quarter, the year, or the last twelve months."""
    if periode == "kwartaal":
        return vandaag.replace(month=3 * ((vandaag.month - 1) // 3) + 1, day=1)
    if periode == "jaar":
        return vandaag.replace(month=1, day=1)
    return vandaag - dt.timedelta(days=365)


class SignaalFilter(Filter):
    """What both lists share. The choices offer only what occurs in the list itself."""

    zoek = filters.CharFilter(label="Zoek", method="zoek_in")
    interventie = filters.ModelChoiceFilter(
        label="Training", queryset=Interventie.objects.none(), empty_label="Alle trainingen", widget=ZoekSelect
    )
    thema = filters.ModelChoiceFilter(
        label="Thema", queryset=Thema.objects.none(), empty_label="Alle thema’s", method="op_thema"
    )

    class Meta:
        model = Signaal
        fields: list[str] = []
        form = FilterFormulier

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kaal = self.queryset.order_by().select_related(None)
        trainingen = Interventie.objects.filter(pk__in=kaal.values("interventie_id"))
        self.filters["interventie"].queryset = trainingen.only("naam").order_by("naam")
        self.filters["thema"].queryset = Thema.objects.only("naam").order_by("volgorde", "naam")
        self.kaal = kaal

    def zoek_in(self, queryset: QuerySet[Signaal], _naam: str, waarde: str) -> QuerySet[Signaal]:
        for woord in woorden(waarde):
            queryset = queryset.filter(
                Q(interventie__naam__icontains=woord)
                | Q(thema__naam__icontains=woord)
                | Q(vraag__icontains=woord)
                | Q(opmerking__icontains=woord)
                | Q(team__naam__icontains=woord)
            )
        return queryset

    def op_thema(self, queryset: QuerySet[Signaal], _naam: str, thema: Thema) -> QuerySet[Signaal]:
        """Asked for with this theme, or for a training that is about it."""
        trainingen = Interventie.themas.through.objects.filter(thema=thema).values("interventie_id")
        return queryset.filter(Q(thema=thema) | Q(interventie__in=trainingen))


class RegioKeuze(Filter):
    """A filter set with a choice of region (``regio``), for readers who see several of them (``regios``)."""

    def __init__(self, *args: Any, regios: Sequence[Regio], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if len(regios) > 1:
            self.filters["regio"].queryset = Regio.objects.filter(pk__in=[r.pk for r in regios]).order_by("naam")
        else:
            del self.filters["regio"]


class EigenFilter(SignaalFilter):
    """Filters of the demand of the own team or municipality."""

    staat = filters.ChoiceFilter(label="Staat", choices=STATEN, empty_label="Alle staten", method="op_staat")
    team = filters.ModelChoiceFilter(label="Team", queryset=Team.objects.none(), empty_label="Alle teams")
    periode = filters.ChoiceFilter(
        label="Geplaatst", choices=PERIODES, empty_label="Op elk moment", method="op_periode"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        teams = Team.objects.filter(pk__in=self.kaal.values("team_id")).only("naam").order_by("naam")
        self.meer_teams = len(teams) > 1
        if self.meer_teams:
            self.filters["team"].queryset = teams
        else:
            del self.filters["team"]

    def op_staat(self, queryset: QuerySet[Signaal], _naam: str, waarde: str) -> QuerySet[Signaal]:
        return queryset.filter(staat__in=SIGNAAL_LOPEND if waarde == LOPEND else [waarde])

    def op_periode(self, queryset: QuerySet[Signaal], _naam: str, waarde: str) -> QuerySet[Signaal]:
        return queryset.filter(geplaatst_op__gte=begin_van_periode(waarde, klok.vandaag()))


class RegioFilter(SignaalFilter):
    """Filters of what others ask. ``eigen_teams`` are the teams from which distance is measured."""

    leeftijd = filters.NumberFilter(
        label="Leeftijd van een kind",
        method="op_leeftijd",
        widget=GetalInvoer,
        error_messages={"invalid": "Vul een leeftijd in hele jaren in, bijvoorbeeld 8."},
    )
    dagdeel = filters.ChoiceFilter(
        label="Kan op", choices=dagdelen.KEUZES, empty_label="Elk dagdeel", method="op_dagdeel"
    )
    gemeente = GemeenteFilter(field_name="team__gemeente")
    afstand = filters.ChoiceFilter(
        label="Afstand tot je team", choices=AFSTANDEN, empty_label="Elke afstand", method="op_afstand"
    )

    # How the page shows what is left; kept here so that the filters and the pages of the list keep it.
    weergave = filters.ChoiceFilter(choices=WEERGAVEN, widget=HiddenInput, method="niets")

    def __init__(self, *args: Any, eigen_teams: list[Team], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.eigen_teams = eigen_teams
        self.filters["gemeente"].queryset = keuzes_bij(self.kaal.values("team__gemeente_id"))

    def niets(self, queryset: QuerySet[Signaal], _naam: str, _waarde: str) -> QuerySet[Signaal]:
        return queryset

    def op_leeftijd(self, queryset: QuerySet[Signaal], _naam: str, waarde: Any) -> QuerySet[Signaal]:
        return queryset.filter(leeftijd_min__lte=waarde, leeftijd_max__gte=waarde)

    def op_dagdeel(self, queryset: QuerySet[Signaal], _naam: str, waarde: str) -> QuerySet[Signaal]:
        return queryset.filter(dagdelen__contains=[int(waarde)])

    def op_afstand(self, queryset: QuerySet[Signaal], _naam: str, waarde: str) -> QuerySet[Signaal]:
        return queryset.filter(team_id__in=teams_binnen(self.eigen_teams, int(waarde)))
