"""What lies on the shelf: themes, everyday words, and the offers themselves."""

import datetime as dt

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower, Upper
from django.utils.translation import get_language

from aanbod.enums import (
    VAN_BUITEN,
    ZONDER_ADRES,
    AanbiederType,
    Aanmeldwijze,
    Bevestigritme,
    Doelgroep,
    Preventievorm,
    Vorm,
)
from aanbod.workflow import InterventieStaat
from marktplein.basis import klok
from marktplein.basis.iconen import thema_iconen
from marktplein.basis.mensen import Voor, meervoud
from marktplein.basis.models import Tijdstempels, Versie
from marktplein.basis.zaalvulling import EEN, Zaalvulling, gewoon
from marktplein.taal.leesbaar import MOEILIJK


class Thema(models.Model):
    naam = models.CharField(max_length=60, unique=True)
    naam_en = models.CharField("naam in het Engels", max_length=60, blank=True)
    slug = models.SlugField(unique=True)
    uitleg = models.CharField(max_length=200, blank=True)
    uitleg_en = models.CharField("uitleg in het Engels", max_length=200, blank=True)
    icoon = models.CharField(max_length=40, blank=True, choices=thema_iconen)
    volgorde = models.PositiveSmallIntegerField(default=100)

    class Meta:
        verbose_name_plural = "thema's"
        ordering = ["volgorde", "naam"]
        constraints = [
            models.UniqueConstraint(
                fields=["icoon"],
                condition=~Q(icoon=""),
                name="thema_eigen_icoon",
                violation_error_message="Een ander thema heeft dit icoon al. Kies een ander icoon.",
            )
        ]

    def __str__(self) -> str:
        return self.naam

    @property
    def taal(self) -> str:
        """The language in which the name is shown on this page: Dutch where nobody wrote it in that of the page."""
        return "en" if get_language() == "en" and self.naam_en else "nl"

    @property
    def naam_hier(self) -> str:
        return self.naam_en if self.taal == "en" else self.naam

    @property
    def uitleg_hier(self) -> str:
        """Empty where an English name comes without an English explanation, so that one element is one language."""
        return self.uitleg_en if self.taal == "en" else self.uitleg


class Zoekwoord(models.Model):
    """An everyday word that leads to a theme; editors keep the list."""

    thema = models.ForeignKey(Thema, on_delete=models.CASCADE, related_name="zoekwoorden")
    woord = models.CharField(max_length=60)

    class Meta:
        verbose_name_plural = "zoekwoorden"
        ordering = ["woord"]
        constraints = [models.UniqueConstraint(fields=["thema", "woord"], name="zoekwoord_uniek_per_thema")]

    def __str__(self) -> str:
        return self.woord


class Zoekterm(models.Model):
    """A word that some offer can be found by: what a typing mistake is compared with. Kept by services.zoekindex."""

    woord = models.CharField(max_length=60, primary_key=True)

    class Meta:
        verbose_name_plural = "zoektermen"
        ordering = ["woord"]
        indexes = [GinIndex(OpClass("woord", name="gin_trgm_ops"), name="zoekterm_trgm")]

    def __str__(self) -> str:
        return self.woord


ROUTING_COMPLEET = (~Q(aanmelden_bij="") | Q(aanmeldwijze__in=ZONDER_ADRES)) & ~Q(wie_betaalt="")


# So long after its day an offer that nobody confirmed still counts as right: its owner was asked that day.
RESPIJT = dt.timedelta(days=30)


def grens_onbevestigd() -> dt.date:
    """What was confirmed until before this day is unconfirmed."""
    return klok.vandaag() - RESPIJT


