"""From Dutch text to search terms: base forms, parts of compounds, stems, phrases.

Index and query go through the same functions, so every PostgreSQL serves: no dictionary files on the server. A term
is a string of letters and digits; "~pest" is a stem, "niet_durven" a phrase.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

import simplemma

TALEN = ("nl",)
_WOORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
# Words that tell nothing about what is asked. They do count inside a phrase ("niet durven").
STOPWOORDEN = frozenset(
    """
    de het een en of maar want dus als dan dat die dit deze er hier daar waar wat wie welke hoe wanneer waarom is zijn
    was waren ben bent wordt worden word werd heb hebt heeft hebben had kan kun kunt kunnen kon mag mogen moet moeten
    wil willen wilt zou zal zullen ga gaat gaan doe doet doen laat laten ik jij je u hij zij ze we wij jullie me mij
    mijn mn m'n mijne jouw uw zijn z'n zn haar d'r hun ons onze hem zich zichzelf zelf men van voor met in op aan bij
    naar uit over om door tot tegen onder tussen zonder binnen na te ter ten tijdens ook nog wel niet geen al altijd
    steeds heel erg veel meer minder zo zoals toch eens even weer maar net alleen iets niets iemand niemand alles alle
    ander andere anders elke elk ieder iedere hulp help helpen graag zoek zoeken weet weten nu dus via per ja nee
    t 't s 's n 'n mee af toe goed kind kinderen dochter zoon
    i a the my is are be being to and of for with at on how what who do does can need want he she it his her their
    not no in has have from get very too child children kid kids son daughter
    """.split()  # noqa: SIM905 - a list to read
)
# Endings that make another word of the same stem: scheiding / scheiden, eenzaamheid / eenzaam.
_UITGANGEN = (
    "heden",
    "heid",
    "ingen",
    "ing",
    "schappen",
    "schap",
    "erij",
    "lijk",
    "ers",
    "er",
    "en",
    "e",
    "s",
)
_VERKLEIND = ("etje", "tje", "pje", "kje", "je")
_TUSSEN = ("", "s", "en", "n", "e")
_KORTSTE_DEEL = 4
_KORTSTE_SAMENSTELLING = 8
_KORTSTE_STAM = 4
FRASE_HOOGSTENS = 4

MINSTE_HERSPEL = 5


def schoon(tekst: str) -> str:
    """Lower case, no accents on Latin letters; other scripts stay as they are."""
    ontleed = unicodedata.normalize("NFKD", tekst.casefold())
    return unicodedata.normalize("NFC", "".join(teken for teken in ontleed if not unicodedata.combining(teken)))


def woorden(tekst: str) -> list[str]:
    """The words of a text, cleaned, in order."""
    return [gevonden.group().replace("’", "'") for gevonden in _WOORD.finditer(schoon(tekst))]


def is_stopwoord(woord: str) -> bool:
    return woord in STOPWOORDEN


@lru_cache(maxsize=65536)
def grondvorm(woord: str) -> str:
    """ "gepest" → "pesten", "vriendjes" → "vriend"; a word we do not know stays itself."""
    lemma = simplemma.lemmatize(woord.removesuffix("'s"), lang=TALEN).replace("_", "").casefold()
    for uitgang in _VERKLEIND:
        basis = lemma.removesuffix(uitgang)
        if basis != lemma and len(basis) > 2 and simplemma.is_known(basis, lang=TALEN):
            return basis
    return schoon(lemma)


@lru_cache(maxsize=65536)
def stam(woord: str) -> str:
    """What related words share, marked with "~"; empty for a word too short to have one."""
    basis = grondvorm(woord)
    for uitgang in _UITGANGEN:
        if basis.endswith(uitgang) and len(basis) - len(uitgang) >= _KORTSTE_STAM:
            basis = basis.removesuffix(uitgang)
            break
    basis = _enkel(basis)
    return f"~{basis}" if len(basis) >= _KORTSTE_STAM else ""


def _enkel(stam_: str) -> str:
    """Dutch spelling doubles letters by its rules (eenzaam, eenzame): undo that at the end of a stem."""
    return re.sub(r"(.)\1(?=[^aeiou]?$)", r"\1", stam_)


@lru_cache(maxsize=65536)
def delen(woord: str) -> tuple[str, ...]:
    """Base forms of the parts of a compound: "schermtijd" → ("scherm", "tijd"); empty when it is none."""
    if len(woord) < _KORTSTE_SAMENSTELLING or not woord.isalpha():
        return ()
    beste: tuple[int, tuple[str, ...]] = (0, ())
    for plek in range(_KORTSTE_DEEL, len(woord) - _KORTSTE_DEEL + 1):
        kop, staart = woord[:plek], woord[plek:]
        if not simplemma.is_known(staart, lang=TALEN):
            continue
        voor = _voorste(kop)
        # Two known parts beat one; of equals the longest tail, which says what kind of thing it is.
        waarde = len(staart) + (100 if voor else 0)
        if voor or len(staart) > _KORTSTE_DEEL + 1:
            beste = max(beste, (waarde, (*((grondvorm(voor),) if voor else ()), grondvorm(staart))))
    return beste[1]


def _voorste(kop: str) -> str:
    for tussen in _TUSSEN:
        basis = kop.removesuffix(tussen) if tussen else kop
        if len(basis) >= _KORTSTE_DEEL - 1 and simplemma.is_known(basis, lang=TALEN):
            return basis
    return ""


def laad() -> None:
    """Read the dictionary now: the first word that is looked up costs half a second and 40 MB."""
    simplemma.is_known("kind", lang=TALEN)


def is_bekend(woord: str) -> bool:
    """Whether this is a Dutch word as it stands, so no typing mistake."""
    return bool(simplemma.is_known(woord, lang=TALEN))


def herspel(woord: str) -> str:
    """The commonest slip of Dutch spelling mended: d, t or dt at the end of a verb ("luisterd" → "luistert")."""
    if len(woord) < MINSTE_HERSPEL or is_bekend(woord):
        return woord
    for fout, goed in (("dt", "d"), ("dt", "t"), ("d", "t"), ("t", "d")):
        anders = woord.removesuffix(fout) + goed
        if woord.endswith(fout) and is_bekend(anders):
            return anders
    return woord


def frases(rij: Sequence[str]) -> Iterator[str]:
    """Every run of 2 to 4 words as one term, in base forms."""
    vormen = [grondvorm(woord) for woord in rij]
    for lengte in range(2, FRASE_HOOGSTENS + 1):
        for begin in range(len(vormen) - lengte + 1):
            yield "_".join(vormen[begin : begin + lengte])


def frase(tekst: str) -> str:
    """A phrase of an everyday-word list as one term; empty when it is a single word or too long."""
    rij = woorden(tekst)
    return "_".join(map(grondvorm, rij)) if 2 <= len(rij) <= FRASE_HOOGSTENS else ""
