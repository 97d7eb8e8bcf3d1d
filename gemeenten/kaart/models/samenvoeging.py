"""Two entries that were one: what went over, so that it can be undone."""

from django.conf import settings
from django.db import models

from gemeenten.grond.models import Organisatie
from marktplein.basis.models import Tijdstempels


class Samenvoeging(Tijdstempels):
    """``verhuisd``: (model, field, numbers) of rows that hung on ``weg``; ``velden``: what ``blijft`` had, and got;
    ``erbij``: the rows of its lists that are new.
    """

    blijft = models.ForeignKey(Organisatie, on_delete=models.PROTECT, related_name="samenvoegingen")
    weg = models.ForeignKey(Organisatie, on_delete=models.PROTECT, related_name="+")
    door = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    verhuisd = models.JSONField(default=list)
    velden = models.JSONField(default=dict)
    erbij = models.JSONField(default=dict)
    ongedaan_op = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = "samenvoegingen"
        ordering = ["-aangemaakt_op", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["weg"], condition=models.Q(ongedaan_op__isnull=True), name="samenvoeging_een_keer_weg"
            ),
            models.CheckConstraint(condition=~models.Q(blijft=models.F("weg")), name="samenvoeging_van_twee"),
        ]

    def __str__(self) -> str:
        return f"{self.weg} in {self.blijft}"
