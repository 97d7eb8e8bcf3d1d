"""Whom to ask about a room, and how one gets in."""

from collections.abc import Mapping

from django.db import transaction

from facilitair.models import Ruimte
from facilitair.permissions import WIE_WEL, kan_ruimte_wijzigen
from marktplein.accounts.models import User
from marktplein.audit.velden import wijzig_velden
from marktplein.basis.privacy import eis_zonder_persoonsgegevens
from marktplein.basis.telefoon import lees
from marktplein.basis.toegang import eis


@transaction.atomic
def wijzig_contact(
    ruimte: Ruimte,
    *,
    contact: str,
    contact_telefoon: str,
    sleutel: str,
    door: User,
    gezien: Mapping[str, str] | None = None,
) -> Ruimte:
    """Save it. Idempotent; history tells which fields, never what they say.

    Raises NietToegestaan, DomeinFout for a number that reaches nobody or personal data in the text about the key,
    Verouderd when it would wipe a value that was not ``gezien``.
    """
    eis(kan_ruimte_wijzigen(door), WIE_WEL)
    eis_zonder_persoonsgegevens(sleutel, veld="sleutel")
    actueel = Ruimte.objects.select_for_update().get(pk=ruimte.pk)
    telefoon = lees(contact_telefoon, veld="contact_telefoon")
    nieuw = {"contact": contact.strip(), "contact_telefoon": telefoon, "sleutel": sleutel.strip()}
    wijzig_velden(actueel, nieuw, als="ruimte.contact_gewijzigd", door=door, gezien=gezien)
    return actueel
