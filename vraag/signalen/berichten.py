"""Messages about a need, to the team that asks."""

import datetime as dt
from collections.abc import Collection
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.urls import reverse

from gemeenten.grond.selectors import emailadressen_van_team
from marktplein.accounts.models import User
from marktplein.basis import klok
from marktplein.basis.mensen import mensen_van_anderen, met_leeftijd
from marktplein.mail.bel import nummers
from marktplein.mail.bericht import Mailbericht, Voor
from vraag.instellingen import MINSTENS_OPEN_DAGEN
from vraag.models import Signaal
from vraag.workflow import SIGNAAL_LOPEND, SignaalStaat


class SignaalBericht(Mailbericht):
    """To everyone who answers for the team of a need, about that need; ``keer`` makes it go to each of them once."""

    voor = Voor.TEAM

    signaal: Signaal

    def ontvangers(self) -> list[str]:
        return emailadressen_van_team(self.signaal.team_id)

    def keer(self) -> str:
        """What makes this message the same as an earlier one."""
        return f"{self.signaal.pk}:{self.signaal.verloopt_op:%Y%m%d}"

    def sleutel_voor(self, adres: str) -> str:
        """Of fixed length for an address: a key in the outbox holds at most 120 characters."""
        return f"{self.soort}:{self.keer()}:{sha256(adres.encode()).hexdigest()[:32]}"

    def aanhef(self) -> str:
        return f"Beste collega van {self.signaal.team},"

    def context(self) -> dict[str, Any]:
        adres = f"{settings.SITE_URL}{reverse('vraag:signaal', args=[self.signaal.pk])}"
        return {**super().context(), "adres": adres}


class TeamSlootAan(SignaalBericht):
    """Another team asks the same as yours, with ``nieuw``."""

    soort = "signaal.aansluiting"
    titel = "Een team sluit aan bij jullie vraag"
    uitleg = "Een ander team vraagt hetzelfde als jouw team. Je hoeft dan niets te doen."
    uit_te_zetten = True
    sjabloon = "vraag/email/team_sloot_aan"

    nieuw: Signaal

    @property
    def hoeveel(self) -> str:
        n = self.nieuw
        return met_leeftijd(mensen_van_anderen(n.aantal, n.voor), n.voor, n.leeftijd_min, n.leeftijd_max)

    def context(self) -> dict[str, Any]:
        return {**super().context(), "hoeveel": self.hoeveel}

    def keer(self) -> str:
        return str(self.nieuw.pk)

    @classmethod
    def voorbij(cls, user: User, sleutels: Collection[str]) -> dict[str, str]:
        return niet_meer_open(sleutels, SIGNAAL_LOPEND)


class VraagVerlooptBinnenkort(SignaalBericht):
    """Your need stays open until this day; say so if it still counts. Once per end date."""

    soort = "signaal.verloopt"
    titel = "Is deze vraag nog nodig?"
    uitleg = "Een vraag van je team sluit binnenkort, tenzij je zegt dat die nog nodig is."
    sjabloon = "vraag/email/vraag_verloopt"

    @classmethod
    def voorbij(cls, user: User, sleutels: Collection[str]) -> dict[str, str]:
        """Somebody of the team said already that it still counts, took it back, or it is in a proposal."""
        tot = klok.vandaag() + dt.timedelta(days=MINSTENS_OPEN_DAGEN)
        verlengd = Signaal.objects.filter(pk__in=nummers(sleutels), verloopt_op__gte=tot).values_list("pk", flat=True)
        return {str(pk): "Verlengd" for pk in verlengd} | niet_meer_open(sleutels, (SignaalStaat.OPEN,))


class VraagVerlopen(SignaalBericht):
    """Your need is closed because nobody prolonged it."""

    soort = "signaal.verlopen"
    titel = "Jullie vraag is gesloten"
    uitleg = "Niemand liet weten dat een vraag van je team nog nodig was."
    uit_te_zetten = True
    sjabloon = "vraag/email/vraag_verlopen"


def niet_meer_open(sleutels: Collection[str], staten: Collection[str]) -> dict[str, str]:
    """Of these needs, by the number in their address, those that are in none of ``staten`` any more: what they are."""
    weg = Signaal.objects.filter(pk__in=nummers(sleutels)).exclude(staat__in=staten)
    return {str(pk): SignaalStaat(staat).label for pk, staat in weg.values_list("pk", "staat")}
