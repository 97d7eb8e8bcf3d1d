"""What those of a group write to each other."""

from django.conf import settings
from django.db import models

from marktplein.basis import klok


class Groepsbericht(models.Model):
    """One message about practical matters. Its text goes 28 days after the last meeting, or when it is blanked.

    ``namens`` is what the writer was in this group then: trainer, a team, the desk.
    """

    groep = models.ForeignKey("aanbod.Groep", on_delete=models.CASCADE, related_name="berichten")
    door = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    namens = models.CharField(max_length=120)
    tekst = models.TextField(blank=True)
    op = models.DateTimeField(default=klok.nu)
    verbeterd_op = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "groepsberichten"
        ordering = ["-op", "-pk"]
        indexes = [models.Index(fields=["groep", "-op", "-id"], name="groepsbericht_volgorde")]

    def __str__(self) -> str:
        return f"bericht {self.pk} bij groep {self.groep_id}"
