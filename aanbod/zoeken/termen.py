"""From what a room tells of a thing to the terms it is found by: a tsvector, computed by our own code."""

from collections.abc import Sequence
from functools import lru_cache

from aanbod.zoeken.taal import woorden as w
from marktplein.basis.vindbaar import Vindbaar

# Weights of PostgreSQL, best first: name; what people call it; what it says; parts and stems of all these.
NAAM, ALLEDAAGS, TEKST, AFGELEID = "A", "B", "C", "D"
# tsvector takes no longer word, and nobody types one.
LANGSTE_TERM = 120


def vector_van(ding: Vindbaar) -> str:
    """The tsvector of a thing, as a literal."""
    termen: dict[str, str] = {}
    teksten = [(NAAM, ding.naam), *((ALLEDAAGS, woord) for woord in ding.woorden), (TEKST, ding.tekst)]
    gevonden = [_termen_van(tekst, gewicht) for gewicht, tekst in teksten]
    for term, waarde in (paar for een in (*gevonden, *map(_termen_van_zin, ding.zinnen)) for paar in een.items()):
        _houd_beste(termen, term, waarde)
    return " ".join(f"'{_citeer(term)}':1{gewicht}" for term, gewicht in termen.items() if len(term) <= LANGSTE_TERM)


def _citeer(term: str) -> str:
    return term.replace("'", "''").replace("\\", "")


@lru_cache(maxsize=4096)
def _termen_van(tekst: str, gewicht: str) -> dict[str, str]:
    """The terms of one text with their weight; the words of a theme return with each of its offers."""
    rij = w.woorden(tekst)
    termen: dict[str, str] = {}
    _voeg_toe(termen, rij, gewicht, is_frase=gewicht == ALLEDAAGS and len(rij) > 1)
    return termen


@lru_cache(maxsize=4096)
def _termen_van_zin(zin: str) -> dict[str, str]:
    """A sentence somebody may say: its words and its turns of phrase."""
    rij = w.woorden(zin)
    termen: dict[str, str] = {}
    _voeg_toe(termen, rij, TEKST, is_frase=False)
    for frase in w.frases(rij):
        _houd_beste(termen, frase, TEKST)
    return termen


def _voeg_toe(termen: dict[str, str], rij: Sequence[str], gewicht: str, *, is_frase: bool) -> None:
    """Terms keep the best weight they were found with. Of a phrase, the whole counts and its words hardly."""
    if is_frase:
        _houd_beste(termen, w.frase(" ".join(rij)), gewicht)
        gewicht = AFGELEID
    elif gewicht == NAAM:
        for frase in w.frases(rij):
            _houd_beste(termen, frase, gewicht)
    for woord in rij:
        if w.is_stopwoord(woord):
            continue
        _houd_beste(termen, woord, gewicht)
        _houd_beste(termen, w.grondvorm(woord), gewicht)
        for deel in (*w.delen(woord), w.stam(woord)):
            _houd_beste(termen, deel, AFGELEID)


def _houd_beste(termen: dict[str, str], term: str, gewicht: str) -> None:
    if term and gewicht < termen.get(term, "E"):
        termen[term] = gewicht
