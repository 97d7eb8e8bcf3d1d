"""The outbox: a message is written in the transaction that causes it, and sent later by the worker."""

from django.conf import settings
from django.db import models

from marktplein.basis import klok
from marktplein.werk.models import InDeRij


class Staat(models.TextChoices):
    WACHT = "wacht", "Wacht op verzending"
    VERZAMEL = "verzamel", "Wacht op de mail van de dag"
    GEBUNDELD = "gebundeld", "Ging mee in de mail van de dag"
    VERZONDEN = "verzonden", "Verzonden"
    MISLUKT = "mislukt", "Mislukt"
    UIT = "uit", "Niet gemaild, zo gekozen"


class Bericht(InDeRij):
    soort = models.CharField(max_length=60)
    aan = models.EmailField()
    onderwerp = models.CharField(max_length=200)
    tekst = models.TextField()
    taal = models.CharField(max_length=10, default=settings.LANGUAGE_CODE)
    sleutel = models.CharField(
        max_length=120, null=True, unique=True, help_text="een bericht met deze sleutel gaat één keer uit"
    )
    staat = models.CharField(max_length=12, choices=Staat.choices, default=Staat.WACHT)
    # What the mail of the day makes its lines of: numbers, so that it tells how things are when it leaves.
    kern = models.JSONField(default=dict, blank=True)
    afmelden = models.URLField("stoppen in één keer", max_length=300, blank=True)
    fout = models.CharField(max_length=300, blank=True)
    aangemaakt_op = models.DateTimeField(auto_now_add=True)
    verzonden_op = models.DateTimeField(null=True)

    # The page it is about, for the bell; empty: the first of ours in its words.
    pagina = ""

    class Meta:
        verbose_name = "bericht"
        verbose_name_plural = "berichten"
        ordering = ["-aangemaakt_op", "-pk"]
        indexes = [
            models.Index(fields=["volgende_poging_op"], condition=models.Q(staat="wacht"), name="mail_te_verzenden"),
            models.Index(fields=["aan", "id"], condition=models.Q(staat="verzamel"), name="mail_te_verzamelen"),
            models.Index(fields=["-aangemaakt_op", "-id"]),
        ]

    def __str__(self) -> str:
        return f"{self.soort} aan {self.aan}"


class Dagpost(models.Model):
    """The last day on which somebody got the mail of the day; locked while that is written, so that it comes once."""

    persoon = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="dagpost")
    op = models.DateField(null=True)

    class Meta:
        verbose_name = "mail van de dag"
        verbose_name_plural = "mails van de dag"

    def __str__(self) -> str:
        return f"mail van de dag voor {self.persoon_id}"


class Melding(models.Model):
    """What the bell of a colleague tells: that a message was sent, and which page it was about. Not what it said."""

    persoon = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="meldingen")
    soort = models.CharField(max_length=60)
    onderwerp = models.CharField(max_length=200)
    pad = models.CharField(max_length=300, blank=True, help_text="pagina van deze site, zonder sleutel erin")
    op = models.DateTimeField(default=klok.nu)
    gelezen_op = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "melding"
        verbose_name_plural = "meldingen"
        ordering = ["-op", "-pk"]
        indexes = [
            models.Index(fields=["persoon"], condition=models.Q(gelezen_op=None), name="mail_ongelezen"),
            models.Index(fields=["persoon", "-op", "-id"], name="mail_meldingen"),
        ]

    def __str__(self) -> str:
        return f"{self.soort} voor {self.persoon_id}"


class Stand(models.TextChoices):
    """What somebody wants of a kind of message."""

    VERZAMEL = "verzamel", "In de mail van de dag"
    AAN = "aan", "Meteen een mail"
    UIT = "uit", "Geen mail, alleen bij Meldingen"


class Berichtvoorkeur(models.Model):
    """What somebody chose for a kind of news; without a row it comes in the mail of the day."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="berichtvoorkeuren")
    soort = models.CharField(max_length=60)
    stand = models.CharField(max_length=8, choices=Stand.choices)

    class Meta:
        verbose_name = "voorkeur voor berichten"
        verbose_name_plural = "voorkeuren voor berichten"
        constraints = [models.UniqueConstraint(fields=["user", "soort"], name="een_voorkeur_per_soort_bericht")]

    def __str__(self) -> str:
        return f"{self.soort}: {self.stand}"
