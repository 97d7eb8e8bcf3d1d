"""Whom to ask about a room, and how one gets in."""

from collections.abc import Mapping

from django.db import transaction

from facilitair.models import Ruimte
from facilitair.permissions import WIE_WEL, kan_ruimte_wijzigen
from marktplein.accounts.models import User
from marktplein.audit.services import leg_vast
from marktplein.basis.fouten import DomeinFout
from marktplein.basis.privacy import gevonden_persoonsgegevens
from marktplein.basis.samen import eis_gezien
from marktplein.basis.telefoon import lees
from marktplein.basis.toegang import eis

VELDEN = ("contact", "contact_telefoon", "sleutel")


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
    if gevonden := [naam for _, naam in gevonden_persoonsgegevens(sleutel)]:
        raise DomeinFout(f"Hierin staat {' en '.join(gevonden)}. Haal dat weg.", veld="sleutel")
    actueel = Ruimte.objects.select_for_update().get(pk=ruimte.pk)
    telefoon = lees(contact_telefoon, veld="contact_telefoon")
    nieuw = {"contact": contact.strip(), "contact_telefoon": telefoon, "sleutel": sleutel.strip()}
    eis_gezien({naam: getattr(actueel, naam) for naam in nieuw}, gezien, nieuw)
    gewijzigd = [naam for naam, waarde in nieuw.items() if getattr(actueel, naam) != waarde]
    if gewijzigd:
        for naam in gewijzigd:
            setattr(actueel, naam, nieuw[naam])
        actueel.save(update_fields=[*gewijzigd, "gewijzigd_op"])
        leg_vast("ruimte.contact_gewijzigd", actueel, door=door, velden=gewijzigd)
    return actueel
