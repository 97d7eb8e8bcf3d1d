"""What somebody means: ages, conditions, and whether it is a colleague who asks."""

from dataclasses import dataclass

from aanbod.zoeken.taal.leeftijd import Leeftijd, lees_leeftijden
from aanbod.zoeken.taal.voorwaarden import Voorwaarden, lees_voorwaarden
from aanbod.zoeken.taal.vrager import is_collega
from aanbod.zoeken.taal.woorden import herspel, woorden

# What the search for words looks at; meaning is read from the whole text, and danger before it (marktplein.taal.nood).
HOOGSTENS_WOORDEN = 80


@dataclass(frozen=True)
class Begrepen:
    """A question taken apart. ``leeftijden``: of the children it is about, each (from, to) in years."""

    woorden: tuple[str, ...]
    leeftijden: tuple[Leeftijd, ...]
    vrager: int | None
    zwanger: bool
    voorwaarden: Voorwaarden
    collega: bool

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
    )
