"""Databases made once per run: the first worker that needs one makes it, the others copy it.

Migrating takes seconds per worker; a copy by PostgreSQL (``CREATE DATABASE … TEMPLATE``) a fraction of one.
"""

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from django.conf import settings
from django.db import connection

ACHTERVOEGSEL = "_sjabloon"


@contextmanager
def een_tegelijk(map_: Path, naam: str) -> Iterator[None]:
    """Only one worker of this run is in here with this name; the kernel lets go when that worker dies."""
    with (map_ / f"{naam}.slot").open("w") as slot:
        fcntl.flock(slot, fcntl.LOCK_EX)
        yield


def eenmaal(map_: Path, naam: str, maak: Callable[[], None]) -> bool:
    """Make it when no worker of this run has; True when it was made now. What failed is made again by the next."""
    klaar = map_ / f"{naam}.klaar"
    with een_tegelijk(map_, naam):
        if klaar.exists():
            return False
        maak()
        klaar.touch()
        return True


def naam_van(database_url: str) -> str:
    """The name of the migrated database; no worker works in it."""
    return f"test_{database_url.split('?')[0].rpartition('/')[2]}{ACHTERVOEGSEL}"


def word_kopie(map_: Path) -> str:
    """Give this worker a database of its own, with every table in it, and answer its name."""
    eigen: str = connection.creation._get_test_db_name()
    sjabloon = naam_van(os.environ["DATABASE_URL"])
    eenmaal(map_, "migraties", lambda: _migreer(sjabloon))
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {_q(eigen)} WITH (FORCE)")
        cursor.execute(f"CREATE DATABASE {_q(eigen)} TEMPLATE {_q(sjabloon)}")
    _wijs_naar(eigen)
    return eigen


def _migreer(sjabloon: str) -> None:
    test = connection.settings_dict["TEST"]
    eigen = test.get("NAME")
    test["NAME"] = sjabloon
    try:
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    finally:
        test["NAME"] = eigen
        # No database is copied while somebody is in it.
        connection.close()


def _wijs_naar(naam: str) -> None:
    connection.close()
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = naam


def gooi_weg(naam: str, eerder: str) -> None:
    """Drop a worker's database, also when a process that it started is still in it."""
    _wijs_naar(eerder)
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {_q(naam)} WITH (FORCE)")


def gooi_sjabloon_weg(database_url: str) -> None:
    """At the end of a run on a server that is not ours: nothing stays behind on it."""
    basis = f"{database_url.split('?')[0].rpartition('/')[0]}/postgres"
    with psycopg.connect(basis, autocommit=True) as verbinding:
        verbinding.execute(f"DROP DATABASE IF EXISTS {_q(naam_van(database_url))} WITH (FORCE)")


def _q(naam: str) -> str:
    return connection.ops.quote_name(naam)
