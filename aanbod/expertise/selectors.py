"""Who may give what."""

import datetime as dt

from django.db.models import F, Q, QuerySet

from aanbod.models import Certificaat, Interventie, Trainer
from aanbod.workflow import InterventieStaat
from gemeenten.grond.enums import Rol
from gemeenten.grond.selectors import heeft_rol, organisatie_ids_van
from marktplein.accounts.models import Bezoeker, User


def bevoegde_trainers(interventie: Interventie, op: dt.date) -> QuerySet[Trainer]:
    """Active trainers whose certificate for this offer is still valid on ``op``."""
    geldig = Q(certificaten__geldig_tot__isnull=True) | Q(certificaten__geldig_tot__gte=op)
    return (
        Trainer.objects.filter(geldig, certificaten__interventie=interventie, actief=True)
        .select_related("gemeente", "user")
        .order_by("naam", "pk")
    )


def trainer_van(user: User) -> Trainer | None:
    """The trainer this account belongs to; None while nobody has linked them."""
    return Trainer.objects.select_related("gemeente").filter(user=user).first()


def trainers_te_bereiken(user: Bezoeker) -> QuerySet[Trainer]:
    """Those of whom this user may say how to reach them (``permissions.kan_bereikbaarheid_wijzigen``)."""
    trainers = Trainer.objects.select_related("user", "organisatie")
    if heeft_rol(user, Rol.FACILITAIR):
        return trainers
    mag = Q(user=user.pk) if heeft_rol(user, Rol.TRAINER) else Q(pk=None)
    if heeft_rol(user, Rol.AANBIEDER):
        mag |= Q(organisatie__in=organisatie_ids_van(user))
    return trainers.filter(mag)


def certificaten_van(trainer: Trainer) -> QuerySet[Certificaat]:
    """What this trainer may give or could give: what ends first on top. Drafts of a provider are not told."""
    return (
        Certificaat.objects.filter(trainer=trainer)
        .exclude(interventie__staat=InterventieStaat.CONCEPT)
        .select_related("interventie")
        .order_by(F("geldig_tot").asc(nulls_last=True), "interventie__naam", "pk")
    )
