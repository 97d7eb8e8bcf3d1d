"""Reads of pooling runs: of the regions a user works in."""

from django.db.models import QuerySet

from gemeenten.grond.models import Regio
from gemeenten.grond.permissions import is_applicatiebeheerder
from gemeenten.grond.selectors import gemeente_ids_van
from marktplein.accounts.models import Bezoeker
from vraag.models import Run
from vraag.permissions import kan_runs_zien


def zichtbare_runs(user: Bezoeker) -> QuerySet[Run]:
    return Run.objects.filter(regio__in=regios_van(user)).select_related("regio", "aangevraagd_door")


def regios_van(user: Bezoeker) -> QuerySet[Regio]:
    """The regions whose runs this user may read: all for the application admin, else of the own municipalities."""
    if not kan_runs_zien(user):
        return Regio.objects.none()
    if is_applicatiebeheerder(user):
        return Regio.objects.all()
    return Regio.objects.filter(gemeenten__in=gemeente_ids_van(user)).distinct()
