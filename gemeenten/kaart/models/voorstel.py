"""A change that somebody proposes who may not make it: of an organisation that works for more gemeenten."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from gemeenten.grond.models import Organisatie
from gemeenten.kaart.enums import Reden
from gemeenten.kaart.workflow import VoorstelStaat
from marktplein.basis.models import Tijdstempels


class Voorstel(Tijdstempels):
    """``nieuw`` and ``oud`` hold the fields that differ, as they are kept (lists of numbers for what it hangs on)."""

    organisatie = models.ForeignKey(Organisatie, on_delete=models.CASCADE, related_name="kaartvoorstellen")
    nieuw = models.JSONField()
    oud = models.JSONField()
    door = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    staat = models.CharField(max_length=12, choices=VoorstelStaat.choices, default=VoorstelStaat.OPEN)
    reden = models.CharField(max_length=12, choices=Reden.choices, blank=True)
    beslist_door = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    beslist_op = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "voorgestelde wijziging"
        verbose_name_plural = "voorgestelde wijzigingen"
        ordering = ["-aangemaakt_op", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(staat=VoorstelStaat.OPEN, beslist_op__isnull=True)
                | (~Q(staat=VoorstelStaat.OPEN) & Q(beslist_op__isnull=False)),
                name="kaartvoorstel_beslist_heeft_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"Wijziging van {self.organisatie}"
