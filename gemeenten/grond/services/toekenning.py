"""A role at a place: does it fit, is it the same, and what of it goes into history."""

from typing import Any

from gemeenten.grond.enums import ROLLEN_MET_GEMEENTE, ROLLEN_MET_ORGANISATIE, ROLLEN_MET_TEAM, Rol
from gemeenten.grond.models import RolToekenning
from gemeenten.grond.selectors import bestaande_gemeenten
from marktplein.basis.fouten import DomeinFout

NIET_JOUW_ROL = "Deze rol mag je op deze plek niet geven of weghalen. Vraag het een applicatiebeheerder."
PLEKKEN = (
    ("team", "een team", ROLLEN_MET_TEAM),
    ("gemeente", "een gemeente", ROLLEN_MET_GEMEENTE),
    ("organisatie", "een organisatie", ROLLEN_MET_ORGANISATIE),
)


def feiten(toekenning: RolToekenning) -> dict[str, Any]:
    """What history keeps of a role: codes and keys, no names or addresses."""
    rol: dict[str, Any] = {"rol": str(toekenning.rol)}
    return rol | {naam: pk for naam, _, _ in PLEKKEN if (pk := getattr(toekenning, f"{naam}_id"))}


def zelfde_plek(toekenning: RolToekenning) -> dict[str, object]:
    """Filter for memberships and invitations of the same role at the same place."""
    return {"rol": toekenning.rol} | {naam: getattr(toekenning, naam) for naam, _, _ in PLEKKEN}


def eis_passende_plek(toekenning: RolToekenning) -> None:
    """Raise DomeinFout at the field that is missing, superfluous or no longer in use."""
    if toekenning.rol not in Rol.values:
        raise DomeinFout("Kies een rol.", veld="rol")
    for naam, een, rollen in PLEKKEN:
        plek = getattr(toekenning, naam)
        if toekenning.rol in rollen and plek is None:
            raise DomeinFout(f"Bij de rol {toekenning.get_rol_display()} hoort {een}. Kies er een.", veld=naam)
        if toekenning.rol not in rollen and plek is not None:
            raise DomeinFout(f"Bij de rol {toekenning.get_rol_display()} hoort niet {een}. Maak dit leeg.", veld=naam)
    if toekenning.team and not toekenning.team.actief:
        raise DomeinFout("Dit team is niet meer actief. Kies een ander team.", veld="team")
    if toekenning.gemeente and not bestaande_gemeenten().filter(pk=toekenning.gemeente.pk).exists():
        raise DomeinFout("Deze gemeente bestaat niet meer. Kies de gemeente waar deze nu bij hoort.", veld="gemeente")
