"""What changed, for people: old and new of each meeting, where and by whom, and who hears of it."""

from collections.abc import Iterable
from dataclasses import dataclass

from aanbod.deelname.berichten import Keer, Verandering
from aanbod.deelname.vraagkant import vraagkant
from aanbod.groepen.trainerpost import post_van_trainers
from aanbod.models import Groep, Trainer
from aanbod.workflow import AANMELDING_LOPEND, GEWEEST, AanmeldingStaat
from facilitair.models import Ruimte
from facilitair.rooster.afspraak import Afspraak, Plan
from gemeenten.grond.enums import Rol
from gemeenten.grond.selectors import emailadressen_van_rol, emailadressen_van_teams
from marktplein.basis import woorden
from marktplein.basis.woorden import tel, waar

# Who registered and has a place, waits for one, or has been: not who never confirmed the address.
WIE_HOORT = (*(s for s in AANMELDING_LOPEND if s != AanmeldingStaat.TE_BEVESTIGEN), *GEWEEST)


@dataclass(frozen=True, slots=True)
class Regel:
    """``wie`` tells of trainers who come and go; empty when they stay."""

    verandering: Verandering
    wie: str = ""


def regels(groep: Groep, plan: Plan) -> list[Regel]:
    """In order of time; two queries. To be asked before the plan is done: where the group is, is where it was."""
    afspraken = [a for stap in plan.stappen for a in (stap.oud, stap.nieuw) if a]
    ruimtes = Ruimte.objects.filter(pk__in={a.ruimte for a in afspraken if a.ruimte}).select_related("gemeente")
    waar_is = {r.pk: waar(r.naam, r.adres, plaats=r.gemeente.naam) for r in ruimtes}
    namen = dict(Trainer.objects.filter(pk__in=set().union(*(a.trainers for a in afspraken))).values_list("pk", "naam"))

    def keer(a: Afspraak | None) -> Keer | None:
        return Keer(a.begin, a.eind, _waar(groep, a, waar_is)) if a else None

    return [
        Regel(Verandering(keer(stap.oud), keer(stap.nieuw)), _wie(stap.oud, stap.nieuw, namen)) for stap in plan.stappen
    ]


def _waar(groep: Groep, a: Afspraak, waar_is: dict[int, str]) -> str:
    if a.ruimte:
        return waar_is[a.ruimte]
    return waar(a.naam, a.adres, plaats=groep.gemeente.naam) if a.naam else groep.waar


def _wie(oud: Afspraak | None, nieuw: Afspraak | None, namen: dict[int, str]) -> str:
    if oud is None or nieuw is None or oud.trainers == nieuw.trainers:
        return ""
    van, naar = (woorden.opsomming(sorted(namen[pk] for pk in a.trainers)) or "niemand" for a in (oud, nieuw))
    return f"{van} → {naar}"


@dataclass(frozen=True, slots=True)
class Hoorders:
    """Who is told: numbers of teams and trainers, and how many registrations."""

    teams: frozenset[int]
    trainers: frozenset[int]
    aanmeldingen: int

    def adressen(self) -> set[str]:
        """Of teams, of trainers with or without an account, and of the desk."""
        van_trainers = post_van_trainers(Trainer.objects.filter(pk__in=self.trainers).select_related("user"))
        per_team = emailadressen_van_teams(self.teams)
        return van_trainers.union(emailadressen_van_rol(Rol.FACILITAIR), *per_team.values())

    @property
    def in_woorden(self) -> str:
        """ "2 teams, 1 trainer, 3 aanmeldingen en het facilitair team"."""
        delen = [
            tel(n, een, meer)
            for n, een, meer in (
                (len(self.teams), "team", "teams"),
                (len(self.trainers), "trainer", "trainers"),
                (self.aanmeldingen, "aanmelding", "aanmeldingen"),
            )
            if n
        ]
        return woorden.opsomming([*delen, "het facilitair team"])


def hoorders(groep: Groep, plan: Plan, alle: Iterable[Regel]) -> Hoorders:
    """Teams with places or asked to join, trainers who were and who are to be, and who registered. Four queries.

    ``alle`` are the ``regels`` of the plan.
    """
    teams = set(groep.teamplaatsen.values_list("team", flat=True)) | vraagkant().gevraagde_teams(groep)
    trainers = set(_trainers(plan)) | set(
        Trainer.objects.filter(inzetten__bijeenkomst__groep=groep).values_list("pk", flat=True)
    )
    geraakt = any(regel.verandering.voor_inwoners for regel in alle)
    aanmeldingen = groep.aanmeldingen.filter(staat__in=WIE_HOORT).count() if geraakt else 0
    return Hoorders(frozenset(teams), frozenset(trainers), aanmeldingen)


def _trainers(plan: Plan) -> Iterable[int]:
    return (pk for stap in plan.stappen for a in (stap.oud, stap.nieuw) if a for pk in a.trainers)
