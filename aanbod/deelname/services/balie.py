"""What the desk does for somebody who calls: take one registration off the list, or erase what we know of it."""

import uuid
from functools import partial

from django.db import transaction

from aanbod.deelname.berichten import AfgemeldDoorBalie, GegevensGewist
from aanbod.deelname.koppeling import link_van
from aanbod.deelname.services.aanmeldingen import annuleer
from aanbod.deelname.services.wissen import wis
from aanbod.enums import AnnuleerReden, WisReden
from aanbod.groepen.services.plaatsen import vergrendel
from aanbod.models import Aanmelding
from aanbod.permissions import kan_aanmelding_beheren
from aanbod.workflow import AANMELDING_LOPEND, GROEP_LOPEND
from marktplein.accounts.models import User
from marktplein.basis.eenmalig import eenmalig
from marktplein.basis.fouten import Eerder, OvergangFout
from marktplein.basis.toegang import eis
from marktplein.mail.services import vergeet_met

ALLEEN_FACILITAIR = "Alleen het facilitair team kan iemand afmelden of gegevens wissen."


def annuleer_aanmelding(
    aanmelding: Aanmelding, *, reden: AnnuleerReden | str, door: User, sleutel: uuid.UUID | None = None
) -> Aanmelding:
    """Take it off the list; a place that was held goes to the first in line, and the person gets a mail.

    Raises OvergangFout when it has ended already, or its group has.
    """
    eis(kan_aanmelding_beheren(door), ALLEEN_FACILITAIR)
    waarom = AnnuleerReden(reden)

    def werk() -> Aanmelding:
        actueel = _vergrendel(aanmelding)
        if actueel.staat not in AANMELDING_LOPEND:
            raise OvergangFout("Deze aanmelding is al gestopt of afgerond.")
        annuleer(actueel, "aanmelding.geannuleerd", bericht=AfgemeldDoorBalie, door=door, reden=waarom.value)
        return actueel

    with transaction.atomic():
        invoer, al = (aanmelding, waarom.value), partial(_al_gedaan, "geannuleerd")
        return eenmalig(sleutel, "aanmelding_annuleren", Aanmelding, werk, van=door, invoer=invoer, eerder=al)[0]


def wis_aanmelding(
    aanmelding: Aanmelding,
    *,
    reden: WisReden | str,
    met_bericht: bool = False,
    door: User,
    sleutel: uuid.UUID | None = None,
) -> Aanmelding:
    """Erase who it was, now. A place in a group that still runs comes free; the history keeps that it happened.

    Mails about it that wait are not sent any more. With ``met_bericht`` the person gets one last mail that says so.
    Raises OvergangFout when it has been erased already.
    """
    eis(kan_aanmelding_beheren(door), ALLEEN_FACILITAIR)
    waarom = WisReden(reden)

    def werk() -> Aanmelding:
        actueel = _vergrendel(aanmelding)
        if actueel.gewist_op is not None:
            raise OvergangFout("Deze gegevens zijn al gewist.")
        if actueel.staat in AANMELDING_LOPEND and actueel.groep.staat in GROEP_LOPEND:
            annuleer(actueel, "aanmelding.geannuleerd", bericht=None, door=door, reden="gewist")
        vergeet_met(link_van(actueel))
        if met_bericht:
            GegevensGewist(actueel).zet_klaar()
        wis(actueel, door=door, reden=waarom.value)
        return actueel

    with transaction.atomic():
        invoer, al = (aanmelding, waarom.value, met_bericht), partial(_al_gedaan, "gewist")
        return eenmalig(sleutel, "aanmelding_wissen", Aanmelding, werk, van=door, invoer=invoer, eerder=al)[0]


def _al_gedaan(wat: str, aanmelding: Aanmelding) -> Eerder:
    return Eerder(f"Je hebt met dit formulier al een aanmelding {wat}. Er is nu niets veranderd.")


def _vergrendel(aanmelding: Aanmelding) -> Aanmelding:
    groep = vergrendel(aanmelding.groep_id)
    actueel = Aanmelding.objects.select_for_update().get(pk=aanmelding.pk)
    actueel.groep = groep
    return actueel
