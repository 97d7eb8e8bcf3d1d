"""What our Celery workers do besides working: tell that they live, and hold on to what they are working on.

The broker gives a message to another worker when it has not been acknowledged for `visibility_timeout` seconds. Plain
Celery wants that time to be longer than the longest task, so that after a kill -9 every task waits minutes. Here a
worker renews the lease on its messages every few seconds: the time-out can be short, long tasks are not run twice, and
the work of a killed worker is taken over in seconds.

For that it leans on the inside of kombu's Redis transport: `channel.qos` of the consumer, its dict `_delivered` of the
tags in hand, and `unacked_index_key`, the sorted set of tags by the moment they were handed out. pyproject.toml pins
kombu's minor; tests/test_kombu.py says what has to hold before a newer one is taken.
"""

import logging
import os
import socket
import threading
import time
from typing import Any

import redis
from celery import bootsteps
from django.conf import settings

from marktplein.health.sonde import WERKER

log = logging.getLogger(__name__)

VERLENG_ELKE = 2.0
LEVENSTEKEN_ELKE = 3.0
LEVENSTEKEN_GELDIG = 15


def makelaar(url: str | None = None) -> redis.Redis:
    """A client of the broker that gives up after three seconds."""
    return redis.Redis.from_url(url or settings.REDIS_URL, socket_connect_timeout=3, socket_timeout=3)


class Levensteken(bootsteps.StartStopStep):  # type: ignore[misc]
    """A key in the broker that vanishes when the worker's main loop stops turning; it holds the queues it serves."""

    requires = {"celery.worker.consumer.tasks:Tasks"}

    def __init__(self, parent: Any, **_: Any) -> None:
        self.klok: Any = None
        self.sleutel = f"{WERKER}{socket.gethostname()}:{os.getpid()}"
        self.rijen = ""

    def start(self, parent: Any) -> None:
        self.rijen = ",".join(sorted(parent.app.amqp.queues.consume_from))
        self._geef()
        self.klok = parent.timer.call_repeatedly(LEVENSTEKEN_ELKE, self._geef)

    def stop(self, parent: Any) -> None:
        if self.klok is not None:
            self.klok.cancel()
            self.klok = None
        try:
            with makelaar() as broker:
                broker.delete(self.sleutel)
        except redis.RedisError:
            pass  # it vanishes by itself

    def _geef(self) -> None:
        try:
            with makelaar() as broker:
                broker.set(self.sleutel, self.rijen, ex=LEVENSTEKEN_GELDIG)
        except redis.RedisError as fout:
            log.warning("geen levensteken gegeven: %s", fout)


class Huur(bootsteps.StartStopStep):  # type: ignore[misc]
    """Renews the leases, from a thread: it must go on while a worker that was asked to stop finishes its tasks."""

    requires = {"celery.worker.consumer.tasks:Tasks"}

    def __init__(self, parent: Any, **_: Any) -> None:
        self.qos: Any = None
        self.draad: threading.Thread | None = None

    def start(self, parent: Any) -> None:
        self.qos = parent.task_consumer.channel.qos
        if self.draad is None:
            self.draad = threading.Thread(target=self._verleng_steeds, name="huur", daemon=True)
            self.draad.start()

    def _verleng_steeds(self) -> None:
        with makelaar() as broker:
            while True:
                time.sleep(VERLENG_ELKE)
                try:
                    self._verleng(broker)
                except (redis.RedisError, RuntimeError) as fout:  # RuntimeError: the dict changed while we copied it
                    log.debug("huur niet verlengd: %s", fout)

    def _verleng(self, broker: redis.Redis) -> None:
        """Only what is still in the index (`xx`): a message acknowledged meanwhile must not come back."""
        nu = time.time()
        if tags := dict.fromkeys(list(self.qos._delivered), nu):
            broker.zadd(self.qos.unacked_index_key, tags, xx=True)
