"""Reads of proposals, scoped to whom they concern."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Case, Exists, F, OuterRef, Prefetch, Q, QuerySet, Sum, When, prefetch_related_objects

from gemeenten.grond.enums import Rol
from gemeenten.grond.kalenders import kalender_van
from gemeenten.grond.models import Gemeente, Team
from gemeenten.grond.selectors import heeft_rol
from marktplein.accounts.models import Bezoeker
from marktplein.audit.models import Logregel
from marktplein.basis.kleine_aantallen import Getal, ondergrens, toon
from marktplein.basis.werkdagen import Kalender
from vraag.models import Groepsvoorstel, Regel, Signaal, Toezegging
from vraag.permissions import (
    eigen_team_ids,
    gelezen_gemeente_ids,
    hoort_bij,
    is_van,
    mag_als_trainer_antwoorden,
    mag_voor_team_antwoorden,
)
from vraag.voorstellen.met_de_hand import vraagt_trainer
from vraag.voorstellen.stand import Stand, standen
from vraag.workflow import VOORSTEL_GESTOPT, VOORSTEL_LOPEND, Antwoord, VoorstelSoort, VoorstelStaat

# What a row of the list shows.
IN_RIJ = (
    "dagdeel", "start_week", "staat", "soort", "voor", "reageren_voor", "verteld_data", "eerder_data",
    "eerder_plek",
    "interventie__naam",
    "interventie__bijeenkomsten", "interventie__duur_minuten", "ruimte__naam",
    "ruimte__gemeente__naam", "ruimte__gemeente__regio", "ruimte__gemeente__vakantieregio", "groep__locatie_naam",
    "groep__start_op", "groep__capaciteit", "groep__gemeente__naam", "run",
)  # fmt: skip


def zichtbare_voorstellen(user: Bezoeker) -> QuerySet[Groepsvoorstel]:
    """Proposals of the own teams and the own municipality, and those the user is asked for as a trainer.

    The rows are those of ``permissions.kan_voorstel_zien``.
    """
    betrokken = Toezegging.objects.filter(van_mij(user) | Q(team__gemeente__in=gelezen_gemeente_ids(user)))
    return Groepsvoorstel.objects.filter(Exists(betrokken.filter(voorstel=OuterRef("pk")))).select_related(
        "interventie", "ruimte__gemeente", "groep__gemeente", "regio"
    )


def was_betrokken(user: Bezoeker, pk: int) -> bool:
    """Whether this proposal was ever this user's: its history tells of them, or of their team in it."""
    over_mij = Q(door=user.pk) | Q(gegevens__team__in=list(eigen_team_ids(user)))
    return Logregel.objects.filter(
        over_mij, soort=Groepsvoorstel._meta.label, object_id=str(pk), gebeurtenis__startswith="voorstel."
    ).exists()


def van_mij(user: Bezoeker) -> Q:
    """Answers that are this user's to give (``mag_voor_team_antwoorden`` and ``mag_als_trainer_antwoorden``)."""
    mij = Q(team__in=eigen_team_ids(user))
    if heeft_rol(user, Rol.TRAINER):
        mij |= Q(trainer__user=user.pk)
    if heeft_rol(user, Rol.FACILITAIR):
        zonder_login = Q(trainer__user__isnull=True) | Q(trainer__user__is_active=False)
        mij |= Q(trainer__isnull=False) & zonder_login
    return mij


def stille_voorstellen(user: Bezoeker, hoogstens: int) -> list[tuple[Groepsvoorstel, list[str]]]:
    """Proposals that wait for a team of the own municipality, nearest deadline first, with who did not answer yet."""
    open_ = Toezegging.objects.filter(
        team__gemeente__in=gelezen_gemeente_ids(user), antwoord=Antwoord.OPEN, voorstel=OuterRef("pk")
    )
    alle = Toezegging.objects.filter(antwoord=Antwoord.OPEN).select_related("team", "trainer").order_by("pk")
    rijen = (
        Groepsvoorstel.objects.filter(Exists(open_), staat=VoorstelStaat.VOORGESTELD)
        .select_related("interventie")
        .prefetch_related(Prefetch("toezeggingen", alle, to_attr="stil"))
        .order_by("reageren_voor", "pk")[:hoogstens]
    )
    return [(v, [str(t.team or t.trainer) for t in v.stil]) for v in rijen]


def wachtende_eerst(user: Bezoeker) -> QuerySet[Groepsvoorstel]:
    """All that the user may see: what waits for an answer (by its ``termijn``, None is nothing), nearest deadline
    first; then the newest.

    With what a row shows (IN_RIJ), and no more.
    """
    return (
        zichtbare_voorstellen(user)
        .select_related(None)
        .select_related("interventie", "ruimte__gemeente", "groep__gemeente")
        .only(*IN_RIJ)
        .annotate(
            termijn=Case(When(_wacht_op(user), then="reageren_voor")),
            # Of one deadline in the order of the start page (antwoordrijen.wachtende).
            wacht_pk=Case(When(_wacht_op(user), then="pk")),
        )
        .order_by(F("termijn").asc(nulls_last=True), F("wacht_pk").asc(nulls_last=True), "-aangemaakt_op", "-pk")
    )


