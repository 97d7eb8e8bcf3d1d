"""Who may do what with demand, proposals and pooling runs. One predicate per question; selectors scope rows alike."""

from aanbod.models import Trainer
from gemeenten.grond.enums import Rol
from gemeenten.grond.models import Team
from gemeenten.grond.permissions import PROFESSIONALS
from gemeenten.grond.selectors import gemeente_ids_van, heeft_rol, lidmaatschappen_van, regio_ids_van, team_ids_van
from marktplein.accounts.models import Bezoeker
from vraag.models import Groepsvoorstel, Scenario, Signaal
from vraag.workflow import SIGNAAL_LOPEND

# Who reads everything of the own municipality.
GEMEENTELEZERS = (Rol.AANSPREEKPUNT, Rol.GEMEENTEBEHEER)
RUNLEZERS = (*GEMEENTELEZERS, Rol.BEHEER)


def eigen_team_ids(user: Bezoeker) -> frozenset[int]:
    """The teams in whose name this user speaks."""
    return team_ids_van(user, *PROFESSIONALS)


def eigen_regio_ids(user: Bezoeker) -> frozenset[int]:
    """The regions of those teams: their open demand is open to this user."""
    return frozenset(
        lid.team.gemeente.regio_id for lid in lidmaatschappen_van(user) if lid.team and lid.rol in PROFESSIONALS
    )


def gelezen_gemeente_ids(user: Bezoeker) -> frozenset[int]:
    """The municipalities of which this user may read all demand and proposals."""
    return gemeente_ids_van(user, *GEMEENTELEZERS)


def is_van(user: Bezoeker, team: Team) -> bool:
    """Is this the own team, or one of the own municipality? Of those alone a user reads every count exactly."""
    return hoort_bij(user, team.pk, team.gemeente_id)


def hoort_bij(user: Bezoeker, team_id: int, gemeente_id: int) -> bool:
    """The same of a team that is told by its numbers."""
    return team_id in eigen_team_ids(user) or gemeente_id in gelezen_gemeente_ids(user)


# --- demand ---------------------------------------------------------------------------------------------------


def kan_indienen(user: Bezoeker) -> bool:
    """May this user post demand at all?"""
    return heeft_rol(user, *PROFESSIONALS)


def kan_signaal_indienen(user: Bezoeker, team: Team) -> bool:
    """May this user post demand in the name of this team?"""
    return team.pk in eigen_team_ids(user)


def kan_signalen_zien(user: Bezoeker) -> bool:
    """Is there any list of demand for this user: of the own team or of the own municipality?"""
    return heeft_rol(user, *PROFESSIONALS, *GEMEENTELEZERS)


def ziet_regiovraag(user: Bezoeker) -> bool:
    """May this user see what teams elsewhere in the region ask?"""
    return heeft_rol(user, *PROFESSIONALS)


def kan_signaal_zien(user: Bezoeker, signaal: Signaal) -> bool:
    """Own team and own municipality always; that of others in the region as long as it waits for a place."""
    return is_van(user, signaal.team) or (signaal.staat in SIGNAAL_LOPEND and signaal.regio_id in eigen_regio_ids(user))


def kan_signaal_wijzigen(user: Bezoeker, signaal: Signaal) -> bool:
    """Change, withdraw, prolong or copy: only the team that asked. Whether its state allows it, the service says."""
    return signaal.team_id in eigen_team_ids(user)


def kan_aansluiten(user: Bezoeker, signaal: Signaal) -> bool:
    """Join demand of another team in the own region."""
    return signaal.regio_id in eigen_regio_ids(user) and bool(eigen_team_ids(user) - {signaal.team_id})


# --- proposals ------------------------------------------------------------------------------------------------


def kan_voorstellen_zien(user: Bezoeker) -> bool:
    return heeft_rol(user, *PROFESSIONALS, *GEMEENTELEZERS, Rol.TRAINER, Rol.FACILITAIR)


def kan_ergens_antwoorden(user: Bezoeker) -> bool:
    """Is there anybody for whom this user may say yes or no? Who only reads a municipality has nobody."""
    return heeft_rol(user, *PROFESSIONALS, Rol.TRAINER, Rol.FACILITAIR)


