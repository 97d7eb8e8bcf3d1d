"""The change lock of a region.

Held by a transaction that touches proposals; every such transaction takes it first, so they never wait for each other
in a circle. (The slots that jobs hold for minutes are those of ``marktplein.werk``.)
"""

from django.db import connection

WIJZIGING = 73_02


def wijzigingsslot(regio_id: int) -> None:
    """Wait for the change lock of a region; held until the surrounding transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [WIJZIGING, regio_id])
