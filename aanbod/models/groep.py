"""A planned run of an offer, its meetings, and the trainers who are booked for them."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.contrib.postgres.indexes import GistIndex
from django.db import models
from django.db.models import F, Q

from aanbod.enums import Preventievorm
from aanbod.workflow import GroepStaat
from marktplein.basis.mensen import Voor, wie_en_leeftijd
from marktplein.basis.models import Tijdstempels, Versie
from marktplein.basis.woorden import datum, waar
from marktplein.basis.zaalvulling import Zaalvulling


class Groep(Tijdstempels, Versie):
    """``preventievorm``: the form of this group, one of its offer's; who may register and all figures go by it.

    ``bezet`` counts every place that is taken or held: children of teams plus registrations that hold one.

    It is only changed under a lock on this row (aanbod.groepen.services.plaatsen); the database refuses more than fit.
    """

    slug = models.SlugField(max_length=60, unique=True)
    interventie = models.ForeignKey("aanbod.Interventie", on_delete=models.PROTECT, related_name="groepen")
    gemeente = models.ForeignKey("gemeenten.Gemeente", on_delete=models.PROTECT, related_name="groepen")
    locatie_naam = models.CharField("plaats", max_length=120, blank=True)
    locatie_adres = models.CharField("adres", max_length=160, blank=True)
    zaal_plekken = models.PositiveSmallIntegerField(
        "hoeveel mensen er in de ruimte passen", null=True, blank=True, help_text="leeg: onbekend"
    )
    lat = models.FloatField(null=True, blank=True)
    lon = models.FloatField(null=True, blank=True)
    dagdeel = models.PositiveSmallIntegerField(null=True, blank=True)
    start_op = models.DateField("eerste bijeenkomst")
    eind_op = models.DateField("laatste bijeenkomst")
    minimum = models.PositiveSmallIntegerField()
    capaciteit = models.PositiveSmallIntegerField("aantal plekken")
    bezet = models.PositiveSmallIntegerField("bezette plekken", default=0)
    leeftijd_min = models.PositiveSmallIntegerField()
    leeftijd_max = models.PositiveSmallIntegerField()
    voor = models.CharField(
        "voor wie", max_length=13, choices=Voor.choices, blank=True, help_text="leeg: voor wie het aanbod eerst is"
    )
    preventievorm = models.CharField(
        "bedoeld", max_length=16, choices=Preventievorm.choices, help_text="bepaalt wie zich kan aanmelden"
    )
    staat = models.CharField(max_length=14, choices=GroepStaat.choices, default=GroepStaat.VOORBEREIDING)
    reden_geannuleerd = models.CharField(max_length=200, blank=True)
    planteam = models.ForeignKey(
        "gemeenten.Team",
        verbose_name="team dat de groep maakte",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="gemaakte_groepen",
    )

    class Meta:
        verbose_name_plural = "groepen"
        ordering = ["start_op", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(bezet__lte=F("capaciteit")), name="groep_niet_meer_dan_plaatsen"),
            models.CheckConstraint(condition=Q(leeftijd_max__gte=F("leeftijd_min")), name="groep_leeftijd"),
            models.CheckConstraint(condition=Q(eind_op__gte=F("start_op")), name="groep_looptijd"),
            models.CheckConstraint(condition=Q(dagdeel__isnull=True) | Q(dagdeel__lt=15), name="groep_dagdeel"),
        ]
        indexes = [
            models.Index(fields=["staat", "start_op"]),
            models.Index(fields=["interventie", "start_op"]),
            models.Index(fields=["gemeente", "start_op"]),
        ]

    def __str__(self) -> str:
        return f"{self.interventie} in {self.gemeente}, start {datum(self.start_op)}"

    @property
    def is_voor(self) -> str:
        """For whom this group is; needs ``interventie``."""
        return self.voor or self.interventie.eerst_voor

    @property
    def voor_wie(self) -> str:
        """ "kinderen van 8 tot en met 12 jaar", "professionals"; needs ``interventie``."""
        return wie_en_leeftijd(self.is_voor, self.leeftijd_min, self.leeftijd_max)

    @property
    def zaalvulling(self) -> Zaalvulling:
        """Who is in the room with it; needs ``interventie``."""
        return self.interventie.zaalvulling(self.is_voor)

    @property
    def mensen(self) -> int:
        """The people in the room when it is full; needs ``interventie``."""
        return self.zaalvulling.nodig(self.capaciteit)

    @property
    def zaal_te_klein(self) -> str:
        """Why its room does not hold everybody when it is full; empty when it does, or when its room is unknown."""
        return "" if self.zaal_plekken is None else self.te_klein_in(self.zaal_plekken)

    @property
    def in_de_zaal(self) -> str:
        """ "Ruimte voor 18 mensen, nodig 14: 6 kinderen met hun ouder en 2 trainers."; needs ``interventie``."""
        return self.zaalvulling.naast(self.capaciteit, self.zaal_plekken)

    def te_klein_in(self, plekken: int) -> str:
        """Why a room for so many people does not hold everybody; empty when it does."""
        return self.zaalvulling.te_klein(self.capaciteit, plekken)

    @property
    def vrij_in_zaal(self) -> int:
        """Free places for which the room has space as well; needs ``interventie``."""
        if self.zaal_plekken is None:
            return self.vrij
        return max(0, min(self.capaciteit, self.zaalvulling.hoogstens(self.zaal_plekken)) - self.bezet)

    @property
    def vrij(self) -> int:
        return self.capaciteit - self.bezet

    @property
    def waar(self) -> str:
        """Name, address and municipality, each told once; needs ``gemeente``."""
        return waar(self.locatie_naam, self.locatie_adres, plaats=self.gemeente.naam)


class Bijeenkomst(models.Model):
    """``nummer`` names a meeting and stays its own, also when it is moved past another one: calendars know it by that.

    ``wijzigingen`` counts how often it changed since then. Without a place of its own it is where its group is.
    """

    groep = models.ForeignKey(Groep, on_delete=models.CASCADE, related_name="bijeenkomsten")
    nummer = models.PositiveSmallIntegerField()
    begin = models.DateTimeField()
    eind = models.DateTimeField()
    locatie_naam = models.CharField("andere plaats", max_length=120, blank=True)
    locatie_adres = models.CharField("ander adres", max_length=160, blank=True)
    wijzigingen = models.PositiveSmallIntegerField(default=0)
    aanwezig = models.PositiveSmallIntegerField(
        "hoeveel er waren", null=True, blank=True, help_text="leeg: nog niet genoteerd"
    )

    class Meta:
        verbose_name_plural = "bijeenkomsten"
        ordering = ["begin", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["groep", "nummer"], name="bijeenkomst_nummer_uniek"),
            models.CheckConstraint(condition=Q(eind__gt=F("begin")), name="bijeenkomst_eind_na_begin"),
        ]
        indexes = [models.Index(fields=["begin"])]

    def __str__(self) -> str:
        return f"bijeenkomst {self.nummer} van {self.groep_id}"

    @property
    def elders(self) -> str:
        """Where it is, when that is not where its group is; needs ``groep.gemeente``."""
        if not self.locatie_naam:
            return ""
        return waar(self.locatie_naam, self.locatie_adres, plaats=self.groep.gemeente.naam)


class Vervallen(models.Model):
    """A meeting that was planned and does not take place: calendars that hold it must hear so, under its own number."""

    groep = models.ForeignKey(Groep, on_delete=models.CASCADE, related_name="vervallen")
    nummer = models.PositiveSmallIntegerField()
    begin = models.DateTimeField()
    eind = models.DateTimeField()
    wijzigingen = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name_plural = "vervallen bijeenkomsten"
        ordering = ["begin", "pk"]
        constraints = [models.UniqueConstraint(fields=["groep", "nummer"], name="vervallen_nummer_uniek")]

    def __str__(self) -> str:
        return f"vervallen bijeenkomst {self.nummer} van {self.groep_id}"


class Inzet(models.Model):
    """One trainer at one meeting. Two meetings at once are impossible in the database; cancelling deletes the row."""

    trainer = models.ForeignKey("aanbod.Trainer", on_delete=models.PROTECT, related_name="inzetten")
    bijeenkomst = models.ForeignKey(Bijeenkomst, on_delete=models.CASCADE, related_name="inzetten")
    periode = DateTimeRangeField()

    class Meta:
        verbose_name_plural = "inzetten"
        ordering = ["periode", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["trainer", "bijeenkomst"], name="inzet_een_per_bijeenkomst"),
            ExclusionConstraint(
                name="trainer_nooit_dubbel",
                expressions=[("trainer", RangeOperators.EQUAL), ("periode", RangeOperators.OVERLAPS)],
                violation_error_message="Deze trainer geeft op dat moment al een andere bijeenkomst.",
            ),
        ]
        indexes = [GistIndex(fields=["periode"], name="inzet_periode")]

    def __str__(self) -> str:
        return f"{self.trainer_id} bij {self.bijeenkomst_id}"
