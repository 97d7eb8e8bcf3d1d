"""First names that a team registers for its places, where the trainers of an offer need them."""

from django.conf import settings
from django.db import models

from marktplein.basis.models import Tijdstempels
from marktplein.basis.versleuteling import VersleuteldVeld


class Voornaam(Tijdstempels):
    """Encrypted, and read by the trainers of the group only: whoever gave it reads how many there are, and no more.

    It holds no place: those are the team's (``TeamPlaats``), and are counted there. It goes when its day comes.
    """

    groep = models.ForeignKey("aanbod.Groep", on_delete=models.CASCADE, related_name="voornamen")
    team = models.ForeignKey("gemeenten.Team", on_delete=models.CASCADE, related_name="voornamen")
    naam = VersleuteldVeld("voornaam")
    ingevoerd_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name_plural = "voornamen"
        ordering = ["groep", "team", "pk"]

    def __str__(self) -> str:
        return f"voornaam {self.pk} bij groep {self.groep_id}"
