"""Reads of registrations. Names are only for those whom permissions.kan_aanmeldingen_zien allows."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from aanbod.models import Aanmelding, Groep, TeamWacht
from aanbod.workflow import GEWEEST, TEAMWACHT_LOPEND, AanmeldingStaat, TeamWachtStaat
from gemeenten.grond.permissions import PROFESSIONALS
from gemeenten.grond.selectors import team_ids_van
from marktplein.accounts.models import User
from marktplein.basis.mensen import mensen

A = AanmeldingStaat
# Noting that somebody came does not move them on the list.
VOLGORDE = ((A.INTAKE,), (A.GEPLAATST, *GEWEEST), (A.AANGEBODEN,), (A.WACHTLIJST,))


def plaats_in_de_rij(aanmelding: Aanmelding) -> int:
    """1 for who is next; 0 when not on the waiting list. Teams and families stand in one line."""
    if aanmelding.staat != A.WACHTLIJST:
        return 0
    eerder = Q(in_rij_op__lt=aanmelding.in_rij_op) | Q(in_rij_op=aanmelding.in_rij_op, pk__lt=aanmelding.pk)
    teams = TeamWacht.objects.filter(
        groep=aanmelding.groep_id, staat=TeamWachtStaat.WACHTLIJST, in_rij_op__lt=aanmelding.in_rij_op
    )
    return Aanmelding.objects.filter(eerder, groep=aanmelding.groep_id, staat=A.WACHTLIJST).count() + teams.count() + 1


@dataclass(frozen=True, slots=True)
class InDeRij:
    """One in the line of a group, as its page tells it: a team with a number of people, or a family without a name."""

    plaats: int
    wie: str
    wacht: TeamWacht | None = None


def de_rij(groep: Groep) -> list[InDeRij]:
    """Who waits, in the order of asking; who has an offer stands before them, at 0. Two queries."""
    teams = list(groep.teamwachten.filter(staat__in=TEAMWACHT_LOPEND).select_related("team", "groep__interventie"))
    gezinnen = groep.aanmeldingen.filter(staat__in=(A.WACHTLIJST, A.AANGEBODEN)).only(
        "groep", "staat", "in_rij_op", "aangemaakt_op"
    )
    alle: list[tuple[bool, dt.datetime, int, int, TeamWacht | None]] = [
        (w.staat != TeamWachtStaat.AANGEBODEN, w.in_rij_op, 1, w.pk, w) for w in teams
    ]
    alle += [(a.staat != A.AANGEBODEN, a.in_rij_op or a.aangemaakt_op, 0, a.pk, None) for a in gezinnen]
    rij, plaats = [], 0
    for wacht_nog, _, _, _, wacht in sorted(alle, key=lambda wie: wie[:4]):
        plaats += wacht_nog
        wie = f"{wacht.team}, {mensen(wacht.aantal, groep.is_voor)}" if wacht else "Een gezin"
        rij.append(InDeRij(plaats if wacht_nog else 0, wie, wacht))
    return rij


def aanmeldingen_van(groep: Groep) -> QuerySet[Aanmelding]:
    """All registrations of a group that have been confirmed: who comes first, then the line in its order."""
    rang = Case(
        *(When(staat__in=staten, then=Value(nummer)) for nummer, staten in enumerate(VOLGORDE)),
        default=Value(len(VOLGORDE)),
        output_field=IntegerField(),
    )
    return (
        groep.aanmeldingen.exclude(staat=A.TE_BEVESTIGEN)
        .exclude(staat=A.VERLOPEN, bevestigd_op__isnull=True)
        .annotate(rang=rang)
        .order_by("rang", "in_rij_op", "pk")
    )


def krijgt_plek(groep: Groep) -> bool:
    """Whether who confirms now gets a place at once: one is free, and nobody waits for it."""
    if groep.vrij_in_zaal <= 0 or groep.aanmeldingen.filter(staat=A.WACHTLIJST).exists():
        return False
    past = Q(met_minder=True) | Q(aantal__lte=groep.vrij_in_zaal)
    return not groep.teamwachten.filter(past, staat=TeamWachtStaat.WACHTLIJST).exists()


def stappen(groep: Groep) -> int:
    """Of how many steps registering is: what to fill in, to confirm, and where there is one to get acquainted."""
    return 3 if groep.interventie.intake and krijgt_plek(groep) else 2


def slugs_met_aanbod(user: User) -> set[str]:
    """The groups in which places are held for a team of this user, to be answered."""
    van_ons = TeamWacht.objects.filter(team__in=team_ids_van(user, *PROFESSIONALS), staat=TeamWachtStaat.AANGEBODEN)
    return set(van_ons.values_list("groep__slug", flat=True))


@dataclass(frozen=True, slots=True)
class Teamnamen:
    """The first names that one team gave for its places, for the trainers."""

    team: str
    plekken: int
    namen: list[str]
    voor: str

    @property
    def in_woorden(self) -> str:
        """ "2 van 3 kinderen"."""
        return f"{len(self.namen)} van {mensen(self.plekken, self.voor)}"


def voornamen_van(groep: Groep) -> list[Teamnamen]:
    """Of each team with places, by name; only for whom permissions.kan_voornamen_zien allows. Two queries."""
    per_team: dict[int, list[str]] = {}
    for team, naam in groep.voornamen.order_by("pk").values_list("team", "naam"):
        per_team.setdefault(team, []).append(naam)
    plaatsen = groep.teamplaatsen.select_related("team").order_by("team__naam", "pk")
    return [Teamnamen(str(p.team), p.aantal, sorted(per_team.get(p.team_id, [])), groep.is_voor) for p in plaatsen]
