"""Quick search of who works here: over everything one may see, a few of each kind."""

from dataclasses import dataclass

from marktplein.accounts.models import Bezoeker
from marktplein.basis.vindbaar import Treffer, vindsoorten, woorden_van

KORTST = 2


@dataclass(frozen=True, slots=True)
class Vondst:
    """What was found of one kind; ``meer`` says that there is more of it than is shown."""

    naam: str
    icoon: str
    treffers: list[Treffer]
    meer: bool


def zoek_overal(user: Bezoeker, vraag: str, *, per_soort: int) -> list[Vondst]:
    """Every kind in which something was found, at most ``per_soort`` of each; one query a kind.

    Kinds with something of that name come first.

    Nothing for less than KORTST signs: that would find everything.
    """
    woorden = woorden_van(vraag)
    if sum(map(len, woorden)) < KORTST:
        return []
    vondsten = []
    for soort in vindsoorten():
        if soort.mag(user):
            treffers = soort.zoek(user, woorden, per_soort + 1)
            if treffers:
                vondsten.append(Vondst(soort.naam, soort.icoon, treffers[:per_soort], len(treffers) > per_soort))
    return sorted(vondsten, key=lambda vondst: not _heet_zo(vondst, woorden))


def _heet_zo(vondst: Vondst, woorden: list[str]) -> bool:
    """Whether something bears the words in its name: who types the name of a room wants the room, not what is in it."""
    return any(all(woord in treffer.wat.lower() for woord in woorden) for treffer in vondst.treffers)
