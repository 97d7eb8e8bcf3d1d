"""The mailed link with which a trainer without an account answers one proposal."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from vraag.workflow import Antwoord


class Antwoordlink(models.Model):
    """One trainer, one proposal. Only the hash of the token is kept; it works until the deadline of the proposal.

    What was answered stays here, also when the proposal went on without this trainer.
    """

    voorstel = models.ForeignKey("vraag.Groepsvoorstel", on_delete=models.CASCADE, related_name="antwoordlinks")
    trainer = models.ForeignKey("aanbod.Trainer", on_delete=models.CASCADE, related_name="antwoordlinks")
    token_hash = models.CharField(max_length=64, unique=True)
    antwoord = models.CharField(max_length=4, choices=Antwoord.choices, default=Antwoord.OPEN)
    andere_dagdelen = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)
    op = models.DateTimeField("beantwoord op", null=True, blank=True)

    class Meta:
        verbose_name_plural = "antwoordlinks"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["voorstel", "trainer"], name="antwoordlink_een_per_trainer")]

    def __str__(self) -> str:
        return f"link van trainer {self.trainer_id} bij voorstel {self.voorstel_id}"
