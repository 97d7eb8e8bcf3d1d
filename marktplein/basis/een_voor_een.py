"""Work on many things, each in its own right: what goes wrong with one is no reason to let the others wait."""

import logging
from collections.abc import Callable, Iterable

log = logging.getLogger(__name__)


def een_voor_een(ids: Iterable[int], werk: Callable[[int], bool]) -> int:
    """Call ``werk`` (a transaction of its own) with each id; answer how often it had something to do.

    An error is written down and the next one follows: the callers run every few minutes and try again by themselves.
    """
    gedaan = 0
    for pk in list(ids):
        try:
            gedaan += werk(pk)
        except Exception:
            log.exception("%s van %s mislukte; de volgende ronde probeert het opnieuw", werk.__name__, pk)
    return gedaan