class Interventie(Tijdstempels, Versie):
    """A training or other offer. Ages are of the child, in whole years; money in cents; a group counts children."""

    naam = models.CharField(max_length=120, help_text="twee organisaties mogen aanbod hebben dat zo heet")
    slug = models.SlugField(max_length=120, unique=True)
    omschrijving = models.TextField()
    themas = models.ManyToManyField(Thema, related_name="interventies")
    preventievorm = models.CharField(max_length=16, choices=Preventievorm.choices)
    andere_preventievormen = ArrayField(
        models.CharField(max_length=16, choices=Preventievorm.choices),
        default=list,
        blank=True,
        verbose_name="ook groepen",
        help_text="waarvan er ook groepen zijn; elke groep heeft er één",
    )
    doelgroep = ArrayField(models.CharField(max_length=16, choices=Doelgroep.choices), default=list)
    leeftijd_min = models.PositiveSmallIntegerField("leeftijd vanaf")
    leeftijd_max = models.PositiveSmallIntegerField("leeftijd tot en met")
    zwangerschap = models.BooleanField("ook tijdens de zwangerschap", default=False)
    vorm = models.CharField(max_length=20, choices=Vorm.choices)
    groep_min = models.PositiveSmallIntegerField("kleinste groep", validators=[MinValueValidator(1)])
    groep_max = models.PositiveSmallIntegerField("grootste groep", validators=[MinValueValidator(1)])
    max_leeftijdsverschil = models.PositiveSmallIntegerField("grootste leeftijdsverschil in een groep", default=4)
    bijeenkomsten = models.PositiveSmallIntegerField("aantal bijeenkomsten", null=True, blank=True)
    duur_minuten = models.PositiveSmallIntegerField("duur van een bijeenkomst (minuten)", null=True, blank=True)
    eigen_bijdrage_cent = models.PositiveIntegerField(
        "eigen bijdrage (centen, voor de hele reeks)", null=True, blank=True, help_text="0 is gratis, leeg is onbekend"
    )
    trainers_nodig = models.PositiveSmallIntegerField("aantal trainers", default=1)
    personen_per_deelnemer = models.DecimalField(
        "mensen in de ruimte per deelnemer",
        max_digits=3,
        decimal_places=1,
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(9)],
        help_text="leeg is gewoon: 1, en 2 als een kind met een ouder komt",
    )
    intake = models.CharField("wie doet de intake", max_length=400, blank=True)
    aanmeldwijze = models.CharField(
        "hoe doet men mee", max_length=12, choices=Aanmeldwijze.choices, default=Aanmeldwijze.BIJ
    )
    aanmelden_bij = models.CharField("waar meldt men zich aan", max_length=400, blank=True)
    wie_betaalt = models.CharField("wie betaalt", max_length=400, blank=True)
    toestemming_beide_ouders = models.BooleanField("beide ouders moeten toestemming geven", default=False)
    voornamen_nodig = models.BooleanField("de trainers hebben de voornamen nodig", default=False)
    open_voor_buiten_regio = models.BooleanField("open voor mensen van buiten de regio", default=False)
    aanbieder = models.CharField(max_length=120)
    aanbieder_type = models.CharField(max_length=20, choices=AanbiederType.choices)
    organisatie = models.ForeignKey(
        "gemeenten.Organisatie", null=True, blank=True, on_delete=models.SET_NULL, related_name="interventies"
    )
    staat = models.CharField(max_length=14, choices=InterventieStaat.choices, default=InterventieStaat.CONCEPT)
    opvolger = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="voorgangers",
        help_text="waar links naar ingetrokken aanbod heen gaan",
    )  # fmt: skip
    goedgekeurd_op = models.DateField("door de redactie goedgekeurd op", null=True, blank=True)
    laatst_gecontroleerd = models.DateField(null=True, blank=True)
    leesscore = models.PositiveSmallIntegerField("hoe makkelijk het leest", null=True, blank=True, db_index=True)
    bevestig_maanden = models.PositiveSmallIntegerField(
        "hoe vaak bevestig je dat dit klopt", choices=Bevestigritme.choices, default=Bevestigritme.JAAR
    )
    bevestigd_tot = models.DateField("bevestigd tot", null=True, blank=True, db_index=True)
    bevestiging_gevraagd_op = models.DateField(null=True, blank=True)
    aannames = ArrayField(
        models.CharField(max_length=40), default=list, blank=True, help_text="velden die voor de demo zijn aangenomen"
    )

    class Meta:
        ordering = ["naam"]
        constraints = [
            models.UniqueConstraint(
                "organisatie",
                Lower("naam"),
                nulls_distinct=False,
                name="interventie_naam_per_organisatie",
                violation_error_message="Deze organisatie heeft al aanbod met deze naam. Kies een andere naam.",
            ),
            models.CheckConstraint(condition=Q(leeftijd_max__gte=F("leeftijd_min")), name="interventie_leeftijd"),
            models.CheckConstraint(
                condition=Q(groep_max__gte=F("groep_min")) & Q(groep_min__gte=1), name="interventie_groep"
            ),
            models.CheckConstraint(
                condition=~Q(andere_preventievormen__contains=[F("preventievorm")]), name="interventie_andere_vormen"
            ),
            models.CheckConstraint(
                condition=~Q(staat=InterventieStaat.GEPUBLICEERD) | ROUTING_COMPLEET,
                name="interventie_niet_zonder_routing",
                violation_error_message="Vul eerst in waar men zich aanmeldt en wie betaalt.",
            ),
        ]
        indexes = [
            GinIndex(OpClass(Upper("naam"), name="gin_trgm_ops"), name="interventie_naam_trgm"),
            models.Index(fields=["staat", "naam"]),
        ]

    def __str__(self) -> str:
        return self.naam

    @property
    def routing_compleet(self) -> bool:
        """Whether it is known how one takes part and who pays: the same as ROUTING_COMPLEET asks of the database."""
        return bool(self.aanmelden_bij or self.aanmeldwijze in ZONDER_ADRES) and bool(self.wie_betaalt)

    @property
    def leest_moeilijk(self) -> bool:
        return self.leesscore is not None and self.leesscore < MOEILIJK

    @property
    def is_onbevestigd(self) -> bool:
        """Whether nobody said for so long that it is right that the page tells it, and that it sinks in search."""
        return self.bevestigd_tot is not None and self.bevestigd_tot < grens_onbevestigd()

    @property
    def eerst_langs_redactie(self) -> bool:
        """Whether the editors look at it before it is on the shelf for the first time."""
        return self.aanbieder_type in VAN_BUITEN and self.goedgekeurd_op is None

    @property
    def is_groepsaanbod(self) -> bool:
        """Whether children's demand for it can be pooled into a group with dates."""
        return self.vorm == Vorm.GROEP and self.groep_max > 1 and bool(self.bijeenkomsten) and self.trainers_nodig > 0

    @property
    def is_te_vragen(self) -> bool:
        """Whether a team can ask for it."""
        return self.staat == InterventieStaat.GEPUBLICEERD and self.is_groepsaanbod

    @property
    def preventievormen(self) -> tuple[Preventievorm, ...]:
        """The forms that a group of it can have, its main form in front."""
        hoofd = Preventievorm(self.preventievorm)
        return (hoofd, *(vorm for vorm in Preventievorm if vorm != hoofd and vorm in self.andere_preventievormen))

    @property
    def voor_wie(self) -> tuple[Voor, ...]:
        """The kinds of people it is for, its first kind in front; each kind has groups of its own.

        Children and parents both: they may come together as well. An offer about a pregnancy and no later age is for
        who is pregnant only.
        """
        ouders, kinderen = Doelgroep.OUDERS in self.doelgroep, Doelgroep.JEUGDIGEN in self.doelgroep
        past = {
            Voor.KINDEREN: kinderen,
            Voor.SAMEN: kinderen and ouders,
            Voor.OUDERS: ouders and not (self.zwangerschap and self.leeftijd_max == 0),
            Voor.ZWANGEREN: self.zwangerschap and (ouders or kinderen),
            Voor.PROFESSIONALS: Doelgroep.PROFESSIONALS in self.doelgroep,
        }
        return tuple(voor for voor in Voor if past[voor]) or (Voor.KINDEREN,)

    def zaalvulling(self, voor: str) -> Zaalvulling:
        """Who is in the room with a group for these people.

        What the owner filled in counts where somebody comes along: for children with a parent, and where the offer is
        not for them, for all its groups.
        """
        per_deelnemer = self.personen_per_deelnemer
        if per_deelnemer is None:
            per_deelnemer = gewoon(voor)
        elif voor != Voor.SAMEN and Voor.SAMEN in self.voor_wie:
            per_deelnemer = EEN
        return Zaalvulling(voor, per_deelnemer, self.trainers_nodig)

    def hoogstens_in(self, voor: str, plekken: int) -> int:
        """The most participants of one group in a room for so many people."""
        return min(self.groep_max, self.zaalvulling(voor).hoogstens(plekken))

    @property
    def zaalzinnen(self) -> list[str]:
        """Of a full group for each kind of people: "8 kinderen met hun ouder en 2 trainers: ruimte voor 18 mensen"."""
        return [self.zaalvulling(voor).zin(self.groep_max) for voor in self.voor_wie]

    @property
    def zaalzin(self) -> str:
        """The one of those for which people per participant counts."""
        return self.zaalvulling(Voor.SAMEN if Voor.SAMEN in self.voor_wie else self.eerst_voor).zin(self.groep_max)

    @property
    def eerst_voor(self) -> Voor:
        """For whom it is when nobody says so."""
        return self.voor_wie[0]

    def naam_voor(self, voor: str) -> str:
        """ "Kanjertraining", and where that is for others than it is for first: "Kanjertraining (ouders)"."""
        return self.naam if voor == self.eerst_voor else f"{self.naam} ({meervoud(voor)})"
