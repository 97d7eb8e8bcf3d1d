"""One pooling of a region, and per signaal why it could not be placed."""

from django.conf import settings
from django.db import models

from marktplein.werk.models import Werk
from vraag.workflow import Aanleiding, RunStaat


class Ronde(models.Model):
    """All regions pooled at once: one run each, side by side over the workers; done when every run has ended."""

    aanleiding = models.CharField(max_length=12, choices=Aanleiding.choices)
    aangemaakt_op = models.DateTimeField(auto_now_add=True)
    klaar_op = models.DateTimeField(null=True)
    uitkomst = models.JSONField(default=dict, help_text="de uitkomsten van de regio's samen, in vaste volgorde")

    class Meta:
        verbose_name_plural = "rondes"
        ordering = ["-aangemaakt_op", "-pk"]

    def __str__(self) -> str:
        return f"ronde {self.pk}"


class Run(Werk):
    regio = models.ForeignKey("gemeenten.Regio", on_delete=models.PROTECT, related_name="runs")
    aanleiding = models.CharField(max_length=12, choices=Aanleiding.choices)
    aangevraagd_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    ronde = models.ForeignKey(Ronde, null=True, blank=True, on_delete=models.SET_NULL, related_name="runs")
    staat = models.CharField(max_length=12, choices=RunStaat.choices, default=RunStaat.WACHT)
    aangemaakt_op = models.DateTimeField(auto_now_add=True)
    invoer_hash = models.CharField(max_length=64, blank=True)
    kern_versie = models.CharField(max_length=20, blank=True)
    signalen = models.PositiveIntegerField(default=0)
    kinderen = models.PositiveIntegerField(default=0)
    kinderen_geplaatst = models.PositiveIntegerField(default=0)
    nieuwe_groepen = models.PositiveIntegerField(default=0)
    doel = models.JSONField("objective", default=list, help_text="de vier niveaus, in volgorde")
    grens = models.FloatField("bewezen bovengrens", null=True)
    gat = models.FloatField(null=True)
    seconden = models.FloatField(null=True)
    geheugen_mb = models.FloatField(null=True)
    veranderd = models.JSONField(default=dict, help_text="aantallen: nieuw, gebleven, gegroeid, ingehaald")
    bestendig = models.JSONField(
        default=dict, help_text="drempel, en wat verplaatsen opbracht: beloofd, verplaatst, gevuld, geplaatst"
    )

    class Meta:
        ordering = ["-aangemaakt_op", "-pk"]
        indexes = [models.Index(fields=["regio", "-aangemaakt_op"]), models.Index(fields=["staat"])]
        constraints = [
            models.UniqueConstraint(
                fields=["regio"], condition=models.Q(staat=RunStaat.WACHT), name="run_een_wachtende_per_regio"
            )
        ]

    def __str__(self) -> str:
        return f"berekening {self.pk} {self.regio}"


class RunInvoer(models.Model):
    """What the kernel read and answered, so that a run can be repeated on the command line to the same bytes.

    All are compressed JSON in exchange format. They hold counts and ids, no people; kept for two months. ``start`` is
    the plan it went out from: the proposals that ran and nobody had said yes to; NULL when there were none.
    """

    run = models.OneToOneField(Run, primary_key=True, on_delete=models.CASCADE, related_name="invoer")
    instantie = models.BinaryField()
    start = models.BinaryField(null=True)
    oplossing = models.BinaryField()

    class Meta:
        verbose_name_plural = "runinvoer"

    def __str__(self) -> str:
        return f"invoer van berekening {self.run_id}"


class Reden(models.Model):
    """Why (part of) a signaal is not placed, as the last run computed it, and what would help."""

    signaal = models.OneToOneField("vraag.Signaal", on_delete=models.CASCADE, related_name="reden")
    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="redenen")
    aantal = models.PositiveSmallIntegerField("kinderen zonder plek")
    code = models.CharField(max_length=30)
    detail = models.JSONField(default=dict)
    helpt = models.JSONField(default=list)

    class Meta:
        verbose_name_plural = "redenen"

    def __str__(self) -> str:
        return f"{self.signaal_id}: {self.code}"
