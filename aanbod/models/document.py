"""What search knows: a document of everything that can be found, everyday sentences, and vectors of words."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Q

VECTOR_TALEN = [
    ("nl", "Nederlands"),
    ("en", "Engels"),
    ("tr", "Turks"),
    ("pl", "Pools"),
    ("ar", "Arabisch"),
    ("uk", "Oekraïens"),
]


class Document(models.Model):
    """One thing that everybody may find, as its room told of it last (marktplein.basis.vindbaar).

    Derived: it can be thrown away and made again. ``vector`` is of ``tekst``, by ``model``; empty until it is computed.
    ``stand`` grows with every change, so that a process sees which documents it has to read again.
    """

    soort = models.CharField(max_length=20)
    nummer = models.BigIntegerField()
    naam = models.CharField(max_length=200)
    adres = models.CharField(max_length=200)
    regel = models.TextField(blank=True)
    tekst = models.TextField(blank=True)
    woorden = SearchVectorField(null=True)
    vector = models.BinaryField(null=True)
    model = models.CharField(max_length=60, blank=True)
    themas = ArrayField(models.BigIntegerField(), default=list, blank=True)
    doelgroep = ArrayField(models.CharField(max_length=16), default=list, blank=True)
    leeftijd_min = models.PositiveSmallIntegerField(default=0)
    leeftijd_max = models.PositiveSmallIntegerField(default=999)
    zwangerschap = models.BooleanField(default=False)
    collegas = models.BooleanField(default=False)
    gemeenten = ArrayField(models.BigIntegerField(), default=list, blank=True)
    lat = models.FloatField(null=True, blank=True)
    lon = models.FloatField(null=True, blank=True)
    van = models.DateField(null=True, blank=True)
    tot = models.DateField(null=True, blank=True)
    bij_soort = models.CharField(max_length=20, blank=True)
    bij_nummer = models.BigIntegerField(null=True, blank=True)
    stand = models.BigIntegerField(db_index=True)

    class Meta:
        verbose_name_plural = "documenten"
        ordering = ["naam", "pk"]
        constraints = [models.UniqueConstraint(fields=["soort", "nummer"], name="document_een_per_ding")]
        indexes = [
            GinIndex(fields=["woorden"], name="document_woorden"),
            models.Index(fields=["model"], name="document_zonder_vector", condition=Q(vector__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"{self.soort} {self.naam}"


class Zoekstand(models.Model):
    """One row: how far the documents are. Who changes one writes it, so none is seen out of order."""

    stand = models.BigIntegerField(default=0)

    class Meta:
        verbose_name_plural = "zoekstanden"

    def __str__(self) -> str:
        return str(self.stand)


class Voorbeeldzin(models.Model):
    """How somebody would say it who needs this theme, offer or organisation; editors keep them."""

    thema = models.ForeignKey(
        "aanbod.Thema", null=True, blank=True, on_delete=models.CASCADE, related_name="voorbeeldzinnen"
    )
    interventie = models.ForeignKey(
        "aanbod.Interventie", null=True, blank=True, on_delete=models.CASCADE, related_name="voorbeeldzinnen"
    )
    organisatie = models.ForeignKey(
        "gemeenten.Organisatie", null=True, blank=True, on_delete=models.CASCADE, related_name="voorbeeldzinnen"
    )
    zin = models.CharField(max_length=200)
    taal = models.CharField(max_length=2, choices=VECTOR_TALEN, default="nl")

    class Meta:
        verbose_name_plural = "voorbeeldzinnen"
        ordering = ["zin", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(thema__isnull=False, interventie__isnull=True, organisatie__isnull=True)
                | Q(thema__isnull=True, interventie__isnull=False, organisatie__isnull=True)
                | Q(thema__isnull=True, interventie__isnull=True, organisatie__isnull=False),
                name="voorbeeldzin_van_een_ding",
            ),
            models.UniqueConstraint(
                fields=["thema", "interventie", "organisatie", "zin"],
                nulls_distinct=False,
                name="voorbeeldzin_een_keer",
            ),
        ]

    def __str__(self) -> str:
        return self.zin


class Zinvector(models.Model):
    """The vector of an everyday word or sentence, by one model: what was computed once is not computed again."""

    tekst = models.CharField(max_length=200)
    model = models.CharField(max_length=60)
    vector = models.BinaryField()

    class Meta:
        verbose_name_plural = "zinvectoren"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["tekst", "model"], name="zinvector_een_keer")]

    def __str__(self) -> str:
        return self.tekst
