"""The states of an offer, a group and a registration, and every move that is allowed."""

from django.db import models

from marktplein.basis.workflow import Overgangen


class InterventieStaat(models.TextChoices):
    CONCEPT = "concept", "Concept"
    GEPUBLICEERD = "gepubliceerd", "Gepubliceerd"
    INGETROKKEN = "ingetrokken", "Ingetrokken"


class GroepStaat(models.TextChoices):
    VOORBEREIDING = "voorbereiding", "In voorbereiding"
    OPEN = "open", "Plek vrij"
    VOL = "vol", "Vol"
    BEZIG = "bezig", "Bezig"
    AFGEROND = "afgerond", "Afgerond"
    GEANNULEERD = "geannuleerd", "Gaat niet door"


class AanmeldingStaat(models.TextChoices):
    TE_BEVESTIGEN = "te_bevestigen", "Wacht op bevestiging per e-mail"
    INTAKE = "intake", "Wacht op kennismaking"
    GEPLAATST = "geplaatst", "Geplaatst"
    WACHTLIJST = "wachtlijst", "Op de wachtlijst"
    AANGEBODEN = "aangeboden", "Plek aangeboden"
    GEANNULEERD = "geannuleerd", "Afgemeld"
    VERLOPEN = "verlopen", "Verlopen"
    DEELGENOMEN = "deelgenomen", "Meegedaan"
    NIET_GEKOMEN = "niet_gekomen", "Niet gekomen"


G, A = GroepStaat, AanmeldingStaat

INTERVENTIE_OVERGANGEN: Overgangen = {
    InterventieStaat.CONCEPT: frozenset({InterventieStaat.GEPUBLICEERD}),
    InterventieStaat.GEPUBLICEERD: frozenset({InterventieStaat.INGETROKKEN}),
    InterventieStaat.INGETROKKEN: frozenset({InterventieStaat.GEPUBLICEERD}),
}

GROEP_OVERGANGEN: Overgangen = {
    G.VOORBEREIDING: frozenset({G.OPEN, G.VOL, G.GEANNULEERD}),
    G.OPEN: frozenset({G.VOL, G.BEZIG, G.GEANNULEERD}),
    G.VOL: frozenset({G.OPEN, G.BEZIG, G.GEANNULEERD}),
    G.BEZIG: frozenset({G.AFGEROND, G.GEANNULEERD}),
}

AANMELDING_OVERGANGEN: Overgangen = {
    A.TE_BEVESTIGEN: frozenset({A.INTAKE, A.GEPLAATST, A.WACHTLIJST, A.GEANNULEERD, A.VERLOPEN}),
    A.INTAKE: frozenset({A.GEPLAATST, A.GEANNULEERD, A.VERLOPEN}),
    A.WACHTLIJST: frozenset({A.AANGEBODEN, A.GEANNULEERD, A.VERLOPEN}),
    A.AANGEBODEN: frozenset({A.GEPLAATST, A.INTAKE, A.GEANNULEERD, A.VERLOPEN}),
    A.GEPLAATST: frozenset({A.GEANNULEERD, A.DEELGENOMEN, A.NIET_GEKOMEN}),
    # A slip on the list of who came can be mended.
    A.DEELGENOMEN: frozenset({A.NIET_GEKOMEN}),
    A.NIET_GEKOMEN: frozenset({A.DEELGENOMEN}),
}

# A registration in one of these states holds a place of its group.
HOUDT_PLEK = (A.INTAKE, A.GEPLAATST, A.AANGEBODEN)
# Whether somebody came has been noted; the place they had stays counted.
GEWEEST = (A.DEELGENOMEN, A.NIET_GEKOMEN)
HAD_PLEK = (*HOUDT_PLEK, *GEWEEST)
AANMELDING_LOPEND = (A.TE_BEVESTIGEN, A.INTAKE, A.GEPLAATST, A.WACHTLIJST, A.AANGEBODEN)
GROEP_AANMELDBAAR = (G.OPEN, G.VOL)
GROEP_NOG_NIET_BEGONNEN = (G.VOORBEREIDING, G.OPEN, G.VOL)
GROEP_LOPEND = (G.VOORBEREIDING, G.OPEN, G.VOL, G.BEZIG)
