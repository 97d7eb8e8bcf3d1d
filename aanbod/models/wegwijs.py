"""What editors tell beside the offers: links, folders and figures of a theme, care paths, pages that explain.

No person stands in any of it, nor a plan, an outcome or a decision about one: these pages explain and lead on. Whoever
saves has looked at it, so it is no example any more.
"""

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language

from aanbod.enums import Stuksoort
from gemeenten.kaart import uren
from marktplein.basis.models import Tijdstempels
from marktplein.basis.telefoon import TelefoonKolom

ZORGPADEN = 19
DAGNAMEN = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")


class Bijgehouden(Tijdstempels):
    """``voorbeeld``: nobody has checked it, it shows how it could look."""

    voorbeeld = models.BooleanField("voorbeeldgegevens", default=False, editable=False)
    laatst_gecontroleerd = models.DateField(null=True, blank=True, editable=False)

    class Meta:
        abstract = True


class Themastuk(Bijgehouden):
    """One thing that stands with a theme: a link to trust, a folder, a figure, or an initiative elsewhere."""

    thema = models.ForeignKey("aanbod.Thema", on_delete=models.CASCADE, related_name="stukken")
    soort = models.CharField(max_length=8, choices=Stuksoort.choices)
    titel = models.CharField(max_length=120)
    titel_en = models.CharField("titel in het Engels", max_length=120, blank=True)
    tekst = models.CharField(max_length=400, blank=True)
    tekst_en = models.CharField("tekst in het Engels", max_length=400, blank=True)
    adres = models.URLField("adres van de site", blank=True)
    bron = models.CharField(max_length=140, blank=True)
    jaar = models.PositiveSmallIntegerField(null=True, blank=True)
    datum = models.DateField("datum van de folder", null=True, blank=True)
    toegankelijk = models.BooleanField("ook met een schermlezer te lezen", default=False)
    volgorde = models.PositiveSmallIntegerField(default=100)

    class Meta:
        verbose_name = "stuk van een thema"
        verbose_name_plural = "stukken van thema’s"
        ordering = ["volgorde", "titel", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(soort=Stuksoort.CIJFER) | (~Q(bron="") & Q(jaar__isnull=False)),
                name="cijfer_met_bron_en_jaar",
                violation_error_message="Een cijfer heeft een bron en een jaar.",
            ),
            models.CheckConstraint(
                condition=~Q(soort=Stuksoort.FOLDER) | Q(datum__isnull=False),
                name="folder_met_datum",
                violation_error_message="Een folder heeft een datum.",
            ),
        ]

    def __str__(self) -> str:
        return self.titel

    @property
    def taal(self) -> str:
        return "en" if get_language() == "en" and self.titel_en else "nl"

    @property
    def titel_hier(self) -> str:
        return self.titel_en if self.taal == "en" else self.titel

    @property
    def tekst_hier(self) -> str:
        return self.tekst_en if self.taal == "en" else self.tekst


class Folderbestand(models.Model):
    """The PDF of a folder, in a row of its own so that no list reads it along."""

    stuk = models.OneToOneField(Themastuk, on_delete=models.CASCADE, primary_key=True, related_name="bestand")
    pdf = models.BinaryField()

    class Meta:
        verbose_name_plural = "folderbestanden"

    def __str__(self) -> str:
        return f"folder {self.stuk_id}"


class Zorgpad(Bijgehouden):
    """The name of one of the nineteen care paths of Kansrijke Start; one without a row has no name yet."""

    nummer = models.PositiveSmallIntegerField(
        unique=True, validators=[MinValueValidator(1), MaxValueValidator(ZORGPADEN)]
    )
    naam = models.CharField(max_length=80, blank=True)

    class Meta:
        verbose_name_plural = "zorgpaden"
        ordering = ["nummer"]
        constraints = [
            models.CheckConstraint(condition=Q(nummer__gte=1, nummer__lte=ZORGPADEN), name="zorgpad_een_van_negentien")
        ]

    def __str__(self) -> str:
        return f"pad {self.nummer}"


class Zorgpadplek(Bijgehouden):
    """A care path in one municipality: which support there is, who gives it, and how that one is reached."""

    nummer = models.PositiveSmallIntegerField()
    gemeente = models.ForeignKey("gemeenten.Gemeente", on_delete=models.CASCADE, related_name="zorgpadplekken")
    steun = models.CharField("welke steun er is", max_length=400, blank=True)
    wie = models.CharField("wie die steun geeft", max_length=140, blank=True)
    telefoon = TelefoonKolom(max_length=30, blank=True)
    email = models.EmailField("e-mailadres", blank=True)
    adres = models.URLField("adres van de site", blank=True)

    class Meta:
        verbose_name_plural = "zorgpaden per gemeente"
        ordering = ["gemeente", "nummer"]
        constraints = [
            models.UniqueConstraint(fields=["nummer", "gemeente"], name="zorgpad_een_keer_per_gemeente"),
            models.CheckConstraint(
                condition=Q(nummer__gte=1, nummer__lte=ZORGPADEN), name="zorgpadplek_een_van_negentien"
            ),
        ]

    def __str__(self) -> str:
        return f"pad {self.nummer} in {self.gemeente_id}"

    @property
    def compleet(self) -> bool:
        """Support, who gives it, and a way to reach them."""
        return bool(self.steun and self.wie and (self.telefoon or self.email or self.adres))


class Uitlegpagina(Bijgehouden):
    """A page that explains and leads on. What it said at first stands in ``wegwijs.teksten``."""

    slug = models.SlugField(unique=True)
    titel = models.CharField(max_length=120)
    titel_en = models.CharField("titel in het Engels", max_length=120, blank=True)
    tekst = models.TextField(max_length=4000)
    tekst_en = models.TextField("tekst in het Engels", max_length=4000, blank=True)
    adres = models.URLField("adres van de site", blank=True)

    class Meta:
        verbose_name_plural = "uitlegpagina’s"
        ordering = ["titel"]

    def __str__(self) -> str:
        return self.titel


class Toegang(Bijgehouden):
    """The local front door of a municipality: where anybody may come with a question."""

    gemeente = models.OneToOneField("gemeenten.Gemeente", on_delete=models.CASCADE, related_name="toegang")
    naam = models.CharField(max_length=120)
    bezoekadres = models.CharField(max_length=160, blank=True)
    telefoon = TelefoonKolom(max_length=30, blank=True)
    email = models.EmailField("e-mailadres", blank=True)
    openingstijden = ArrayField(models.CharField(max_length=14), default=list, blank=True)

    class Meta:
        verbose_name_plural = "lokale toegang"
        ordering = ["gemeente"]

    def __str__(self) -> str:
        return self.naam

    @property
    def week(self) -> list[dict[str, object]]:
        """Monday to Sunday with the hours of each; empty when no hours are known."""
        return [{"naam": DAGNAMEN[dag.nummer], "blokken": dag.blokken} for dag in uren.week(self.openingstijden)]
