"""A group that fell below its minimum, and what people decided about it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from aanbod.workflow import TEKORT_LOPEND, TekortStaat
from marktplein.basis import klok


class Tekort(models.Model):
    """One at a time for a group. ``akkoord_door`` is the trainer who gives it smaller, or who wrote that down."""

    groep = models.ForeignKey("aanbod.Groep", on_delete=models.CASCADE, related_name="tekorten")
    staat = models.CharField(max_length=10, choices=TekortStaat.choices, default=TekortStaat.OPEN)
    sinds = models.DateTimeField(default=klok.nu)
    wacht_tot = models.DateField("tot en met wanneer we wachten", null=True, blank=True)
    akkoord_op = models.DateTimeField("trainer akkoord op", null=True, blank=True)
    akkoord_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name_plural = "tekorten"
        ordering = ["-sinds", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["groep"], condition=Q(staat__in=TEKORT_LOPEND), name="tekort_een_tegelijk"),
            models.CheckConstraint(
                condition=~Q(staat=TekortStaat.WACHTEN) | Q(wacht_tot__isnull=False), name="tekort_wacht_tot_een_dag"
            ),
        ]

    def __str__(self) -> str:
        return f"tekort {self.pk} van groep {self.groep_id}"
