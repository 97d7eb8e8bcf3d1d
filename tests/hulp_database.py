"""The test database between tests: emptied quickly, and filled with the demo region without loading it each time."""

import fcntl
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction

# What keeps history from being emptied.
VAST = (("audit_logregel", "logregel_nooit_leeg"), ("audit_oorsprong", "oorsprong_nooit_leeg"))
VAST_TABELLEN = {tabel for tabel, _ in VAST}
# Django fills these itself after a migration; nothing here writes to them, so they may stay.
BLIJFT = {"django_migrations", "django_content_type", "auth_permission"}


def leeg_snel() -> None:
    """After a test that commits, empty only the tables that hold something, and leave Django's own lists alone.

    Django's `flush` empties every table and does all that follows a migration, which takes longer than most tests. Of
    what follows a migration, only the kinds of tasks are ours.
    """
    from django.test import TransactionTestCase

    TransactionTestCase._fixture_teardown = _leeg  # type: ignore[method-assign]


def _leeg(test: Any) -> None:
    from facilitair.taken.sjablonen import vul_aan

    with connection.cursor() as cursor:
        _gooi_weg(cursor)
    vul_aan()


def _gooi_weg(cursor: Any) -> None:
    """History refuses to be emptied; only here, where its owner takes the lock off for a moment, it can be."""
    if vol := list(_met_rijen(cursor)):
        vast = [(tabel, slot) for tabel, slot in VAST if VAST_TABELLEN.intersection(vol)]
        opdrachten = [f"ALTER TABLE {tabel} DISABLE TRIGGER {slot}" for tabel, slot in vast]
        opdrachten.append(f"TRUNCATE {', '.join(vol)} CASCADE")
        opdrachten += [f"ALTER TABLE {tabel} ENABLE TRIGGER {slot}" for tabel, slot in vast]
        cursor.execute("; ".join(opdrachten))


def _met_rijen(cursor: Any) -> Iterator[str]:
    for tabel in sorted(connection.introspection.django_table_names(include_views=False)):
        if tabel not in BLIJFT:
            cursor.execute(f"SELECT EXISTS (SELECT 1 FROM {tabel})")
            if cursor.fetchone()[0]:
                yield tabel


@pytest.fixture(scope="session")
def demo_afdruk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all workers of this run share, for what the first of them loads."""
    eigen = tmp_path_factory.getbasetemp()
    map_ = (eigen.parent if eigen.name.startswith("popen-") else eigen) / "demo-afdruk"
    map_.mkdir(exist_ok=True)
    return map_


@pytest.fixture
def demo(transactional_db: None, _schone_valkey: None, settings: Any, demo_afdruk: Path) -> None:
    """Everything that `laad_demo` loads, committed. The first test of a run loads it; the others get a copy."""
    settings.DEMO = settings.POST_ZICHTBAAR = True
    with (demo_afdruk / "slot").open("w") as slot:
        fcntl.flock(slot, fcntl.LOCK_EX)
        klaar = demo_afdruk / "klaar"
        if not klaar.exists():
            _laad_demo()
            _druk_af(demo_afdruk)
            klaar.touch()
            return
    _zet_terug(demo_afdruk)


def _laad_demo() -> None:
    from marktplein.demo import lader
    from marktplein.werker import makelaar

    lader.laad(lambda regel: None)
    with makelaar() as broker:
        broker.flushdb()


def _druk_af(map_: Path) -> None:
    with connection.cursor() as cursor:
        for tabel in _met_rijen(cursor):
            with cursor.connection.cursor() as kaal, kaal.copy(f"COPY {tabel} TO STDOUT (FORMAT BINARY)") as stroom:
                (map_ / tabel).write_bytes(b"".join(stroom))


def _zet_terug(map_: Path) -> None:
    """Foreign keys are checked at the commit, so the order of tables does not matter."""
    from django.apps import apps
    from django.core.management.color import no_style

    afdrukken = [pad for pad in sorted(map_.iterdir()) if pad.name not in {"slot", "klaar"}]
    with transaction.atomic(), connection.cursor() as cursor:
        _gooi_weg(cursor)
        for pad in afdrukken:
            inlezen = f"COPY {pad.name} FROM STDIN (FORMAT BINARY)"
            with cursor.connection.cursor() as kaal, kaal.copy(inlezen) as stroom:
                stroom.write(pad.read_bytes())
        for opdracht in connection.ops.sequence_reset_sql(no_style(), apps.get_models(include_auto_created=True)):
            cursor.execute(opdracht)
