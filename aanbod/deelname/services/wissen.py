"""How long the data of a registration are kept, and how they are erased. The counts stay."""

import datetime as dt

from aanbod.models import Aanmelding, Groep
from marktplein.accounts.models import User
from marktplein.audit.services import leg_vast
from marktplein.basis import klok

NA_LAATSTE_BIJEENKOMST = dt.timedelta(days=28)
NA_AFMELDING = dt.timedelta(days=7)


def wisdatum(groep: Groep) -> dt.date:
    """The day on which the data of somebody who takes part are erased."""
    return groep.eind_op + NA_LAATSTE_BIJEENKOMST


def bewaar_nog_even(aanmelding: Aanmelding) -> None:
    """The registration is over: erase its data in a week (unsaved), so that a mistake can still be mended.

    What was never confirmed may be a stranger's address: that goes today, with the next round of ``bewaak``.
    """
    nog_even = NA_AFMELDING if aanmelding.bevestigd_op else dt.timedelta(0)
    aanmelding.wissen_op = min(aanmelding.wissen_op, klok.vandaag() + nog_even)


def wis(aanmelding: Aanmelding, *, door: User | None = None, reden: str = "termijn") -> None:
    """Erase who it was; the row stays for the counts, and the history tells that it happened, by whom and why."""
    aanmelding.naam = aanmelding.email = aanmelding.telefoon = ""
    aanmelding.leeftijd_kind = None
    aanmelding.gewist_op = klok.nu()
    aanmelding.save(update_fields=["naam", "email", "telefoon", "leeftijd_kind", "gewist_op", "gewijzigd_op"])
    herkomst = "web" if door is not None else "taak"
    leg_vast("aanmelding.gewist", aanmelding, door=door, herkomst=herkomst, staat=aanmelding.staat, reden=reden)
