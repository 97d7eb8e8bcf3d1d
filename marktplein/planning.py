"""When beat did what, kept in the broker: `celery beat` remembers it without a file of its own.

Celery's own memory is a pickle in a file: whoever can write that file runs code as beat, and in a container it is gone
after each restart. Here it is one hash, planned task -> moment in ISO form. A task of the night that was due while beat
was down is caught up. A broker that does not answer costs the memory, never the planning.
"""

import datetime as dt
import logging
from typing import Any

import redis
from celery.beat import ScheduleEntry, Scheduler

from marktplein.werker import makelaar

log = logging.getLogger(__name__)

SLEUTEL = "marktplein:planning"


class Planning(Scheduler):  # type: ignore[misc]
    """Celery's scheduler in memory, with its last moments in the broker."""

    def setup_schedule(self) -> None:
        super().setup_schedule()
        self.merge_inplace(self.app.conf.beat_schedule)
        onthouden = _lees()
        for naam, regel in self.schedule.items():
            moment = onthouden.get(naam)
            # A moment that is still to come would keep the task waiting: the clock was wrong then or is now.
            if moment is not None and moment <= regel.last_run_at:
                regel.last_run_at = moment.astimezone(regel.last_run_at.tzinfo)

    def reserve(self, entry: ScheduleEntry) -> Any:
        nieuw = super().reserve(entry)
        _schrijf(nieuw.name, nieuw.last_run_at)
        return nieuw


def _lees() -> dict[str, dt.datetime]:
    try:
        with makelaar() as broker:
            regels = broker.hgetall(SLEUTEL)
    except redis.RedisError as fout:
        log.warning("de planning weet niet meer wat al gedaan is: %s", fout)
        return {}
    momenten = {}
    for naam, tekst in regels.items():
        try:
            moment = dt.datetime.fromisoformat(tekst.decode())
        except ValueError:
            continue
        if moment.tzinfo is not None:
            momenten[naam.decode()] = moment
    return momenten


def _schrijf(naam: str, moment: dt.datetime) -> None:
    try:
        with makelaar() as broker:
            broker.hset(SLEUTEL, naam, moment.isoformat())
    except redis.RedisError as fout:
        log.warning("de planning kan niet onthouden dat %s is gedaan: %s", naam, fout)
