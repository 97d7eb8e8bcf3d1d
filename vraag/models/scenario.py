"""A "what if": changes to the region that are only computed, never carried out."""

from django.conf import settings
from django.db import models

from marktplein.basis.models import Tijdstempels
from marktplein.basis.privacy import valideer_zonder_persoonsgegevens
from marktplein.werk.models import Werk


class Scenario(Werk, Tijdstempels):
    """``wijzigingen`` is a list of changes (``vraag.wat_als`` tells their shapes).

    ``uitkomst`` holds counts and names of the day it was computed: it stays readable when a room or training goes.
    It holds small counts too; only ``selectors.scenarios`` shows them, and says who may see which.
    """

    regio = models.ForeignKey("gemeenten.Regio", on_delete=models.PROTECT, related_name="scenarios")
    naam = models.CharField(max_length=80, validators=[valideer_zonder_persoonsgegevens])
    eigenaar = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="scenarios"
    )
    wijzigingen = models.JSONField(default=list)
    gevraagd_op = models.DateTimeField("berekening gevraagd op")
    invoer_hash = models.CharField(max_length=64, blank=True)
    kern_versie = models.CharField(max_length=20, blank=True)
    seconden = models.FloatField(null=True)
    uitkomst = models.JSONField(default=dict)

    class Meta:
        verbose_name_plural = "scenario's"
        ordering = ["-aangemaakt_op", "-pk"]
        indexes = [models.Index(fields=["regio", "-aangemaakt_op", "-id"]), models.Index(fields=["staat"])]

    def __str__(self) -> str:
        return self.naam
