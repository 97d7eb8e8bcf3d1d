"""Working days, the one way: Monday to Friday, without the days on which people are closed where it matters.

The national rule is that of Dutch public offices: closed on New Year's Day, at Easter, on King's Day and Ascension Day,
at Whitsun and Christmas, and on 5 May once in five years; open on Good Friday. Desks, municipalities and regions say
where they differ (``gemeenten.grond.kalenders``), and every deadline and meeting asks the same ``Kalender``.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import holidays

# (key, name in the library's English, what people call it)
_DAGEN = (
    ("nieuwjaar", "New Year's Day", "Nieuwjaarsdag"),
    ("goede_vrijdag", "Good Friday", "Goede Vrijdag"),
    ("pasen", "Easter Sunday", "Eerste paasdag"),
    ("tweede_paasdag", "Easter Monday", "Tweede paasdag"),
    ("koningsdag", "King's Day", "Koningsdag"),
    ("bevrijdingsdag", "Liberation Day", "Bevrijdingsdag (5 mei)"),
    ("hemelvaart", "Ascension Day", "Hemelvaartsdag"),
    ("pinksteren", "Pentecost", "Eerste pinksterdag"),
    ("tweede_pinksterdag", "Pentecost Monday", "Tweede pinksterdag"),
    ("kerst", "Christmas Day", "Eerste kerstdag"),
    ("tweede_kerstdag", "Second Day of Christmas", "Tweede kerstdag"),
)
FEESTDAGEN = {sleutel: woorden for sleutel, _, woorden in _DAGEN}
SLUITINGSDAG = "sluitingsdag"
LUSTRUM = 5


@cache
def feestdagen(jaar: int) -> dict[dt.date, frozenset[str]]:
    """The keys of the holidays of a year by their day, closed or not."""
    sleutels = {engels: sleutel for sleutel, engels, _ in _DAGEN}
    uit: dict[dt.date, frozenset[str]] = {dt.date(jaar, 5, 5): frozenset({"bevrijdingsdag"})}
    for dag, namen in holidays.country_holidays("NL", years=jaar, language="en_US").items():
        gevonden = {sleutels[naam.strip()] for naam in namen.split(";") if naam.strip() in sleutels}
        uit[dag] = uit.get(dag, frozenset()) | gevonden
    return uit


def dicht_in_nederland(dag: dt.date) -> frozenset[str]:
    """The rule where nobody says otherwise: the keys of the holidays for which a day is closed; empty is open."""
    namen = feestdagen(dag.year).get(dag, frozenset()) - {"goede_vrijdag"}
    return namen if dag.year % LUSTRUM == 0 else namen - {"bevrijdingsdag"}


@dataclass(frozen=True, slots=True)
class Dagregel:
    """Closed (or open after all) on a holiday, on one day, or on that day of each year."""

    dicht: bool
    feestdag: str = ""
    datum: dt.date | None = None
    elk_jaar: bool = False
    naam: str = ""

    def geldt_op(self, dag: dt.date) -> bool:
        if self.datum is None:
            return self.feestdag in feestdagen(dag.year).get(dag, frozenset())
        return self.datum == dag or (self.elk_jaar and (self.datum.month, self.datum.day) == (dag.month, dag.day))


# Of one place: the rules of what it lies in first, its own last; the last that holds decides.
Laag = tuple[Dagregel, ...]


@dataclass(frozen=True)
class Kalender:
    """The closed days of the places that matter: closed for one of them is closed."""

    lagen: tuple[Laag, ...] = ((),)

    def is_dicht(self, dag: dt.date) -> bool:
        """Whether nobody can be expected there; the weekend is another question."""
        return any(_waarom_dicht(laag, dag) is not None for laag in self.lagen)

    def waarom_dicht(self, dag: dt.date) -> str:
        """What people call the day on which it is closed: "Eerste kerstdag"; empty when open."""
        redenen = (_waarom_dicht(laag, dag) for laag in self.lagen)
        return next((reden for reden in redenen if reden is not None), "")


LANDELIJK = Kalender()


def samen(kalenders: Iterable[Kalender]) -> Kalender:
    """Closed when one of them is closed."""
    lagen = dict.fromkeys(laag for kalender in kalenders for laag in kalender.lagen)
    return Kalender(tuple(lagen)) if lagen else LANDELIJK


def _waarom_dicht(laag: Laag, dag: dt.date) -> str | None:
    """The name of a closed day; None when open."""
    laatste = next((regel for regel in reversed(laag) if regel.geldt_op(dag)), None)
    if laatste is not None:
        return (laatste.naam or FEESTDAGEN.get(laatste.feestdag, SLUITINGSDAG)) if laatste.dicht else None
    dichte = dicht_in_nederland(dag)
    return " en ".join(naam for sleutel, naam in FEESTDAGEN.items() if sleutel in dichte) or None


def is_werkdag(dag: dt.date, kalender: Kalender) -> bool:
    return dag.weekday() < 5 and not kalender.is_dicht(dag)


def plus_werkdagen(dag: dt.date, n: int, kalender: Kalender) -> dt.date:
    """The day ``n`` working days after ``dag`` (before it when ``n`` is negative); ``dag`` itself does not count.

    With ``n`` = 0 the answer is ``dag``, working day or not.
    """
    stap = dt.timedelta(days=1 if n > 0 else -1)
    te_gaan = abs(n)
    while te_gaan:
        dag += stap
        te_gaan -= is_werkdag(dag, kalender)
    return dag


def eerste_werkdag(vanaf: dt.date, kalender: Kalender) -> dt.date:
    """``vanaf`` itself when people work then, else the next working day."""
    return vanaf if is_werkdag(vanaf, kalender) else plus_werkdagen(vanaf, 1, kalender)


def laatste_werkdag(tot: dt.date, kalender: Kalender) -> dt.date:
    """``tot`` itself when people work then, else the working day before it."""
    return tot if is_werkdag(tot, kalender) else plus_werkdagen(tot, -1, kalender)


def werkdagen_tussen(van: dt.date, tot: dt.date, kalender: Kalender) -> int:
    """How many working days to go from ``van`` to ``tot``: ``van`` does not count, ``tot`` does; negative when past."""
    if tot < van:
        return -werkdagen_tussen(tot, van, kalender)
    return sum(is_werkdag(van + dt.timedelta(days=n), kalender) for n in range(1, (tot - van).days + 1))
