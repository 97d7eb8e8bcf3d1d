"""Tasks for tests of the worker itself; they leave a trace in Valkey."""

import time

from celery import shared_task

from marktplein.werker import makelaar


@shared_task(name="tests.langzaam")
def langzaam(naam: str, seconden: float) -> None:
    """Write `begin`, work, write `klaar`."""
    with makelaar() as broker:
        broker.rpush(f"spoor:{naam}", "begin")
        time.sleep(seconden)
        broker.rpush(f"spoor:{naam}", "klaar")


def spoor(naam: str) -> list[str]:
    """What the task `naam` has written so far."""
    with makelaar() as broker:
        return [stap.decode() for stap in broker.lrange(f"spoor:{naam}", 0, -1)]
