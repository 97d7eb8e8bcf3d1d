"""How easily a Dutch text reads: the formula of Flesch as W.H. Douma fitted it to Dutch, and its long sentences.

Source: W.H. Douma, De leesbaarheid van landbouwbladen (Wageningen, 1960): 206.84 - 0.77 x syllables per hundred words -
0.93 x words per sentence. 100 reads very easily, below 50 is hard. It counts; it does not know whether a word is known.
"""

import re
from dataclasses import dataclass

# More words than this is what the government's guides on plain language call a long sentence.
LANGE_ZIN = 15
# Below this a text is hard for many parents.
MOEILIJK, MAKKELIJK = 60, 70

_ZIN = re.compile(r"[^.!?\n]+[.!?]*")
_WOORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
# One sound each, the longest first; a diaeresis begins a new one.
_KLANK = re.compile(
    "aai|ooi|oei|eeu|ieu|aa|ee|oo|uu|ie|oe|eu|ui|ei|ij|au|ou|[aeiouyàáâäèéêëìíîïòóôöùúûü]", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Leesbaarheid:
    """``score`` from 0 (hard) to 100 (easy); None of a text without a sentence to count."""

    score: int | None
    lange_zinnen: tuple[str, ...]

    @property
    def oordeel(self) -> str:
        if self.score is None:
            return ""
        if self.score >= MAKKELIJK:
            return "Leest makkelijk"
        return "Kan makkelijker" if self.score >= MOEILIJK else "Moeilijk te lezen"

    @property
    def kleur(self) -> str:
        return {"Leest makkelijk": "groen", "Kan makkelijker": "geel"}.get(self.oordeel, "rood")


def lettergrepen(woord: str) -> int:
    return max(1, len(_KLANK.findall(woord)))


def meet(tekst: str) -> Leesbaarheid:
    zinnen = [(zin.strip(), _WOORD.findall(zin)) for zin in _ZIN.findall(tekst)]
    zinnen = [(zin, woorden) for zin, woorden in zinnen if woorden]
    alle = [woord for _, woorden in zinnen for woord in woorden]
    lang = tuple(zin for zin, woorden in zinnen if len(woorden) > LANGE_ZIN)
    if not alle:
        return Leesbaarheid(None, ())
    per_honderd = 100 * sum(map(lettergrepen, alle)) / len(alle)
    score = 206.84 - 0.77 * per_honderd - 0.93 * len(alle) / len(zinnen)
    return Leesbaarheid(max(0, min(100, round(score))), lang)
