"""Who may do what with the shelf, groups and registrations. One predicate per question."""

from django.db.models import Q

from aanbod.enums import Preventievorm
from aanbod.models import Certificaat, Groep, Interventie, Inzet, Trainer
from aanbod.workflow import GROEP_AANMELDBAAR, GROEP_GEGEVEN
from gemeenten.grond.enums import Rol
from gemeenten.grond.models import Organisatie, Team
from gemeenten.grond.permissions import PROFESSIONALS, is_medewerker
from gemeenten.grond.selectors import gemeente_ids_van, heeft_rol, organisatie_ids_van, team_ids_van
from marktplein.accounts.models import Bezoeker, User

ALLEEN_BEHEER = "Alleen een aanbieder en de beheerder kunnen aanbod wijzigen."


def is_professional(user: Bezoeker) -> bool:
    """Works in a team that may refer children."""
    return heeft_rol(user, *PROFESSIONALS)


def is_trainer(user: Bezoeker) -> bool:
    return heeft_rol(user, Rol.TRAINER)


def kan_week_zien(user: Bezoeker) -> bool:
    """A week of one's own: of a trainer the meetings, of a team the groups in which it has places."""
    return is_trainer(user) or is_professional(user)


def kan_plank_zien(user: Bezoeker) -> bool:
    """The shelf with routing and trainers: everybody who works here."""
    return is_medewerker(user)


def kan_gevers_zien(user: Bezoeker) -> bool:
    """The names of who can give what: for who may make a group, and so has to ask one of them."""
    return kan_groep_plannen(user)


def kan_aanbod_beheren(user: Bezoeker) -> bool:
    return heeft_rol(user, Rol.AANBIEDER, Rol.BEHEER)


def is_redactie(user: Bezoeker) -> bool:
    """Looks at what organisations from outside want to put here: the application admin."""
    return heeft_rol(user, Rol.BEHEER)


def kan_interventie_maken(user: Bezoeker, organisatie: Organisatie) -> bool:
    """The application admin adds an offer for any organisation, a provider for the own one."""
    if heeft_rol(user, Rol.BEHEER):
        return True
    return heeft_rol(user, Rol.AANBIEDER) and organisatie.pk in organisatie_ids_van(user)


def kan_interventie_wijzigen(user: Bezoeker, interventie: Interventie) -> bool:
    """The application admin changes every offer, a provider those of the own organisation."""
    if heeft_rol(user, Rol.BEHEER):
        return True
    return heeft_rol(user, Rol.AANBIEDER) and interventie.organisatie_id in organisatie_ids_van(user)


def kan_groep_beheren(user: Bezoeker) -> bool:
    """Publish or call off any group."""
    return heeft_rol(user, Rol.FACILITAIR)


def kan_groep_plannen(user: Bezoeker) -> bool:
    """Make a group by hand: who works in a team, a trainer, a provider and the desk; of what, see below."""
    return heeft_rol(user, *PROFESSIONALS, Rol.TRAINER, Rol.AANBIEDER, Rol.FACILITAIR)


def kan_van_plannen(user: Bezoeker, interventie: Interventie) -> bool:
    """Make a group of this offer: teams and the desk of any, a provider of the own, a trainer of what he may give."""
    if heeft_rol(user, *PROFESSIONALS, Rol.FACILITAIR):
        return True
    if heeft_rol(user, Rol.AANBIEDER) and interventie.organisatie_id in organisatie_ids_van(user):
        return True
    return is_trainer(user) and Certificaat.objects.filter(trainer__user=user.pk, interventie=interventie).exists()


def kan_rooster_wijzigen(user: Bezoeker, groep: Groep) -> bool:
    """Move a meeting, add or skip one: the desk, who gives it, whose offer it is, and the team that made the group."""
    if heeft_rol(user, Rol.FACILITAIR):
        return True
    if heeft_rol(user, Rol.AANBIEDER) and groep.interventie.organisatie_id in organisatie_ids_van(user):
        return True
    if groep.planteam_id is not None and groep.planteam_id in team_ids_van(user, *PROFESSIONALS):
        return True
    return _geeft(user, groep)


def _geeft(user: Bezoeker, groep: Groep) -> bool:
    return (
        isinstance(user, User)
        and is_trainer(user)
        and Inzet.objects.filter(bijeenkomst__groep=groep, trainer__user=user).exists()
    )


def kan_aanmeldingen_zien(user: Bezoeker, groep: Groep) -> bool:
    """See names: facilitair, and the trainers who give this very group."""
    return heeft_rol(user, Rol.FACILITAIR) or _geeft(user, groep)


def kan_voornamen_zien(user: Bezoeker, groep: Groep) -> bool:
    """Read the first names that teams gave: who gives this very group, once it stands; nobody else, nor the desk."""
    return groep.interventie.voornamen_nodig and groep.staat in GROEP_GEGEVEN and _geeft(user, groep)


def kan_presentie_noteren(user: Bezoeker, groep: Groep) -> bool:
    """Note how many came to a meeting: who may also see the names, but no name is needed for it."""
    return kan_aanmeldingen_zien(user, groep)


def kan_aanmelding_beheren(user: Bezoeker) -> bool:
    """Take one registration off the list, or erase its data: the desk, which is called for it."""
    return heeft_rol(user, Rol.FACILITAIR)


def kan_inzet_wijzigen(user: Bezoeker, trainer: Trainer) -> bool:
    """A trainer says on which dagdelen, where and how often; nobody else does so here."""
    return is_trainer(user) and trainer.user_id == user.pk


def kan_bereikbaarheid_wijzigen(user: Bezoeker, trainer: Trainer) -> bool:
    """Say how a trainer can be reached: the trainer, the own organisation, and the desk that calls."""
    if heeft_rol(user, Rol.FACILITAIR) or (is_trainer(user) and trainer.user_id == user.pk):
        return True
    return heeft_rol(user, Rol.AANBIEDER) and trainer.organisatie_id in organisatie_ids_van(user)


def is_betrokken(user: Bezoeker, groep: Groep) -> bool:
    """Makes this group happen: gives it, has places in it for a team, or works at the desk.

    So does who answers for a municipality (aanspreekpunt) of which a team takes part.
    """
    if kan_aanmeldingen_zien(user, groep):
        return True
    teams = groep.teamplaatsen.filter(
        Q(team__in=team_ids_van(user, *PROFESSIONALS)) | Q(team__gemeente__in=gemeente_ids_van(user, Rol.AANSPREEKPUNT))
    )
    return isinstance(user, User) and teams.exists()


def kan_zelf_aanmelden(groep: Groep) -> bool:
    """Anyone registers for a universal group that takes registrations; for others a professional does."""
    return is_voor_iedereen(groep) and groep.staat in GROEP_AANMELDBAAR


def is_voor_iedereen(groep: Groep) -> bool:
    """Whether families register by themselves, once it is published; for other groups a professional does."""
    return groep.preventievorm == Preventievorm.UNIVERSEEL


def werft(groep: Groep) -> bool:
    """Whether people are to be told of it: one may register by oneself, and there is a place to register for."""
    return is_voor_iedereen(groep) and groep.vrij > 0


def kan_teamplaats_nemen(user: Bezoeker, groep: Groep, team: Team) -> bool:
    """Take or give back places in the name of this team."""
    return team.pk in team_ids_van(user, *PROFESSIONALS)
