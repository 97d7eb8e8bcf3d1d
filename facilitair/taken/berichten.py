"""Messages of the queue."""

from collections.abc import Collection
from typing import Any

from django.conf import settings
from django.urls import reverse

from facilitair.models import Taak
from marktplein.accounts.models import User
from marktplein.mail.bel import nummers
from marktplein.mail.bericht import Mailbericht, Voor


class TaakToegewezen(Mailbericht):
    """To the colleague who got a task from somebody else. Once per version of the task."""

    soort = "facilitair.taak_toegewezen"
    titel = "Taak voor jou"
    uitleg = "Een collega heeft een taak aan jou gegeven. De taak staat ook op je startpagina."
    voor = Voor.FACILITAIR
    uit_te_zetten = True
    telt = ("taak voor jou", "taken voor jou")
    sjabloon = "facilitair/email/taak_toegewezen"

    taak: Taak
    door: User

    @classmethod
    def voorbij(cls, user: User, sleutels: Collection[str]) -> dict[str, str]:
        """Done, dropped, given back, or somebody else's by now."""
        taken = Taak.objects.filter(pk__in=nummers(sleutels))
        return {str(taak.pk): hoe for taak in taken if (hoe := _hoe_voorbij(taak, user))}

    def ontvangers(self) -> list[str]:
        houder = self.taak.toegewezen_aan
        return [houder.email] if houder else []

    def sleutel_voor(self, adres: str) -> str:
        return f"{self.soort}:{self.taak.pk}:{self.taak.versie}"

    def context(self) -> dict[str, Any]:
        return {**super().context(), "adres": settings.SITE_URL + reverse("facilitair:taak", args=[self.taak.pk])}


def _hoe_voorbij(taak: Taak, user: User) -> str:
    if not taak.is_open:
        return taak.get_staat_display()
    if taak.toegewezen_aan_id == user.pk:
        return ""
    return "Een collega heeft deze taak nu" if taak.toegewezen_aan_id else "Teruggegeven"
