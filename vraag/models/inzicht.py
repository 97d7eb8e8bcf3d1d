"""What people decided about what the figures show: a standing series, and who wants no weekly mail."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from marktplein.basis.mensen import Voor
from marktplein.basis.models import Tijdstempels
from marktplein.basis.privacy import valideer_zonder_persoonsgegevens


class Seizoen(models.IntegerChoices):
    """A quarter of a school year, which begins in August."""

    HERFST = 0, "augustus tot en met oktober"
    WINTER = 1, "november tot en met januari"
    LENTE = 2, "februari tot en met april"
    ZOMER = 3, "mei tot en met juli"


class Besluit(models.TextChoices):
    AANVAARD = "aanvaard", "Vaste reeks"
    AFGEWEZEN = "afgewezen", "Niet nodig"


class Reeks(Tijdstempels):
    """The decision about demand that came back: a series each year from ``start_maand``, or not (with the reason).

    It is about one kind of people (``voor``): demand of parents is another series than demand of children.

    Either a municipality, or a part of the region (``subregio``) whose municipalities are too small by themselves.
    ``cijfers`` keeps the figures it was decided on: people per school year (the year it began in), in total.
    """

    regio = models.ForeignKey("gemeenten.Regio", on_delete=models.PROTECT, related_name="reeksen")
    gemeente = models.ForeignKey(
        "gemeenten.Gemeente", null=True, blank=True, on_delete=models.PROTECT, related_name="reeksen"
    )
    subregio = models.CharField(max_length=60, blank=True)
    interventie = models.ForeignKey("aanbod.Interventie", on_delete=models.PROTECT, related_name="reeksen")
    voor = models.CharField("voor wie", max_length=13, choices=Voor.choices, default=Voor.KINDEREN)
    seizoen = models.PositiveSmallIntegerField(choices=Seizoen.choices)
    besluit = models.CharField(max_length=10, choices=Besluit.choices)
    start_maand = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(12)]
    )
    reden = models.CharField(max_length=300, blank=True, validators=[valideer_zonder_persoonsgegevens])
    door = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    cijfers = models.JSONField(default=dict)

    class Meta:
        verbose_name_plural = "reeksen"
        ordering = ["-aangemaakt_op", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["regio", "gemeente", "subregio", "interventie", "voor", "seizoen"],
                nulls_distinct=False,
                name="reeks_een_besluit",
            ),
            models.CheckConstraint(
                condition=Q(gemeente__isnull=False, subregio="") | Q(gemeente__isnull=True) & ~Q(subregio=""),
                name="reeks_gemeente_of_subregio",
            ),
            models.CheckConstraint(
                condition=Q(besluit="aanvaard", start_maand__gte=1, start_maand__lte=12)
                | Q(besluit="afgewezen", start_maand__isnull=True) & ~Q(reden=""),
                name="reeks_maand_of_reden",
            ),
        ]

    def __str__(self) -> str:
        return f"reeks {self.interventie} {self.waar}"

    @property
    def waar(self) -> str:
        return str(self.gemeente) if self.gemeente else f"subregio {self.subregio}"

    @property
    def naam(self) -> str:
        """The training; with for whom, where that is not for whom it is first. Needs ``interventie``."""
        return self.interventie.naam_voor(self.voor)


class GeenBijnaMail(models.Model):
    """A team that does not want the weekly mail about groups that are nearly full enough; a person has preferences."""

    team = models.OneToOneField("gemeenten.Team", on_delete=models.CASCADE, related_name="geen_bijna_mail")
    op = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "afmelding van de bijna-mail"
        verbose_name_plural = "afmeldingen van de bijna-mail"

    def __str__(self) -> str:
        return f"geen bijna-mail voor team {self.team_id}"
