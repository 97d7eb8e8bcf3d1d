"""A list that somebody brings in: where it comes from, and of each row what it would do and what it did."""

from django.conf import settings
from django.db import models

from gemeenten.grond.models import Organisatie
from gemeenten.kaart.enums import Invoerstap, Regelsoort
from marktplein.basis.models import Tijdstempels
from marktplein.werk.models import Werk


class Importbron(Tijdstempels):
    """A list that comes more often; ``kolommen`` says which column of it is which field."""

    naam = models.CharField(max_length=80, unique=True)
    kolommen = models.JSONField(default=dict)

    class Meta:
        verbose_name_plural = "importbronnen"
        ordering = ["naam"]

    def __str__(self) -> str:
        return self.naam


class Bronregel(models.Model):
    """Which organisation a row of a source is: known again the next time, whatever it is called here."""

    bron = models.ForeignKey(Importbron, on_delete=models.CASCADE, related_name="regels")
    sleutel = models.CharField(max_length=200)
    organisatie = models.ForeignKey(Organisatie, on_delete=models.CASCADE, related_name="bronregels")

    class Meta:
        verbose_name_plural = "bronregels"
        constraints = [models.UniqueConstraint(fields=["bron", "sleutel"], name="bronregel_een_keer")]

    def __str__(self) -> str:
        return f"{self.bron}: {self.sleutel}"


class Invoer(Werk, Tijdstempels):
    """One file. It is looked through first, and brought in when somebody has seen what that would do."""

    bron = models.ForeignKey(Importbron, on_delete=models.PROTECT, related_name="invoeren")
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    bestand = models.CharField(max_length=120)
    kop = models.JSONField(default=list)
    rijen = models.JSONField(default=list)
    stap = models.CharField(max_length=8, choices=Invoerstap.choices, default=Invoerstap.KIJKEN)

    class Meta:
        verbose_name_plural = "invoeren"
        ordering = ["-aangemaakt_op", "-pk"]

    def __str__(self) -> str:
        return self.bestand


class Invoerregel(models.Model):
    """A row of it: ``gegevens`` as they would be kept, ``verschil`` the fields that differ from ``organisatie``."""

    invoer = models.ForeignKey(Invoer, on_delete=models.CASCADE, related_name="regels")
    nummer = models.PositiveIntegerField()
    soort = models.CharField(max_length=10, choices=Regelsoort.choices)
    gegevens = models.JSONField(default=dict)
    verschil = models.JSONField(default=list)
    organisatie = models.ForeignKey(Organisatie, null=True, on_delete=models.SET_NULL, related_name="+")
    uitleg = models.CharField(max_length=300, blank=True)
    keuze = models.CharField(max_length=8, blank=True, choices=[("nieuw", "Nieuw"), ("zelfde", "Dezelfde")])
    gedaan = models.BooleanField(default=False)

    class Meta:
        verbose_name_plural = "invoerregels"
        ordering = ["nummer"]
        constraints = [models.UniqueConstraint(fields=["invoer", "nummer"], name="invoerregel_een_keer")]

    def __str__(self) -> str:
        return f"regel {self.nummer}"
