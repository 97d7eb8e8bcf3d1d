"""A real Celery worker for tests, and waiting without guessing."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

import pytest
from django.db import connection

from marktplein.ingebed import proces

T = TypeVar("T")


def wacht_tot(voorwaarde: Callable[[], T], seconden: float = 20, wat: str = "de voorwaarde") -> T:
    """Ask until the answer is true and give it back; fail after `seconden`."""
    grens = time.monotonic() + seconden
    while True:
        uitkomst = voorwaarde()
        if uitkomst:
            return uitkomst
        if time.monotonic() > grens:
            pytest.fail(f"Na {seconden} seconden is {wat} nog niet waar.")
        time.sleep(0.05)


@contextmanager
def vastgehouden(tabel: str) -> Iterator[None]:
    """Let nobody read this table, so that a worker that needs it stops there, however fast it is."""
    ander = connection.copy()
    try:
        with ander.cursor() as cursor:
            cursor.execute("BEGIN")
            cursor.execute(f"LOCK TABLE {tabel} IN ACCESS EXCLUSIVE MODE")
            yield
            cursor.execute("ROLLBACK")
    finally:
        ander.close()


class Werker:
    """A worker process on the test's database and broker. Start, stop and kill it at will."""

    def __init__(self, env: dict[str, str], taken_tegelijk: int = 2, rijen: str = "marktplein,zwaar") -> None:
        self.env = env
        self.rijen = rijen
        self.taken_tegelijk = taken_tegelijk
        self.kind: subprocess.Popen[bytes] | None = None

    def start(self, wachten: float = 30) -> "Werker":
        """Start and wait until it takes tasks."""
        from marktplein.health.sonde import WERKER
        from marktplein.werker import makelaar

        argv = [sys.executable, "-m", "celery", "-A", "marktplein", "worker", "-Q", self.rijen, "--loglevel", "WARNING"]
        argv += ["--concurrency", str(self.taken_tegelijk), "--without-gossip", "--without-mingle", "-I", "tests.taken"]
        with makelaar() as broker:
            for sleutel in broker.scan_iter(f"{WERKER}*"):
                broker.delete(sleutel)
            self.kind = proces.start(argv, env=self.env)
            wacht_tot(lambda: list(broker.scan_iter(f"{WERKER}*")), wachten, "er een werker")
        return self

    def stop(self) -> None:
        if self.kind is not None:
            proces.stop(self.kind, wachten=20)
            self.kind = None

    def dood(self) -> None:
        """kill -9 of the worker and all its children: what a power cut does."""
        if self.kind is not None:
            os.killpg(self.kind.pid, signal.SIGKILL)
            self.kind.wait(5)
            self.kind = None


@pytest.fixture
def werker_env(transactional_db: None) -> dict[str, str]:
    """The environment for a process that must see this test's database and broker."""
    from django.conf import settings
    from django.db import connection

    basis = os.environ["DATABASE_URL"].split("?")[0].rpartition("/")[0]
    return os.environ | {
        "DATABASE_URL": f"{basis}/{connection.settings_dict['NAME']}",
        "REDIS_URL": settings.REDIS_URL,
        "DJANGO_SETTINGS_MODULE": "marktplein.settings.test",
        # A killed worker is followed up sooner than in production: tests wait for it.
        "TAAK_OPNIEUW_NA": "6",
    }


@pytest.fixture
def werker(werker_env: dict[str, str], _schone_valkey: None) -> Iterator[Werker]:
    """A running worker; the test may kill it and start it again."""
    het_werk = Werker(werker_env).start()
    yield het_werk
    # Going quietly takes Celery seconds, and has tests of its own.
    het_werk.dood()
