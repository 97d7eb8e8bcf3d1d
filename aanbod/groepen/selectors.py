"""Reads of groups, scoped to what a user may see."""

import datetime as dt
from collections.abc import Collection

from django.db.models import Case, Count, Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from aanbod.enums import Preventievorm
from aanbod.models import Bijeenkomst, Groep, Interventie, Inzet, TeamPlaats
from aanbod.workflow import AANMELDING_LOPEND, GROEP_AANMELDBAAR, GROEP_LOPEND, GROEP_NOG_NIET_BEGONNEN, GroepStaat
from gemeenten.grond.enums import Rol
from gemeenten.grond.models import Team
from gemeenten.grond.selectors import gemeente_ids_van, heeft_rol, organisatie_ids_van
from marktplein.accounts.models import Bezoeker, User
from marktplein.basis import klok
from marktplein.basis.geo import afstand_m

ZIEN_ALLES = (Rol.JGT, Rol.JGZ, Rol.COACH, Rol.FACILITAIR)
# Published, for anybody: what only the teams may fill is not shown outside.
OPENBARE_VORMEN = (Preventievorm.UNIVERSEEL, Preventievorm.SELECTIEF)
OPENBAAR = Q(preventievorm__in=OPENBARE_VORMEN) & ~Q(staat=GroepStaat.VOORBEREIDING)


def zichtbaar_voor(user: Bezoeker | None) -> QuerySet[Groep]:
    """Groups this user may open.

    Teams and facilitair see all; a municipality those on its own ground; a trainer and a provider also their own;
    everybody else, and visitors, what is published.
    """
    groepen = Groep.objects.select_related("interventie", "gemeente").order_by("start_op", "pk")
    if heeft_rol(user, *ZIEN_ALLES):
        return groepen
    mag = OPENBAAR
    if isinstance(user, User) and heeft_rol(user, Rol.TRAINER):
        mag |= Q(Exists(Inzet.objects.filter(bijeenkomst__groep=OuterRef("pk"), trainer__user=user)))
    gemeenten = gemeente_ids_van(user, Rol.AANSPREEKPUNT, Rol.GEMEENTEBEHEER)
    if gemeenten:
        mag |= Q(gemeente__in=gemeenten)
    organisaties = organisatie_ids_van(user)
    if organisaties:
        mag |= Q(interventie__organisatie__in=organisaties)
    return groepen.filter(mag)


def voor_regels(groepen: QuerySet[Groep]) -> QuerySet[Groep]:
    """With what a line of a list tells of each (includes/_groepregel.html), and no more."""
    return groepen.only(
        "slug", "staat", "start_op", "locatie_naam", "lat", "lon", "leeftijd_min", "leeftijd_max", "capaciteit",
        "minimum", "bezet", "voor", "preventievorm",
        "interventie__naam", "interventie__preventievorm", "interventie__eigen_bijdrage_cent", "interventie__doelgroep",
        "interventie__zwangerschap", "interventie__leeftijd_max", "gemeente__naam", "gemeente__lat",
        "gemeente__lon",
    )  # fmt: skip


def aankomend(groepen: QuerySet[Groep], vanaf: dt.date | None = None) -> QuerySet[Groep]:
    """Those that one can still join or wait for, the soonest first."""
    return groepen.filter(staat__in=GROEP_AANMELDBAAR, start_op__gte=vanaf or klok.vandaag()).order_by("start_op", "pk")


def planning(groepen: QuerySet[Groep]) -> QuerySet[Groep]:
    """Those that run or are coming, by municipality and then by day, with ``keren``: how often each meets."""
    keren = Bijeenkomst.objects.filter(groep=OuterRef("pk")).order_by().values("groep").annotate(aantal=Count("pk"))
    return (
        groepen.filter(staat__in=GROEP_LOPEND)
        .annotate(keren=Coalesce(Subquery(keren.values("aantal")), 0))
        .order_by("gemeente__naam", "start_op", "pk")
    )


def tellingen_planning(groepen: QuerySet[Groep]) -> tuple[int, int]:
    """How many groups these are, and in how many of them one can still come."""
    plek = Q(staat=GroepStaat.OPEN, bezet__lt=F("capaciteit"))
    geteld = groepen.order_by().aggregate(alle=Count("pk"), plek=Count("pk", filter=plek))
    return geteld["alle"], geteld["plek"]


def groepen_van_teams(teams: Collection[int]) -> Q:
    """Groups in which one of these teams has places."""
    return Q(Exists(TeamPlaats.objects.filter(groep=OuterRef("pk"), team__in=teams)))


KOMEND, TEAM, BEZIG, VOORBIJ = "komend", "team", "bezig", "voorbij"
WEERGAVEN = {KOMEND: "Komend", TEAM: "Van mijn team", BEZIG: "Bezig", VOORBIJ: "Voorbij"}


def voorwaarden(teams: Collection[int]) -> dict[str, Q]:
    """What each view of the list of groups holds; "of my team" only for who works in one."""
    alle = {
        KOMEND: Q(staat__in=GROEP_NOG_NIET_BEGONNEN, start_op__gte=klok.vandaag()),
        TEAM: groepen_van_teams(teams) & Q(staat__in=GROEP_LOPEND),
        BEZIG: Q(staat=GroepStaat.BEZIG),
        VOORBIJ: Q(staat__in=(GroepStaat.AFGEROND, GroepStaat.GEANNULEERD)),
    }
    return {naam: wat for naam, wat in alle.items() if teams or naam != TEAM}


