"""What the demo keeps of itself: the jobs that turn its clock or begin it anew. This table outlives both."""

from django.db import models

from marktplein.basis import klok
from marktplein.werk.models import Werk


class Wat(models.TextChoices):
    OPNIEUW = "opnieuw", "De demo begint opnieuw"
    WEEK = "week", "De klok gaat een week door"


class Demoklus(Werk):
    wat = models.CharField(max_length=10, choices=Wat.choices)
    gevraagd_op = models.DateTimeField(default=klok.nu)
    verschoven = models.BooleanField(default=False, help_text="alle data zijn al een week teruggezet")

    class Meta:
        verbose_name = "klus van de demo"
        verbose_name_plural = "klussen van de demo"

    def __str__(self) -> str:
        return self.get_wat_display()