def kan_voorstel_zien(user: Bezoeker, voorstel: Groepsvoorstel) -> bool:
    """The teams and trainers that are asked, and readers of a municipality whose team is asked.

    Reads ``voorstel.toezeggingen`` with team and trainer: prefetch them where several proposals are shown.
    """
    teams, gemeenten = eigen_team_ids(user), gelezen_gemeente_ids(user)
    return any(
        (t.team is not None and (t.team_id in teams or t.team.gemeente_id in gemeenten))
        or (t.trainer is not None and mag_als_trainer_antwoorden(user, t.trainer))
        for t in voorstel.toezeggingen.all()
    )


def mag_voor_team_antwoorden(user: Bezoeker, team: Team) -> bool:
    return team.pk in eigen_team_ids(user)


def mag_als_trainer_antwoorden(user: Bezoeker, trainer: Trainer) -> bool:
    """The trainer; and for a trainer who cannot log in facilitair, which calls and fills in what was said.

    Reads ``trainer.user``: select it where several are shown.
    """
    if heeft_login(trainer):
        return trainer.user_id == user.pk and heeft_rol(user, Rol.TRAINER)
    return heeft_rol(user, Rol.FACILITAIR)


def kan_herinneren(user: Bezoeker, voorstel: Groepsvoorstel) -> bool:
    """Ask once more who did not answer: the contact of a municipality whose team is asked.

    Reads ``voorstel.toezeggingen`` with team: prefetch them where several proposals are shown.
    """
    gemeenten = gemeente_ids_van(user, Rol.AANSPREEKPUNT)
    return any(t.team is not None and t.team.gemeente_id in gemeenten for t in voorstel.toezeggingen.all())


def heeft_login(trainer: Trainer) -> bool:
    return trainer.user is not None and trainer.user.is_active


# --- runs -----------------------------------------------------------------------------------------------------


def kan_runs_zien(user: Bezoeker) -> bool:
    return heeft_rol(user, *RUNLEZERS)


def kan_narekenen(user: Bezoeker) -> bool:
    """Is this user told how to repeat a run? The files hold exact counts of all teams: they are on the server only."""
    return heeft_rol(user, Rol.BEHEER)


def kan_poolen_starten(user: Bezoeker) -> bool:
    return heeft_rol(user, Rol.AANSPREEKPUNT)


# --- what if --------------------------------------------------------------------------------------------------


def scenario_regio_ids(user: Bezoeker) -> frozenset[int]:
    """The regions whose scenarios this user reads: those of the own municipalities."""
    return regio_ids_van(user, *GEMEENTELEZERS)


def kan_scenarios_zien(user: Bezoeker) -> bool:
    return heeft_rol(user, *GEMEENTELEZERS)


def kan_scenario_zien(user: Bezoeker, scenario: Scenario) -> bool:
    return scenario.regio_id in scenario_regio_ids(user)


def kan_scenario_maken(user: Bezoeker) -> bool:
    return heeft_rol(user, Rol.AANSPREEKPUNT)


def kan_scenario_wijzigen(user: Bezoeker, scenario: Scenario) -> bool:
    """Delete it or compute it again: only who made it, as long as he is the contact of a municipality."""
    return scenario.eigenaar_id == user.pk and kan_scenario_maken(user) and kan_scenario_zien(user, scenario)


# --- figures --------------------------------------------------------------------------------------------------


def kan_inzicht_zien(user: Bezoeker) -> bool:
    """May this user see who gets a place? How much of it, ``selectors.inzicht`` says."""
    return heeft_rol(user, *PROFESSIONALS, *GEMEENTELEZERS, Rol.BEHEER)


def kan_reeksen_zien(user: Bezoeker) -> bool:
    return heeft_rol(user, *GEMEENTELEZERS)


def kan_reeks_beslissen(user: Bezoeker, gemeente_ids: frozenset[int]) -> bool:
    """Accept or dismiss a standing series for these municipalities: the contact of one of them."""
    return bool(gemeente_ids & gemeente_ids_van(user, Rol.AANSPREEKPUNT))
