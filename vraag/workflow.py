"""The states of a signaal and of a groepsvoorstel, and every move that is allowed."""

from django.db import models

from marktplein.basis.workflow import Overgangen
from marktplein.werk.workflow import WerkStaat


class SignaalStaat(models.TextChoices):
    OPEN = "open", "Open"
    VOORGESTELD = "voorgesteld", "In een voorstel"
    TOEGEZEGD = "toegezegd", "Toegezegd"
    GEPLAATST = "geplaatst", "Geplaatst"
    AFGEROND = "afgerond", "Afgerond"
    INGETROKKEN = "ingetrokken", "Ingetrokken"
    VERLOPEN = "verlopen", "Verlopen"


class VoorstelStaat(models.TextChoices):
    VOORGESTELD = "voorgesteld", "Wacht op antwoord"
    TOEGEZEGD = "toegezegd", "Iedereen doet mee"
    GEPLAND = "gepland", "Gepland"
    AFGEWEZEN = "afgewezen", "Afgewezen"
    VERVALLEN = "vervallen", "Vervallen"
    INGEHAALD = "ingehaald", "Ingehaald door een beter plan"


class VoorstelSoort(models.TextChoices):
    NIEUW = "nieuw", "Nieuwe groep"
    AANSLUITEN = "aansluiten", "Plek in een lopende groep"


class Antwoord(models.TextChoices):
    OPEN = "open", "Nog geen antwoord"
    JA = "ja", "Ja"
    NEE = "nee", "Nee"


class RunStaat(models.TextChoices):
    WACHT = "wacht", "Wacht"
    BEZIG = "bezig", "Bezig"
    KLAAR = "klaar", "Klaar"
    ONGEWIJZIGD = "ongewijzigd", "Niets veranderd"
    MISLUKT = "mislukt", "Mislukt"
    AFGEBROKEN = "afgebroken", "Afgebroken"


class Aanleiding(models.TextChoices):
    WIJZIGING = "wijziging", "Er veranderde een vraag"
    PLEK = "plek", "Er kwam plek vrij"
    NACHT = "nacht", "Nachtelijke berekening"
    HANDMATIG = "handmatig", "Nu berekenen"


ScenarioStaat = WerkStaat

S, V = SignaalStaat, VoorstelStaat

SIGNAAL_OVERGANGEN: Overgangen = {
    S.OPEN: frozenset({S.VOORGESTELD, S.INGETROKKEN, S.VERLOPEN}),
    S.VOORGESTELD: frozenset({S.OPEN, S.TOEGEZEGD, S.INGETROKKEN, S.VERLOPEN}),
    S.TOEGEZEGD: frozenset({S.OPEN, S.GEPLAATST, S.INGETROKKEN, S.VERLOPEN}),
    S.GEPLAATST: frozenset({S.OPEN, S.AFGEROND}),
}

# What follows from the lines in proposals: several of the moves above may happen in one transaction.
_VOLGENS_REGELS = frozenset({S.OPEN, S.VOORGESTELD, S.TOEGEZEGD, S.GEPLAATST})
SIGNAAL_VOLGENS_REGELS: Overgangen = {van: _VOLGENS_REGELS - {van} for van in _VOLGENS_REGELS}

VOORSTEL_OVERGANGEN: Overgangen = {
    V.VOORGESTELD: frozenset({V.TOEGEZEGD, V.AFGEWEZEN, V.VERVALLEN, V.INGEHAALD}),
    V.TOEGEZEGD: frozenset({V.GEPLAND, V.AFGEWEZEN, V.VERVALLEN}),
    # A planned group that is cancelled later takes its proposal along.
    V.GEPLAND: frozenset({V.VERVALLEN}),
}

SIGNAAL_WIJZIGBAAR = (S.OPEN,)
SIGNAAL_IN_VOORSTEL = (S.VOORGESTELD, S.TOEGEZEGD)
SIGNAAL_LOPEND = (S.OPEN, *SIGNAAL_IN_VOORSTEL)
VOORSTEL_LOPEND = (V.VOORGESTELD, V.TOEGEZEGD)
VOORSTEL_GESTOPT = (V.AFGEWEZEN, V.VERVALLEN, V.INGEHAALD)
