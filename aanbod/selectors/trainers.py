"""Who may give what."""

import datetime as dt

from django.db.models import Q, QuerySet

from aanbod.models import Interventie, Trainer


def bevoegde_trainers(interventie: Interventie, op: dt.date) -> QuerySet[Trainer]:
    """Active trainers whose certificate for this offer is still valid on ``op``."""
    geldig = Q(certificaten__geldig_tot__isnull=True) | Q(certificaten__geldig_tot__gte=op)
    return (
        Trainer.objects.filter(geldig, certificaten__interventie=interventie, actief=True)
        .select_related("gemeente", "user")
        .order_by("naam", "pk")
    )
