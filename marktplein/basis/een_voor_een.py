"""Work on many things, each in its own right: what goes wrong with one is no reason to let the others wait.

For rounds of beat: what fails is written down with its error and with what it was about, and the next round tries it
again. A worker that is told to stop stops; that is no failure of the thing in hand.
"""

import logging
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any, TypeVar

from celery.exceptions import SoftTimeLimitExceeded

log = logging.getLogger(__name__)
T = TypeVar("T")


def een_voor_een(ids: Iterable[int], werk: Callable[[int], int]) -> int:
    """Call ``werk`` (a transaction of its own) with each id; answer the sum, so how often it had something to do."""
    return sum(_probeer(f"{_naam(werk)} van {pk}", partial(werk, pk)) or 0 for pk in list(ids))


def in_porties(ids: Iterable[int], werk: Callable[[Sequence[int]], int], *, per_keer: int) -> int:
    """Call ``werk`` (a transaction of its own) with so many ids at a time; answer the sum.

    A portion that fails is done one id at a time, so that only what cannot be done is left.
    """
    alle, gedaan = list(ids), 0
    for begin in range(0, len(alle), per_keer):
        portie = alle[begin : begin + per_keer]
        samen = _probeer(f"{_naam(werk)} van {portie}", partial(werk, portie))
        if samen is None and len(portie) > 1:
            samen = in_porties(portie, werk, per_keer=1)
        gedaan += samen or 0
    return gedaan


def stap_voor_stap(*stappen: Callable[[], object]) -> None:
    """Carry out each step, whatever became of the ones before it."""
    for stap in stappen:
        _probeer(_naam(stap), stap)


def _probeer(wat: str, werk: Callable[[], T]) -> T | None:
    """The outcome, or None when it went wrong."""
    try:
        return werk()
    except SoftTimeLimitExceeded:
        raise
    except Exception:
        log.exception("%s mislukte; de volgende ronde probeert het opnieuw", wat)
        return None


def _naam(werk: Callable[..., Any]) -> str:
    """Where to find it; of ``partial`` the function inside."""
    functie = werk.func if isinstance(werk, partial) else werk
    return f"{functie.__module__}.{functie.__qualname__}"
