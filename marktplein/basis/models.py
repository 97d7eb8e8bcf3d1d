"""Abstract models, the register that makes a submitted form count once, and what search has to look at again."""

from django.db import models
from django.db.models.functions import Now


class Tijdstempels(models.Model):
    aangemaakt_op = models.DateTimeField(auto_now_add=True)
    gewijzigd_op = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True


class Versie(models.Model):
    """Optimistic locking: a form carries ``versie``; a service refuses when it moved on (fouten.Verouderd)."""

    versie = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True


class Verwerking(models.Model):
    """One submitted form: its key is written in the transaction that did the work, so the work is done once.

    ``afdruk`` is a print of what was in it, to know the same form from one that was filled in anew.
    """

    sleutel = models.UUIDField(primary_key=True, editable=False)
    soort = models.CharField(max_length=60)
    resultaat = models.CharField(max_length=100, blank=True)
    afdruk = models.CharField(max_length=64, blank=True)
    op = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["op"])]

    def __str__(self) -> str:
        return f"{self.soort} {self.sleutel}"


class TeIndexeren(models.Model):
    """A findable thing that changed. Triggers write it, whoever changes the row; search reads it and erases it.

    Rows are only added, never looked for: who saves waits for nobody.
    """

    soort = models.CharField(max_length=20)
    nummer = models.BigIntegerField()
    op = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name_plural = "te indexeren"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.soort} {self.nummer}"
