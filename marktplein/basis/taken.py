"""A Celery task whose announcement may get lost: the row in the database is what counts, beat follows."""

import logging
from typing import Any

from celery import Task
from kombu.exceptions import OperationalError

log = logging.getLogger(__name__)


class StilleTaak(Task):  # type: ignore[misc]
    """For tasks that look at the database themselves: a lost announcement delays them until the next round of beat."""

    abstract = True

    def delay_stil(self, *args: Any, **kwargs: Any) -> None:
        self.kondig_aan(*args, **kwargs)

    def kondig_aan(self, *args: Any, over_seconden: float | None = None, **kwargs: Any) -> None:
        """Send the announcement, to be picked up after so many seconds; a broker that is away is only logged."""
        try:
            self.apply_async(args, kwargs, retry=False, countdown=over_seconden)
        except (OperationalError, OSError):
            log.warning("taak %s kon niet worden aangekondigd; beat haalt het in", self.name)
