"""A message of no app, straight into the outbox."""

from marktplein.mail.models import Bericht
from marktplein.mail.opmaak import op_een_regel
from marktplein.mail.services import doe_in_de_bus


def zet_klaar(*, soort: str, aan: str, onderwerp: str, tekst: str, sleutel: str | None = None) -> Bericht | None:
    """The row; None when one with this key was there already."""
    al_eens = sleutel is not None and Bericht.objects.filter(sleutel=sleutel).exists()
    doe_in_de_bus([Bericht(soort=soort, aan=aan, onderwerp=op_een_regel(onderwerp), tekst=tekst, sleutel=sleutel)])
    return None if al_eens else Bericht.objects.latest("pk")
