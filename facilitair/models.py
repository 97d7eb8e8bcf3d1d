"""Rooms and their bookings, and the queue of what must be done around a group."""

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateTimeRangeField, RangeOperators
from django.contrib.postgres.indexes import GistIndex
from django.db import models
from django.db.models import Q

from facilitair.workflow import BEZET_DE_RUIMTE, TAAK_OPEN, ReserveringStaat, TaakSoort, TaakStaat
from marktplein.basis import klok
from marktplein.basis.models import Tijdstempels, Versie
from marktplein.basis.telefoon import TelefoonKolom


class Ruimte(Tijdstempels):
    naam = models.CharField(max_length=100, unique=True)
    gemeente = models.ForeignKey("gemeenten.Gemeente", on_delete=models.PROTECT, related_name="ruimtes")
    adres = models.CharField(max_length=160, blank=True)
    lat = models.FloatField()
    lon = models.FloatField()
    capaciteit = models.PositiveSmallIntegerField("plekken")
    dagdelen = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)
    toegankelijk = models.BooleanField("rolstoeltoegankelijk", default=False)
    kosten_cent = models.PositiveIntegerField("kosten per dagdeel (centen)", default=0)
    contact = models.CharField("contact", max_length=100, blank=True, help_text="wie het gebouw beheert")
    contact_telefoon = TelefoonKolom("telefoonnummer van het contact", max_length=20, blank=True)
    sleutel = models.CharField("hoe kom je binnen", max_length=300, blank=True)
    actief = models.BooleanField(default=True)

    class Meta:
        ordering = ["naam"]

    def __str__(self) -> str:
        return self.naam


class Reservering(Tijdstempels):
    """A room for a time. Two at once are impossible in the database, whoever books them.

    A booking that was given back lets go of its meeting, so that the meeting can have another room.
    """

    ruimte = models.ForeignKey(Ruimte, on_delete=models.PROTECT, related_name="reserveringen")
    periode = DateTimeRangeField()
    groep = models.ForeignKey(
        "aanbod.Groep", null=True, blank=True, on_delete=models.CASCADE, related_name="reserveringen"
    )
    bijeenkomst = models.OneToOneField(
        "aanbod.Bijeenkomst", null=True, blank=True, on_delete=models.CASCADE, related_name="reservering"
    )
    omschrijving = models.CharField(max_length=140, blank=True)
    staat = models.CharField(max_length=12, choices=ReserveringStaat.choices, default=ReserveringStaat.OPTIE)
    door = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name_plural = "reserveringen"
        ordering = ["periode", "pk"]
        constraints = [
            ExclusionConstraint(
                name="ruimte_nooit_dubbel",
                expressions=[("ruimte", RangeOperators.EQUAL), ("periode", RangeOperators.OVERLAPS)],
                condition=Q(staat__in=BEZET_DE_RUIMTE),
                violation_error_message="Deze ruimte is op dat moment al bezet.",
            ),
            models.CheckConstraint(
                condition=~Q(staat=ReserveringStaat.VRIJGEGEVEN) | Q(bijeenkomst__isnull=True),
                name="vrijgegeven_laat_bijeenkomst_los",
            ),
        ]
        indexes = [GistIndex(fields=["periode"], name="reservering_periode")]

    def __str__(self) -> str:
        return f"{self.ruimte} {self.periode}"

    @property
    def voorbij(self) -> bool:
        return bool(self.periode.upper <= klok.nu())

    @property
    def waarvoor(self) -> str:
        """What the room is booked for, in a few words."""
        return self.omschrijving or (str(self.groep.interventie) if self.groep else "Bezet")


# A task of another kind is made when something happens, not when a group is planned.
MET_SJABLOON = [(soort.value, soort.label) for soort in TaakSoort if soort != TaakSoort.DEELNEMERS]


class Taaksjabloon(models.Model):
    """What must be done around every group, and how many working days before (negative) or after its start."""

    soort = models.CharField(max_length=16, choices=MET_SJABLOON, unique=True)
    titel = models.CharField(max_length=120)
    uitleg = models.TextField(blank=True)
    werkdagen_na_start = models.SmallIntegerField()
    actief = models.BooleanField(default=True)

    class Meta:
        verbose_name_plural = "taaksjablonen"
        ordering = ["werkdagen_na_start", "soort"]

    def __str__(self) -> str:
        return self.titel


class Taak(Tijdstempels, Versie):
    soort = models.CharField(max_length=16, choices=TaakSoort.choices, default=TaakSoort.OVERIG)
    titel = models.CharField(max_length=160)
    uitleg = models.TextField(blank=True)
    groep = models.ForeignKey("aanbod.Groep", null=True, blank=True, on_delete=models.CASCADE, related_name="taken")
    gemeente = models.ForeignKey(
        "gemeenten.Gemeente", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    staat = models.CharField(max_length=16, choices=TaakStaat.choices, default=TaakStaat.NIEUW)
    toegewezen_aan = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="taken"
    )
    uiterlijk = models.DateField("uiterlijk", null=True, blank=True)
    wacht_tot = models.DateField(null=True, blank=True)
    klaar_op = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "taken"
        ordering = ["uiterlijk", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(staat__in=TAAK_OPEN) | Q(uiterlijk__isnull=False), name="open_taak_heeft_datum"
            ),
            models.UniqueConstraint(
                fields=["groep", "soort"], condition=~Q(soort=TaakSoort.OVERIG), name="taak_een_per_soort_en_groep"
            ),
        ]
        indexes = [
            models.Index(fields=["staat", "uiterlijk", "id"]),
            models.Index(fields=["toegewezen_aan", "staat", "uiterlijk"]),
        ]

    def __str__(self) -> str:
        return self.titel

    @property
    def is_open(self) -> bool:
        return self.staat in TAAK_OPEN

    @property
    def te_laat(self) -> bool:
        return self.is_open and self.uiterlijk is not None and self.uiterlijk < klok.vandaag()


class TaakGebeurtenis(models.Model):
    """One line of a task's history: a move, a new holder (``aan``) or a remark.

    Append-only: the database refuses to change a line, or to delete it while its task exists.
    """

    taak = models.ForeignKey(Taak, on_delete=models.CASCADE, related_name="gebeurtenissen")
    op = models.DateTimeField(auto_now_add=True)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    aan = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    van = models.CharField(max_length=16, choices=TaakStaat.choices, blank=True)
    naar = models.CharField(max_length=16, choices=TaakStaat.choices, blank=True)
    tekst = models.TextField(blank=True)

    class Meta:
        verbose_name_plural = "taakgebeurtenissen"
        ordering = ["op", "pk"]

    def __str__(self) -> str:
        return f"{self.taak_id}: {self.van} → {self.naar}"
