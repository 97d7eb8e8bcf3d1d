"""The mail of the day, for who wants some messages together: what waits for it goes out in one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import transaction

from marktplein.accounts.models import User
from marktplein.basis.een_voor_een import een_voor_een
from marktplein.mail import bel
from marktplein.mail.bericht import Mailbericht, Voor
from marktplein.mail.meldingen import pad_in
from marktplein.mail.models import Bericht, Melding, Staat
from marktplein.mail.services import ging_mee


@dataclass(frozen=True, slots=True)
class Verzameld:
    """A message in the mail of the day: what it was about, where to read on, and how it ended if it did."""

    onderwerp: str
    adres: str
    voorbij: str = ""


class Dagmail(Mailbericht):
    """What came since the last one, each with its page; nobody gets one in which nothing stands."""

    soort = "mail.dag"
    titel = "De mail van de dag"
    uitleg = "Alles waarvoor je ‘In één mail per dag’ koos. Die mail komt op werkdagen, ’s morgens."
    voor = Voor.IEDEREEN
    sjabloon = "mail/email/dag"

    aan: str
    verzameld: Sequence[Verzameld]

    def ontvangers(self) -> list[str]:
        return [self.aan]

    def context(self) -> dict[str, Any]:
        return {**super().context(), "aantal": len(self.verzameld)}


def verzamel() -> int:
    """Write the mail of the day for everybody for whom something waits; answers how many. Safe to repeat."""
    wachtend = Bericht.objects.filter(staat=Staat.VERZAMEL).order_by("aan", "pk").distinct("aan")
    return een_voor_een(wachtend.values_list("pk", flat=True), _voor_adres_van)


@transaction.atomic
def _voor_adres_van(pk: int) -> int:
    aan = Bericht.objects.values_list("aan", flat=True).get(pk=pk)
    rijen = list(
        Bericht.objects.select_for_update(skip_locked=True).filter(aan=aan, staat=Staat.VERZAMEL).order_by("pk")
    )
    if not rijen:
        return 0
    voorbij = _voorbij(aan, rijen)
    Dagmail(aan, [Verzameld(rij.onderwerp, _adres(rij), voorbij.get(rij.pk, "")) for rij in rijen]).zet_klaar()
    ging_mee(rijen)
    return 1


def _adres(rij: Bericht) -> str:
    pad = pad_in(rij.tekst)
    return f"{settings.SITE_URL}{pad}" if pad else ""


def _voorbij(aan: str, rijen: Sequence[Bericht]) -> dict[int, str]:
    """As the bell tells it: what ended while it waited for this mail."""
    user = User.objects.filter(email=aan).first()
    meldingen = [Melding(pk=rij.pk, soort=rij.soort, pad=pad_in(rij.tekst)) for rij in rijen]
    return bel.voorbij(user, meldingen) if user else {}
