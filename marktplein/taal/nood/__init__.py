"""Is somebody in danger who writes this? Phrases or a suspicion that was learnt, over the whole text.

Nothing of the text is kept, logged or counted here. Pure: no Django, no domain.
"""

from marktplein.taal.nood import frasen, vermoeden
from marktplein.taal.nood.frasen import in_frasen, is_luchtig
from marktplein.taal.nood.soorten import Nood
from marktplein.taal.nood.tekens import kaal, stukken
from marktplein.taal.nood.vermoeden import Vermoeden, vermoed

__all__ = ["Nood", "is_misschien_nood", "laad", "nood_in"]

# From here on a suspicion shows help: with the model, and on words alone.
GRENS, GRENS_ZONDER_MODEL = 0.1, 0.45
# A lesson, a game or a joke must sound so much more like danger; a story cut in pieces has more chances to seem so.
LUCHTIG, LANG = 0.7, 0.15
# So much lower is "perhaps": too little to show help, too much to keep the text for any other purpose.
MARGE = 0.5


def laad() -> None:
    """Read phrases and what was learnt now, in the process that makes the workers, and not at the first question."""
    frasen.laad()
    vermoeden.laad()


def nood_in(tekst: str) -> Nood | None:
    """The danger that the text tells of, or None."""
    if not tekst.strip():
        return None
    plat = kaal(tekst)
    if gezegd := in_frasen(plat):
        return gezegd
    gevonden, score = _gewogen(tekst, plat)
    return gevonden.soort if score > _grens(gevonden) else None


def is_misschien_nood(tekst: str) -> bool:
    """Whether the text might tell of danger: what is kept of questions (failures, say) is kept of others only."""
    if not tekst.strip():
        return False
    plat = kaal(tekst)
    if in_frasen(plat):
        return True
    gevonden, score = _gewogen(tekst, plat)
    return score > _grens(gevonden) - MARGE


def _gewogen(tekst: str, plat: str) -> tuple[Vermoeden, float]:
    delen = stukken(tekst)
    gevonden = vermoed(delen)
    return gevonden, gevonden.score - (LUCHTIG if is_luchtig(plat) else 0) - (LANG if len(delen) > 1 else 0)


def _grens(gevonden: Vermoeden) -> float:
    return GRENS if gevonden.met_model else GRENS_ZONDER_MODEL
