"""How many people are in the room with a group, counted and in words: who takes part, who comes along, and trainers."""

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from marktplein.basis.mensen import Voor, mensen
from marktplein.basis.woorden import tel

# A child with a parent stands for two.
GEWOON: dict[str, Decimal] = {Voor.SAMEN: Decimal(2)}
EEN = Decimal(1)


def gewoon(voor: str) -> Decimal:
    """The people in the room for one participant, when the offer does not say."""
    return GEWOON.get(voor, EEN)


@dataclass(frozen=True, slots=True)
class Zaalvulling:
    """``per_deelnemer`` people for each participant (1 or more), and the trainers."""

    voor: str
    per_deelnemer: Decimal
    trainers: int

    def nodig(self, deelnemers: int) -> int:
        """The people in the room: half a person is a chair."""
        return int((self.per_deelnemer * deelnemers).to_integral_value(ROUND_CEILING)) + self.trainers

    def hoogstens(self, plekken: int) -> int:
        """The most participants whose group fits in a room for so many people."""
        over = max(0, plekken - self.trainers)
        return int((over / self.per_deelnemer).to_integral_value(ROUND_FLOOR))

    def wie(self, deelnemers: int) -> str:
        """ "8 kinderen met hun ouder en 2 trainers"; "6 ouders, wie er meekomt en 1 trainer"."""
        if self.per_deelnemer == gewoon(self.voor):
            groep = mensen(deelnemers, self.voor)
        else:
            groep = mensen(deelnemers, Voor.KINDEREN if self.voor == Voor.SAMEN else self.voor)
            if self.per_deelnemer > EEN:
                groep = f"{groep}, wie er meekomt"
        return f"{groep} en {tel(self.trainers, 'trainer', 'trainers')}" if self.trainers else groep

    def zin(self, deelnemers: int) -> str:
        """ "8 kinderen met hun ouder en 2 trainers: ruimte voor 18 mensen"."""
        return f"{self.wie(deelnemers)}: ruimte voor {tel(self.nodig(deelnemers), 'mens', 'mensen')}"

    def past(self, deelnemers: int, plekken: int) -> bool:
        return self.nodig(deelnemers) <= plekken

    def naast(self, deelnemers: int, plekken: int | None) -> str:
        """What a room holds beside what is needed; without a room (None) only that."""
        wie, nodig = self.wie(deelnemers), self.nodig(deelnemers)
        if plekken is None:
            return f"Nodig: ruimte voor {tel(nodig, 'mens', 'mensen')} ({wie})."
        return f"Ruimte voor {tel(plekken, 'mens', 'mensen')}, nodig {nodig}: {wie}."

    def te_klein(self, deelnemers: int, plekken: int) -> str:
        """ "Te klein voor 6 kinderen met hun ouder en 2 trainers: nodig 14, past 12.", or nothing when they fit."""
        if self.past(deelnemers, plekken):
            return ""
        return f"Te klein voor {self.wie(deelnemers)}: nodig {self.nodig(deelnemers)}, past {plekken}."
