"""Dagdelen: 15 parts of the working week, numbered 0..14 as day * 3 + part (the numbering of the exchange format)."""

import datetime as dt
from collections.abc import Iterable

DAGEN = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag")
DELEN = ("ochtend", "middag", "avond")
AANTAL = len(DAGEN) * len(DELEN)
KEUZES = [(d * 3 + p, f"{DAGEN[d]}{DELEN[p]}") for d in range(5) for p in range(3)]
CODES = tuple(f"{DAGEN[d][:2]}-{DELEN[p]}" for d in range(5) for p in range(3))
BEGINTIJD = {0: dt.time(9, 30), 1: dt.time(15, 30), 2: dt.time(19, 30)}
# Morning ends at half past twelve, afternoon at six.
DEELGRENZEN = ((dt.time(0), dt.time(12, 30)), (dt.time(12, 30), dt.time(18)), (dt.time(18), dt.time(23, 59, 59)))
# Schools close early on Wednesday, so its afternoon begins earlier.
BEGINTIJD_WOENSDAGMIDDAG = dt.time(14, 0)


def naam(dagdeel: int) -> str:
    """ "woensdagmiddag" for 7."""
    return KEUZES[dagdeel][1]


def weekdag(dagdeel: int) -> int:
    """Monday is 0."""
    return dagdeel // 3


def begintijd(dagdeel: int) -> dt.time:
    """The hour at which a meeting on this dagdeel begins unless somebody plans it otherwise."""
    return BEGINTIJD_WOENSDAGMIDDAG if dagdeel == 7 else BEGINTIJD[dagdeel % 3]


def van_moment(moment: dt.datetime) -> int | None:
    """The dagdeel of a local moment; None at the weekend. Before 12.30 is morning, before 18.00 afternoon."""
    if moment.weekday() > 4:
        return None
    deel = 0 if moment.time() < dt.time(12, 30) else 1 if moment.time() < dt.time(18, 0) else 2
    return moment.weekday() * 3 + deel


def van_periode(begin: dt.datetime, eind: dt.datetime) -> set[int]:
    """Every dagdeel a period on a Dutch clock touches; after a week that is all of them."""
    if eind - begin >= dt.timedelta(days=7):
        return set(range(AANTAL))
    uit = set()
    for dag in range((eind.date() - begin.date()).days + 1):
        datum = begin.date() + dt.timedelta(days=dag)
        for deel, (van, tot) in enumerate(DEELGRENZEN):
            vroegst = dt.datetime.combine(datum, van, begin.tzinfo)
            laatst = dt.datetime.combine(datum, tot, begin.tzinfo)
            if datum.weekday() < 5 and begin < laatst and eind > vroegst:
                uit.add(datum.weekday() * 3 + deel)
    return uit


def opsomming(dagdelen: Iterable[int]) -> str:
    """ "dinsdagmiddag, woensdagmiddag en vrijdagochtend"."""
    namen = [naam(d) for d in sorted(dagdelen)]
    return _en(namen) if namen else "geen"


# With so few dagdelen, or so few missing, each is named.
ALLEMAAL_NOEMEN = 3


def kort(dagdelen: Iterable[int]) -> str:
    """Many dagdelen in few words, after "op" or "te huur:".

    "alle dagdelen", "alle dagdelen behalve vrijdagavond", "elke middag en avond", "maandag tot en met donderdag
    (middag en avond) en vrijdag (ochtend)"; a few are named one by one.
    """
    wel = sorted(set(dagdelen))
    niet = [d for d in range(AANTAL) if d not in wel]
    if not niet:
        return "alle dagdelen"
    if len(wel) <= ALLEMAAL_NOEMEN:
        return opsomming(wel)
    if len(niet) <= ALLEMAAL_NOEMEN:
        return f"alle dagdelen behalve {opsomming(niet)}"
    per_deel: dict[tuple[int, ...], list[int]] = {}
    for dag in range(len(DAGEN)):
        if delen := tuple(d % 3 for d in wel if d // 3 == dag):
            per_deel.setdefault(delen, []).append(dag)
    if len(per_deel) == 1 and len(wel) % len(DAGEN) == 0:
        return f"elke {_delen(next(iter(per_deel)))}"
    stukken = [f"{_dagen(dagen)} ({_delen(delen)})" for delen, dagen in per_deel.items()]
    return _en(stukken)


def _delen(delen: tuple[int, ...]) -> str:
    return "hele dag" if len(delen) == len(DELEN) else _en([DELEN[d] for d in delen])


def _dagen(dagen: list[int]) -> str:
    """ "maandag tot en met woensdag" when they follow each other, else each by name."""
    namen = [DAGEN[d] for d in dagen]
    if len(dagen) > 2 and dagen[-1] - dagen[0] == len(dagen) - 1:
        return f"{namen[0]} tot en met {namen[-1]}"
    return _en(namen)


def _en(namen: list[str]) -> str:
    return namen[0] if len(namen) == 1 else f"{', '.join(namen[:-1])} en {namen[-1]}"
