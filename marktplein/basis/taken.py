"""A Celery task whose announcement may get lost: the row in the database is what counts, beat follows."""

import logging
import time
from functools import partial
from typing import Any

import redis
from celery import Task, current_app
from django.conf import settings
from django.db import connection, transaction
from kombu.exceptions import OperationalError
from redis.backoff import NoBackoff
from redis.retry import Retry

log = logging.getLogger(__name__)
# After a failed announcement this process tries no other for a while: nobody waits twice for a broker that is away.
STIL_SECONDEN = 15
_stil_tot = 0.0


class StilleTaak(Task):  # type: ignore[misc]
    """For tasks that look at the database themselves: a lost announcement delays them until the next round of beat."""

    abstract = True


def kondig_aan(taak: str, *args: Any, over_seconden: float | None = None) -> None:
    """Announce a task by its name, to be picked up after so many seconds; a broker that is away is only logged.

    By name, so that who asks for work need not know who does it; a test holds that every name here exists.
    """
    global _stil_tot
    if time.monotonic() < _stil_tot:
        return
    try:
        _klop_aan()
        # Nobody here waits for an answer; without ignore_result Celery would subscribe to one, and hang on that.
        current_app.send_task(taak, args, retry=False, countdown=over_seconden, ignore_result=True)
    except (OperationalError, redis.RedisError, OSError):
        _stil_tot = time.monotonic() + STIL_SECONDEN
        log.warning("taak %s kon niet worden aangekondigd; beat haalt het in", taak)


def kondig_aan_bij_commit(taak: str, *args: Any, over_seconden: float | None = None) -> None:
    """Announce it when the transaction commits; however often asked for the same arguments, once."""
    aankondiging = partial(kondig_aan, taak, *args, over_seconden=over_seconden)
    if not any(_is_zelfde(gepland[1], aankondiging) for gepland in connection.run_on_commit):
        transaction.on_commit(aankondiging)


def _is_zelfde(gepland: Any, aankondiging: partial[None]) -> bool:
    return (
        isinstance(gepland, partial)
        and gepland.func is kondig_aan
        and (gepland.args, gepland.keywords) == (aankondiging.args, aankondiging.keywords)
    )


def _klop_aan() -> None:
    """Raise at once when the broker is away: Celery's own client would try for seconds, and a visitor is waiting."""
    opties = {"socket_connect_timeout": 1, "socket_timeout": 1, "retry": Retry(NoBackoff(), 0)}
    with redis.Redis.from_url(settings.CELERY_BROKER_URL, **opties) as broker:
        broker.ping()
