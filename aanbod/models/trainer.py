"""Who may give what, where, on which dagdelen and how often."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from aanbod.enums import Bereik
from marktplein.basis.models import Tijdstempels
from marktplein.basis.telefoon import TelefoonKolom


class Trainer(Tijdstempels):
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="trainer"
    )
    naam = models.CharField(max_length=100)
    telefoon = TelefoonKolom(max_length=30, blank=True)
    email = models.EmailField("e-mailadres", blank=True, help_text="leeg: dat van het account")
    gemeente = models.ForeignKey("gemeenten.Gemeente", on_delete=models.PROTECT, related_name="trainers")
    organisatie = models.ForeignKey(
        "gemeenten.Organisatie", null=True, blank=True, on_delete=models.SET_NULL, related_name="trainers"
    )
    bereik = models.CharField(max_length=10, choices=Bereik.choices, default=Bereik.REGIO)
    dagdelen = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)
    max_groepen_per_week = models.PositiveSmallIntegerField(default=2)
    actief = models.BooleanField(default=True)

    class Meta:
        ordering = ["naam", "pk"]

    def __str__(self) -> str:
        return self.naam

    @property
    def te_bellen_op(self) -> str:
        """The own number, else that of the organisation; empty when neither is known."""
        return self.telefoon or (self.organisatie.telefoon if self.organisatie else "")

    @property
    def te_mailen_op(self) -> str:
        """The own address, else that of the account; empty when neither is known. Reads ``user``."""
        return self.email or (self.user.email if self.user and self.user.is_active else "")

    @property
    def nieuws_op(self) -> str:
        """Where messages go: the account, which has a bell and choices; the own address without one. Reads ``user``."""
        return self.user.email if self.user and self.user.is_active else self.email


class Certificaat(models.Model):
    trainer = models.ForeignKey(Trainer, on_delete=models.CASCADE, related_name="certificaten")
    interventie = models.ForeignKey("aanbod.Interventie", on_delete=models.CASCADE, related_name="certificaten")
    geldig_tot = models.DateField("geldig tot en met", null=True, blank=True)

    class Meta:
        verbose_name_plural = "certificaten"
        ordering = ["interventie", "trainer"]
        constraints = [
            models.UniqueConstraint(fields=["trainer", "interventie"], name="certificaat_een_per_interventie")
        ]

    def __str__(self) -> str:
        return f"{self.trainer}: {self.interventie}"
