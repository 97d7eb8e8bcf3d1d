"""What a question says about when, what it costs, how near and how: each a filter that can be taken off again.

Only what is plainly a condition counts: "woensdagmiddag" is one, "sinds maandag ziek" is not; "gratis" is one, "geen
geld" is a subject; "online cursus" is one, "online gepest" is a subject.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from aanbod.zoeken.taal.woorden import schoon


class Dagdeel(StrEnum):
    OCHTEND = "ochtend"
    MIDDAG = "middag"
    AVOND = "avond"


@dataclass(frozen=True)
class Voorwaarden:
    """``dagen``: 0 is Monday. ``over_dagen``: 0 for today ("vanavond"), 1 for tomorrow."""

    dagen: frozenset[int] = frozenset()
    dagdelen: frozenset[Dagdeel] = frozenset()
    over_dagen: int | None = None
    gratis: bool = False
    online: bool = False
    dichtbij: bool = False


_DAG = {
    "maandag": 0, "dinsdag": 1, "woensdag": 2, "donderdag": 3, "vrijdag": 4, "zaterdag": 5, "zondag": 6,
    "monday": 0, "tuesday": 1, "wednesday": 2, "thursday": 3, "friday": 4, "saturday": 5, "sunday": 6,
    "poniedzialek": 0, "wtorek": 1, "sroda": 2, "srode": 2, "czwartek": 3, "piatek": 4, "sobota": 5, "sobote": 5,
    "niedziela": 6, "pazartesi": 0, "sali": 1, "carsamba": 2, "persembe": 3, "cuma": 4, "cumartesi": 5, "pazar": 6,
}  # fmt: skip
_DAGDEEL = {
    "ochtend": Dagdeel.OCHTEND, "ochtends": Dagdeel.OCHTEND, "morgens": Dagdeel.OCHTEND, "voormiddag": Dagdeel.OCHTEND,
    "morning": Dagdeel.OCHTEND, "mornings": Dagdeel.OCHTEND, "middag": Dagdeel.MIDDAG, "middags": Dagdeel.MIDDAG,
    "afternoon": Dagdeel.MIDDAG, "afternoons": Dagdeel.MIDDAG, "avond": Dagdeel.AVOND, "avonds": Dagdeel.AVOND,
    "evening": Dagdeel.AVOND, "evenings": Dagdeel.AVOND,
}  # fmt: skip
_NAAM = "|".join(sorted(_DAG, key=len, reverse=True))
_DEEL = "|".join(sorted(_DAGDEEL, key=len, reverse=True))
# "sinds maandag", "afgelopen vrijdag", "elke maandag ziek": told, not asked.
_VERTELD = re.compile(rf"\b(?:sinds|afgelopen|vorige?|laatste|last|since)\s+(?:{_NAAM})\w*")
_DAG_DEEL = re.compile(
    rf"\b(?:op )?(?:de )?({_NAAM})(?:en|s)?(?:\s*[- ]?\s*(?:'s )?({_DEEL})(?:en)?)?(?=\W|$)|"
    rf"\b({_NAAM})({_DEEL})(?:en)?\b"
)
_LOS_DEEL = re.compile(
    r"(?:\b's |\bs )(ochtends|morgens|middags|avonds)\b|\b(?:in de|in the) (ochtend|middag|avond|morning|"
    r"afternoon|evening)s?\b"
)
_WEEKEND = re.compile(
    r"\b(?:in|op) (?:het|the) weekend\w*\b|\bweekends?\b(?= (?:kan|kunnen|kunt|liefst|"
    r"het beste))"
)
_VANDAAG = re.compile(r"\b(vandaag|vanavond|vanmiddag|tonight|today)\b")
_MORGEN = re.compile(r"\bmorgen(ochtend|middag|avond)\b|\btomorrow\b")
_NA_SCHOOL = re.compile(r"\bna school(?:tijd)?\b|\bnaschools\w*\b|\bafter school\b")
_GRATIS = re.compile(
    r"\b(?:gratis|kosteloos|kosteloze|zonder kosten|for free|free of charge|ucretsiz|za darmo|bezplatn\w*)\b|"
    r"безкоштовн|безплатн|مجان"
)
_ONLINE = re.compile(
    r"\bonline (?:cursus|training|programma|bijeenkomst|gesprek|volgen|meedoen|spreekuur|course|programme|session)|"
    r"\b(?:liefst|graag|kan het|kan ik|alleen|ook) online\b|\bvia (?:zoom|teams|beeldbellen|video)\b|"
    r"\bbeeldbellen\b|"
    r"\bwebinar\b|\bdigitaal (?:volgen|meedoen)\b|\bvanuit huis (?:volgen|meedoen)\b|\bonline (?:te volgen|avond)\b"
)
_DICHTBIJ = re.compile(
    r"\b(?:in de buurt|bij (?:mij|ons|me) in de buurt|dichtbij|dicht bij|vlakbij|om de hoek|near (?:me|us|by)|"
    r"nearby|"
    r"yakinda|yakinimda|w poblizu|niedaleko)\b|поблизу|поруч|بالقرب"
)
_NIET_DICHTBIJ = re.compile(
    r"\b(?:familie|vrienden|vriendjes|oma|opa|niemand|jongens|kinderen|moeders|ouders) (?:\w+ )?in de buurt"
)


def lees_voorwaarden(vraag: str) -> Voorwaarden:
    """The conditions a question states; all empty where it states none."""
    tekst = _VERTELD.sub(" ; ", schoon(vraag).replace("’", "'"))
    dagen: set[int] = set()
    delen: set[Dagdeel] = set()
    for treffer in _DAG_DEEL.finditer(tekst):
        dagen.add(_DAG[treffer[1] or treffer[3]])
        if deel := treffer[2] or treffer[4]:
            delen.add(_DAGDEEL[deel])
    for treffer in _LOS_DEEL.finditer(tekst):
        delen.add(_DAGDEEL[treffer[1] or treffer[2]])
    if _WEEKEND.search(tekst):
        dagen |= {5, 6}
    if _NA_SCHOOL.search(tekst):
        delen.add(Dagdeel.MIDDAG)
    over_dagen = _over_dagen(tekst, delen)
    return Voorwaarden(
        dagen=frozenset(dagen),
        dagdelen=frozenset(delen),
        over_dagen=over_dagen,
        gratis=bool(_GRATIS.search(tekst)),
        online=bool(_ONLINE.search(tekst)),
        dichtbij=bool(_DICHTBIJ.search(tekst)) and not _NIET_DICHTBIJ.search(tekst),
    )


def _over_dagen(tekst: str, delen: set[Dagdeel]) -> int | None:
    """Today is 0, tomorrow 1; the part of the day in the word is added to ``delen``."""
    if vandaag := _VANDAAG.search(tekst):
        deel = {"vanavond": Dagdeel.AVOND, "tonight": Dagdeel.AVOND, "vanmiddag": Dagdeel.MIDDAG}.get(vandaag[1])
        delen |= {deel} if deel else set()
        return 0
    if morgen := _MORGEN.search(tekst):
        delen |= {_DAGDEEL[morgen[1]]} if morgen[1] else set()
        return 1
    return None
