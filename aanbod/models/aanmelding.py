"""Places in a group: those of teams (counts only) and those of people who registered (the least data, expiring)."""

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from aanbod.workflow import AANMELDING_LOPEND, AanmeldingStaat
from marktplein.basis.models import Tijdstempels
from marktplein.basis.telefoon import TelefoonKolom


class TeamPlaats(Tijdstempels):
    """How many children of one team have a place in a group: no names. Feeds the settlement of costs."""

    groep = models.ForeignKey("aanbod.Groep", on_delete=models.CASCADE, related_name="teamplaatsen")
    team = models.ForeignKey("gemeenten.Team", on_delete=models.PROTECT, related_name="teamplaatsen")
    aantal = models.PositiveSmallIntegerField(validators=[MinValueValidator(1)])
    contact = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+",
        help_text="wie van het team de anderen in deze groep spreken",
    )  # fmt: skip

    class Meta:
        verbose_name_plural = "teamplaatsen"
        ordering = ["groep", "team"]
        constraints = [
            models.UniqueConstraint(fields=["groep", "team"], name="teamplaats_een_per_team"),
            models.CheckConstraint(condition=Q(aantal__gte=1), name="teamplaats_minstens_een"),
        ]

    def __str__(self) -> str:
        return f"{self.aantal} van {self.team_id} in {self.groep_id}"


class Aanmelding(Tijdstempels):
    """Someone's place or place in line. Name and address are erased at ``wissen_op``; the count stays.

    Only hashes of the mailed links are kept. The waiting list is served in order of ``in_rij_op``, then pk.
    """

    groep = models.ForeignKey("aanbod.Groep", on_delete=models.CASCADE, related_name="aanmeldingen")
    naam = models.CharField(max_length=100, blank=True)
    email = models.EmailField(blank=True)
    telefoon = TelefoonKolom(max_length=20, blank=True)
    leeftijd_kind = models.PositiveSmallIntegerField(null=True)
    door_team = models.ForeignKey(
        "gemeenten.Team", null=True, blank=True, on_delete=models.SET_NULL, related_name="aanmeldingen"
    )
    ingevoerd_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    token_hash = models.CharField(max_length=64, unique=True)
    staat = models.CharField(max_length=14, choices=AanmeldingStaat.choices, default=AanmeldingStaat.TE_BEVESTIGEN)
    taal = models.CharField("taal van de mail", max_length=10, default="nl")
    bevestigd_op = models.DateTimeField(null=True, blank=True)
    in_rij_op = models.DateTimeField(null=True, blank=True)
    beslis_voor = models.DateTimeField(
        "geldig tot", null=True, blank=True, help_text="tot wanneer een bevestiging of aanbod geldt"
    )
    wissen_op = models.DateField("gegevens wissen op")
    gewist_op = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "aanmeldingen"
        ordering = ["groep", "in_rij_op", "pk"]
        constraints = [
            models.UniqueConstraint(
                "groep",
                Lower("email"),
                Lower("naam"),
                condition=Q(staat__in=AANMELDING_LOPEND) & ~Q(email=""),
                name="aanmelding_een_keer_per_groep",
            ),
        ]
        indexes = [
            models.Index(fields=["groep", "staat", "in_rij_op", "id"]),
            models.Index(fields=["beslis_voor"], condition=Q(beslis_voor__isnull=False), name="aanmelding_beslis_voor"),
            models.Index(fields=["wissen_op"], condition=Q(gewist_op__isnull=True), name="aanmelding_te_wissen"),
        ]

    @property
    def is_lopend(self) -> bool:
        """Has not ended: may still be taken off the list."""
        return self.staat in AANMELDING_LOPEND

    def __str__(self) -> str:
        return f"aanmelding {self.pk} ({self.get_staat_display()})"
