"""Front door: every write on members, invitations and their accounts."""

from gemeenten.grond.services.leden import beeindig_lidmaatschap, herstel_tweede_factor, zet_account_actief
from gemeenten.grond.services.uitnodigen import (
    GELDIG_DAGEN,
    aanvaard_als_bestaand,
    aanvaard_als_nieuw,
    nodig_uit,
    stuur_opnieuw,
    trek_in,
    uitnodigingslink,
)

__all__ = [
    "GELDIG_DAGEN",
    "aanvaard_als_bestaand",
    "aanvaard_als_nieuw",
    "beeindig_lidmaatschap",
    "herstel_tweede_factor",
    "nodig_uit",
    "stuur_opnieuw",
    "trek_in",
    "uitnodigingslink",
    "zet_account_actief",
]
