"""What somebody means: the age in a question, whether it is a colleague who asks, whether somebody is in danger."""

import re
from dataclasses import dataclass
from enum import StrEnum

from aanbod.zoeken.taal.woorden import herspel, schoon, woorden

HOOGSTENS_WOORDEN = 24
OUDSTE = 27

_GETALLEN = {
    "een": 1, "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "zeven": 7, "acht": 8, "negen": 9, "tien": 10,
    "elf": 11, "twaalf": 12, "dertien": 13, "veertien": 14, "vijftien": 15, "zestien": 16, "zeventien": 17,
}  # fmt: skip
_GETAL = r"(\d{1,2}|" + "|".join(_GETALLEN) + r")"
_JAREN = re.compile(rf"\b{_GETAL}[ -]?(?:jaar|jarige?|jr|jaartjes?|years?|yo)\b")
_MAANDEN = re.compile(rf"\b{_GETAL}[ -]?(?:maand|maanden|mnd|weken|weekjes)\b")
_SCHOOLGROEP = re.compile(rf"\bgroep {_GETAL}\b")
# A bare number is an age, unless it is a mark ("een 7"), a count ("2 dagen") or something at school.
_LOS = re.compile(r"(?<!een )(?<!groep )(?<!klas )(?<!keer )\b(\d{1,2})\b(?! (?:dagen|keer|uur|kinderen|weken|euro))")
# Word → (from, to and including).
LEEFTIJDSWOORDEN = {
    "baby": (0, 1), "babys": (0, 1), "baby's": (0, 1), "pasgeboren": (0, 0), "newborn": (0, 0), "dreumes": (1, 2),
    "dreumesen": (1, 2), "peuter": (2, 4), "peuters": (2, 4), "toddler": (2, 4), "kleuter": (4, 6), "kleuters": (4, 6),
    "puber": (12, 17), "pubers": (12, 17), "puberzoon": (12, 17), "puberdochter": (12, 17), "tiener": (12, 17),
    "tieners": (12, 17), "teenager": (12, 17), "teen": (12, 17), "brugklas": (11, 13), "brugklasser": (12, 13),
    "jongvolwassene": (18, 23), "anderhalf": (1, 2),
}  # fmt: skip

_COLLEGA = frozenset(
    schoon(woord)
    for woord in """professional professionals leerkracht leerkrachten leraar lerares docent docenten juf meester mentor
    scholing bijscholing meldcode hulpverlener hulpverleners pedagogisch medewerker medewerkers vrijwilligers trainers
    leerling leerlingen collega collega's herkennen signaleren avg casus regie regisseur mdo intervisie""".split()  # noqa: SIM905 - a list to read
)

_ZELFMOORD = re.compile(
    r"niet meer leven|niet langer leven|(?:wil|wou|wilde|liever|was ik maar) dood|dood (?:wil|zijn|gaan)|zelfmoord|"
    r"suicid|zelfdoding|einde? (?:aan|maken aan) (?:mijn|m'n|het|zijn|haar) leven|leven(?: is)? niet (?:meer )?waard|"
    r"mezelf iets aan|zichzelf iets aan|kill (?:my|her|him)self|want to die|end my life|intihar|olmek istiyorum|"
    r"\bkms\b|unalive|zelfbeschadig|automutil|self ?harm|(?:cut|cutting|hurt|hurting) (?:my|her|him)self|"
    r"(?:snij|snijd|snijdt|snijden|sneed|kras|krast|verwond|verwondt) (?:mezelf|mijzelf|zichzelf)|"
    r"(?:mezelf|mijzelf|zichzelf) (?:\w+ ){0,2}(?:snij|sneed|gesneden|krass?|verwond|pijn)|"
    r"самогуб|не хочу жити|samobojst|chce umrzec|انتحار"
)
_GEWELD = re.compile(
    r"(?:word|wordt|werd|ben) (?:\w+ ){0,3}(?:geslagen|mishandeld|misbruikt|verkracht|aangerand)|mishandel|misbruik|"
    r"verkracht|slaat (?:mij|me|ons|mijn kind|zijn kind|haar kind|de kinderen)|huiselijk geweld|"
    r"bedreigt (?:mij|me|ons)|hits me|beats me|domestic violence"
)


class Nood(StrEnum):
    ZELFMOORD = "zelfmoord"
    GEWELD = "geweld"


@dataclass(frozen=True)
class Begrepen:
    """A question taken apart. ``leeftijd``: (from, to) in years, or None."""

    woorden: tuple[str, ...]
    leeftijd: tuple[int, int] | None
    collega: bool
    nood: Nood | None


def begrijp(vraag: str) -> Begrepen:
    """Take a typed question apart; nothing of it is kept anywhere."""
    tekst = " ".join(herspel(woord) for woord in woorden(vraag)[:HOOGSTENS_WOORDEN])
    rij = tuple(tekst.split())
    return Begrepen(
        woorden=rij, leeftijd=leeftijd_in(tekst), collega=bool(_COLLEGA.intersection(rij)), nood=nood_in(tekst)
    )


def leeftijd_in(tekst: str) -> tuple[int, int] | None:
    """The age somebody names ("kleuter 4 jaar", "groep 8", "puber"), in years from and to."""
    tekst = schoon(tekst)
    if gevonden := _JAREN.search(tekst):
        return _begrensd(_getal(gevonden[1]))
    if _MAANDEN.search(tekst):
        return (0, 1)
    if gevonden := _SCHOOLGROEP.search(tekst):
        groep = _getal(gevonden[1])
        return (groep + 3, groep + 4) if 1 <= groep <= 8 else None
    if gevonden := _LOS.search(tekst):
        return _begrensd(_getal(gevonden[1]))
    for woord in tekst.split():
        if woord in LEEFTIJDSWOORDEN:
            return LEEFTIJDSWOORDEN[woord]
    return None


def nood_in(tekst: str) -> Nood | None:
    """Whether the words say that somebody may be in danger now; they get a number to call before anything else."""
    tekst = schoon(tekst)
    if _ZELFMOORD.search(tekst):
        return Nood.ZELFMOORD
    return Nood.GEWELD if _GEWELD.search(tekst) else None


def _getal(tekst: str) -> int:
    return _GETALLEN.get(tekst) or int(tekst)


def _begrensd(leeftijd: int) -> tuple[int, int] | None:
    return (leeftijd, leeftijd) if leeftijd <= OUDSTE else None
