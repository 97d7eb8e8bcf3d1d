"""A team that asks the contact of its municipality for a trainer. Counts and choices only: there is no text in it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from marktplein.basis.models import Tijdstempels


class Traineruitkomst(models.TextChoices):
    OPEN = "open", "Nog geen antwoord"
    GEVONDEN = "gevonden", "Er komt een trainer bij"
    GEEN = "geen", "Er komt nu geen trainer bij"


class Trainervraag(Tijdstempels):
    """One at a time per team and training; what was answered stays as history."""

    team = models.ForeignKey("gemeenten.Team", on_delete=models.CASCADE, related_name="trainervragen")
    interventie = models.ForeignKey("aanbod.Interventie", on_delete=models.CASCADE, related_name="trainervragen")
    gevraagd_door = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    gevraagd_op = models.DateField()
    antwoord = models.CharField(max_length=8, choices=Traineruitkomst.choices, default=Traineruitkomst.OPEN)
    beantwoord_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    beantwoord_op = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "trainervragen"
        ordering = ["-gevraagd_op", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["team", "interventie"],
                condition=Q(antwoord=Traineruitkomst.OPEN),
                name="trainervraag_een_open_per_team",
            ),
            models.CheckConstraint(
                condition=Q(antwoord=Traineruitkomst.OPEN, beantwoord_op__isnull=True)
                | ~Q(antwoord=Traineruitkomst.OPEN) & Q(beantwoord_op__isnull=False),
                name="trainervraag_beantwoord_op",
            ),
        ]

    def __str__(self) -> str:
        return f"vraag om een trainer voor {self.interventie}"

    @property
    def open(self) -> bool:
        return self.antwoord == Traineruitkomst.OPEN
