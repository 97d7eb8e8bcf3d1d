"""For whom something is, and how many of them there are, in words. The one home of "7 ouders".

Demand, proposals and groups count children, children with a parent, parents, pregnant women or professionals. Where
several of these are counted together, as in the figures of a region, they are "mensen": ``SAMENGETELD``.
"""

import re
from collections.abc import Iterable

from django.db import models
from django.utils.translation import gettext_lazy

from marktplein.basis.kleine_aantallen import Getal, toon
from marktplein.basis.woorden import leeftijden, tel


class Voor(models.TextChoices):
    """Who takes part; their order is that in which an offer's first kind is chosen."""

    KINDEREN = "kinderen", gettext_lazy("Kinderen en jongeren")
    SAMEN = "samen", gettext_lazy("Kinderen met hun ouder")
    OUDERS = "ouders", gettext_lazy("Ouders")
    ZWANGEREN = "zwangeren", gettext_lazy("Zwangeren")
    PROFESSIONALS = "professionals", gettext_lazy("Professionals")


SAMENGETELD = ""
# Nobody asks how old these are, nor how old a child of theirs is.
ZONDER_LEEFTIJD = frozenset({Voor.ZWANGEREN, Voor.PROFESSIONALS})
# Whoever is that old is no longer called a child where ages stand beside it; the oldest first.
_NAAR_LEEFTIJD = ((18, "jongvolwassene", "jongvolwassenen"), (12, "jongere", "jongeren"))

_WOORDEN: dict[str, tuple[str, str]] = {
    Voor.KINDEREN: ("kind", "kinderen"),
    Voor.SAMEN: ("kind met een ouder", "kinderen met hun ouder"),
    Voor.OUDERS: ("ouder", "ouders"),
    Voor.ZWANGEREN: ("zwangere", "zwangeren"),
    Voor.PROFESSIONALS: ("professional", "professionals"),
    SAMENGETELD: ("persoon", "mensen"),
}


def enkel_en_meer(voor: str) -> tuple[str, str]:
    """("kind", "kinderen"), for who counts with words of its own."""
    return _WOORDEN[voor]


def woord(aantal: Getal, voor: str) -> str:
    """The word after a count, also after "minstens 7": "kind", "kinderen", "ouders"."""
    een, meer = _WOORDEN[voor]
    return een if aantal == 1 else meer


def meervoud(voor: str) -> str:
    """ "kinderen", "kinderen met hun ouder", "professionals"."""
    return _WOORDEN[voor][1]


def mensen(aantal: Getal, voor: str) -> str:
    """ "1 kind", "7 ouders", "6 kinderen met hun ouder"."""
    return tel(aantal, *_WOORDEN[voor])


def mensen_doen(aantal: int, voor: str, een: str, meer: str) -> str:
    """A count and what they do: "1 kind zit", "3 ouders zitten"."""
    return f"{mensen(aantal, voor)} {een if aantal == 1 else meer}"


def mensen_van_anderen(aantal: int, voor: str) -> str:
    """What others may read of a count: "minstens 10 ouders"."""
    getoond = toon(aantal)
    return f"minstens {getoond} {meervoud(voor)}" if getoond and isinstance(getoond, int) else mensen(getoond, voor)


def heeft_leeftijd(voor: str) -> bool:
    return voor not in ZONDER_LEEFTIJD


def met_leeftijd(wie: str, voor: str, van: int, tot: int) -> str:
    """Counted people with the ages that go with them: "4 kinderen van 8 jaar", "7 ouders van kinderen van 8 jaar", "4
    kinderen van 8 jaar met hun ouder". Who is no child any more is called what it is: "4 jongeren van 16 jaar".
    """
    if not heeft_leeftijd(voor):
        return wie
    leeftijd = leeftijden(van, tot)
    if voor == Voor.KINDEREN:
        wie = _naar_leeftijd(wie, van)
    if voor == Voor.SAMEN:
        kinderen, _, ouder = wie.partition(" met ")
        return f"{kinderen} van {leeftijd} met {ouder}"
    return f"{wie} van kinderen van {leeftijd}" if voor == Voor.OUDERS else f"{wie} van {leeftijd}"


def _naar_leeftijd(kinderen: str, van: int) -> str:
    for vanaf, een, meer in _NAAR_LEEFTIJD:
        if van >= vanaf:
            return re.sub(r"\bkind\b", een, re.sub(r"\bkinderen\b", meer, kinderen))
    return kinderen


def wie_en_leeftijd(voor: str, van: int, tot: int) -> str:
    """For whom a group is: "kinderen van 8 tot en met 12 jaar", "ouders van kinderen van 4 jaar", "professionals"."""
    return met_leeftijd(meervoud(voor), voor, van, tot)


def samengeteld(soorten: Iterable[str]) -> str:
    """The kind of a sum: the one they all are, or SAMENGETELD. Children when there are none."""
    alle = set(soorten)
    return next(iter(alle)) if len(alle) == 1 else SAMENGETELD if alle else Voor.KINDEREN.value
