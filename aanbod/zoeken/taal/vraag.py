"""What somebody means: ages, conditions, and whether it is a colleague who asks."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from enum import StrEnum

from aanbod.zoeken.taal.leeftijd import Leeftijd, lees_leeftijden
from aanbod.zoeken.taal.voorwaarden import Voorwaarden, lees_voorwaarden
from aanbod.zoeken.taal.vrager import is_collega
from aanbod.zoeken.taal.woorden import herspel, woorden

# What the search for words looks at; meaning is read from the whole text, and danger before it (marktplein.taal.nood).
HOOGSTENS_WOORDEN = 80


class Deel(StrEnum):
    """A part of what was understood, which whoever asks can take off again."""

    LEEFTIJD = "leeftijd"
    ZWANGER = "zwanger"
    PLEK = "plek"
    WANNEER = "wanneer"
    GRATIS = "gratis"
    ONLINE = "online"
    COLLEGA = "collega"


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

    def zonder(self, delen: Collection[Deel]) -> "Begrepen":
        """The same question of which these parts were not said; ``PLEK`` is not kept here."""
        wanneer = self.voorwaarden
        if Deel.WANNEER in delen:
            wanneer = replace(wanneer, dagen=frozenset(), dagdelen=frozenset(), over_dagen=None)
        return replace(
            self,
            leeftijden=() if Deel.LEEFTIJD in delen else self.leeftijden,
            zwanger=self.zwanger and Deel.ZWANGER not in delen,
            collega=self.collega and Deel.COLLEGA not in delen,
            voorwaarden=replace(
                wanneer,
                gratis=wanneer.gratis and Deel.GRATIS not in delen,
                online=wanneer.online and Deel.ONLINE not in delen,
            ),
        )


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
