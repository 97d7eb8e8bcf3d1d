"""Who may do what with teams, members and invitations. One predicate per question."""

from typing import Any

from gemeenten.grond.enums import Rol
from gemeenten.grond.models import Gemeente, RolToekenning, Sluitingsdag
from gemeenten.grond.selectors import gemeente_ids_van, heeft_rol, lidmaatschappen_van
from marktplein.accounts.models import Bezoeker

PROFESSIONALS = (Rol.JGT, Rol.JGZ, Rol.COACH)
INTERN = tuple(Rol)
# A municipal admin hands out the roles of the own municipality; regional roles come from the application admin.
DOOR_GEMEENTE_UIT_TE_DELEN = (Rol.JGT, Rol.JGZ, Rol.COACH, Rol.TRAINER, Rol.AANSPREEKPUNT, Rol.GEMEENTEBEHEER)


def is_medewerker(user: Bezoeker) -> bool:
    """Has any role at all."""
    return bool(lidmaatschappen_van(user))


def is_applicatiebeheerder(user: Bezoeker) -> bool:
    return heeft_rol(user, Rol.BEHEER)


def kan_uitnodigen(user: Bezoeker) -> bool:
    return heeft_rol(user, Rol.BEHEER, Rol.GEMEENTEBEHEER)


def kan_rol_geven(user: Bezoeker, toekenning: RolToekenning) -> bool:
    """May this user give (or take back) this role at this place?"""
    if is_applicatiebeheerder(user):
        return True
    plek: Gemeente | None = toekenning.gemeente or (toekenning.team.gemeente if toekenning.team else None)
    return (
        toekenning.rol in DOOR_GEMEENTE_UIT_TE_DELEN
        and plek is not None
        and plek.pk in gemeente_ids_van(user, Rol.GEMEENTEBEHEER)
    )


def kan_leden_zien(user: Bezoeker) -> bool:
    return heeft_rol(user, Rol.BEHEER, Rol.GEMEENTEBEHEER, Rol.AANSPREEKPUNT)


def kan_leden_exporteren(user: Bezoeker) -> bool:
    """The list for the yearly review goes to whoever can act on it."""
    return kan_uitnodigen(user)


def kan_account_beheren(user: Bezoeker, account: Any) -> bool:
    """May switch this account off or on and reset its second factor; nobody does so to the own account."""
    return is_applicatiebeheerder(user) and user.pk != account.pk


def kan_logboek_zien(user: Bezoeker) -> bool:
    return is_applicatiebeheerder(user)


def kan_sluitingsdagen_zien(user: Bezoeker) -> bool:
    """Which days are closed is for everybody who plans by them to see, and for these to keep."""
    return heeft_rol(user, Rol.BEHEER, Rol.GEMEENTEBEHEER, Rol.AANSPREEKPUNT, Rol.FACILITAIR)


def kan_sluitingsdag_zetten(user: Bezoeker, dag: Sluitingsdag) -> bool:
    """The application admin everywhere, facilitair at the desk, a municipality in its own place."""
    if heeft_rol(user, Rol.BEHEER):
        return True
    if dag.balie:
        return heeft_rol(user, Rol.FACILITAIR)
    return dag.gemeente_id in gemeente_ids_van(user, Rol.GEMEENTEBEHEER, Rol.AANSPREEKPUNT)


def rollen_om_te_geven(user: Bezoeker) -> tuple[Rol, ...]:
    """The roles this user may hand out somewhere; where exactly is asked of kan_rol_geven."""
    if is_applicatiebeheerder(user):
        return INTERN
    return DOOR_GEMEENTE_UIT_TE_DELEN if heeft_rol(user, Rol.GEMEENTEBEHEER) else ()