def tellingen(groepen: QuerySet[Groep], teams: Collection[int]) -> dict[str, int]:
    """How many each view holds, in one query."""
    tel: dict[str, int] = groepen.order_by().aggregate(
        **{naam: Count("pk", filter=wat) for naam, wat in voorwaarden(teams).items()}
    )
    return tel


def groepen_met_plek(user: Bezoeker | None = None, *, interventie: Interventie | None = None) -> QuerySet[Groep]:
    """Published groups with a free place that have not begun, as far as ``user`` may see them."""
    groepen = aankomend(zichtbaar_voor(user)).filter(staat=GroepStaat.OPEN, bezet__lt=F("capaciteit"))
    return groepen.filter(interventie=interventie) if interventie else groepen


def alternatieven(groep: Groep, user: Bezoeker | None, *, hoogstens: int = 3) -> list[Groep]:
    """Other groups of the same offer with a free place, nearest first; distance in metres on ``.afstand``."""
    kandidaten = list(groepen_met_plek(user, interventie=groep.interventie).exclude(pk=groep.pk)[:50])
    lat, lon = punt_van(groep)
    for ander in kandidaten:
        ander.afstand = afstand_m(lat, lon, *punt_van(ander))  # type: ignore[attr-defined]
    return sorted(kandidaten, key=lambda ander: (ander.afstand, ander.start_op, ander.pk))[:hoogstens]  # type: ignore[attr-defined]


def punt_van(groep: Groep) -> tuple[float, float]:
    """Where it is: its address, or else the middle of its municipality."""
    if groep.lat is not None and groep.lon is not None:
        return groep.lat, groep.lon
    return groep.gemeente.lat, groep.gemeente.lon


def groepen_van_trainer(user: User) -> QuerySet[Groep]:
    """The groups this trainer gives or gave: what runs and what comes first, then the past, the latest first."""
    voorbij = Case(When(staat__in=GROEP_LOPEND, then=Value(0)), default=Value(1))
    van_mij = Inzet.objects.filter(bijeenkomst__groep=OuterRef("pk"), trainer__user=user)
    komend = Case(When(staat__in=GROEP_LOPEND, then=F("start_op")))
    return (
        Groep.objects.filter(Exists(van_mij))
        .select_related("interventie", "gemeente")
        .order_by(voorbij, komend, "-start_op", "pk")
    )


def heeft_aanmeldingen(groep: Groep) -> bool:
    """Whether a family takes part, waits, or was sent a mail to confirm."""
    return bool(groep.aanmeldingen.filter(staat__in=AANMELDING_LOPEND).exists())


def vormen_van(groep: Groep) -> list[Preventievorm]:
    """The forms to choose from for this group: those of its offer, and the one it has."""
    van_aanbod = groep.interventie.preventievormen
    eigen = Preventievorm(groep.preventievorm)
    return [*van_aanbod] if eigen in van_aanbod else [eigen, *van_aanbod]


def bijeenkomsten_tot_nu(groep: Groep) -> QuerySet[Bijeenkomst]:
    """The meetings that have begun, the first one first."""
    return groep.bijeenkomsten.filter(begin__lte=klok.nu()).order_by("begin", "pk")


def bijeenkomsten_van_trainer(user: Bezoeker) -> QuerySet[Bijeenkomst]:
    """The meetings this trainer gives or gave, the first one first."""
    return _op_volgorde(Bijeenkomst.objects.filter(inzetten__trainer__user=user.pk))


def bijeenkomsten_van_team(team: Team) -> QuerySet[Bijeenkomst]:
    """The meetings of groups in which this team has places; ``groep.van_team`` tells how many."""
    plaatsen = TeamPlaats.objects.filter(team=team)
    heeft_plek = Exists(plaatsen.filter(groep=OuterRef("groep")))
    van_team = Prefetch("groep__teamplaatsen", queryset=plaatsen, to_attr="van_team")
    return _op_volgorde(Bijeenkomst.objects.filter(heeft_plek)).prefetch_related(van_team)


def _op_volgorde(bijeenkomsten: QuerySet[Bijeenkomst]) -> QuerySet[Bijeenkomst]:
    return (
        bijeenkomsten.exclude(groep__staat=GroepStaat.GEANNULEERD)
        .select_related("groep__interventie", "groep__gemeente")
        .order_by("begin", "pk")
    )


def eerste_begin(groep: Groep) -> dt.datetime:
    """When the first meeting begins; the morning of ``start_op`` for a group whose meetings are not planned yet."""
    begin = groep.bijeenkomsten.order_by("begin").values_list("begin", flat=True).first()
    return begin or klok.op(groep.start_op, dt.time(8))


def voorbije_groepen(slugs: Collection[str]) -> dict[str, str]:
    """Of these groups those that are called off or have ended, and which of the two. One query."""
    gestopt = Groep.objects.filter(slug__in=slugs, staat__in=(GroepStaat.AFGEROND, GroepStaat.GEANNULEERD))
    return {slug: str(GroepStaat(staat).label) for slug, staat in gestopt.values_list("slug", "staat")}
