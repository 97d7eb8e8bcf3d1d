"""A need of a team: so many children (or parents, …), these ages, these dagdelen. Counts, never a person."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from marktplein.basis.mensen import ZONDER_LEEFTIJD, Voor
from marktplein.basis.models import Tijdstempels, Versie
from marktplein.basis.privacy import valideer_zonder_persoonsgegevens
from vraag.workflow import SignaalStaat


class Signaal(Tijdstempels, Versie):
    """``geplaatst_op`` is the day the need was posted and never moves: waiting longer weighs more in the pooling.

    ``voor`` tells who ``aantal`` counts; ages are of the child, and 0 for who is asked no age.
    """

    regio = models.ForeignKey("gemeenten.Regio", on_delete=models.PROTECT, related_name="signalen")
    team = models.ForeignKey("gemeenten.Team", on_delete=models.PROTECT, related_name="signalen")
    ingediend_door = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    interventie = models.ForeignKey(
        "aanbod.Interventie", null=True, blank=True, on_delete=models.PROTECT, related_name="signalen"
    )
    thema = models.ForeignKey("aanbod.Thema", null=True, blank=True, on_delete=models.PROTECT, related_name="signalen")
    vraag = models.CharField(
        "de vraag in gewone woorden", max_length=200, blank=True, validators=[valideer_zonder_persoonsgegevens]
    )
    voor = models.CharField("voor wie", max_length=13, choices=Voor.choices, default=Voor.KINDEREN)
    aantal = models.PositiveSmallIntegerField("aantal kinderen")
    leeftijd_min = models.PositiveSmallIntegerField("leeftijd vanaf")
    leeftijd_max = models.PositiveSmallIntegerField("leeftijd tot en met")
    dagdelen = ArrayField(models.PositiveSmallIntegerField(), default=list)
    max_km = models.PositiveSmallIntegerField("hoe ver kunnen zij reizen (km)", default=10)
    vroegste_start = models.DateField("niet eerder dan")
    splitsbaar = models.BooleanField("mag over groepen verdeeld worden", default=False)
    min_samen = models.PositiveSmallIntegerField("minstens zoveel kinderen samen", default=1)
    opmerking = models.TextField(blank=True, max_length=1000, validators=[valideer_zonder_persoonsgegevens])
    staat = models.CharField(max_length=12, choices=SignaalStaat.choices, default=SignaalStaat.OPEN)
    geplaatst_op = models.DateField("gevraagd op")
    verloopt_op = models.DateField()
    reden_ingetrokken = models.CharField(max_length=200, blank=True, validators=[valideer_zonder_persoonsgegevens])
    samen_met = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="aansluiters")

    class Meta:
        verbose_name_plural = "signalen"
        ordering = ["-geplaatst_op", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(aantal__gte=1), name="signaal_minstens_een_kind"),
            models.CheckConstraint(condition=Q(leeftijd_max__gte=F("leeftijd_min")), name="signaal_leeftijd"),
            models.CheckConstraint(
                condition=Q(min_samen__gte=1) & Q(min_samen__lte=F("aantal")), name="signaal_min_samen"
            ),
            models.CheckConstraint(
                condition=Q(interventie__isnull=False) | Q(thema__isnull=False), name="signaal_interventie_of_thema"
            ),
            models.CheckConstraint(
                condition=~Q(voor__in=sorted(ZONDER_LEEFTIJD)) | Q(leeftijd_min=0, leeftijd_max=0),
                name="signaal_zonder_leeftijd",
            ),
            models.CheckConstraint(condition=Q(max_km__gte=1) & Q(max_km__lte=100), name="signaal_afstand"),
        ]
        indexes = [
            models.Index(fields=["regio", "staat", "-geplaatst_op", "-id"]),
            models.Index(fields=["team", "staat", "-geplaatst_op"]),
            models.Index(fields=["interventie", "staat"]),
        ]

    def __str__(self) -> str:
        # Without how many children: a name goes into titles, trails and links that others read as well.
        return self.waarvoor

    @property
    def heeft_tekst(self) -> bool:
        """Is there any free text, in which a name may stand?"""
        return bool(self.vraag or self.opmerking or self.reden_ingetrokken)

    @property
    def waarvoor(self) -> str:
        return str(self.interventie or self.thema)
