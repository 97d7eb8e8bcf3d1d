"""What stands in the mail of the day: lines, by team, in parts."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import models

from marktplein.basis.woorden import opsomming, tel

ZONDER_TEAM = "Voor jou"
# So many teams are named in the subject; of more only how many.
TEAMS_IN_ONDERWERP = 2


class Onderdeel(models.TextChoices):
    """The parts of the mail, in their order."""

    ANTWOORD = "antwoord", "Te beantwoorden"
    HERINNERING = "herinnering", "Herinneringen"
    STIL = "stil", "Nog niemand van het team antwoordde"
    GEWIJZIGD = "gewijzigd", "Gewijzigd"
    GESTOPT = "gestopt", "Gestopt"
    GEPLAND = "gepland", "Gepland"
    VERDER = "verder", "Verder"


# What the subject counts of each part, when a line does not say it.
_TELT: dict[str, tuple[str, str]] = {
    Onderdeel.ANTWOORD: ("voorstel te beantwoorden", "voorstellen te beantwoorden"),
    Onderdeel.HERINNERING: ("herinnering", "herinneringen"),
    Onderdeel.STIL: ("voorstel zonder antwoord", "voorstellen zonder antwoord"),
    Onderdeel.GEWIJZIGD: ("wijziging", "wijzigingen"),
    Onderdeel.GESTOPT: ("voorstel gestopt", "voorstellen gestopt"),
    Onderdeel.GEPLAND: ("groep gepland", "groepen gepland"),
    Onderdeel.VERDER: ("ander bericht", "andere berichten"),
}


@dataclass(frozen=True, slots=True)
class Dagregel:
    """One thing: ``tekst`` names it, with the team and its own number; ``link`` is what the address is called.

    ``voor`` is the day by which something is to be done: what is due first stands first.
    """

    onderdeel: Onderdeel
    tekst: str
    feiten: Sequence[str] = ()
    adres: str = ""
    link: str = "Bekijk het"
    team: str = ""
    voor: dt.date | None = None
    telt: tuple[str, str] = ("", "")

    @property
    def woorden(self) -> tuple[str, str]:
        return self.telt if self.telt[0] else _TELT[self.onderdeel]


@dataclass(frozen=True, slots=True)
class Deel:
    titel: str
    regels: list[Dagregel]

    @property
    def streep(self) -> str:
        return "-" * max(3, len(self.titel))


@dataclass(frozen=True, slots=True)
class Kop:
    """All for one team, or for the reader alone."""

    titel: str
    delen: list[Deel]

    @property
    def streep(self) -> str:
        return "=" * max(3, len(self.titel))


def ingedeeld(regels: Iterable[Dagregel]) -> list[Kop]:
    """By team (what is the reader's own comes last), each in its parts, what is due first at the top."""
    lijst = list(regels)
    teams = sorted({regel.team for regel in lijst}, key=lambda team: (not team, team.lower()))
    return [Kop(team or ZONDER_TEAM, _delen([r for r in lijst if r.team == team])) for team in teams]


def _delen(regels: Sequence[Dagregel]) -> list[Deel]:
    delen = []
    for onderdeel in Onderdeel:
        rij = [r for r in regels if r.onderdeel == onderdeel]
        if rij:
            delen.append(Deel(str(onderdeel.label), sorted(rij, key=_volgorde)))
    return delen


def _volgorde(regel: Dagregel) -> tuple[dt.date, str]:
    return regel.voor or dt.date.max, regel.tekst


def onderwerp(regels: Sequence[Dagregel]) -> str:
    """ "3 voorstellen te beantwoorden, 1 groep gepland — JGT Bollenstreek"."""
    per: dict[tuple[str, str], int] = {}
    for regel in sorted(regels, key=lambda r: list(Onderdeel).index(r.onderdeel)):
        per[regel.woorden] = per.get(regel.woorden, 0) + 1
    wat = ", ".join(tel(aantal, *woorden) for woorden, aantal in per.items())
    teams = sorted({regel.team for regel in regels if regel.team}, key=str.lower)
    if not teams:
        return wat
    wie = opsomming(teams) if len(teams) <= TEAMS_IN_ONDERWERP else tel(len(teams), "team", "teams")
    return f"{wat} — {wie}"
