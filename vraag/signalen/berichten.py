"""Messages about a need, to the team that asks."""

from hashlib import sha256
from typing import Any

from django.conf import settings
from django.urls import reverse

from gemeenten.grond.selectors import emailadressen_van_team
from marktplein.basis.woorden import kinderen_van_anderen
from marktplein.mail.bericht import Mailbericht, Voor
from vraag.models import Signaal


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

    def context(self) -> dict[str, Any]:
        return {**super().context(), "hoeveel": kinderen_van_anderen(self.nieuw.aantal)}

    def keer(self) -> str:
        return str(self.nieuw.pk)


class VraagVerlooptBinnenkort(SignaalBericht):
    """Your need stays open until this day; say so if it still counts. Once per end date."""

    soort = "signaal.verloopt"
    titel = "Is deze vraag nog nodig?"
    uitleg = "Een vraag van je team sluit binnenkort, tenzij je zegt dat die nog nodig is."
    sjabloon = "vraag/email/vraag_verloopt"


class VraagVerlopen(SignaalBericht):
    """Your need is closed because nobody prolonged it."""

    soort = "signaal.verlopen"
    titel = "Jullie vraag is gesloten"
    uitleg = "Niemand liet weten dat een vraag van je team nog nodig was."
    uit_te_zetten = True
    sjabloon = "vraag/email/vraag_verlopen"