def _wacht_op(user: Bezoeker) -> Q:
    open_ = Toezegging.objects.filter(van_mij(user), antwoord=Antwoord.OPEN, voorstel=OuterRef("pk"))
    return Q(Exists(open_), staat=VoorstelStaat.VOORGESTELD)


def _alles() -> "tuple[Prefetch[Any], ...]":
    toezeggingen = Toezegging.objects.select_related("team__gemeente", "trainer__gemeente", "trainer__user")
    return (
        Prefetch("regels", Regel.objects.select_related("signaal__team__gemeente").order_by("afstand_m", "pk")),
        Prefetch("toezeggingen", toezeggingen.order_by("trainer", "pk")),
    )


def met_alles(voorstellen: QuerySet[Groepsvoorstel]) -> QuerySet[Groepsvoorstel]:
    """With lines and answers at hand: a constant number of queries for any number of proposals."""
    return voorstellen.prefetch_related(*_alles())


def lees_rijen_bij(voorstellen: Sequence[Groepsvoorstel]) -> None:
    """The answers as the rows of a list tell them: whose. Narrow: a page has hundreds of them."""
    toezeggingen = Toezegging.objects.select_related("team", "trainer__user").only(
        "voorstel", "team__naam", "team__gemeente", "trainer", "trainer__user__is_active"
    )
    prefetch_related_objects(voorstellen, Prefetch("toezeggingen", toezeggingen.order_by()))


@dataclass(frozen=True, slots=True)
class Teamdeel:
    """One team in a proposal as a page shows it. ``afstand_m`` is from the team's place to the room."""

    toezegging: Toezegging
    kinderen: Getal
    afstand_m: int
    mag_antwoorden: bool


def is_partij(user: Bezoeker, voorstel: Groepsvoorstel) -> bool:
    """Is this user one of those who form this (prefetched) group together? They know how large it is.

    Who reads along for a municipality is not: of other teams' children such a reader sees what others see.
    """
    eigen = eigen_team_ids(user)
    return any(
        t.team_id in eigen or (t.trainer is not None and mag_als_trainer_antwoorden(user, t.trainer))
        for t in voorstel.toezeggingen.all()
    )


def kinderen_in(user: Bezoeker, voorstel: Groepsvoorstel) -> Getal:
    """How many children a prefetched proposal is for, as this user may know it."""
    if voorstel.groep and vraagt_trainer(voorstel, voorstel.toezeggingen.all()):
        return f"hoogstens {voorstel.groep.capaciteit}"
    partij = is_partij(user, voorstel)
    return _samen([(r.aantal, partij or is_van(user, r.signaal.team)) for r in voorstel.regels.all()])


def eigen_kinderen(voorstel: Groepsvoorstel, user: Bezoeker) -> int:
    """How many children of a prefetched proposal are of this user's teams."""
    eigen = eigen_team_ids(user)
    return sum(r.aantal for r in voorstel.regels.all() if r.signaal.team_id in eigen)


class Voorsteldeel(NamedTuple):
    """One line of a proposal: how many children of which team, and how far they go."""

    aantal: int
    afstand_m: int
    team_id: int
    gemeente_id: int


def delen_van(voorstellen: Iterable[Groepsvoorstel]) -> dict[int, list[Voorsteldeel]]:
    """The lines of each, by its number: one query, without an object for each line."""
    uit: dict[int, list[Voorsteldeel]] = {v.pk: [] for v in voorstellen}
    regels = Regel.objects.filter(voorstel__in=uit).order_by()
    for pk, *deel in regels.values_list(
        "voorstel_id", "aantal", "afstand_m", "signaal__team_id", "signaal__team__gemeente_id"
    ):
        uit[pk].append(Voorsteldeel(*deel))
    return uit


def samen(user: Bezoeker, voorstel: Groepsvoorstel, delen: Iterable[Voorsteldeel]) -> Getal:
    """As ``kinderen_in``, of a proposal of which only the answers are prefetched."""
    if voorstel.groep and vraagt_trainer(voorstel, voorstel.toezeggingen.all()):
        return f"hoogstens {voorstel.groep.capaciteit}"
    partij = is_partij(user, voorstel)
    return _samen([(d.aantal, partij or hoort_bij(user, d.team_id, d.gemeente_id)) for d in delen])


def kinderen_in_rijen(user: Bezoeker, voorstellen: Sequence[Groepsvoorstel]) -> dict[int, Getal]:
    """The same for the rows of a list (``lees_rijen_bij``), by number."""
    delen = delen_van(voorstellen)
    return {v.pk: samen(user, v, delen[v.pk]) for v in voorstellen}


