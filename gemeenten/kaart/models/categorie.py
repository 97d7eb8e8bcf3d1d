"""The register of categories: under what people look for help."""

from django.db import models

from gemeenten.grond.models import Organisatie
from gemeenten.kaart.enums import Reeks


class Categorie(models.Model):
    naam = models.CharField(max_length=60, unique=True)
    slug = models.SlugField(max_length=60, unique=True)
    reeks = models.CharField(max_length=10, choices=Reeks.choices, default=Reeks.ALGEMEEN)
    uitleg = models.CharField(max_length=200, blank=True)
    volgorde = models.PositiveSmallIntegerField(default=0)
    organisaties = models.ManyToManyField(Organisatie, blank=True, related_name="categorieen")

    class Meta:
        verbose_name = "categorie"
        verbose_name_plural = "categorieën"
        ordering = ["volgorde", "naam"]

    def __str__(self) -> str:
        return self.naam
