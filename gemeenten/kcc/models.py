"""Where everybody gets advice; and who asks to be called back: name, number and subject, for thirty days at most."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from gemeenten.grond.models import Gemeente, Organisatie, Team
from gemeenten.kaart.models import Contact
from gemeenten.kcc.workflow import TERUGBEL_LOPEND, Afloop, TerugbelStaat
from marktplein.basis import klok
from marktplein.basis.models import Tijdstempels
from marktplein.basis.telefoon import TelefoonKolom


class Adviespunt(models.Model):
    """A desk of the sociale kaart that answers everybody; its telephone, mail and hours stand there."""

    contact = models.OneToOneField(Contact, on_delete=models.CASCADE, related_name="adviespunt")
    gemeenten = models.ManyToManyField(
        Gemeente, blank=True, related_name="adviespunten", help_text="leeg is de hele regio"
    )
    chat = models.URLField("adres van de chat", blank=True)
    volgorde = models.PositiveSmallIntegerField(default=100)

    class Meta:
        verbose_name_plural = "adviespunten"
        ordering = ["volgorde", "pk"]

    def __str__(self) -> str:
        return f"{self.contact.organisatie}, {self.contact}"


class Terugbelverzoek(Tijdstempels):
    """Asked of one team, or of an organisation for one gemeente. What is about the caller is erased; the row stays."""

    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.PROTECT, related_name="terugbelverzoeken")
    organisatie = models.ForeignKey(
        Organisatie, null=True, blank=True, on_delete=models.PROTECT, related_name="terugbelverzoeken"
    )
    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="terugbelverzoeken")
    naam = models.CharField(max_length=80, blank=True)
    telefoon = TelefoonKolom(max_length=30, blank=True)
    thema = models.ForeignKey(
        "aanbod.Thema", null=True, blank=True, on_delete=models.SET_NULL, related_name="terugbelverzoeken"
    )
    onderwerp = models.CharField(max_length=80, blank=True)
    staat = models.CharField(max_length=12, choices=TerugbelStaat.choices, default=TerugbelStaat.OPEN)
    afloop = models.CharField(max_length=12, choices=Afloop.choices, blank=True)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    opgepakt_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    uiterlijk = models.DateField("bellen uiterlijk")
    gemeld_op = models.DateTimeField("aanspreekpunt gewaarschuwd op", null=True, blank=True)
    wissen_op = models.DateField("wissen op")
    gewist_op = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "terugbelverzoek"
        verbose_name_plural = "terugbelverzoeken"
        ordering = ["uiterlijk", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(team__isnull=False, organisatie__isnull=True)
                | Q(team__isnull=True, organisatie__isnull=False),
                name="terugbelverzoek_van_een_plek",
            ),
            models.CheckConstraint(
                condition=Q(gewist_op__isnull=True) | Q(naam="", telefoon="", onderwerp=""),
                name="terugbelverzoek_gewist_is_leeg",
            ),
            models.CheckConstraint(
                condition=Q(gewist_op__isnull=True) | ~Q(staat__in=TERUGBEL_LOPEND),
                name="terugbelverzoek_gewist_is_over",
            ),
        ]
        indexes = [
            models.Index(fields=["uiterlijk"], condition=Q(staat__in=TERUGBEL_LOPEND), name="terugbel_lopend"),
            models.Index(fields=["wissen_op"], condition=Q(gewist_op__isnull=True), name="terugbel_te_wissen"),
        ]

    def __str__(self) -> str:
        return f"Terugbelverzoek {self.pk}"

    @property
    def wie_belt(self) -> str:
        """ "JGT Leiden Midden", "Centrum voor Jeugd en Gezin, Leiden"."""
        return str(self.team) if self.team else f"{self.organisatie}, {self.gemeente}"

    @property
    def waarover(self) -> str:
        """The theme and the words about it; what was erased leaves the theme."""
        return ": ".join(filter(None, (str(self.thema or ""), self.onderwerp))) or "Al gewist"

    @property
    def is_lopend(self) -> bool:
        return self.staat in TERUGBEL_LOPEND

    @property
    def is_te_laat(self) -> bool:
        return self.is_lopend and self.uiterlijk < klok.vandaag()