def _samen(delen: Sequence[tuple[int, bool]]) -> Getal:
    """The sum of (count, whether this reader may know it)."""
    van_ons = sum(aantal for aantal, mag in delen if mag)
    verborgen = [aantal for aantal, mag in delen if not mag]
    return f"minstens {van_ons + ondergrens(verborgen)}" if verborgen else van_ons


def deelnemers(voorstel: Groepsvoorstel, user: Bezoeker) -> list[Teamdeel]:
    """The teams of a prefetched proposal, nearest first."""
    rijen, partij = [], is_partij(user, voorstel)
    for toezegging in voorstel.toezeggingen.all():
        if toezegging.team is None:
            continue
        regels = [r for r in voorstel.regels.all() if r.signaal.team_id == toezegging.team_id]
        mag = _antwoordbaar(voorstel) and mag_voor_team_antwoorden(user, toezegging.team)
        afstand = max((r.afstand_m for r in regels), default=0)
        telt = partij or is_van(user, toezegging.team)
        rijen.append(Teamdeel(toezegging, toon(sum(r.aantal for r in regels), eigen=telt), afstand, mag))
    return sorted(rijen, key=lambda d: (d.afstand_m, d.toezegging.pk))


def trainers(voorstel: Groepsvoorstel, user: Bezoeker) -> list[tuple[Toezegging, bool]]:
    """The trainers of a prefetched proposal, each with whether this user may answer for them."""
    return [
        (t, _antwoordbaar(voorstel) and mag_als_trainer_antwoorden(user, t.trainer))
        for t in voorstel.toezeggingen.all()
        if t.trainer is not None
    ]


def waar_nu(voorstel: Groepsvoorstel, user: Bezoeker) -> list[tuple[Team, Stand]]:
    """Where the children of this user's teams are now that a prefetched proposal has ended. At most two queries."""
    if voorstel.staat not in VOORSTEL_GESTOPT:
        return []
    eigen = eigen_team_ids(user)
    van: dict[Team, set[int]] = {}
    for regel in voorstel.regels.all():
        if regel.signaal.team_id in eigen:
            van.setdefault(regel.signaal.team, set()).add(regel.signaal_id)
    return list(standen(van).items()) if van else []


def _antwoordbaar(voorstel: Groepsvoorstel) -> bool:
    return voorstel.staat == VoorstelStaat.VOORGESTELD


def is_lopend(voorstel: Groepsvoorstel) -> bool:
    return voorstel.staat in VOORSTEL_LOPEND


@dataclass(frozen=True, slots=True)
class Terugtrekking:
    """What withdrawing one signaal does to a proposal it is in, in children: ``kinderen`` of the signaal itself,
    ``mee`` of other demand of the same team (which goes back to the pool), ``anderen`` of the other teams.

    ``gaat_door``: whether those others are enough to go on.
    """

    voorstel: Groepsvoorstel
    kinderen: int
    mee: int
    anderen: int

    @property
    def gaat_door(self) -> bool:
        nieuw = self.voorstel.soort == VoorstelSoort.NIEUW
        return self.anderen >= (self.voorstel.interventie.groep_min if nieuw else 1)


def terugtrekkingen(signaal: Signaal) -> list[Terugtrekking]:
    """For every running proposal this signaal is in, oldest first. Two queries."""
    voorstellen = (
        Groepsvoorstel.objects.filter(regels__signaal=signaal, staat__in=VOORSTEL_LOPEND)
        .select_related("interventie", "ruimte__gemeente", "groep__gemeente")
        .prefetch_related(Prefetch("regels", Regel.objects.select_related("signaal")))
        .order_by("pk")
    )
    uit = []
    for voorstel in voorstellen:
        regels = list(voorstel.regels.all())
        van_team = sum(r.aantal for r in regels if r.signaal.team_id == signaal.team_id)
        eigen = sum(r.aantal for r in regels if r.signaal_id == signaal.pk)
        alle = sum(r.aantal for r in regels)
        uit.append(Terugtrekking(voorstel, kinderen=eigen, mee=van_team - eigen, anderen=alle - van_team))
    return uit


def kalender_van_voorstel(voorstel: Groepsvoorstel) -> Kalender:
    """The working days of all the teams that are asked; two queries."""
    van_teams = voorstel.toezeggingen.filter(team__isnull=False).values("team__gemeente")
    return kalender_van(*Gemeente.objects.filter(pk__in=van_teams))


def toestemming_nodig(toezegging: Toezegging) -> int:
    """For how many children of this team the consent of both parents is to be asked; 0 where the offer needs none."""
    voorstel = toezegging.voorstel
    if toezegging.team_id is None or not voorstel.interventie.toestemming_beide_ouders:
        return 0
    van_team = voorstel.regels.filter(signaal__team=toezegging.team_id)
    return int(van_team.aggregate(som=Sum("aantal", default=0))["som"])
