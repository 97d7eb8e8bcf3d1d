"""The states of a request to be called back, and every move that is allowed."""

from django.db import models

from marktplein.basis.workflow import Overgangen


class TerugbelStaat(models.TextChoices):
    OPEN = "open", "Open"
    OPGEPAKT = "opgepakt", "Opgepakt"
    AFGEROND = "afgerond", "Afgerond"
    INGETROKKEN = "ingetrokken", "Niet meer nodig"
    VERLOPEN = "verlopen", "Gewist zonder antwoord"


class Afloop(models.TextChoices):
    GESPROKEN = "gesproken", "Gesproken"
    DOORVERWEZEN = "doorverwezen", "Gesproken en doorverwezen"
    NIET_BEREIKT = "niet_bereikt", "Een paar keer gebeld, niet bereikt"


S = TerugbelStaat
TERUGBEL_OVERGANGEN: Overgangen = {
    S.OPEN: frozenset({S.OPGEPAKT, S.INGETROKKEN, S.VERLOPEN}),
    S.OPGEPAKT: frozenset({S.OPEN, S.AFGEROND, S.INGETROKKEN, S.VERLOPEN}),
}
TERUGBEL_LOPEND = (S.OPEN, S.OPGEPAKT)
