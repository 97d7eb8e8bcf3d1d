"""The states of a booking and of a task, and every move that is allowed."""

from django.db import models

from marktplein.basis.workflow import Overgangen


class ReserveringStaat(models.TextChoices):
    OPTIE = "optie", "Optie"
    BEVESTIGD = "bevestigd", "Bevestigd"
    GEBRUIKT = "gebruikt", "Gebruikt"
    VRIJGEGEVEN = "vrijgegeven", "Vrijgegeven"


class TaakStaat(models.TextChoices):
    NIEUW = "nieuw", "Nieuw"
    IN_BEHANDELING = "in_behandeling", "In behandeling"
    WACHT = "wacht", "Wacht"
    KLAAR = "klaar", "Klaar"
    HEROPEND = "heropend", "Heropend"
    VERVALLEN = "vervallen", "Vervallen"


class TaakSoort(models.TextChoices):
    ZAAL = "zaal", "Ruimte"
    MATERIAAL = "materiaal", "Materiaal"
    WERVING = "werving", "Werving"
    AANMELDINGEN = "aanmeldingen", "Aanmeldingen"
    PRESENTIELIJST = "presentielijst", "Presentielijst"
    DEELNEMERS = "deelnemers", "Te weinig deelnemers"
    OVERIG = "overig", "Overig"


R, T = ReserveringStaat, TaakStaat

RESERVERING_OVERGANGEN: Overgangen = {
    R.OPTIE: frozenset({R.BEVESTIGD, R.VRIJGEGEVEN}),
    R.BEVESTIGD: frozenset({R.GEBRUIKT, R.VRIJGEGEVEN}),
}

TAAK_OVERGANGEN: Overgangen = {
    T.NIEUW: frozenset({T.IN_BEHANDELING, T.KLAAR, T.VERVALLEN}),
    T.IN_BEHANDELING: frozenset({T.WACHT, T.KLAAR, T.NIEUW, T.VERVALLEN}),
    T.WACHT: frozenset({T.IN_BEHANDELING, T.KLAAR, T.NIEUW, T.VERVALLEN}),
    T.KLAAR: frozenset({T.HEROPEND}),
    T.HEROPEND: frozenset({T.IN_BEHANDELING, T.KLAAR, T.VERVALLEN}),
    # Only by itself: a group that recruits again (taken.services.volg_vorm).
    T.VERVALLEN: frozenset({T.HEROPEND}),
}

BEZET_DE_RUIMTE = (R.OPTIE, R.BEVESTIGD, R.GEBRUIKT)
TAAK_OPEN = (T.NIEUW, T.IN_BEHANDELING, T.WACHT, T.HEROPEND)
