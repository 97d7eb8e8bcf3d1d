"""What every row of work has; each app makes its own table of it, and tells the kind of work in a ``Werksoort``."""

from django.db import models

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
