"""What every row of work has; each app makes its own table of it, and tells the kind of work in a ``Werksoort``.

Only acts that can be taken back (``uitstel``) are the same for every app, and have their table here.
"""

import uuid
from math import ceil

from django.conf import settings
from django.db import models
from django.db.models import Q

from marktplein.basis import klok
from marktplein.werk.workflow import ONAF, WerkStaat

FASE_HOOGSTENS = 60


class Poging(models.Model):
    """Work that is tried, and tried again, a limited number of times. A table adds its own ``staat`` and ``fout``."""

    pogingen = models.PositiveSmallIntegerField(default=0)

    class Meta:
        abstract = True


class Werk(Poging):
    """A job that takes a while: who holds its slot computes, tells how far it is, and alone may apply the answer."""

    staat = models.CharField(max_length=12, choices=WerkStaat.choices, default=WerkStaat.WACHT)
    begonnen_op = models.DateTimeField(null=True)
    klaar_op = models.DateTimeField(null=True)
    fase = models.CharField(max_length=FASE_HOOGSTENS, blank=True)
    voortgang = models.PositiveSmallIntegerField("voortgang in procenten", default=0)
    fout = models.TextField(blank=True)

    class Meta:
        abstract = True

    @property
    def is_onaf(self) -> bool:
        """Whether it still waits or is being done."""
        return self.staat in ONAF


class InDeRij(Poging):
    """A short job, one of many: done in one transaction that holds its row, side by side with others."""

    volgende_poging_op = models.DateTimeField(default=klok.nu)

    class Meta:
        abstract = True


class Uitgesteld(InDeRij):
    """An act somebody asked for and can still take back; ``volgende_poging_op`` is when it is carried out.

    One thing has one of them at a time, which also keeps two people from asking two things of it at once.
    """

    soort = models.CharField(max_length=60, help_text="naam van de handeling")
    ding = models.CharField(max_length=80, help_text="soort ding en nummer, als taak:12")
    gegevens = models.JSONField(default=dict)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    bundel = models.UUIDField(default=uuid.uuid4, db_index=True)
    staat = models.CharField(max_length=12, choices=WerkStaat.choices, default=WerkStaat.WACHT)
    fout = models.CharField(max_length=500, blank=True)
    aangemaakt_op = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name_plural = "uitgestelde handelingen"
        constraints = [
            models.UniqueConstraint(fields=["ding"], condition=Q(staat=WerkStaat.WACHT), name="uitgesteld_een_per_ding")
        ]
        indexes = [
            models.Index(fields=["volgende_poging_op"], condition=Q(staat=WerkStaat.WACHT), name="uitgesteld_te_doen")
        ]

    def __str__(self) -> str:
        return f"{self.soort} {self.ding}"

    @property
    def pk_van_ding(self) -> int:
        return int(self.ding.rpartition(":")[2])

    @property
    def wacht(self) -> bool:
        return self.staat == WerkStaat.WACHT

    @property
    def seconden(self) -> int:
        """How long it can still be taken back; a page that looks again then sees it carried out."""
        return max(1, ceil((self.volgende_poging_op - klok.nu()).total_seconds()))
