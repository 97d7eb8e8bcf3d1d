"""Locks in PostgreSQL that say "one at a time in this region".

Two kinds. A *run* lock is held by the session for as long as the kernel computes, minutes perhaps; it vanishes with the
connection, so a killed worker leaves nothing behind. A *change* lock is held by a transaction that touches proposals;
every such transaction takes it first, so they never wait for each other in a circle.

A scenario has a run lock of its own kind: it may run beside a run, but never two at once in a region, so that there is
always a worker left for the real plan.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import InterfaceError, OperationalError, connection

RUN, WIJZIGING, SCENARIO = 73_01, 73_02, 73_03


@contextmanager
def runslot(regio_id: int, soort: int = RUN) -> Iterator[bool]:
    """Try for the run lock of a region; yields whether it was free. Released at the end, or when the session dies."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [soort, regio_id])
        gekregen = bool(cursor.fetchone()[0])
    try:
        yield gekregen
    finally:
        if gekregen:
            _geef_vrij(regio_id, soort)


def _geef_vrij(regio_id: int, soort: int) -> None:
    """Unlock; a session that broke has unlocked itself, and its connection is not used again."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [soort, regio_id])
    except (OperationalError, InterfaceError):
        connection.close()


def houdt_runslot(regio_id: int, soort: int = RUN) -> bool:
    """Whether this session (still) holds, or can now take, the run lock: False when another worker has it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", [soort, regio_id])
        return bool(cursor.fetchone()[0])


def wijzigingsslot(regio_id: int) -> None:
    """Wait for the change lock of a region; held until the surrounding transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [WIJZIGING, regio_id])
