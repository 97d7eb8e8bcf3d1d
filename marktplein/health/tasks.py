"""The heartbeat: a planned task that travels the whole way from beat through the broker to a worker."""

import time

from celery import shared_task

from marktplein.werker import makelaar

from .sonde import HARTSLAG


@shared_task(name="health.hartslag")
def hartslag() -> None:
    """Write down that planned work is being done."""
    with makelaar() as broker:
        broker.set(HARTSLAG, time.time())
