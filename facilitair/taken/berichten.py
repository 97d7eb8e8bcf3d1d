"""Messages of the queue."""

from typing import Any

from django.conf import settings
from django.urls import reverse

from facilitair.models import Taak
from marktplein.accounts.models import User
from marktplein.mail.bericht import Mailbericht, Voor


class TaakToegewezen(Mailbericht):
    """To the colleague who got a task from somebody else. Once per version of the task."""

    soort = "facilitair.taak_toegewezen"
    titel = "Taak voor jou"
    uitleg = "Een collega heeft een taak aan jou gegeven. De taak staat ook op je startpagina."
    voor = Voor.FACILITAIR
    uit_te_zetten = True
    sjabloon = "facilitair/email/taak_toegewezen"

    taak: Taak
    door: User

    def ontvangers(self) -> list[str]:
        houder = self.taak.toegewezen_aan
        return [houder.email] if houder else []

    def sleutel_voor(self, adres: str) -> str:
        return f"{self.soort}:{self.taak.pk}:{self.taak.versie}"

    def context(self) -> dict[str, Any]:
        return {**super().context(), "adres": settings.SITE_URL + reverse("facilitair:taak", args=[self.taak.pk])}
