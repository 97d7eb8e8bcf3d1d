"""Working days: Monday to Friday, without the Dutch public holidays."""

import datetime as dt
from functools import cache

import holidays


@cache
def _feestdagen(jaar: int) -> frozenset[dt.date]:
    return frozenset(holidays.country_holidays("NL", years=jaar))


def is_feestdag(dag: dt.date) -> bool:
    """Whether ``dag`` is a Dutch public holiday."""
    return dag in _feestdagen(dag.year)


def is_werkdag(dag: dt.date) -> bool:
    return dag.weekday() < 5 and not is_feestdag(dag)


def plus_werkdagen(dag: dt.date, n: int) -> dt.date:
    """The day ``n`` working days after ``dag`` (before it when ``n`` is negative); ``dag`` itself does not count.

    With ``n`` = 0 the answer is ``dag``, working day or not.
    """
    stap = dt.timedelta(days=1 if n > 0 else -1)
    te_gaan = abs(n)
    while te_gaan:
        dag += stap
        te_gaan -= is_werkdag(dag)
    return dag


def eerste_werkdag(vanaf: dt.date) -> dt.date:
    """``vanaf`` itself when people work then, else the next working day."""
    return vanaf if is_werkdag(vanaf) else plus_werkdagen(vanaf, 1)


def werkdagen_tussen(van: dt.date, tot: dt.date) -> int:
    """How many working days to go from ``van`` to ``tot``: ``van`` does not count, ``tot`` does; negative when past."""
    if tot < van:
        return -werkdagen_tussen(tot, van)
    return sum(is_werkdag(van + dt.timedelta(days=n)) for n in range(1, (tot - van).days + 1))
