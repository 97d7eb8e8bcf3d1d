"""One order out of many signs: words, meaning, sentences, themes, ages and places. Pure arithmetic.

Every sign of meaning is in standard deviations over all documents, so the weights hold however long the shelf is and
whatever the question: what counts is how far a document stands out, never how high its cosine is. The weights were
fitted on one half of the questions of tests/bench/zoeken and are told as figures in the decision record.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from aanbod.zoeken.betekenis import Nabijheid

Getallen = NDArray[np.float32]
INHOUD, ZIN, THEMA, THEMAWOORD = 0.84, 0.53, 0.41, 0.15
# A sentence that is nearly what was asked says much, but no more than this.
ZIN_HOOGSTENS = 3.5
# Words are of the language the texts are in.
WOORDEN_NEDERLANDS, WOORDEN_ANDERS = 1.75, 0.5
# What has no theme cannot gain by one.
ZONDER_THEMA = 0.88
LEEFTIJD, HIER, VRAGER, PAGINA, VOORWAARDEN = 1.8, 1.3, 0.1, -3.0, 1.0
# A word of difference at most: who needs it finds it still.
ONBEVESTIGD, ONBEVESTIGD_FACTOR = 0.75, 0.7
# The same where only words are known, as factors.
NIET_DE_LEEFTIJD, NIET_HIER, NIET_VOOR_U, VOOR_COLLEGAS, NIET_VOLDAAN = 0.4, 0.5, 0.35, 1.5, 0.7


@dataclass(frozen=True)
class Kenmerken:
    """Per document what is known beside words and meaning: -1 is against it, 1 for it, 0 says nothing."""

    woorden: Getallen
    leeftijd: Getallen
    plaats: Getallen
    collega: Getallen
    met_thema: Getallen
    pagina: Getallen
    thema: NDArray[np.bool_]
    voorwaarden: Getallen


def versmelt(nabij: Nabijheid, kenmerken: Kenmerken, *, nederlands: bool) -> Getallen:
    """Points per document, of words and meaning together."""
    # Themes stand apart from the list: all their words are everyday ones, and would make those of the others small.
    meeste = float(kenmerken.woorden[~kenmerken.thema].max(initial=0)) or float(kenmerken.woorden.max(initial=0))
    woorden = kenmerken.woorden / max(meeste, 1e-9)
    punten = woorden * (WOORDEN_NEDERLANDS if nederlands else WOORDEN_ANDERS)
    punten = punten + LEEFTIJD * kenmerken.leeftijd + HIER * kenmerken.plaats + VRAGER * kenmerken.collega
    punten = punten + VOORWAARDEN * kenmerken.voorwaarden
    punten = punten + INHOUD * nabij.inhoud + ZIN * np.minimum(nabij.zin, ZIN_HOOGSTENS)
    punten = punten + THEMA * nabij.thema + THEMAWOORD * nabij.themawoord
    return np.asarray(punten + ZONDER_THEMA * (1 - kenmerken.met_thema) + PAGINA * kenmerken.pagina, np.float32)


def laat_zakken(punten: Getallen, oud: NDArray[np.bool_], *, op_betekenis: bool) -> Getallen:
    """What nobody confirmed for long goes below what is as near: in points, or where only words are known a factor."""
    minder = punten - ONBEVESTIGD if op_betekenis else punten * ONBEVESTIGD_FACTOR
    return np.asarray(np.where(oud, minder, punten), np.float32)


def alleen_woorden(kenmerken: Kenmerken) -> Getallen:
    """Points per document where nothing is known of what they mean: nought where no word is in common."""
    factor = np.where(kenmerken.leeftijd < 0, NIET_DE_LEEFTIJD, 1.0)
    factor = factor * np.select([kenmerken.collega < 0, kenmerken.collega > 0], [NIET_VOOR_U, VOOR_COLLEGAS], 1.0)
    factor = factor * np.where(kenmerken.plaats < 0, NIET_HIER, 1.0)
    factor = factor * np.where(kenmerken.voorwaarden < 0, NIET_VOLDAAN, 1.0)
    return np.asarray(kenmerken.woorden * factor, np.float32)
