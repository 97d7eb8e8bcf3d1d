"""Where an organisation is, and whom to call there."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from gemeenten.grond.models import Gemeente, Organisatie
from gemeenten.kaart import uren
from marktplein.basis.models import Tijdstempels
from marktplein.basis.telefoon import TelefoonKolom


class MetUren(models.Model):
    """Opening hours in the spelling of ``uren`` ("ma 09:00-12:30"), and what these do not tell."""

    openingstijden = ArrayField(models.CharField(max_length=uren.LANGST), default=list, blank=True)
    uren_toelichting = models.CharField("bij de openingstijden", max_length=140, blank=True)
    fictief = models.BooleanField("verzonnen, voor de demo", default=False, editable=False)

    class Meta:
        abstract = True

    @property
    def week(self) -> list[uren.Dag]:
        """Monday to Sunday with the hours of each; empty when no hours are known."""
        return uren.week(self.openingstijden)


class Locatie(MetUren, Tijdstempels):
    organisatie = models.ForeignKey(Organisatie, on_delete=models.CASCADE, related_name="locaties")
    naam = models.CharField(max_length=100, blank=True)
    straat = models.CharField(max_length=100)
    huisnummer = models.CharField(max_length=12)
    postcode = models.CharField(max_length=7)
    plaats = models.CharField(max_length=80)
    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="locaties")
    lat = models.FloatField("breedtegraad", null=True, blank=True)
    lon = models.FloatField("lengtegraad", null=True, blank=True)
    toegankelijkheid = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name_plural = "locaties"
        ordering = ["plaats", "straat", "huisnummer", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(lat__isnull=True, lon__isnull=True) | Q(lat__range=(-90, 90), lon__range=(-180, 180)),
                name="locatie_plek_op_aarde",
            ),
            models.UniqueConstraint(
                fields=["organisatie", "straat", "huisnummer", "postcode"], name="locatie_een_keer_per_organisatie"
            ),
        ]

    def __str__(self) -> str:
        return self.naam or f"{self.straat} {self.huisnummer}, {self.plaats}"

    @property
    def kop(self) -> str:
        """Above its address: what it is called, else where it is."""
        return self.naam or self.plaats

    @property
    def adres(self) -> str:
        """ "Dorpsstraat 12, 2371 AB Roelofarendsveen"."""
        return f"{self.straat} {self.huisnummer}, {self.postcode} {self.plaats}"


class Contact(MetUren, Tijdstempels):
    """A desk or a function that answers ("Telefonisch spreekuur"), never a person by name."""

    organisatie = models.ForeignKey(Organisatie, on_delete=models.CASCADE, related_name="contacten")
    locatie = models.ForeignKey(Locatie, null=True, blank=True, on_delete=models.SET_NULL, related_name="contacten")
    naam = models.CharField("naam van de functie", max_length=80)
    telefoon = TelefoonKolom(max_length=30, blank=True)
    email = models.EmailField(blank=True)
    volgorde = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name_plural = "contacten"
        ordering = ["volgorde", "naam", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(telefoon="", email=""), name="contact_te_bereiken"),
            models.UniqueConstraint(
                fields=["organisatie", "locatie", "naam"], nulls_distinct=False, name="contact_een_keer"
            ),
        ]

    def __str__(self) -> str:
        return self.naam
