"""Who answers the telephone, who calls back, and who sees whose number that is."""

from gemeenten.grond.enums import Rol
from gemeenten.grond.permissions import PROFESSIONALS
from gemeenten.grond.selectors import gemeente_ids_van, heeft_rol, organisatie_ids_van, team_ids_van
from gemeenten.kcc.models import Terugbelverzoek
from gemeenten.kcc.selectors import BALIE
from marktplein.accounts.models import Bezoeker

ALLEEN_BALIE = "Dit scherm is voor het KCC."
ALLEEN_WIE_BELT = "Alleen wie terugbelt kan dit doen: iemand van dat team of die organisatie."
WIE_NAMEN_ZIET = "De naam en het nummer ziet alleen wie terugbelt, en wie het verzoek opschreef."


def kan_te_woord_staan(user: Bezoeker) -> bool:
    """Answers callers: searches for them, sends them a link, writes down who asks to be called."""
    return heeft_rol(user, *BALIE)


def kan_terugbellen(user: Bezoeker, verzoek: Terugbelverzoek) -> bool:
    """Is of the team or the organisation that was asked."""
    if verzoek.team_id:
        return verzoek.team_id in team_ids_van(user, *PROFESSIONALS)
    return verzoek.organisatie_id in organisatie_ids_van(user)


def kan_terugbelverzoeken_zien(user: Bezoeker) -> bool:
    return heeft_rol(user, *BALIE, *PROFESSIONALS, Rol.AANBIEDER, Rol.AANSPREEKPUNT)


def kan_terugbelverzoek_zien(user: Bezoeker, verzoek: Terugbelverzoek) -> bool:
    """That it is there and how it stands: also the desk, and the aanspreekpunt of the gemeente."""
    if kan_te_woord_staan(user) or kan_terugbellen(user, verzoek):
        return True
    return verzoek.gemeente_id in gemeente_ids_van(user, Rol.AANSPREEKPUNT)


def kan_beller_zien(user: Bezoeker, verzoek: Terugbelverzoek) -> bool:
    """The name and the number: who calls back, and while that still has to be done who wrote them down."""
    if kan_terugbellen(user, verzoek):
        return True
    return verzoek.is_lopend and verzoek.door_id == user.pk and kan_te_woord_staan(user)


def kan_terugbellen_intrekken(user: Bezoeker, verzoek: Terugbelverzoek) -> bool:
    """The caller said that it is no longer needed."""
    return kan_te_woord_staan(user) or kan_terugbellen(user, verzoek)


def kan_terugbellen_wissen(user: Bezoeker, verzoek: Terugbelverzoek) -> bool:
    """The caller asks to be forgotten: whoever hears that can do it."""
    return kan_te_woord_staan(user) or kan_terugbellen(user, verzoek)
