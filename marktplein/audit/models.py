"""Who did what to which thing, when. Append-only: a trigger in the database refuses all else."""

from django.conf import settings
from django.db import models

from marktplein.basis import klok


class Logregel(models.Model):
    op = models.DateTimeField(auto_now_add=True)
    door = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+"
    )
    gebeurtenis = models.CharField(max_length=80, help_text="ding.werkwoord, bijvoorbeeld signaal.ingediend")
    soort = models.CharField(max_length=80, help_text="app.Model van het ding")
    object_id = models.CharField(max_length=64)
    gegevens = models.JSONField(
        default=dict, help_text="aantallen, codes en staten; nooit vrije tekst of persoonsgegevens"
    )
    herkomst = models.CharField(max_length=20, default="web", help_text="web, taak of opdracht")

    class Meta:
        verbose_name = "logregel"
        verbose_name_plural = "logregels"
        ordering = ["-op", "-pk"]
        indexes = [
            models.Index(fields=["soort", "object_id", "-op"]),
            models.Index(fields=["gebeurtenis", "-op"]),
            models.Index(fields=["-op", "-id"]),
        ]

    def __str__(self) -> str:
        return f"{self.op:%Y-%m-%d %H:%M} {self.gebeurtenis} {self.object_id}"


class Oorsprong(models.Model):
    """The address from which something was done. Apart from the line, so that it can be forgotten after half a year.

    The database lets nobody change it, and erase it only when six months have passed.
    """

    regel = models.OneToOneField(Logregel, primary_key=True, on_delete=models.DO_NOTHING, related_name="oorsprong")
    adres = models.GenericIPAddressField()
    op = models.DateTimeField(default=klok.nu, db_index=True)

    class Meta:
        verbose_name = "oorsprong"
        verbose_name_plural = "oorsprongen"

    def __str__(self) -> str:
        return self.adres
