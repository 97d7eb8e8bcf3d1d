"""A possible group: who, where, when, why; and the yes or no of every team and trainer it needs."""

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.db import models
from django.db.models import Q

from marktplein.basis import dagdelen, klok
from marktplein.basis.mensen import Voor
from marktplein.basis.models import Tijdstempels, Versie
from marktplein.basis.privacy import valideer_zonder_persoonsgegevens
from vraag.workflow import Antwoord, VoorstelSoort, VoorstelStaat


@dataclass(frozen=True, slots=True)
class Momenten:
    """The meetings a proposal would have, and how many weeks after its ``start_week`` the planner begins to look.

    ``vrij``: room and trainers are free then.
    """

    tijden: tuple[tuple[dt.datetime, dt.datetime], ...] = ()
    uitstel: int = 0
    vrij: bool = True

    @property
    def data(self) -> list[str]:
        """As a proposal keeps what it told (``verteld_data``)."""
        return [klok.lokaal(begin).date().isoformat() for begin, _ in self.tijden]

    @property
    def eerste_dag(self) -> dt.date | None:
        return klok.lokaal(self.tijden[0][0]).date() if self.tijden else None


class Groepsvoorstel(Tijdstempels, Versie):
    """``kenmerk`` identifies offer, room, dagdeel, week and members: the same plan keeps its proposal.

    Without a ``run`` nobody proposed it: a team took places itself for children of a need (``voorstellen.plekken``).
    """

    regio = models.ForeignKey("gemeenten.Regio", on_delete=models.PROTECT, related_name="voorstellen")
    run = models.ForeignKey("vraag.Run", null=True, blank=True, on_delete=models.PROTECT, related_name="voorstellen")
    soort = models.CharField(max_length=10, choices=VoorstelSoort.choices, default=VoorstelSoort.NIEUW)
    interventie = models.ForeignKey("aanbod.Interventie", on_delete=models.PROTECT, related_name="voorstellen")
    ruimte = models.ForeignKey(
        "facilitair.Ruimte", null=True, blank=True, on_delete=models.PROTECT, related_name="voorstellen"
    )
    dagdeel = models.PositiveSmallIntegerField()
    start_week = models.DateField("maandag van de eerste week")
    leeftijd_min = models.PositiveSmallIntegerField()
    leeftijd_max = models.PositiveSmallIntegerField()
    voor = models.CharField("voor wie", max_length=13, choices=Voor.choices, default=Voor.KINDEREN)
    staat = models.CharField(max_length=12, choices=VoorstelStaat.choices, default=VoorstelStaat.VOORGESTELD)
    reageren_voor = models.DateTimeField()
    waarom = models.JSONField(default=dict)
    kenmerk = models.CharField(max_length=64)
    reden_einde = models.CharField(max_length=300, blank=True)
    te_melden = models.BooleanField(default=False, help_text="de deelnemers hebben er nog geen bericht over")
    verteld = models.DateField("eerste dag zoals verteld", null=True, blank=True)
    verteld_data = models.JSONField("data zoals verteld", default=list, blank=True)
    eerder_data = models.JSONField("data van voor de laatste verschuiving", default=list, blank=True)
    eerder_plek = models.CharField("ruimte van voor de laatste verschuiving", max_length=200, blank=True)
    verschoven_op = models.DateTimeField(
        null=True, blank=True, help_text="sindsdien verandert het voorstel niet meer tot de termijn"
    )
    herinnerd_op = models.DateField("laatste dag met een herinnering", null=True, blank=True)
    groep = models.ForeignKey(
        "aanbod.Groep", null=True, blank=True, on_delete=models.PROTECT, related_name="voorstellen"
    )

    # Its meetings, and from when it is in words; ``voorstellen.wanneer.zet_vanaf`` fills them in for who shows it.
    momenten: Momenten
    vanaf: str

    class Meta:
        verbose_name_plural = "groepsvoorstellen"
        ordering = ["-aangemaakt_op", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["regio", "kenmerk"],
                condition=Q(staat__in=("voorgesteld", "toegezegd")),
                name="voorstel_kenmerk_een_keer_lopend",
            ),
            models.CheckConstraint(condition=Q(dagdeel__lt=15), name="voorstel_dagdeel"),
        ]
        indexes = [
            models.Index(fields=["regio", "staat"]),
            models.Index(fields=["staat", "reageren_voor"]),
            models.Index(fields=["id"], condition=Q(te_melden=True), name="voorstel_te_melden"),
        ]

    def __str__(self) -> str:
        return f"voorstel {self.pk}: {self.interventie}"

    @property
    def dagdeel_naam(self) -> str:
        return dagdelen.naam(self.dagdeel)


def ligt_vast(bij: str = "") -> Q:
    """No run moves it: somebody said yes, or its dates moved and everybody was asked anew. ``bij`` leads to it."""
    return Q(**{f"{bij}toezeggingen__antwoord": Antwoord.JA}) | Q(**{f"{bij}verschoven_op__isnull": False})


