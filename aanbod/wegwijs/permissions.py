"""Who keeps what shows the way."""

from aanbod.models import Folderbestand, Themastuk, Toegang, Uitlegpagina, Zorgpad, Zorgpadplek
from aanbod.wegwijs.selectors import VAN_DE_GEMEENTE
from gemeenten.grond.enums import Rol
from gemeenten.grond.selectors import gemeente_ids_van, heeft_rol
from marktplein.accounts.models import Bezoeker

Stuk = Themastuk | Folderbestand | Uitlegpagina | Zorgpad | Zorgpadplek | Toegang


def kan_redigeren(user: Bezoeker) -> bool:
    """What holds for the whole region: themes, pages that explain, the names of care paths."""
    return heeft_rol(user, Rol.BEHEER)


def kan_redactie_zien(user: Bezoeker) -> bool:
    return heeft_rol(user, Rol.BEHEER, *VAN_DE_GEMEENTE)


def kan_plek_bijhouden(user: Bezoeker, gemeente: int) -> bool:
    """What holds for one municipality (its number): its care paths and its front door."""
    return kan_redigeren(user) or gemeente in gemeente_ids_van(user, *VAN_DE_GEMEENTE)


def kan_stuk_wijzigen(user: Bezoeker, ding: Stuk) -> bool:
    if isinstance(ding, Zorgpadplek | Toegang):
        return kan_plek_bijhouden(user, ding.gemeente_id)
    return kan_redigeren(user)
