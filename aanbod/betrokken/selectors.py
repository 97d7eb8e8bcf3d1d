"""Who is who in a group: trainers, one person of each team, and the desk."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import QuerySet

from aanbod.models import Groep, Groepsbericht, TeamPlaats, Trainer
from aanbod.permissions import kan_voornamen_zien
from aanbod.workflow import GroepStaat
from gemeenten.grond.enums import Rol
from gemeenten.grond.models import Lidmaatschap
from gemeenten.grond.permissions import PROFESSIONALS
from gemeenten.grond.selectors import geldig, heeft_rol, team_ids_van
from marktplein.accounts.models import User
from marktplein.basis import klok

# As long as those of a group may still need each other; what they wrote goes then (``services.gesprek``).
NA_LAATSTE_BIJEENKOMST = dt.timedelta(days=28)


@dataclass(frozen=True, slots=True)
class Persoon:
    """One line of who is who. ``trainer`` and ``plaats`` tell whose it is, for who may change it."""

    wat: str
    naam: str
    telefoon: str = ""
    email: str = ""
    trainer: Trainer | None = None
    plaats: TeamPlaats | None = None


def is_actueel(groep: Groep) -> bool:
    """Whether it goes on, or was over so short ago that they may still have to speak."""
    return groep.staat != GroepStaat.GEANNULEERD and groep.eind_op + NA_LAATSTE_BIJEENKOMST >= klok.vandaag()


def trainers_van(groep: Groep) -> list[Trainer]:
    """Who gives it, by name."""
    gezet = Trainer.objects.filter(inzetten__bijeenkomst__groep=groep).distinct()
    return list(gezet.select_related("user", "organisatie").order_by("naam", "pk"))


def wie_is_wie(groep: Groep) -> list[Persoon]:
    """Trainers, then the contact of each team, then the desk. A constant number of queries."""
    trainers = [Persoon("Trainer", str(t), t.te_bellen_op, t.te_mailen_op, trainer=t) for t in trainers_van(groep)]
    plaatsen = list(groep.teamplaatsen.select_related("team", "contact").order_by("team__naam"))
    leden = _leden_van({plaats.team_id for plaats in plaatsen})
    teams = [_van_team(plaats, leden.get(plaats.team_id, [])) for plaats in plaatsen]
    balie = [Persoon("Facilitair", str(user), email=user.email) for user in _facilitair()]
    return [*trainers, *teams, *balie]


def _van_team(plaats: TeamPlaats, leden: list[User]) -> Persoon:
    """Who took the places speaks for them, as long as that is somebody of the team; else the first of the team.

    A coach speaks for it only where the team has nobody else.
    """
    contact = plaats.contact if plaats.contact in leden else next(iter(leden), None)
    if contact is None:
        return Persoon(str(plaats.team), "nu niemand", plaats=plaats)
    return Persoon(str(plaats.team), str(contact), email=contact.email, plaats=plaats)


def _leden_van(teams: Collection[int]) -> dict[int, list[User]]:
    rijen = Lidmaatschap.objects.filter(geldig(), team__in=teams, user__is_active=True).select_related("user")
    leden: dict[int, list[User]] = {}
    for lid in sorted(rijen, key=lambda lid: (lid.rol == Rol.COACH, lid.user.email, lid.pk)):
        leden.setdefault(lid.team_id or 0, []).append(lid.user)
    return leden


def _facilitair() -> list[User]:
    leden = Lidmaatschap.objects.filter(geldig(), rol=Rol.FACILITAIR, user__is_active=True)
    return list(User.objects.filter(pk__in=leden.values("user")).order_by("naam", "email"))


def berichten_van(groep: Groep) -> QuerySet[Groepsbericht]:
    """The newest first."""
    return Groepsbericht.objects.filter(groep=groep).select_related("door", "groep").order_by("-op", "-pk")


def namens_van(user: User, groep: Groep) -> str:
    """What somebody is in this group: "Trainer", the own team, "Facilitair"."""
    if any(trainer.user_id == user.pk for trainer in trainers_van(groep)):
        return "Trainer"
    van_ons = groep.teamplaatsen.filter(team__in=team_ids_van(user, *PROFESSIONALS))
    if naam := van_ons.order_by("team__naam").values_list("team__naam", flat=True).first():
        return str(naam)
    return "Facilitair" if heeft_rol(user, Rol.FACILITAIR) else "Aanspreekpunt"


def adressen_van(groep: Groep, *, zonder: User | None = None) -> list[str]:
    """Whom news of a group goes to: its trainers with an account, the contact of each team, and the desk."""
    met_account = {t.user.email for t in trainers_van(groep) if t.user and t.user.is_active}
    personen = {p.email for p in wie_is_wie(groep) if p.email and p.trainer is None}
    return sorted((met_account | personen) - {zonder.email if zonder else ""})


def bekende_voornamen(groep: Groep, user: User) -> set[str]:
    """First names of children that this writer knows already, in small letters: so that a refusal tells nobody new."""
    namen = groep.voornamen.all()
    if not kan_voornamen_zien(user, groep):
        namen = namen.filter(team__in=team_ids_van(user, *PROFESSIONALS))
    return {naam.casefold() for naam in namen.values_list("naam", flat=True)}
