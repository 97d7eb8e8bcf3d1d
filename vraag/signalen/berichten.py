"""Messages about demand and proposals: one class per message, two templates each. The outbox does the sending."""

from hashlib import sha256
from typing import Any, ClassVar

from django.conf import settings
from django.urls import reverse

from gemeenten.grond.models import Team
from gemeenten.grond.selectors import emailadressen_van_team
from marktplein.basis.woorden import kinderen_van_anderen
from marktplein.mail.services import zet_sjabloon_klaar
from vraag.models import Signaal


class TeamBericht:
    """A message to everyone who answers for one team. ``sleutel`` makes it go out once per address."""

    soort: ClassVar[str]
    sjabloon: ClassVar[str]

    def __init__(self, team: Team) -> None:
        self.team = team

    def context(self) -> dict[str, Any]:
        return {}

    def sleutel(self) -> str:
        raise NotImplementedError

    def verstuur(self) -> int:
        """Write the message for each address that did not get it yet; answer how many were written."""
        context = {"team": self.team, "SITE_NAAM": settings.NAAM, **self.context()}
        return sum(
            zet_sjabloon_klaar(
                soort=self.soort,
                aan=adres,
                sjabloon=self.sjabloon,
                context=context,
                sleutel=f"{self.sleutel()}:{_kort(adres)}",
            )
            is not None
            for adres in emailadressen_van_team(self.team.pk)
        )


def _kort(adres: str) -> str:
    """A key of fixed length for an address: a key in the outbox holds at most 120 characters."""
    return sha256(adres.encode()).hexdigest()[:32]


def _adres(naam: str, pk: int) -> str:
    return f"{settings.SITE_URL}{reverse(naam, args=[pk])}"


class SignaalBericht(TeamBericht):
    """To the team of a signaal, about that signaal."""

    def __init__(self, signaal: Signaal) -> None:
        super().__init__(signaal.team)
        self.signaal = signaal

    def context(self) -> dict[str, Any]:
        return {"signaal": self.signaal, "adres": _adres("vraag:signaal", self.signaal.pk)}


class TeamSlootAan(SignaalBericht):
    """Another team asks the same as yours."""

    soort = "signaal.aansluiting"
    sjabloon = "vraag/email/team_sloot_aan"

    def __init__(self, nieuw: Signaal, bij: Signaal) -> None:
        super().__init__(bij)
        self.nieuw = nieuw

    def context(self) -> dict[str, Any]:
        return {**super().context(), "nieuw": self.nieuw, "hoeveel": kinderen_van_anderen(self.nieuw.aantal)}

    def sleutel(self) -> str:
        return f"{self.soort}:{self.nieuw.pk}"


class VraagVerlooptBinnenkort(SignaalBericht):
    """Your need stays open until this day; say so if it still counts. Once per end date."""

    soort = "signaal.verloopt"
    sjabloon = "vraag/email/vraag_verloopt"

    def sleutel(self) -> str:
        return f"{self.soort}:{self.signaal.pk}:{self.signaal.verloopt_op:%Y%m%d}"


class VraagVerlopen(SignaalBericht):
    """Your need is closed because nobody prolonged it."""

    soort = "signaal.verlopen"
    sjabloon = "vraag/email/vraag_verlopen"

    def sleutel(self) -> str:
        return f"{self.soort}:{self.signaal.pk}:{self.signaal.verloopt_op:%Y%m%d}"
