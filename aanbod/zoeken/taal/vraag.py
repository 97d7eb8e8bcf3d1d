"""What somebody means: ages, conditions, whether it is a colleague who asks, whether somebody is in danger."""

import re
from dataclasses import dataclass
from enum import StrEnum

from aanbod.zoeken.taal.leeftijd import Leeftijd, lees_leeftijden
from aanbod.zoeken.taal.voorwaarden import Voorwaarden, lees_voorwaarden
from aanbod.zoeken.taal.vrager import is_collega
from aanbod.zoeken.taal.woorden import herspel, schoon, woorden

# What the search for words looks at; meaning and danger are read from the whole text.
HOOGSTENS_WOORDEN = 80

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
    """A question taken apart. ``leeftijden``: of the children it is about, each (from, to) in years."""

    woorden: tuple[str, ...]
    leeftijden: tuple[Leeftijd, ...]
    vrager: int | None
    zwanger: bool
    voorwaarden: Voorwaarden
    collega: bool
    nood: Nood | None

    @property
    def leeftijd(self) -> Leeftijd | None:
        """From the youngest to the oldest that was named."""
        if not self.leeftijden:
            return None
        return min(van for van, _ in self.leeftijden), max(tot for _, tot in self.leeftijden)


def begrijp(vraag: str) -> Begrepen:
    """Take a typed question apart; nothing of it is kept anywhere."""
    rij = tuple(" ".join(herspel(woord) for woord in woorden(vraag)[:HOOGSTENS_WOORDEN]).split())
    leeftijden = lees_leeftijden(vraag)
    return Begrepen(
        woorden=rij,
        leeftijden=leeftijden.kinderen,
        vrager=leeftijden.vrager,
        zwanger=leeftijden.zwanger,
        voorwaarden=lees_voorwaarden(vraag),
        collega=is_collega(vraag),
        nood=nood_in(vraag),
    )


def nood_in(tekst: str) -> Nood | None:
    """Whether the words say that somebody may be in danger now; they get a number to call before anything else."""
    tekst = schoon(tekst)
    if _ZELFMOORD.search(tekst):
        return Nood.ZELFMOORD
    return Nood.GEWELD if _GEWELD.search(tekst) else None
