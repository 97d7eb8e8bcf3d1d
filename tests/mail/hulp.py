"""A message of no app, straight into the outbox; and the mail of the day when a test wants it."""

import datetime as dt

from marktplein.basis import klok
from marktplein.mail.models import Bericht
from marktplein.mail.opmaak import op_een_regel
from marktplein.mail.services import doe_in_de_bus
from marktplein.mail.verzamelen import verzamel


def zet_klaar(*, soort: str, aan: str, onderwerp: str, tekst: str, sleutel: str | None = None) -> Bericht | None:
    """The row; None when one with this key was there already."""
    al_eens = sleutel is not None and Bericht.objects.filter(sleutel=sleutel).exists()
    doe_in_de_bus([Bericht(soort=soort, aan=aan, onderwerp=op_een_regel(onderwerp), tekst=tekst, sleutel=sleutel)])
    return None if al_eens else Bericht.objects.latest("pk")


def mail_van_de_dag() -> int:
    """As if its hour had come, on a day on which everybody is at work; answers how many were written."""
    return verzamel(tot=klok.nu() + dt.timedelta(minutes=1), ook_dicht=True)
