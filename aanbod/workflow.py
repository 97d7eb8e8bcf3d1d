"""The states of an offer, a group and a registration, and every move that is allowed."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from marktplein.basis.workflow import Overgangen


class InterventieStaat(models.TextChoices):
    CONCEPT = "concept", "Concept"
    VOORGELEGD = "voorgelegd", "Ligt bij de redactie"
    VRAAG = "vraag", "Vraag van de redactie"
    GEPUBLICEERD = "gepubliceerd", "Gepubliceerd"
    INGETROKKEN = "ingetrokken", "Ingetrokken"


class AanvraagStaat(models.TextChoices):
    """An organisation from outside that wants to put its offers here."""

    TE_BEVESTIGEN = "te_bevestigen", "Wacht op bevestiging per mail"
    VOORGELEGD = "voorgelegd", "Ligt bij de redactie"
    VRAAG = "vraag", "Vraag van de redactie"
    GOEDGEKEURD = "goedgekeurd", "Goedgekeurd"
    AFGEWEZEN = "afgewezen", "Afgewezen"
    VERLOPEN = "verlopen", "Niet bevestigd"


class GroepStaat(models.TextChoices):
    VOORBEREIDING = "voorbereiding", _("In voorbereiding")
    OPEN = "open", _("Plek vrij")
    VOL = "vol", _("Vol")
    BEZIG = "bezig", _("Bezig")
    AFGEROND = "afgerond", _("Afgerond")
    GEANNULEERD = "geannuleerd", _("Gaat niet door")


class AanmeldingStaat(models.TextChoices):
    TE_BEVESTIGEN = "te_bevestigen", _("Wacht op bevestiging per mail")
    INTAKE = "intake", _("Wacht op kennismaking")
    GEPLAATST = "geplaatst", _("Geplaatst")
    WACHTLIJST = "wachtlijst", _("Op de wachtlijst")
    AANGEBODEN = "aangeboden", _("Plek aangeboden")
    GEANNULEERD = "geannuleerd", _("Afgemeld")
    VERLOPEN = "verlopen", _("Verlopen")
    DEELGENOMEN = "deelgenomen", _("Meegedaan")
    NIET_GEKOMEN = "niet_gekomen", _("Niet gekomen")


class TekortStaat(models.TextChoices):
    """What becomes of a group that fell below its minimum before it began."""

    OPEN = "open", "Nog niet besloten"
    WERVEN = "werven", "We zoeken mensen erbij"
    WACHTEN = "wachten", "We wachten nog"
    KLEINER = "kleiner", "De groep begint kleiner"
    AFGELAST = "afgelast", "De groep gaat niet door"
    HERSTELD = "hersteld", "Er zijn weer genoeg mensen"
    BEGONNEN = "begonnen", "De groep is begonnen"


class TeamWachtStaat(models.TextChoices):
    """A team in the line of a full group; the families in it are AanmeldingStaat."""

    WACHTLIJST = "wachtlijst", "Op de wachtlijst"
    AANGEBODEN = "aangeboden", "Plekken aangeboden"
    GENOMEN = "genomen", "Plekken genomen"
    VERLATEN = "verlaten", "Van de wachtlijst af"
    VERLOPEN = "verlopen", "Te laat geantwoord"
    VERVALLEN = "vervallen", "Niet meer nodig"
    GESLOTEN = "gesloten", "Er kwam geen plek"


G, A, K, T = GroepStaat, AanmeldingStaat, TekortStaat, TeamWachtStaat

BIJ_REDACTIE = (InterventieStaat.VOORGELEGD, InterventieStaat.VRAAG)
INTERVENTIE_OVERGANGEN: Overgangen = {
    InterventieStaat.CONCEPT: frozenset({InterventieStaat.GEPUBLICEERD, InterventieStaat.VOORGELEGD}),
    InterventieStaat.VOORGELEGD: frozenset({InterventieStaat.GEPUBLICEERD, InterventieStaat.VRAAG}),
    InterventieStaat.VRAAG: frozenset({InterventieStaat.GEPUBLICEERD, InterventieStaat.VOORGELEGD}),
    InterventieStaat.GEPUBLICEERD: frozenset({InterventieStaat.INGETROKKEN}),
    InterventieStaat.INGETROKKEN: frozenset({InterventieStaat.GEPUBLICEERD}),
}

AANVRAAG_OPEN = (AanvraagStaat.VOORGELEGD, AanvraagStaat.VRAAG)
AANVRAAG_OVERGANGEN: Overgangen = {
    AanvraagStaat.TE_BEVESTIGEN: frozenset({AanvraagStaat.VOORGELEGD, AanvraagStaat.VERLOPEN}),
    AanvraagStaat.VOORGELEGD: frozenset({AanvraagStaat.VRAAG, AanvraagStaat.GOEDGEKEURD, AanvraagStaat.AFGEWEZEN}),
    AanvraagStaat.VRAAG: frozenset({AanvraagStaat.VOORGELEGD, AanvraagStaat.GOEDGEKEURD, AanvraagStaat.AFGEWEZEN}),
}

GROEP_OVERGANGEN: Overgangen = {
    # A group begins on its day, also when nobody put it on the marketplace before.
    G.VOORBEREIDING: frozenset({G.OPEN, G.VOL, G.BEZIG, G.GEANNULEERD}),
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

# Nothing leads on from "smaller" or "off": they are one decision, and never both.
_BESLUITEN = {K.KLEINER, K.AFGELAST, K.HERSTELD, K.BEGONNEN}
TEKORT_OVERGANGEN: Overgangen = {
    K.OPEN: frozenset({K.WERVEN, K.WACHTEN, *_BESLUITEN}),
    K.WERVEN: frozenset({K.OPEN, K.WACHTEN, *_BESLUITEN}),
    K.WACHTEN: frozenset({K.OPEN, K.WERVEN, *_BESLUITEN}),
}
TEKORT_LOPEND = (K.OPEN, K.WERVEN, K.WACHTEN)

_VAN_DE_LIJST = {T.VERLATEN, T.VERVALLEN, T.GESLOTEN}
TEAMWACHT_OVERGANGEN: Overgangen = {
    T.WACHTLIJST: frozenset({T.AANGEBODEN, *_VAN_DE_LIJST}),
    T.AANGEBODEN: frozenset({T.GENOMEN, T.VERLOPEN, *_VAN_DE_LIJST}),
}
TEAMWACHT_LOPEND = (T.WACHTLIJST, T.AANGEBODEN)

# A registration in one of these states holds a place of its group.
HOUDT_PLEK = (A.INTAKE, A.GEPLAATST, A.AANGEBODEN)
# Whether somebody came has been noted; the place they had stays counted.
GEWEEST = (A.DEELGENOMEN, A.NIET_GEKOMEN)
HAD_PLEK = (*HOUDT_PLEK, *GEWEEST)
AANMELDING_LOPEND = (A.TE_BEVESTIGEN, A.INTAKE, A.GEPLAATST, A.WACHTLIJST, A.AANGEBODEN)
GROEP_AANMELDBAAR = (G.OPEN, G.VOL)
# Of these one can say who came, once they began.
GROEP_GEGEVEN = (G.OPEN, G.VOL, G.BEZIG, G.AFGEROND)
GROEP_NOG_NIET_BEGONNEN = (G.VOORBEREIDING, G.OPEN, G.VOL)
GROEP_LOPEND = (G.VOORBEREIDING, G.OPEN, G.VOL, G.BEZIG)
