"""Who may read, write, mend and blank a message of a group."""

import datetime as dt

from aanbod.models import Groep, Groepsbericht
from aanbod.permissions import is_betrokken, kan_groep_beheren
from gemeenten.grond.permissions import is_applicatiebeheerder
from marktplein.accounts.models import Bezoeker
from marktplein.basis import klok

TE_VERBETEREN = dt.timedelta(hours=1)


def kan_berichten_lezen(user: Bezoeker, groep: Groep) -> bool:
    return is_betrokken(user, groep)


def kan_bericht_verbeteren(user: Bezoeker, bericht: Groepsbericht) -> bool:
    """The writer, within the hour, as long as it says something."""
    vers = bericht.op + TE_VERBETEREN > klok.nu()
    return bericht.door_id == user.pk and vers and bool(bericht.tekst) and is_betrokken(user, bericht.groep)


def kan_bericht_wissen(user: Bezoeker, bericht: Groepsbericht) -> bool:
    """The writer within the hour; the desk and the application admin whenever a name slipped in."""
    beheert = kan_groep_beheren(user) or is_applicatiebeheerder(user)
    return beheert or kan_bericht_verbeteren(user, bericht)
