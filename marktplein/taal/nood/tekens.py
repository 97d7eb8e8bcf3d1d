"""How a text is looked at: without accents, capitals, drawn-out letters, and in one spelling of each letter."""

import re
import unicodedata
from collections.abc import Iterator

# Letters that people type for one another, or that no decomposition makes plain.
_GELIJK = str.maketrans(
    {"ı": "i", "ł": "l", "ø": "o", "ة": "ه", "ى": "ي", "ـ": "", "’": "'", "ʼ": "'", "‘": "'", "`": "'"}
)
_UITGEREKT = re.compile(r"(\w)\1{2,}")
_EINDE = re.compile(r"(?<=[.!?;:؟…])\s+|\n+")
# A text of so many words is understood as it stands; a longer one also piece by piece.
KORT = 18
LANGSTE_ZIN = 22
VENSTER, STAP = 16, 8
# Each piece costs the model some 15 ms. Of an endless text the first are looked at and the last, where a story often
# comes to what it is about; the phrases see all of it.
EERSTE_STUKKEN, LAATSTE_STUKKEN = 15, 9
# What the text as a whole is about shows from so many characters; the model's time grows with every word.
LANGSTE_STUK = 500


def letters(tekst: str) -> str:
    """The text without accents, each letter in one spelling."""
    ontleed = unicodedata.normalize("NFKD", tekst)
    return "".join(teken for teken in ontleed if not unicodedata.combining(teken)).translate(_GELIJK)


def kaal(tekst: str) -> str:
    """The text in plain letters: "Zélfmoooord" → "zelfmoord"; spaces are single."""
    return " ".join(_UITGEREKT.sub(r"\1\1", letters(tekst.casefold())).split())


def stukken(tekst: str) -> list[str]:
    """The whole text and, of a long story, its sentences: one of them may hold what the rest hides."""
    if len(tekst.split()) <= KORT:
        return [tekst[:LANGSTE_STUK]]
    delen = list(dict.fromkeys(_delen(tekst)))
    if len(delen) > EERSTE_STUKKEN + LAATSTE_STUKKEN:
        delen = [*delen[:EERSTE_STUKKEN], *delen[-LAATSTE_STUKKEN:]]
    return [stuk[:LANGSTE_STUK] for stuk in (tekst, *delen)]


def _delen(tekst: str) -> Iterator[str]:
    for zin in _EINDE.split(tekst):
        woorden = zin.split()
        if len(woorden) <= LANGSTE_ZIN:
            if zin.strip():
                yield zin.strip()
            continue
        for begin in range(0, len(woorden) - STAP, STAP):
            yield " ".join(woorden[begin : begin + VENSTER])
