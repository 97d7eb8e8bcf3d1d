"""Who may give what."""

import datetime as dt
from collections.abc import Collection
from typing import Any

from django.db.models import F, Prefetch, Q, QuerySet

from aanbod.enums import Bereik, Vorm
from aanbod.models import Certificaat, Interventie, Trainer
from aanbod.workflow import InterventieStaat
from gemeenten.grond.enums import Rol
from gemeenten.grond.selectors import heeft_rol, organisatie_ids_van
from marktplein.accounts.models import Bezoeker, User
from marktplein.basis import klok


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


def te_geven() -> QuerySet[Interventie]:
    """Published offers that trainers give to groups (``Interventie.is_te_vragen``), by name."""
    return Interventie.objects.filter(
        staat=InterventieStaat.GEPUBLICEERD, vorm=Vorm.GROEP, groep_max__gt=1, bijeenkomsten__gt=0, trainers_nodig__gt=0
    ).order_by("naam", "pk")


def geldige_certificaten() -> QuerySet[Certificaat]:
    """Of active trainers, valid today."""
    vandaag = klok.vandaag()
    return Certificaat.objects.filter(
        Q(geldig_tot__isnull=True) | Q(geldig_tot__gte=vandaag), trainer__actief=True
    ).order_by("trainer__naam", "pk")


def geldig_in(interventie: Any, gemeenten: Collection[int]) -> QuerySet[Certificaat]:
    """Those for an offer (its number, or an OuterRef) of who gives groups in these municipalities."""
    hier = Q(trainer__bereik=Bereik.REGIO) | Q(trainer__gemeente__in=gemeenten)
    return geldige_certificaten().filter(hier, interventie=interventie).order_by()


def met_geldige_certificaten(interventies: QuerySet[Interventie]) -> QuerySet[Interventie]:
    """With ``geldige_certificaten``, by the trainers' names. One query more."""
    geldig = geldige_certificaten().select_related("trainer__gemeente")
    return interventies.prefetch_related(Prefetch("certificaten", queryset=geldig, to_attr="geldige_certificaten"))


def waar_te_vragen(trainer: Trainer) -> str:
    """Where somebody gives groups: "hele regio", "alleen Leiden"; reads ``gemeente``."""
    return "hele regio" if trainer.bereik == Bereik.REGIO else f"alleen {trainer.gemeente}"
