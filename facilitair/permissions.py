"""Who may do what with tasks, rooms and bookings. One predicate per question."""

from gemeenten.grond.enums import Rol
from gemeenten.grond.selectors import heeft_rol
from marktplein.accounts.models import Bezoeker

WIE_WEL = "Dit kan alleen een facilitair medewerker van de GGD. Vraag het via het facilitair punt van je regio."


def kan_taken_zien(user: Bezoeker) -> bool:
    return heeft_rol(user, Rol.FACILITAIR)


def kan_taken_doen(user: Bezoeker) -> bool:
    return heeft_rol(user, Rol.FACILITAIR)


def kan_tekst_wissen(user: Bezoeker) -> bool:
    """Empty a free text: who writes them, and the applicatiebeheerder, who never reads them."""
    return heeft_rol(user, Rol.FACILITAIR, Rol.BEHEER)


def kan_ruimtes_zien(user: Bezoeker) -> bool:
    return heeft_rol(user, Rol.FACILITAIR)


def kan_ruimte_wijzigen(user: Bezoeker) -> bool:
    """Say whom to ask about a room and how one gets in."""
    return heeft_rol(user, Rol.FACILITAIR)


def kan_reserveren(user: Bezoeker) -> bool:
    return heeft_rol(user, Rol.FACILITAIR)
