"""The groups of an outcome, as a reader may see them."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from aanbod.groepen.services.planning import eerste_lesdagen
from gemeenten.grond.models import Gemeente
from marktplein.basis.kleine_aantallen import Getal, samen, toon_kolom, zeker
from marktplein.basis.mensen import Voor
from vraag.models import Scenario

GETOONDE_GROEPEN = 25


@dataclass(frozen=True, slots=True)
class Groepsbeeld:
    """A group of the outcome. ``kinderen`` is text when it would give a small count away."""

    interventie: str
    plek: str
    gemeente: str
    dagdeel: int
    start: dt.date
    kinderen: Getal
    teams: tuple[tuple[str, Getal], ...]
    extra_trainer: bool
    voor: str

    @property
    def in_het_kort(self) -> tuple[Getal, int, str, dt.date]:
        """What a row of before and after shows of it; the same on both sides where only hidden counts changed."""
        return (self.kinderen, self.dagdeel, self.plek, self.start)


class Groepsbeelden:
    """The groups of an outcome, as this reader may see them and on the days that the calendar gives now.

    Two queries and one per holiday region. An outcome may hold the Monday of the week in which a group starts, also
    where school holidays or a closed day make that no day of meeting.
    """

    def __init__(self, scenario: Scenario, eigen: frozenset[int]) -> None:
        self.eigen = eigen
        self.gemeenten = {g.naam: g for g in Gemeente.objects.filter(regio=scenario.regio_id)}
        uit: dict[str, Any] = scenario.uitkomst
        veranderd = [g for paar in uit["verandert"] for g in (paar["nu"], paar["dan"])]
        plekken = map(self._plek, (*uit["verschijnt"], *uit["verdwijnt"], *veranderd))
        self.dagen = eerste_lesdagen({plek for plek in plekken if plek})

    def _plek(self, g: Mapping[str, Any]) -> tuple[Gemeente, int, dt.date] | None:
        gemeente = self.gemeenten.get(g["gemeente"])
        start = dt.date.fromisoformat(g["start"])
        return (gemeente, g["dagdeel"], start - dt.timedelta(days=start.weekday())) if gemeente else None

    def _start(self, g: Mapping[str, Any]) -> dt.date:
        plek = self._plek(g)
        return (plek and self.dagen.get(plek)) or dt.date.fromisoformat(g["start"])

    def __call__(self, g: Mapping[str, Any]) -> Groepsbeeld:
        """With children of others in it the group tells no more than that it is large enough."""
        anderen = iter(toon_kolom([team["kinderen"] for team in g["teams"] if team["gemeente"] not in self.eigen]))
        teams: list[tuple[str, Getal]] = []
        minstens = 0
        for team in g["teams"]:
            van_ons, rest = (team["kinderen"], 0) if team["gemeente"] in self.eigen else (0, next(anderen))
            # Every team in a group has a child in it.
            minstens += max(1, van_ons + zeker(rest))
            teams.append((team["naam"], samen(van_ons, rest)))
        alles = all(team["gemeente"] in self.eigen for team in g["teams"])
        return Groepsbeeld(
            g["interventie"],
            g["plek"],
            g["gemeente"],
            g["dagdeel"],
            self._start(g),
            g["kinderen"] if alles else f"minstens {max(g['minimum'], minstens)}",
            tuple(teams),
            g["extra_trainer"],
            # A scenario that was computed before says nothing about it.
            g.get("voor", Voor.KINDEREN),
        )
