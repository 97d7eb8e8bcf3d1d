"""Reads of demand. Every list starts with what this user may see."""

from typing import Any

from django.db.models import Q, QuerySet

from aanbod.enums import Doelgroep, Vorm
from aanbod.models import Interventie, Thema
from aanbod.workflow import InterventieStaat
from vraag.models import Signaal
from vraag.permissions import eigen_regio_ids, eigen_team_ids, gelezen_gemeente_ids
from vraag.workflow import SIGNAAL_LOPEND, SignaalStaat

_ERBIJ = ("team__gemeente", "interventie", "thema")


def zichtbare_signalen(user: Any) -> QuerySet[Signaal]:
    """Every signaal this user may open (the rows of ``permissions.kan_signaal_zien``)."""
    return Signaal.objects.filter(
        _van_eigen_plek(user) | Q(staat__in=SIGNAAL_LOPEND, regio_id__in=eigen_regio_ids(user))
    ).select_related(*_ERBIJ)


def eigen_signalen(user: Any) -> QuerySet[Signaal]:
    """The demand of the own teams, and of the own municipality for who reads all of it."""
    return Signaal.objects.filter(_van_eigen_plek(user)).select_related(*_ERBIJ)


def open_vraag_van_regio(user: Any) -> QuerySet[Signaal]:
    """What other teams in the region ask and is still open."""
    return (
        Signaal.objects.filter(staat=SignaalStaat.OPEN, regio_id__in=eigen_regio_ids(user))
        .exclude(team_id__in=eigen_team_ids(user))
        .select_related(*_ERBIJ)
    )


def _van_eigen_plek(user: Any) -> Q:
    return Q(team_id__in=eigen_team_ids(user)) | Q(team__gemeente_id__in=gelezen_gemeente_ids(user))


def interventies_voor_vraag() -> QuerySet[Interventie]:
    """Published group offers for children or parents: what demand can be pooled for."""
    return (
        Interventie.objects.filter(
            staat=InterventieStaat.GEPUBLICEERD,
            vorm=Vorm.GROEP,
            groep_max__gt=1,
            bijeenkomsten__gt=0,
            trainers_nodig__gt=0,
        )
        .exclude(doelgroep=[Doelgroep.PROFESSIONALS])
        .order_by("naam")
    )


def themas_voor_vraag() -> QuerySet[Thema]:
    return Thema.objects.order_by("volgorde", "naam")
