"""Organisations from outside: what they ask for, and what the editors ask them."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from aanbod.enums import AanbiederType, AfwijsReden
from aanbod.workflow import AanvraagStaat
from marktplein.basis.models import Tijdstempels
from marktplein.basis.telefoon import TelefoonKolom


class AanbiederAanvraag(Tijdstempels):
    """An organisation asks to put its offers here. There is no account until it is taken up.

    Who asked is erased some time after the decision; only a hash of the mailed link is kept.
    """

    organisatie_naam = models.CharField("naam van de organisatie", max_length=140)
    soort = models.CharField(max_length=20, choices=AanbiederType.choices)
    website = models.URLField(blank=True)
    gemeenten = models.ManyToManyField("gemeenten.Gemeente", blank=True, related_name="+")
    aanbod = models.TextField("wat jullie aanbieden", blank=True)
    naam = models.CharField("naam van de contactpersoon", max_length=100, blank=True)
    email = models.EmailField(blank=True)
    telefoon = TelefoonKolom(max_length=20, blank=True)
    token_hash = models.CharField(max_length=64, unique=True)
    staat = models.CharField(max_length=14, choices=AanvraagStaat.choices, default=AanvraagStaat.TE_BEVESTIGEN)
    bevestig_voor = models.DateTimeField()
    bevestigd_op = models.DateTimeField(null=True, blank=True)
    besloten_op = models.DateTimeField(null=True, blank=True)
    afwijs_reden = models.CharField(max_length=14, choices=AfwijsReden.choices, blank=True)
    organisatie = models.ForeignKey(
        "gemeenten.Organisatie", null=True, blank=True, on_delete=models.SET_NULL, related_name="aanvragen"
    )
    gewist_op = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "aanvragen van aanbieders"
        ordering = ["aangemaakt_op", "pk"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                Lower("organisatie_naam"),
                condition=Q(staat__in=("te_bevestigen", "voorgelegd", "vraag")) & ~Q(email=""),
                name="aanvraag_een_keer_open",
            )
        ]
        indexes = [models.Index(fields=["staat", "bevestigd_op"])]

    def __str__(self) -> str:
        return self.organisatie_naam


class RedactieVraag(models.Model):
    """A question of the editors about an organisation that asks, or about an offer, and its answer."""

    aanvraag = models.ForeignKey(
        AanbiederAanvraag, null=True, blank=True, on_delete=models.CASCADE, related_name="vragen"
    )
    interventie = models.ForeignKey(
        "aanbod.Interventie", null=True, blank=True, on_delete=models.CASCADE, related_name="redactievragen"
    )
    vraag = models.TextField(blank=True)
    gevraagd_op = models.DateTimeField()
    gevraagd_door = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    antwoord = models.TextField(blank=True)
    beantwoord_op = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "vragen van de redactie"
        ordering = ["gevraagd_op", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(aanvraag__isnull=True) ^ Q(interventie__isnull=True), name="redactievraag_over_een_ding"
            ),
            models.UniqueConstraint(
                fields=["aanvraag", "interventie"],
                condition=Q(beantwoord_op__isnull=True),
                nulls_distinct=False,
                name="redactievraag_een_open",
            ),
        ]

    def __str__(self) -> str:
        return f"vraag {self.pk} van de redactie"
