"""What somebody can make a group of: offers, places, and needs that fit."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from aanbod.enums import Vorm
from aanbod.models import Interventie, Trainer
from aanbod.plank.selectors import gepubliceerd
from gemeenten.grond.enums import Rol
from gemeenten.grond.models import Gemeente, Team
from gemeenten.grond.permissions import PROFESSIONALS
from gemeenten.grond.selectors import bestaande_gemeenten, heeft_rol, organisatie_ids_van
from marktplein.accounts.models import Bezoeker
from marktplein.basis.geo import afstand_m
from marktplein.basis.mensen import heeft_leeftijd
from marktplein.basis.woorden import km
from vraag.models import Signaal
from vraag.permissions import eigen_regio_ids, eigen_team_ids, ziet_regiovraag
from vraag.signalen.selectors import wie_voor
from vraag.voorstellen.plekken import wachtenden
from vraag.workflow import SIGNAAL_LOPEND
from vraag.zelf.opzet import Opzet

HOOGSTENS_VRAGEN = 30


def te_plannen(user: Bezoeker) -> QuerySet[Interventie]:
    """Offers of which this user may make a group (the rows of ``permissions.kan_van_plannen``)."""
    alle = gepubliceerd().filter(vorm=Vorm.GROEP)
    if heeft_rol(user, *PROFESSIONALS, Rol.FACILITAIR):
        return alle
    mag = Q(pk__in=())
    if heeft_rol(user, Rol.AANBIEDER):
        mag |= Q(organisatie__in=organisatie_ids_van(user))
    if heeft_rol(user, Rol.TRAINER):
        mag |= Q(certificaten__trainer__user=user.pk)
    return alle.filter(mag).distinct()


def plaatsen(user: Bezoeker) -> QuerySet[Gemeente]:
    """Municipalities in which this user may plan: those of the own region, for the desk and providers all."""
    alle = bestaande_gemeenten().order_by("naam")
    if heeft_rol(user, Rol.FACILITAIR, Rol.AANBIEDER):
        return alle
    regios = set(eigen_regio_ids(user))
    regios |= set(Trainer.objects.filter(user=user.pk).values_list("gemeente__regio", flat=True))
    return alle.filter(regio__in=regios)


@dataclass(frozen=True, slots=True)
class Vraagkeus:
    """A need one can choose: ``wacht`` children of it have no place and no proposal. ``eigen``: of the own team."""

    signaal: Signaal
    wacht: int
    eigen: bool
    tekst: str


def vraagkeuzes(user: Bezoeker, opzet: Opzet) -> list[Vraagkeus]:
    """Open needs for this offer, these people and these ages: the own, and those of others in the region."""
    if not ziet_regiovraag(user):
        return []
    eigen = eigen_team_ids(user)
    zien = Q(team__in=eigen) | Q(regio__in=eigen_regio_ids(user))
    signalen = list(passend(opzet).filter(zien).order_by("geplaatst_op", "pk")[: HOOGSTENS_VRAGEN * 3])
    return _keuzes(user, opzet, signalen, eigen)[:HOOGSTENS_VRAGEN]


def passend(opzet: Opzet) -> QuerySet[Signaal]:
    """Open demand that this group would suit."""
    i = opzet.interventie
    zelfde = Q(interventie=i) | Q(interventie=None, thema__in=i.themas.all())
    leeftijd = Q(leeftijd_min__lte=opzet.leeftijd_max, leeftijd_max__gte=opzet.leeftijd_min)
    past = leeftijd if heeft_leeftijd(opzet.voor) else Q()
    return Signaal.objects.filter(
        zelfde, past, staat__in=SIGNAAL_LOPEND, voor=opzet.voor, regio=opzet.gemeente.regio_id
    ).select_related("team__gemeente", "interventie", "thema", "regio")


def _keuzes(user: Bezoeker, opzet: Opzet, signalen: Iterable[Signaal], eigen: Iterable[int]) -> list[Vraagkeus]:
    rijen = list(signalen)
    wacht, van_ons = wachtenden(rijen), frozenset(eigen)
    keuzes = [
        Vraagkeus(s, wacht[s.pk], s.team_id in van_ons, _tekst(user, opzet, s, wacht[s.pk], s.team_id in van_ons))
        for s in rijen
        if wacht.get(s.pk)
    ]
    return sorted(keuzes, key=lambda k: (not k.eigen, _ver(k.signaal.team, opzet), k.signaal.pk))


def _ver(team: Team, opzet: Opzet) -> int:
    return afstand_m(team.lat, team.lon, opzet.gemeente.lat, opzet.gemeente.lon)


def _tekst(user: Bezoeker, opzet: Opzet, s: Signaal, wacht: int, eigen: bool) -> str:
    wie = wie_voor(user, s)
    if eigen and wacht < s.aantal:
        wie = f"{wie}, {wacht} wachten nog"
    return f"{s.team}: {wie}, {km(_ver(s.team, opzet))} van {opzet.gemeente}"
