"""What who keeps the sociale kaart hears by mail."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.urls import reverse

from gemeenten.grond.models import Organisatie
from gemeenten.kaart.models import Voorstel
from marktplein.mail.bericht import Mailbericht, Voor


class NaTeKijken(Mailbericht):
    """Ask who looks after entries whether they are still right."""

    soort = "kaart.na_te_kijken"
    titel = "Organisaties om na te kijken"
    uitleg = "Klopt nog wat er op de sociale kaart staat? Bevestigen kan in een keer."
    voor = Voor.BEHEERDER
    sjabloon = "gemeenten/kaart/email/na_te_kijken"
    telt = ("keer organisaties om na te kijken", "keer organisaties om na te kijken")

    adres: str
    organisaties: Sequence[Organisatie]

    def ontvangers(self) -> list[str]:
        return [self.adres]

    def pagina(self) -> str:
        return f"{settings.SITE_URL}{reverse('kaart:beheer')}?stand=na_te_kijken"


class VoorstelBeslist(Mailbericht):
    """Tell who proposed a change what became of it."""

    soort = "kaart.voorstel_beslist"
    titel = "Je wijziging van de sociale kaart"
    uitleg = "Iemand besloot over een wijziging die je voorstelde."
    voor = Voor.BEHEERDER
    sjabloon = "gemeenten/kaart/email/voorstel_beslist"
    telt = ("besluit over de sociale kaart", "besluiten over de sociale kaart")

    voorstel: Voorstel

    def ontvangers(self) -> list[str]:
        wie = self.voorstel.door
        return [wie.email] if wie and wie.is_active else []

    def context(self) -> dict[str, Any]:
        return {**super().context(), "overgenomen": self.voorstel.staat == "aangenomen"}

    def pagina(self) -> str:
        return f"{settings.SITE_URL}{reverse('kaart:voorstel', args=[self.voorstel.pk])}"
