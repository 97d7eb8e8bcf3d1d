"""A team in the line of a full group: how many people it waits for, no names."""

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce

from aanbod.workflow import TEAMWACHT_LOPEND, TeamWachtStaat
from marktplein.basis.models import Tijdstempels


class TeamWacht(Tijdstempels):
    """One line with the registrations of families: both are served in order of ``in_rij_op``.

    ``vraag`` is the number of the need these people are of (known to vraag only); none: about whom no need was posted.
    ``aangeboden`` places are held for it until ``beslis_voor``.
    """

    groep = models.ForeignKey("aanbod.Groep", on_delete=models.CASCADE, related_name="teamwachten")
    team = models.ForeignKey("gemeenten.Team", on_delete=models.PROTECT, related_name="teamwachten")
    aantal = models.PositiveSmallIntegerField(validators=[MinValueValidator(1)])
    vraag = models.PositiveBigIntegerField(null=True, blank=True)
    met_minder = models.BooleanField("ook met minder", default=False)
    staat = models.CharField(max_length=10, choices=TeamWachtStaat.choices, default=TeamWachtStaat.WACHTLIJST)
    in_rij_op = models.DateTimeField()
    aangeboden = models.PositiveSmallIntegerField(default=0)
    beslis_voor = models.DateTimeField("geldig tot", null=True, blank=True)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        verbose_name = "team op de wachtlijst"
        verbose_name_plural = "teams op de wachtlijst"
        ordering = ["in_rij_op", "pk"]
        constraints = [
            models.UniqueConstraint(
                "groep",
                "team",
                Coalesce("vraag", 0),
                condition=Q(staat__in=TEAMWACHT_LOPEND),
                name="teamwacht_een_keer_per_groep",
            ),
            models.CheckConstraint(condition=Q(aantal__gte=1), name="teamwacht_minstens_een"),
            models.CheckConstraint(
                condition=Q(staat=TeamWachtStaat.AANGEBODEN, aangeboden__gte=1, beslis_voor__isnull=False)
                | (~Q(staat=TeamWachtStaat.AANGEBODEN) & Q(aangeboden=0, beslis_voor__isnull=True)),
                name="teamwacht_aanbod_met_termijn",
            ),
        ]
        indexes = [models.Index(fields=["groep", "staat", "in_rij_op", "id"], name="teamwacht_rij")]

    def __str__(self) -> str:
        return f"{self.aantal} van {self.team_id} wachten op {self.groep_id}"
