"""Who keeps the sociale kaart. One predicate per question.

The application admin keeps all, a municipal admin what works in the own gemeente alone, a provider where the own
organisation is. Of what is somebody else's too they propose a change.
"""

from gemeenten.grond.enums import Rol
from gemeenten.grond.models import Organisatie
from gemeenten.grond.selectors import gemeente_ids_van, heeft_rol, organisatie_ids_van
from gemeenten.kaart.models import Invoer, Voorstel
from marktplein.accounts.models import Bezoeker


def kan_kaart_bijhouden(user: Bezoeker) -> bool:
    """Sees the list for editors; what of it can be changed is asked below."""
    return heeft_rol(user, Rol.BEHEER, Rol.GEMEENTEBEHEER, Rol.AANBIEDER)


def kan_kaart_aanvullen(user: Bezoeker) -> bool:
    """Adds organisations, brings in lists and merges what is there twice."""
    return heeft_rol(user, Rol.BEHEER, Rol.GEMEENTEBEHEER)


def is_van_eigen_gemeente(user: Bezoeker, organisatie: Organisatie) -> bool:
    """Works in gemeenten of this user alone. Reads ``gemeenten`` as it was prefetched."""
    eigen = gemeente_ids_van(user, Rol.GEMEENTEBEHEER)
    waar = {gemeente.pk for gemeente in organisatie.gemeenten.all()}
    return bool(waar) and waar <= eigen


def kan_bijwerken(user: Bezoeker, organisatie: Organisatie) -> bool:
    return heeft_rol(user, Rol.BEHEER) or is_van_eigen_gemeente(user, organisatie)


def kan_voorstellen(user: Bezoeker, organisatie: Organisatie) -> bool:
    """Propose a change: who sees it in the list for editors and may not make it."""
    return _werkt_ermee(user, organisatie) and not kan_bijwerken(user, organisatie)


def kan_bevestigen(user: Bezoeker, organisatie: Organisatie) -> bool:
    """Say that it is still right: who keeps it, and the organisation itself."""
    return kan_bijwerken(user, organisatie) or organisatie.pk in _eigen_organisaties(user)


def kan_plek_bijhouden(user: Bezoeker, organisatie: Organisatie, gemeente_id: int | None) -> bool:
    """A location or contact: who keeps the organisation, itself, and a municipal admin on the own ground."""
    if kan_bevestigen(user, organisatie):
        return True
    return gemeente_id in gemeente_ids_van(user, Rol.GEMEENTEBEHEER) and _werkt_ermee(user, organisatie)


def kan_plekken_erbij(user: Bezoeker, organisatie: Organisatie) -> bool:
    return kan_bevestigen(user, organisatie) or (
        heeft_rol(user, Rol.GEMEENTEBEHEER) and _werkt_ermee(user, organisatie)
    )


def kan_beslissen(user: Bezoeker, voorstel: Voorstel) -> bool:
    """Take over a proposed change or not: who keeps the organisation."""
    return kan_bijwerken(user, voorstel.organisatie)


def kan_samenvoegen(user: Bezoeker, blijft: Organisatie, weg: Organisatie) -> bool:
    return kan_bijwerken(user, blijft) and kan_bijwerken(user, weg)


def _eigen_organisaties(user: Bezoeker) -> frozenset[int]:
    return organisatie_ids_van(user) if heeft_rol(user, Rol.AANBIEDER) else frozenset()


def _werkt_ermee(user: Bezoeker, organisatie: Organisatie) -> bool:
    hier = {gemeente.pk for gemeente in organisatie.gemeenten.all()} & gemeente_ids_van(user, Rol.GEMEENTEBEHEER)
    return bool(hier) or organisatie.pk in _eigen_organisaties(user)


def kan_invoer_wijzigen(user: Bezoeker, invoer: Invoer) -> bool:
    """Whoever began a list, as long as that person may add organisations."""
    return kan_kaart_aanvullen(user) and (invoer.door_id == user.pk or heeft_rol(user, Rol.BEHEER))
