"""Slots: locks in PostgreSQL that say "one at a time of this kind, for this number".

A slot is held by the session for as long as a job takes, minutes perhaps; it vanishes with the connection, so a killed
worker leaves nothing behind. A pooler in transaction mode between worker and database would break it.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import InterfaceError, OperationalError, connection


@contextmanager
def werkslot(slot: int, nummer: int) -> Iterator[bool]:
    """Try for a slot; yields whether it was free. Released at the end, or when the session dies."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [slot, nummer])
        gekregen = bool(cursor.fetchone()[0])
    try:
        yield gekregen
    finally:
        if gekregen:
            _geef_vrij(slot, nummer)


def _geef_vrij(slot: int, nummer: int) -> None:
    """Unlock; a session that broke has unlocked itself, and its connection is not used again."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [slot, nummer])
    except (OperationalError, InterfaceError):
        connection.close()


def houdt_werkslot(slot: int, nummer: int) -> bool:
    """Whether this session (still) holds, or can now take, the slot: False when another worker has it.

    Needs a transaction; until its end nobody else gets the slot.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", [slot, nummer])
        return bool(cursor.fetchone()[0])
