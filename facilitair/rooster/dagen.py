"""On which days a group can meet: closed days and school holidays of its municipality, with their names."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from gemeenten.grond.kalenders import kalender_van
from gemeenten.grond.models import Gemeente
from gemeenten.grond.selectors import vakantiedagen
from marktplein.basis.werkdagen import Kalender

EEN_WEEK = dt.timedelta(weeks=1)
VAKANTIE = "schoolvakantie"
# A series that finds no day for this long will not find one.
HOOGSTENS_WEKEN = 104


@dataclass(frozen=True, slots=True)
class Overgeslagen:
    """A day of the series on which it does not meet, and why."""

    dag: dt.date
    reden: str


class Dagen:
    """The days of one municipality, from a date on; two queries, when first asked."""

    def __init__(self, gemeente: Gemeente, vanaf: dt.date) -> None:
        self._gemeente, self._vanaf = gemeente, vanaf

    @cached_property
    def _kalender(self) -> Kalender:
        return kalender_van(self._gemeente)

    @cached_property
    def _vakantie(self) -> frozenset[dt.date]:
        return vakantiedagen(self._gemeente, self._vanaf, self._vanaf + EEN_WEEK * (HOOGSTENS_WEKEN + 60))

    def waarom_niet(self, dag: dt.date) -> str:
        """ "schoolvakantie", "Tweede Paasdag"; empty on a day on which one can meet."""
        return self._kalender.waarom_dicht(dag) or (VAKANTIE if dag in self._vakantie else "")

    def reeks(
        self, eerste: dt.date, aantal: int, stap: dt.timedelta = EEN_WEEK
    ) -> tuple[list[dt.date], list[Overgeslagen]]:
        """``aantal`` days, ``stap`` apart; closed days and holidays are skipped and told."""
        dagen: list[dt.date] = []
        weg: list[Overgeslagen] = []
        dag = eerste
        while len(dagen) < aantal and len(weg) < HOOGSTENS_WEKEN:
            if reden := self.waarom_niet(dag):
                weg.append(Overgeslagen(dag, reden))
            else:
                dagen.append(dag)
            dag += stap
        return dagen, weg

    def schuif(
        self, oud: Sequence[dt.date], eerste: dt.date, *, eerste_mag: bool
    ) -> tuple[list[dt.date], list[Overgeslagen]]:
        """A series moved so that it begins on ``eerste``: each day by as many days, later by weeks where it is closed.

        ``eerste_mag``: the first stays where it was asked, whatever day it is.
        """
        verschil = eerste - oud[0]
        nieuw = [eerste] if eerste_mag else []
        weg: list[Overgeslagen] = []
        for dag in oud[len(nieuw) :]:
            kandidaat = dag + verschil
            while nieuw and kandidaat <= nieuw[-1]:
                kandidaat += EEN_WEEK
            while (reden := self.waarom_niet(kandidaat)) and len(weg) < HOOGSTENS_WEKEN:
                weg.append(Overgeslagen(kandidaat, reden))
                kandidaat += EEN_WEEK
            nieuw.append(kandidaat)
        return nieuw, weg
