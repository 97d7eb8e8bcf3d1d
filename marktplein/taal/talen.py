"""In which language somebody writes: by the script, or by the little words that only one language has.

Good enough to choose words and help lines by; a text that says too little has no language.
"""

import re
import unicodedata

TALEN = ("nl", "en", "tr", "pl", "ar", "uk")
_WOORD = re.compile(r"[^\W\d_]+")
_ARABISCH, _CYRILLISCH = re.compile(r"[\u0600-\u06ff]"), re.compile(r"[\u0400-\u04ff]")
_LATIJN = re.compile(r"[a-zA-Z\u00c0-\u024f]")
# Words without accents that hardly stand in one of the other languages.
_KLEINE = {
    "nl": """de het een en van mijn zijn niet met voor ik je hij zij wij maar ook naar kan wil hoe wat waar wordt heeft
        heb hebben kind kinderen moeder vader zoon dochter bij uit te ze haar hem ons mn zn iemand iets niemand geen
        wel nog al door over om aan als dan dat die dit er jaar jaren school help hulp gratis cursus oud thuis zit
        gaat doet moet mag wie waarom welke veel altijd steeds""",
    "en": """the and my his her is are with for i you he she we they but to can want how what where has have had child
        children mother father son daughter at from not no of in on this that there who why which does do don't it
        it's i'm me was were be been somebody someone year years old""",
    "tr": """ve bir bu icin cok ben sen o biz cocugum cocuk kizim oglum yok var nasil ne nerede degil ile ama gibi daha
        kadar anne baba esim istiyorum ediyor oluyor okul yasinda benim bana beni mi mu evde diye hic her""",
    "pl": """i nie jest sie w z na do moj moja moje dziecko dzieci syn corka ktory jak co gdzie mam ma czy ale dla po
        od przez jestem chce pomoc szkola szkole lat lata mnie mi za juz tylko bo ze to tak byc maz zona""",
}
_WOORDEN = {taal: frozenset(tekst.split()) for taal, tekst in _KLEINE.items()}
# Letters that tell as well, before their accents are taken off.
_LETTERS = {"tr": "ğışİ", "pl": "ąćęłńśźż"}


def taal_van(tekst: str) -> str | None:
    """One of TALEN, or None: too little to tell."""
    if schrift := _schrift(tekst):
        return schrift
    woorden = _WOORD.findall(_zonder_accenten(tekst))
    punten = {taal: float(sum(woord in lijst for woord in woorden)) for taal, lijst in _WOORDEN.items()}
    klein = tekst.lower()
    for taal, letters in _LETTERS.items():
        punten[taal] += 1.5 * sum(letter in klein for letter in letters)
    beste = max(punten, key=lambda taal: punten[taal])
    tweede = max(waarde for taal, waarde in punten.items() if taal != beste)
    return beste if punten[beste] > tweede else None


def _schrift(tekst: str) -> str | None:
    latijn = len(_LATIJN.findall(tekst))
    for taal, patroon in (("ar", _ARABISCH), ("uk", _CYRILLISCH)):
        if len(patroon.findall(tekst)) > latijn:
            return taal
    return None


def _zonder_accenten(tekst: str) -> str:
    ontleed = unicodedata.normalize("NFKD", tekst.lower().replace("ı", "i").replace("ł", "l"))
    return "".join(teken for teken in ontleed if not unicodedata.combining(teken))
