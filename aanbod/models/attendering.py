"""Somebody without account who wants a mail when there are new dates."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from marktplein.basis.models import Tijdstempels


class Attendering(Tijdstempels):
    """An address, and of what it wants to hear: of an offer, a theme, a municipality, or several of these at once.

    Nothing else is known of who it is. The row is thrown away when it is stopped or expires; until the mailed link is
    used it is a stranger's address, kept for a day. ``gezien`` holds the numbers of the groups it was told of, so that
    only new ones are told. Only a hash of the mailed link is kept.
    """

    email = models.EmailField()
    gemeente = models.ForeignKey("gemeenten.Gemeente", null=True, on_delete=models.CASCADE, related_name="+")
    thema = models.ForeignKey("aanbod.Thema", null=True, on_delete=models.CASCADE, related_name="+")
    interventie = models.ForeignKey("aanbod.Interventie", null=True, on_delete=models.CASCADE, related_name="+")
    taal = models.CharField("taal van de mail", max_length=10, default="nl")
    token_hash = models.CharField(max_length=64, unique=True)
    bevestigd_op = models.DateTimeField(null=True, blank=True)
    geldig_tot = models.DateTimeField("vervalt op")
    laatst_op = models.DateField("laatste mail", null=True, blank=True)
    gezien = ArrayField(models.PositiveIntegerField(), default=list, blank=True)

    class Meta:
        verbose_name = "mail bij nieuwe data"
        verbose_name_plural = "mails bij nieuwe data"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"), "gemeente", "thema", "interventie", name="attendering_een_keer", nulls_distinct=False
            )
        ]
        indexes = [
            models.Index(fields=["geldig_tot"], name="attendering_vervalt"),
            models.Index(fields=["email"], condition=Q(bevestigd_op__isnull=False), name="attendering_te_mailen"),
        ]

    def __str__(self) -> str:
        return f"mail bij nieuwe data {self.pk}"
