"""Reads of scenarios; what each reader may see of their outcome is in ``beeld``."""

from collections.abc import Iterable

from django.db.models import Count, Q, QuerySet
from django.db.models.fields.json import KeyTransform

from aanbod.models import Interventie
from aanbod.workflow import InterventieStaat
from gemeenten.grond.models import Gemeente, Regio
from gemeenten.grond.selectors import bestaande_gemeenten
from marktplein.accounts.models import Bezoeker
from vraag.models import Scenario
from vraag.permissions import scenario_regio_ids
from vraag.wat_als.beeld import KORT
from vraag.workflow import SIGNAAL_LOPEND, ScenarioStaat


def zichtbare_scenarios(user: Bezoeker) -> QuerySet[Scenario]:
    return Scenario.objects.filter(regio__in=scenario_regio_ids(user)).select_related("regio", "eigenaar")


def lijst_van_scenarios(user: Bezoeker) -> QuerySet[Scenario]:
    """Newest first, without the bulk of the outcome: only what ``beeld.kort_beeld`` reads of it."""
    return (
        zichtbare_scenarios(user)
        .defer("uitkomst")
        .annotate(**{f"{naam}_": KeyTransform(naam, "uitkomst") for naam in KORT})
        .order_by("-aangemaakt_op", "-pk")
    )


def aantallen_scenarios(user: Bezoeker) -> tuple[int, int, int]:
    """How many one sees, of which own ones, of which finished; in one query."""
    tel = zichtbare_scenarios(user).aggregate(
        alle=Count("pk"),
        eigen=Count("pk", filter=Q(eigenaar=user.pk)),
        klaar=Count("pk", filter=Q(staat=ScenarioStaat.KLAAR)),
    )
    return tel["alle"], tel["eigen"], tel["klaar"]


def regios_voor_scenario(user: Bezoeker) -> QuerySet[Regio]:
    return Regio.objects.filter(pk__in=scenario_regio_ids(user)).order_by("naam")


def gemeenten_voor_scenario(regio_ids: Iterable[int]) -> QuerySet[Gemeente]:
    """Those of today: one that merged is found under its successor."""
    return bestaande_gemeenten().filter(regio__in=regio_ids).order_by("naam")


def interventies_voor_scenario(regio_ids: Iterable[int]) -> QuerySet[Interventie]:
    """Trainings that demand in these regions asks for now: a change to any other would do nothing."""
    return (
        Interventie.objects.filter(
            staat=InterventieStaat.GEPUBLICEERD,
            signalen__regio__in=regio_ids,
            signalen__staat__in=SIGNAAL_LOPEND,
        )
        .distinct()
        .order_by("naam", "pk")
    )
