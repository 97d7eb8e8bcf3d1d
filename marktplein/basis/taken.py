"""A Celery task whose announcement may get lost: the row in the database is what counts, beat follows."""

import logging
import time
from typing import Any

import redis
from celery import Task
from django.conf import settings
from django.db import connection, transaction
from kombu.exceptions import OperationalError
from redis.backoff import NoBackoff
from redis.retry import Retry

log = logging.getLogger(__name__)
# After a failed announcement this process tries no other for a while: nobody waits twice for a broker that is away.
STIL_SECONDEN = 15


class StilleTaak(Task):  # type: ignore[misc]
    """For tasks that look at the database themselves: a lost announcement delays them until the next round of beat."""

    abstract = True
    _stil_tot = 0.0

    def kondig_aan(self, *args: Any, over_seconden: float | None = None, **kwargs: Any) -> None:
        """Send the announcement, to be picked up after so many seconds; a broker that is away is only logged."""
        if time.monotonic() < StilleTaak._stil_tot:
            return
        try:
            _klop_aan()
            # Nobody here waits for an answer; without ignore_result Celery would subscribe to one, and hang on that.
            self.apply_async(args, kwargs, retry=False, countdown=over_seconden, ignore_result=True)
        except (OperationalError, redis.RedisError, OSError):
            StilleTaak._stil_tot = time.monotonic() + STIL_SECONDEN
            log.warning("taak %s kon niet worden aangekondigd; beat haalt het in", self.name)

    def kondig_eenmaal_aan_bij_commit(self) -> None:
        """Announce a task without arguments when the transaction commits; however often asked, once."""
        al_gevraagd = any(gepland[1] == self.kondig_aan for gepland in connection.run_on_commit)
        if not al_gevraagd:
            transaction.on_commit(self.kondig_aan)


def _klop_aan() -> None:
    """Raise at once when the broker is away: Celery's own client would try for seconds, and a visitor is waiting."""
    opties = {"socket_connect_timeout": 1, "socket_timeout": 1, "retry": Retry(NoBackoff(), 0)}
    with redis.Redis.from_url(settings.CELERY_BROKER_URL, **opties) as broker:
        broker.ping()
