"""What is mailed: a link to who called, and to colleagues that somebody waits for a call."""

from collections.abc import Collection
from typing import Any

from django.conf import settings
from django.urls import reverse

from gemeenten.kcc.models import Terugbelverzoek
from gemeenten.kcc.selectors import aanspreekpunten_van, adressen_van
from marktplein.accounts.models import User
from marktplein.mail.bel import nummers
from marktplein.mail.bericht import Mailbericht, Voor


class OverTerugbellen(Mailbericht):
    """Holds neither name, number nor subject: these stand on the page only, where they can be erased."""

    voor = Voor.TEAM

    verzoek: Terugbelverzoek

    def ontvangers(self) -> Collection[str]:
        return adressen_van(self.verzoek)[0]

    def alleen_bel(self) -> Collection[str]:
        return adressen_van(self.verzoek)[1]

    def sleutel_voor(self, adres: str) -> str:
        return self.eens_per_adres(adres, self.verzoek.pk, self.verzoek.uiterlijk)

    def context(self) -> dict[str, Any]:
        pad = reverse("kcc:terugbelverzoek", args=[self.verzoek.pk])
        return {**super().context(), "adres": f"{settings.SITE_URL}{pad}"}

    @classmethod
    def voorbij(cls, user: User, sleutels: Collection[str]) -> dict[str, str]:
        """Done, no longer needed, or a colleague calls."""
        verzoeken = Terugbelverzoek.objects.filter(pk__in=nummers(sleutels))
        return {str(v.pk): hoe for v in verzoeken if (hoe := cls._hoe_voorbij(v, user))}

    @classmethod
    def _hoe_voorbij(cls, verzoek: Terugbelverzoek, user: User) -> str:
        if not verzoek.is_lopend:
            return verzoek.get_staat_display()
        van_ander = verzoek.opgepakt_door_id not in (None, user.pk)
        return "Een collega belt terug" if van_ander else ""


class TerugbellenGevraagd(OverTerugbellen):
    soort = "kcc.terugbellen"
    titel = "Iemand wil teruggebeld worden"
    uitleg = "Een inwoner belde het KCC en vraagt of jullie terugbellen."
    telt = ("terugbelverzoek", "terugbelverzoeken")
    sjabloon = "gemeenten/email/terugbellen"


class TerugbellenTeLaat(OverTerugbellen):
    """To the aanspreekpunt of the gemeente, when a working day went by."""

    soort = "kcc.terugbellen_te_laat"
    titel = "Niemand belde een inwoner terug"
    uitleg = "Een team of organisatie in je gemeente belde een inwoner niet op tijd terug."
    voor = Voor.BEHEERDER
    telt = ("te laat terugbelverzoek", "te late terugbelverzoeken")
    sjabloon = "gemeenten/email/terugbellen_te_laat"

    def ontvangers(self) -> Collection[str]:
        return aanspreekpunten_van(self.verzoek.gemeente)

    def alleen_bel(self) -> Collection[str]:
        return ()

    @classmethod
    def _hoe_voorbij(cls, verzoek: Terugbelverzoek, user: User) -> str:
        return "" if verzoek.is_lopend else verzoek.get_staat_display()


class Doorgestuurd(Mailbericht):
    """What a caller was told, with the address of its page. The mail address leaves the outbox when it is sent."""

    soort = "kcc.doorgestuurd"
    titel = "Wat het KCC u vertelde"
    uitleg = "Na een gesprek met het KCC: wat er is en hoe u meedoet."
    voor = Voor.INWONER
    sjabloon = "gemeenten/email/doorgestuurd"
    waarom = "U krijgt deze mail omdat u erom vroeg aan de telefoon. Wij bewaren uw adres niet."

    aan: str
    naam: str
    regels: tuple[str, ...]
    adres: str

    def ontvangers(self) -> tuple[str, ...]:
        return (self.aan,)
