"""Reads of what may be told outside: what a visitor without account sees, whoever asks."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext

from aanbod.doorgeven.koppeling import hash_van
from aanbod.groepen.selectors import OPENBARE_VORMEN, zichtbaar_voor
from aanbod.models import Attendering, Bijeenkomst, Groep, Interventie, Thema
from aanbod.plank.selectors import gepubliceerd
from aanbod.workflow import GROEP_AANMELDBAAR, GroepStaat, InterventieStaat
from gemeenten.grond.fusies import met_voorgangers
from gemeenten.grond.models import Gemeente
from gemeenten.grond.selectors import bestaande_gemeenten
from marktplein.basis import invoer, klok

# What is no longer new is left out, so that a feed does not grow for ever.
NIEUW_DAGEN = 90
AANBOD_HOOGSTENS = 50
GROEPEN_HOOGSTENS = 300


class Onbekend(LookupError):
    """An address names a municipality or theme that is not there."""


@dataclass(frozen=True, slots=True)
class Kring:
    """Of which municipality, theme and offer; without any it is the whole region, and everything."""

    gemeente: Gemeente | None = None
    thema: Thema | None = None
    interventie: Interventie | None = None

    @property
    def vraag(self) -> str:
        """The part of an address behind "?"; empty for everything."""
        adres = QueryDict(mutable=True)
        if self.gemeente:
            adres["gemeente"] = self.gemeente.slug
        if self.thema:
            adres["thema"] = self.thema.slug
        if self.interventie:
            adres["aanbod"] = self.interventie.slug
        return adres.urlencode()

    @property
    def naam(self) -> str:
        """ "Pesten in Leiden", "Groepen in de regio"."""
        over = self.interventie.naam if self.interventie else self.thema.naam_hier if self.thema else ""
        thema = str(capfirst(over))
        if self.gemeente is None:
            return thema or gettext("Groepen in de regio")
        wat = {"thema": thema, "plaats": self.gemeente.naam}
        return gettext("%(thema)s in %(plaats)s") % wat if thema else gettext("Groepen in %(plaats)s") % wat

    @property
    def groepen(self) -> Q:
        waar = Q()
        if self.gemeente:
            waar &= Q(gemeente__in=met_voorgangers([self.gemeente.pk]))
        if self.thema:
            waar &= Q(interventie__themas=self.thema)
        if self.interventie:
            waar &= Q(interventie=self.interventie)
        return waar


def kring_van(vraag: QueryDict) -> Kring:
    """The circle that an address names. Raises Onbekend."""
    return Kring(
        _een(bestaande_gemeenten(), vraag.get("gemeente", "")),
        _een(Thema.objects.all(), vraag.get("thema", "")),
        _een(gepubliceerd(), vraag.get("aanbod", "")),
    )


def kring_bij(attendering: Attendering) -> Kring:
    """Of what this one wants to hear."""
    return Kring(attendering.gemeente, attendering.thema, attendering.interventie)


def _een(rijen: QuerySet[Any], naam: str) -> Any:
    if not naam:
        return None
    gevonden = rijen.filter(slug=invoer.slug(naam)).first()
    if gevonden is None:
        raise Onbekend(naam)
    return gevonden


def attendering_met(token: str) -> Attendering | None:
    """Of a mailed link, as long as it holds."""
    geldig = Attendering.objects.filter(token_hash=hash_van(token), geldig_tot__gt=klok.nu())
    return geldig.select_related("gemeente", "thema", "interventie").first()


def is_openbaar(groep: Groep) -> bool:
    """Whether anybody may read about this group; the same as OPENBAAR asks of the database."""
    return groep.preventievorm in OPENBARE_VORMEN and groep.staat != GroepStaat.VOORBEREIDING


def is_gepubliceerd(ding: Interventie) -> bool:
    return ding.staat == InterventieStaat.GEPUBLICEERD


def komende(kring: Kring) -> QuerySet[Groep]:
    """The public groups of this circle that one can join or wait for, the soonest first."""
    van_nu = Q(staat__in=GROEP_AANMELDBAAR, start_op__gte=klok.vandaag())
    return zichtbaar_voor(None).filter(van_nu, kring.groepen).order_by("start_op", "pk")


def in_agenda(kring: Kring) -> list[Groep]:
    """Public groups with days to come, also those that run or were called off, with their meetings.

    What was called off stays until its last day, so that a calendar which holds it takes it out.
    """
    groepen = zichtbaar_voor(None).filter(kring.groepen, eind_op__gte=klok.vandaag())
    groepen = groepen.exclude(staat=GroepStaat.AFGEROND).select_related("interventie__organisatie")
    met_keren = Prefetch("bijeenkomsten", queryset=Bijeenkomst.objects.order_by("begin", "pk"))
    return list(groepen.prefetch_related(met_keren, "vervallen").order_by("start_op", "pk")[:GROEPEN_HOOGSTENS])


def nieuw_aanbod(kring: Kring) -> list[Interventie]:
    """What came on the shelf lately, the newest first."""
    sinds = klok.nu() - dt.timedelta(days=NIEUW_DAGEN)
    aanbod = gepubliceerd().filter(aangemaakt_op__gte=sinds)
    if kring.thema:
        aanbod = aanbod.filter(themas=kring.thema)
    if kring.interventie:
        aanbod = aanbod.filter(pk=kring.interventie.pk)
    return list(aanbod.prefetch_related("themas").order_by("-aangemaakt_op", "-pk")[:AANBOD_HOOGSTENS])