class Regel(models.Model):
    """So many children of one signaal in one proposal."""

    voorstel = models.ForeignKey(Groepsvoorstel, on_delete=models.CASCADE, related_name="regels")
    signaal = models.ForeignKey("vraag.Signaal", on_delete=models.PROTECT, related_name="regels")
    aantal = models.PositiveSmallIntegerField()
    afstand_m = models.PositiveIntegerField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["voorstel", "signaal"], name="regel_een_per_signaal"),
            models.CheckConstraint(condition=Q(aantal__gte=1), name="regel_minstens_een"),
        ]

    def __str__(self) -> str:
        return f"{self.aantal} van vraag {self.signaal_id}"


class Toezegging(models.Model):
    """The answer of one team or one trainer to one proposal."""

    voorstel = models.ForeignKey(Groepsvoorstel, on_delete=models.CASCADE, related_name="toezeggingen")
    team = models.ForeignKey(
        "gemeenten.Team", null=True, blank=True, on_delete=models.PROTECT, related_name="toezeggingen"
    )
    trainer = models.ForeignKey(
        "aanbod.Trainer", null=True, blank=True, on_delete=models.PROTECT, related_name="toezeggingen"
    )
    vervangt = models.ForeignKey(
        "aanbod.Trainer",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="de trainer die niet kon, en voor wie deze is gevraagd",
    )
    antwoord = models.CharField(max_length=4, choices=Antwoord.choices, default=Antwoord.OPEN)
    reden = models.CharField(max_length=300, blank=True, validators=[valideer_zonder_persoonsgegevens])
    door = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    op = models.DateTimeField(null=True, blank=True)
    overlegt_sinds = models.DateTimeField(
        null=True, blank=True, help_text="het team overlegt met gezinnen: tot de termijn verandert het voorstel niet"
    )
    gevraagd_op = models.DateTimeField(null=True, blank=True, help_text="wanneer het bericht met de vraag klaarstond")
    bevestigen = models.BooleanField(default=False, help_text="zei ja op data die niet meer gelden")
    te_vragen = models.BooleanField(
        default=False, help_text="kwam erbij of vraagt meer kinderen; de anderen weten al van het voorstel"
    )
    terugbellen_op = models.DateField(
        null=True, blank=True, help_text="de dag waarop facilitair deze trainer nog eens belt"
    )
    einde_te_melden = models.BooleanField(
        default=False, help_text="wie hierover nadacht, weet nog niet dat er een ander plan voor kwam"
    )

    class Meta:
        verbose_name_plural = "toezeggingen"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(team__isnull=False, trainer__isnull=True) | Q(team__isnull=True, trainer__isnull=False),
                name="toezegging_team_of_trainer",
            ),
            models.UniqueConstraint(fields=["voorstel", "team"], name="toezegging_een_per_team"),
            models.UniqueConstraint(fields=["voorstel", "trainer"], name="toezegging_een_per_trainer"),
        ]
        indexes = [
            models.Index(fields=["antwoord"]),
            models.Index(fields=["id"], condition=Q(einde_te_melden=True), name="toezegging_einde_te_melden"),
            models.Index(fields=["id"], condition=Q(te_vragen=True), name="toezegging_te_vragen"),
        ]

    def __str__(self) -> str:
        return f"{self.team or self.trainer}: {self.antwoord}"

    @property
    def gezien(self) -> str:
        """What a page shows of it, to hold against how it is by then: the answer, the first week, the room."""
        v = self.voorstel
        dag = v.groep.start_op if v.groep else dt.date.fromisoformat(v.verteld_data[0]) if v.verteld_data else None
        return f"{self.antwoord} {dag:%G-%V}/{v.ruimte_id or 0}" if dag else self.antwoord


class Uitsluiting(models.Model):
    """A declined combination: this signaal or trainer is not proposed again for this room on this dagdeel.

    For a place in a running group (which has no choice of room) the group itself is what was declined.
    """

    signaal = models.ForeignKey(
        "vraag.Signaal", null=True, blank=True, on_delete=models.CASCADE, related_name="uitsluitingen"
    )
    trainer = models.ForeignKey(
        "aanbod.Trainer", null=True, blank=True, on_delete=models.CASCADE, related_name="uitsluitingen"
    )
    ruimte = models.ForeignKey("facilitair.Ruimte", null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    groep = models.ForeignKey("aanbod.Groep", null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    dagdeel = models.PositiveSmallIntegerField()
    voorstel = models.ForeignKey(Groepsvoorstel, on_delete=models.CASCADE, related_name="uitsluitingen")
    tot = models.DateField("geldt tot en met")
    op = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name_plural = "uitsluitingen"
        constraints = [
            models.CheckConstraint(
                condition=Q(signaal__isnull=False, trainer__isnull=True)
                | Q(signaal__isnull=True, trainer__isnull=False),
                name="uitsluiting_signaal_of_trainer",
            ),
            models.CheckConstraint(
                condition=Q(ruimte__isnull=False, groep__isnull=True) | Q(ruimte__isnull=True, groep__isnull=False),
                name="uitsluiting_ruimte_of_groep",
            ),
        ]

    def __str__(self) -> str:
        return f"uitsluiting {self.signaal_id or self.trainer_id} in {self.ruimte_id} op {self.dagdeel}"
