"""What people say who are in danger, or who see somebody who is: frasen.txt, in plain letters (``tekens.kaal``).

An "uitspraak" tells that it happens, and always counts. A "woord" only names the subject: it counts unless the text is
a lesson, a game or a joke ("luchtig"). A phrase that fits a harmless sentence of zinnen.txt fails a test.
"""

import re
from collections import defaultdict
from functools import cache
from pathlib import Path

from marktplein.taal.nood.soorten import Nood
from marktplein.taal.nood.tekens import letters

BESTAND = Path(__file__).with_name("frasen.txt")
_STUK = re.compile(r"= ([A-Z]+) (.*)")
UITSPRAAK, WOORD, LUCHTIG = "uitspraak", "woord", "luchtig"

Patronen = dict[tuple[str, str], re.Pattern[str]]


@cache
def _patronen() -> Patronen:
    """(kind, sort of phrase) → all its phrases, in the order of the file: the most pressing kind first.

    A line "= NAAM piece" names a piece, which stands in phrases as <NAAM>; "# kind sort" heads the phrases that follow;
    what starts with "!" is said to who reads the file.
    """
    stukken: dict[str, str] = {}
    per_kop: dict[tuple[str, str], list[str]] = defaultdict(list)
    kop = ("", "")
    for regel in letters(BESTAND.read_text("utf-8")).splitlines():
        if stuk := _STUK.fullmatch(regel):
            stukken[f"<{stuk[1]}>"] = stuk[2]
        elif regel.startswith("# "):
            soort, _, welke = regel[2:].partition(" ")
            kop = (soort, welke)
        elif regel and not regel.startswith("!"):
            for naam, waarde in stukken.items():
                regel = regel.replace(naam, waarde)
            per_kop[kop].append(f"(?:{regel})")
    return {kop: re.compile("|".join(frasen)) for kop, frasen in per_kop.items()}


def laad() -> None:
    """Read the phrases now, and not at the first question."""
    _patronen()


def is_luchtig(kaal: str) -> bool:
    """Whether the plain text is of somebody who teaches, learns, plays or jokes."""
    return bool(_patronen()["-", LUCHTIG].search(kaal))


def in_frasen(kaal: str) -> Nood | None:
    """The kind that the plain text tells of by a phrase; the most pressing one first."""
    return _eerste(kaal, UITSPRAAK) or (None if is_luchtig(kaal) else _eerste(kaal, WOORD))


def _eerste(kaal: str, welke: str) -> Nood | None:
    rij = ((soort, patroon) for (soort, hoort), patroon in _patronen().items() if hoort == welke)
    return next((Nood(soort) for soort, patroon in rij if patroon.search(kaal)), None)
