"""Send a caller the address of what was read aloud. Nothing of it is kept: neither who, nor what was asked."""

import uuid

from django.db import transaction
from django.urls import reverse

from gemeenten.kcc import permissions as mag
from gemeenten.kcc.berichten import Doorgestuurd
from marktplein.accounts.models import User
from marktplein.audit.services import leg_vast
from marktplein.basis.eenmalig import eenmalig
from marktplein.basis.fouten import Eerder
from marktplein.basis.toegang import eis


@transaction.atomic
def stuur_door(
    *, naam: str, regels: tuple[str, ...], adres: str, email: str, door: User, sleutel: uuid.UUID | None = None
) -> None:
    """Mail it, once per ``sleutel``. History tells that the desk sent something, not what and not to whom."""
    eis(mag.kan_te_woord_staan(door), mag.ALLEEN_BALIE)

    def werk() -> User:
        Doorgestuurd(aan=email, naam=naam, regels=regels, adres=adres).zet_klaar()
        leg_vast("kcc.doorgestuurd", door, door=door)
        return door

    eenmalig(sleutel, "kcc.doorgestuurd", User, werk, van=door, invoer=(naam, adres, email), eerder=_al_gestuurd)


def _al_gestuurd(_: User) -> Eerder:
    return Eerder(
        "Je stuurde met dit formulier al een mail. Moet er nog een naar iemand anders? Verstuur het dan nog een keer.",
        reverse("kcc:belscherm"),
        "Naar het belscherm",
    )
