"""Messages of the queue: one class each, with two templates (subject, body) in templates/facilitair/email/."""

from typing import Any, ClassVar

from django.conf import settings
from django.urls import reverse

from facilitair.models import Taak
from marktplein.mail.services import zet_sjabloon_klaar


class TaakToegewezen:
    """To the colleague who got a task from somebody else."""

    soort: ClassVar[str] = "facilitair.taak_toegewezen"

    def __init__(self, taak: Taak, door: Any) -> None:
        self.taak = taak
        self.door = door

    def zet_klaar(self) -> None:
        """Once per version of the task."""
        houder = self.taak.toegewezen_aan
        if houder is None:
            return
        zet_sjabloon_klaar(
            soort=self.soort,
            aan=houder.email,
            sjabloon="facilitair/email/taak_toegewezen",
            context={
                "taak": self.taak,
                "door": str(self.door),
                "adres": settings.SITE_URL + reverse("facilitair:taak", args=[self.taak.pk]),
            },
            sleutel=f"{self.soort}:{self.taak.pk}:{self.taak.versie}",
        )
