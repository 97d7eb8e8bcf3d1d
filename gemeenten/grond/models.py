"""Who is where: region, municipalities with their lifetime, places, teams, memberships, organisations."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from gemeenten.grond.enums import (
    ROLLEN_MET_GEMEENTE,
    ROLLEN_MET_ORGANISATIE,
    ROLLEN_MET_TEAM,
    ROLLEN_VAN_DE_REGIO,
    Rol,
    Teamsoort,
    Vakantieregio,
)
from marktplein.basis.models import Tijdstempels
from marktplein.basis.telefoon import TelefoonKolom
from marktplein.basis.werkdagen import FEESTDAGEN


class Regio(models.Model):
    """The area within which demand is pooled."""

    naam = models.CharField(max_length=80, unique=True)
    slug = models.SlugField(unique=True)

    class Meta:
        verbose_name_plural = "regio's"
        ordering = ["naam"]

    def __str__(self) -> str:
        return self.naam


class Gemeente(models.Model):
    """A municipality during its lifetime; after a merger the old one stays, with its own figures."""

    cbs_code = models.CharField("CBS-code", max_length=6, unique=True)
    naam = models.CharField(max_length=80)
    slug = models.SlugField(unique=True)
    regio = models.ForeignKey(Regio, on_delete=models.PROTECT, related_name="gemeenten")
    subregio = models.CharField(max_length=60, blank=True)
    van = models.DateField("bestaat sinds", null=True, blank=True)
    tot = models.DateField("opgeheven per", null=True, blank=True)
    opgegaan_in = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="voorgangers")
    vakantieregio = models.CharField(max_length=8, choices=Vakantieregio.choices, default=Vakantieregio.MIDDEN)
    lat = models.FloatField("breedtegraad")
    lon = models.FloatField("lengtegraad")

    class Meta:
        verbose_name_plural = "gemeenten"
        ordering = ["naam"]
        constraints = [
            models.CheckConstraint(
                condition=Q(tot__isnull=True) | Q(van__isnull=True) | Q(tot__gt=F("van")), name="gemeente_looptijd"
            ),
            models.CheckConstraint(
                condition=Q(opgegaan_in__isnull=True) | Q(tot__isnull=False), name="gemeente_opgegaan_is_opgeheven"
            ),
        ]

    def __str__(self) -> str:
        return self.naam


class GemeenteCijfer(models.Model):
    """A figure of one year, hung on the municipality as it was that year."""

    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="cijfers")
    jaar = models.PositiveSmallIntegerField()
    soort = models.CharField(max_length=40)
    waarde = models.DecimalField(max_digits=14, decimal_places=2)
    bron = models.CharField(max_length=200)

    class Meta:
        ordering = ["gemeente", "soort", "jaar"]
        constraints = [models.UniqueConstraint(fields=["gemeente", "jaar", "soort"], name="cijfer_een_per_jaar")]

    def __str__(self) -> str:
        return f"{self.gemeente} {self.soort} {self.jaar}"


class Kern(models.Model):
    gemeente = models.ForeignKey(Gemeente, on_delete=models.CASCADE, related_name="kernen")
    naam = models.CharField(max_length=80)
    lat = models.FloatField()
    lon = models.FloatField()
    postcodes = ArrayField(models.CharField(max_length=4), default=list, blank=True)

    class Meta:
        verbose_name_plural = "kernen"
        ordering = ["naam"]
        constraints = [models.UniqueConstraint(fields=["gemeente", "naam"], name="kern_uniek_in_gemeente")]

    def __str__(self) -> str:
        return self.naam


class Team(Tijdstempels):
    naam = models.CharField(max_length=100, unique=True)
    slug = models.SlugField(unique=True)
    soort = models.CharField(max_length=8, choices=Teamsoort.choices, default=Teamsoort.JGT)
    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="teams")
    lat = models.FloatField()
    lon = models.FloatField()
    actief = models.BooleanField(default=True)

    class Meta:
        ordering = ["naam"]

    def __str__(self) -> str:
        return self.naam


class Organisatie(Tijdstempels):
    """An entry of the sociale kaart; also the provider behind an offer. What else is told of it: gemeenten.kaart.

    One that turned out to be another one (``opgegaan_in``) stays, so that it can be undone and old links lead on.
    """

    naam = models.CharField(max_length=140, unique=True)
    slug = models.SlugField(max_length=140, unique=True)
    gemeenten = models.ManyToManyField(Gemeente, blank=True, related_name="organisaties")
    vestiging = models.CharField(max_length=80, blank=True)
    omschrijving = models.TextField(blank=True)
    doelgroep = models.CharField(max_length=140, blank=True)
    kosten = models.CharField(max_length=140, blank=True)
    vrij_toegankelijk = models.BooleanField(default=True)
    website = models.URLField(blank=True)
    email = models.EmailField(blank=True)
    telefoon = TelefoonKolom(max_length=30, blank=True)
    lat = models.FloatField(null=True, blank=True)
    lon = models.FloatField(null=True, blank=True)
    laatst_gecontroleerd = models.DateField(null=True, blank=True)
    gecontroleerd_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    controle_maanden = models.PositiveSmallIntegerField("na zoveel maanden weer nakijken", default=6)
    na_te_kijken_op = models.DateField("na te kijken vanaf", null=True, blank=True, db_index=True)
    controle_gevraagd_op = models.DateField(null=True, blank=True)
    # Criteria of quality (gemeenten.kaart.kwaliteit) that do not apply here: help that has no price, or no door.
    kwaliteit_nvt = ArrayField(models.CharField(max_length=10), default=list, blank=True)
    opgegaan_in = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="opgenomen")
    fictief = models.BooleanField("verzonnen, voor de demo", default=False)

    class Meta:
        ordering = ["naam"]
        # Names that are alike are looked for at every new entry.
        indexes = [GinIndex(fields=["naam"], opclasses=["gin_trgm_ops"], name="organisatie_naam_trgm")]

    def __str__(self) -> str:
        return self.naam


def _hangt_aan(team: bool = False, gemeente: bool = False, organisatie: bool = False) -> Q:
    return Q(team__isnull=not team, gemeente__isnull=not gemeente, organisatie__isnull=not organisatie)


ROL_HANGT_AAN_HET_JUISTE = (
    (Q(rol__in=ROLLEN_MET_TEAM) & _hangt_aan(team=True))
    | (Q(rol__in=ROLLEN_MET_GEMEENTE) & _hangt_aan(gemeente=True))
    | (Q(rol__in=ROLLEN_MET_ORGANISATIE) & _hangt_aan(organisatie=True))
    | (Q(rol__in=ROLLEN_VAN_DE_REGIO) & _hangt_aan())
)


class RolToekenning(models.Model):
    """A role and the thing it hangs on: shared by a membership and the invitation that leads to one."""

    rol = models.CharField(max_length=16, choices=Rol.choices)
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.PROTECT, related_name="%(class)s_set")
    gemeente = models.ForeignKey(
        Gemeente, null=True, blank=True, on_delete=models.PROTECT, related_name="%(class)s_set"
    )
    organisatie = models.ForeignKey(
        Organisatie, null=True, blank=True, on_delete=models.PROTECT, related_name="%(class)s_set"
    )

    class Meta:
        abstract = True

    @property
    def plek(self) -> str:
        return str(self.team or self.gemeente or self.organisatie or "hele regio")


class Lidmaatschap(RolToekenning, Tijdstempels):
    """user × role × team, municipality or organisation, from–until: rights come from here and nowhere else.

    ``tot`` is the first day without the right, so that ending a membership today takes effect at once.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="lidmaatschappen")
    van = models.DateField()
    tot = models.DateField("geldig tot", null=True, blank=True)

    class Meta:
        verbose_name_plural = "lidmaatschappen"
        ordering = ["rol", "pk"]
        constraints = [
            models.CheckConstraint(condition=ROL_HANGT_AAN_HET_JUISTE, name="lidmaatschap_rol_hangt_aan_het_juiste"),
            models.CheckConstraint(condition=Q(tot__isnull=True) | Q(tot__gte=F("van")), name="lidmaatschap_looptijd"),
            models.UniqueConstraint(
                fields=["user", "rol", "team", "gemeente", "organisatie"],
                condition=Q(tot__isnull=True),
                nulls_distinct=False,
                name="lidmaatschap_een_keer",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_rol_display()} {self.plek}"


class Uitnodiging(RolToekenning, Tijdstempels):
    """Staff come in by invitation; only the hash of the mailed token is kept.

    ``uitgenodigd_door`` is empty for the first admin of an installation, who is invited from the command line.
    """

    email = models.EmailField("e-mailadres")
    token_hash = models.CharField(max_length=64, unique=True)
    uitgenodigd_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    verloopt_op = models.DateTimeField()
    aanvaard_op = models.DateTimeField(null=True, blank=True)
    ingetrokken_op = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "uitnodigingen"
        ordering = ["-aangemaakt_op"]
        constraints = [
            models.CheckConstraint(condition=ROL_HANGT_AAN_HET_JUISTE, name="uitnodiging_rol_hangt_aan_het_juiste"),
            models.UniqueConstraint(
                fields=["email", "rol", "team", "gemeente", "organisatie"],
                condition=Q(aanvaard_op__isnull=True, ingetrokken_op__isnull=True),
                nulls_distinct=False,
                name="uitnodiging_een_keer_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.email} als {self.get_rol_display()}"


class Schoolvakantie(models.Model):
    """School holidays as the ministry sets them, per region of the country; no meetings are planned in them."""

    naam = models.CharField(max_length=60)
    vakantieregio = models.CharField(max_length=8, choices=Vakantieregio.choices)
    begin = models.DateField()
    eind = models.DateField("tot en met")

    class Meta:
        verbose_name_plural = "schoolvakanties"
        ordering = ["begin"]
        constraints = [
            models.CheckConstraint(condition=Q(eind__gte=F("begin")), name="vakantie_begin_voor_eind"),
            models.UniqueConstraint(fields=["vakantieregio", "begin"], name="vakantie_uniek"),
        ]

    def __str__(self) -> str:
        return f"{self.naam} ({self.get_vakantieregio_display()})"


class Sluitingsdag(Tijdstempels):
    """Where the closed days of a region, its desk or a municipality differ from the national rule.

    Of a holiday (each year, whenever it falls), of one day, or of that day of each year; closed, or open after all.
    """

    regio = models.ForeignKey(
        Regio, null=True, blank=True, on_delete=models.PROTECT, related_name="sluitingsdagen", editable=False
    )
    gemeente = models.ForeignKey(
        Gemeente, null=True, blank=True, on_delete=models.PROTECT, related_name="sluitingsdagen", editable=False
    )
    balie = models.BooleanField("alleen het facilitair punt van de regio", default=False, editable=False)
    naam = models.CharField(max_length=60)
    feestdag = models.CharField(max_length=20, choices=list(FEESTDAGEN.items()), blank=True)
    datum = models.DateField(null=True, blank=True)
    elk_jaar = models.BooleanField("elk jaar op deze dag", default=False)
    dicht = models.BooleanField(default=True)

    class Meta:
        verbose_name_plural = "sluitingsdagen"
        ordering = ["naam", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(regio__isnull=True, balie=False, gemeente__isnull=False)
                | Q(regio__isnull=False, gemeente__isnull=True),
                name="sluitingsdag_van_een_plek",
            ),
            models.CheckConstraint(
                condition=(~Q(feestdag="") & Q(datum__isnull=True, elk_jaar=False))
                | Q(feestdag="", datum__isnull=False),
                name="sluitingsdag_feestdag_of_datum",
            ),
            models.UniqueConstraint(
                fields=["regio", "gemeente", "balie", "feestdag", "datum"],
                nulls_distinct=False,
                name="sluitingsdag_een_keer",
            ),
        ]

    def __str__(self) -> str:
        return self.naam

    @property
    def plek(self) -> str:
        if self.gemeente:
            return str(self.gemeente)
        return f"Facilitair punt {self.regio}" if self.balie else f"Regio {self.regio}"
