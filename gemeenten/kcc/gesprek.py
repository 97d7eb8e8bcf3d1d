"""What was understood of a caller's sentence, and how to take a part of it off again. Nothing of it is kept."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from aanbod.zoeken.plaats import plek_in
from aanbod.zoeken.taal.leeftijd import lees_leeftijden
from aanbod.zoeken.taal.voorwaarden import Voorwaarden, lees_voorwaarden
from aanbod.zoeken.taal.vraag import begrijp
from marktplein.basis.dagdelen import DAGEN
from marktplein.basis.woorden import leeftijden, opsomming

LANGSTE_VRAAG = 1000
# The words that name an age, a place or a day stand together.
LANGSTE_DEEL, HOOGSTENS_KEER = 5, 4
WEEK = (*DAGEN, "zaterdag", "zondag")


@dataclass(frozen=True, slots=True)
class Gespreksdeel:
    """Something understood, by the name with which it can be taken off."""

    naam: str
    woorden: str


def _dagen(vraag: str) -> Collection[object]:
    gevonden: Voorwaarden = lees_voorwaarden(vraag)
    return {*gevonden.dagen, *gevonden.dagdelen, *([] if gevonden.over_dagen is None else [gevonden.over_dagen])}


# What can be taken off, and what tells that it is there.
_ER_IS: dict[str, Callable[[str], object]] = {
    "leeftijd": lambda vraag: lees_leeftijden(vraag).kinderen,
    "plaats": plek_in,
    "dag": _dagen,
}


def zonder(vraag: str, weg: Collection[str]) -> str:
    """The sentence without the words from which these parts were understood."""
    for naam in _ER_IS:
        if naam in weg:
            for _ in range(HOOGSTENS_KEER):
                if not _ER_IS[naam](vraag):
                    break
                vraag = _zonder_deel(vraag, _ER_IS[naam])
    return vraag


def _zonder_deel(vraag: str, er_is: Callable[[str], object]) -> str:
    """Without the shortest row of words that changes what is understood; the sentence itself when there is none."""
    woorden, was = vraag.split(), er_is(vraag)
    for lengte in range(1, LANGSTE_DEEL + 1):
        kandidaten = (" ".join(woorden[:n] + woorden[n + lengte :]) for n in range(len(woorden) - lengte + 1))
        for korter in kandidaten:
            if er_is(korter) != was:
                return korter
    return vraag


def begrepen_delen(vraag: str) -> list[Gespreksdeel]:
    """What will be looked for besides the words: ages, the place, the day."""
    uit = []
    if leeftijd := begrijp(vraag).leeftijd:
        uit.append(Gespreksdeel("leeftijd", leeftijden(*leeftijd)))
    if plek := plek_in(vraag):
        uit.append(Gespreksdeel("plaats", plek.naam))
    if wanneer := _wanneer(lees_voorwaarden(vraag)):
        uit.append(Gespreksdeel("dag", wanneer))
    return uit


def _wanneer(gevonden: Voorwaarden) -> str:
    dagen = opsomming(WEEK[dag].lower() for dag in sorted(gevonden.dagen))
    delen = opsomming(sorted(str(deel.value) for deel in gevonden.dagdelen))
    if gevonden.over_dagen is not None:
        dagen = "vandaag" if gevonden.over_dagen == 0 else "morgen"
    return " ".join(filter(None, (dagen, delen)))
