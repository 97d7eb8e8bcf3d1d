"""Who may do what with teams, members and invitations. One predicate per question."""

from typing import Any

from gemeenten.enums import Rol
from gemeenten.models import Gemeente, RolToekenning
from gemeenten.selectors import gemeente_ids_van, heeft_rol, lidmaatschappen_van

PROFESSIONALS = (Rol.JGT, Rol.JGZ, Rol.COACH)
INTERN = tuple(Rol)
# A municipal admin hands out the roles of the own municipality; regional roles come from the application admin.
DOOR_GEMEENTE_UIT_TE_DELEN = (Rol.JGT, Rol.JGZ, Rol.COACH, Rol.TRAINER, Rol.AANSPREEKPUNT, Rol.GEMEENTEBEHEER)


def is_medewerker(user: Any) -> bool:
    """Has any role at all."""
    return bool(lidmaatschappen_van(user))


def is_applicatiebeheerder(user: Any) -> bool:
    return heeft_rol(user, Rol.BEHEER)


def kan_uitnodigen(user: Any) -> bool:
    return heeft_rol(user, Rol.BEHEER, Rol.GEMEENTEBEHEER)


def kan_rol_geven(user: Any, toekenning: RolToekenning) -> bool:
    """May this user give (or take back) this role at this place?"""
    if is_applicatiebeheerder(user):
        return True
    plek: Gemeente | None = toekenning.gemeente or (toekenning.team.gemeente if toekenning.team else None)
    return (
        toekenning.rol in DOOR_GEMEENTE_UIT_TE_DELEN
        and plek is not None
        and plek.pk in gemeente_ids_van(user, Rol.GEMEENTEBEHEER)
    )


def kan_leden_zien(user: Any) -> bool:
    return heeft_rol(user, Rol.BEHEER, Rol.GEMEENTEBEHEER, Rol.AANSPREEKPUNT)
