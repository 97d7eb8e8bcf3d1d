"""Reads of demand. Every list starts with what this user may see."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from aanbod.enums import Vorm
from aanbod.models import Interventie, Thema
from aanbod.workflow import InterventieStaat
from gemeenten.grond.models import Regio, Team
from gemeenten.grond.permissions import is_applicatiebeheerder
from marktplein.accounts.models import Bezoeker
from marktplein.basis.geo import afstand_m
from marktplein.basis.kleine_aantallen import ondergrens
from marktplein.basis.mensen import Voor, heeft_leeftijd, mensen, mensen_van_anderen, met_leeftijd, samengeteld
from vraag.models import Regel, Signaal
from vraag.permissions import eigen_regio_ids, eigen_team_ids, gelezen_gemeente_ids, is_van, scenario_regio_ids
from vraag.workflow import SIGNAAL_LOPEND, VOORSTEL_LOPEND, SignaalStaat, VoorstelStaat

_ERBIJ = ("team__gemeente", "interventie", "thema")
ANDEREN_GETOOND = 3


def zichtbare_signalen(user: Bezoeker) -> QuerySet[Signaal]:
    """Every signaal this user may open (the rows of ``permissions.kan_signaal_zien``)."""
    return Signaal.objects.filter(
        _van_eigen_plek(user) | Q(staat__in=SIGNAAL_LOPEND, regio_id__in=eigen_regio_ids(user))
    ).select_related(*_ERBIJ)


def eigen_signalen(user: Bezoeker) -> QuerySet[Signaal]:
    """The demand of the own teams, and of the own municipality for who reads all of it."""
    return Signaal.objects.filter(_van_eigen_plek(user)).select_related(*_ERBIJ)


def open_vraag_van_regio(user: Bezoeker) -> QuerySet[Signaal]:
    """What other teams in the region ask and is still open."""
    return (
        Signaal.objects.filter(staat=SignaalStaat.OPEN, regio_id__in=eigen_regio_ids(user))
        .exclude(team_id__in=eigen_team_ids(user))
        .select_related(*_ERBIJ)
    )


def kinderen_voor(user: Bezoeker, signaal: Signaal) -> str:
    """How many children (or parents, …) a need is about, as far as this reader may know; wants the team selected."""
    tel = mensen if is_van(user, signaal.team) else mensen_van_anderen
    return tel(signaal.aantal, signaal.voor)


def wie_voor(user: Bezoeker, signaal: Signaal) -> str:
    """The same with the ages that go with them: "7 ouders van kinderen van 4 jaar"."""
    return met_leeftijd(kinderen_voor(user, signaal), signaal.voor, signaal.leeftijd_min, signaal.leeftijd_max)


def _van_eigen_plek(user: Bezoeker) -> Q:
    return Q(team_id__in=eigen_team_ids(user)) | Q(team__gemeente_id__in=gelezen_gemeente_ids(user))


# --- figures --------------------------------------------------------------------------------------------------


def aantallen_per_staat(signalen: QuerySet[Signaal]) -> dict[str, int]:
    """How many signalen there are in each state."""
    rijen = signalen.order_by("staat").values_list("staat").annotate(n=Count("pk"))
    return dict(rijen)


def totalen(signalen: QuerySet[Signaal]) -> dict[str, int | str]:
    """``vragen``, ``teams``, ``kinderen`` (at least) and what they are (``voor``) in a list of what others ask."""
    rijen = list(signalen.order_by().values_list("team", "aantal", "voor"))
    return {
        "vragen": len(rijen),
        "kinderen": ondergrens(aantal for _, aantal, _ in rijen),
        "teams": len({team for team, _, _ in rijen}),
        "voor": samengeteld(voor for _, _, voor in rijen),
    }


def vorige_vraag(team: Team, zelfde_als: Signaal) -> Signaal | None:
    """The newest need of this team for the same people and training, or else theme; not one that was withdrawn."""
    waarvoor = Q(interventie=zelfde_als.interventie_id) if zelfde_als.interventie_id else Q(thema=zelfde_als.thema_id)
    van_team = Signaal.objects.filter(waarvoor, team=team, voor=zelfde_als.voor).exclude(staat=SignaalStaat.INGETROKKEN)
    return van_team.select_related("interventie", "thema").order_by("-geplaatst_op", "-pk").first()


def geplande_kinderen(signaal: Signaal) -> int:
    """Children of this signaal with a place in a planned group."""
    som = Regel.objects.filter(signaal=signaal, voorstel__staat=VoorstelStaat.GEPLAND).aggregate(
        n=Sum("aantal", default=0)
    )
    return int(som["n"])


def voorstellen_van(signaal: Signaal) -> list[Regel]:
    """The lines of this signaal in proposals that run or led to a group, with proposal and group; newest first."""
    return list(
        Regel.objects.filter(signaal=signaal, voorstel__staat__in=(*VOORSTEL_LOPEND, VoorstelStaat.GEPLAND))
        .select_related("voorstel__interventie", "voorstel__groep")
        .prefetch_related("voorstel__toezeggingen__team", "voorstel__toezeggingen__trainer")
        .order_by("-voorstel__aangemaakt_op", "-pk")
    )


# --- distance -------------------------------------------------------------------------------------------------


def afstanden_tot_teams(vanaf: Iterable[Team]) -> dict[int, int]:
    """Metres from the nearest of ``vanaf`` to every active team in their regions; empty without teams.

    A region has some dozens of teams: reckoning with them is cheaper than with thousands of signalen.
    """
    punten = list(vanaf)
    if not punten:
        return {}
    regios = {team.gemeente.regio_id for team in punten}
    anderen = Team.objects.filter(gemeente__regio_id__in=regios).order_by("pk").values_list("pk", "lat", "lon")
    return {pk: min(afstand_m(t.lat, t.lon, lat, lon) for t in punten) for pk, lat, lon in anderen}


def teams_binnen(vanaf: Iterable[Team], km: int) -> list[int]:
    """The teams within ``km`` kilometres of one of ``vanaf``."""
    return [pk for pk, meters in afstanden_tot_teams(vanaf).items() if meters <= km * 1000]


def namen_van_teams(pks: Iterable[int]) -> dict[int, str]:
    """No query for no teams."""
    gevraagd = set(pks)
    return dict(Team.objects.filter(pk__in=gevraagd).order_by("pk").values_list("pk", "naam")) if gevraagd else {}


# --- what others ask ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Meekijk:
    """What other teams ask that is like a need somebody is writing down, within reach of the own team.

    ``kinderen`` is how many at least; ``passend`` counts only children that fit the ages and dagdelen given so far;
    ``signalen`` shows the first few.
    """

    max_km: int
    voor: str = Voor.KINDEREN
    kinderen: int = 0
    teams: int = 0
    passend: int = 0
    signalen: list[Signaal] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Zoekvraag:
    """What has been filled in so far; None or empty where nothing (sensible) has been."""

    team: Team
    interventie: Interventie | None = None
    thema: Thema | None = None
    max_km: int = 10
    voor: str = Voor.KINDEREN
    leeftijd_min: int | None = None
    leeftijd_max: int | None = None
    dagdelen: Sequence[int] = ()


def wat_anderen_vragen(user: Bezoeker, zoekvraag: Zoekvraag) -> Meekijk:
    """Open demand of other teams for the same interventie (or theme) and the same people within reach.

    At most four queries.
    """
    km, voor = zoekvraag.max_km, zoekvraag.voor
    if zoekvraag.interventie is None and zoekvraag.thema is None:
        return Meekijk(km, voor)
    zelfde = (
        Q(interventie=zoekvraag.interventie)
        if zoekvraag.interventie
        else Q(thema=zoekvraag.thema) | Q(interventie__themas=zoekvraag.thema)
    )
    pks = (
        open_vraag_van_regio(user)
        .filter(zelfde, voor=voor, team_id__in=teams_binnen([zoekvraag.team], km))
        .values("pk")
    )
    gevonden = list(Signaal.objects.filter(pk__in=pks).select_related(*_ERBIJ).order_by("-aantal", "pk")[:500])
    passend = [s for s in gevonden if _past(s, zoekvraag)]
    return Meekijk(
        max_km=km,
        voor=voor,
        kinderen=ondergrens(s.aantal for s in gevonden),
        teams=len({s.team_id for s in gevonden}),
        passend=ondergrens(s.aantal for s in passend),
        signalen=(passend or gevonden)[:ANDEREN_GETOOND],
    )


def _past(signaal: Signaal, z: Zoekvraag) -> bool:
    if z.dagdelen and not set(z.dagdelen).intersection(signaal.dagdelen):
        return False
    if z.leeftijd_min is None or z.leeftijd_max is None or not heeft_leeftijd(z.voor):
        return True
    jongste, oudste = min(z.leeftijd_min, signaal.leeftijd_min), max(z.leeftijd_max, signaal.leeftijd_max)
    verschil = z.interventie.max_leeftijdsverschil if z.interventie else 4
    return oudste - jongste <= verschil


# --- what can be asked ----------------------------------------------------------------------------------------


def interventies_voor_vraag() -> QuerySet[Interventie]:
    """Published group offers: what demand can be pooled for."""
    return Interventie.objects.filter(
        staat=InterventieStaat.GEPUBLICEERD,
        vorm=Vorm.GROEP,
        groep_max__gt=1,
        bijeenkomsten__gt=0,
        trainers_nodig__gt=0,
    ).order_by("naam")


def meest_gevraagd(interventies: QuerySet[Interventie], hoogstens: int) -> QuerySet[Interventie]:
    """At most so many of these, those with the most open demand first; without texts that nobody sees in a list."""
    open_ = Signaal.objects.filter(interventie=OuterRef("pk"), staat=SignaalStaat.OPEN).order_by()
    aantal = open_.values("interventie").annotate(n=Count("pk")).values("n")
    return (
        interventies.annotate(gevraagd=Coalesce(Subquery(aantal), 0))
        .order_by("-gevraagd", "naam")
        .only("naam", "leeftijd_min", "leeftijd_max", "doelgroep", "zwangerschap")[:hoogstens]
    )


def is_er_training_voor(thema: Thema, voor: str) -> bool:
    """Whether anything in this theme that can be asked for is for these people."""
    van_thema = interventies_voor_vraag().filter(themas=thema).order_by()
    velden = ("doelgroep", "zwangerschap", "leeftijd_max")
    return any(voor in i.voor_wie for i in van_thema.only(*velden))


def themas_voor_vraag() -> QuerySet[Thema]:
    return Thema.objects.order_by("volgorde", "naam")


def regios_voor_inzicht(user: Bezoeker) -> QuerySet[Regio]:
    """The regions whose figures this user may read."""
    if is_applicatiebeheerder(user):
        return Regio.objects.order_by("naam")
    return Regio.objects.filter(pk__in=eigen_regio_ids(user) | scenario_regio_ids(user)).order_by("naam")
