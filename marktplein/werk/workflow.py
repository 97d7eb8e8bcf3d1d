"""The states of a job. A kind may have more ways to end; these four mean the same everywhere."""

from django.db import models


class WerkStaat(models.TextChoices):
    WACHT = "wacht", "Wacht"
    BEZIG = "bezig", "Bezig"
    KLAAR = "klaar", "Klaar"
    MISLUKT = "mislukt", "Mislukt"


ONAF = (WerkStaat.WACHT, WerkStaat.BEZIG)
