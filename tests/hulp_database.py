"""The test database: made once per run, emptied quickly, and filled with the demo without loading it each time."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from pytest_django import DjangoDbBlocker

from tests import hulp_kopie

# What keeps history from being emptied.
VAST = (("audit_logregel", "logregel_nooit_leeg"), ("audit_oorsprong", "oorsprong_nooit_leeg"))
VAST_TABELLEN = {tabel for tabel, _ in VAST}
# Django fills these itself after a migration; nothing here writes to them, so they may stay.
BLIJFT = {"django_migrations", "django_content_type", "auth_permission"}
# Rows from which cutting off tables is quicker than deleting.
VEEL = 400
# What a test may find in every table before it begins.
NA_MIGRATIES = pytest.StashKey[dict[str, int]]()


def leeg_snel() -> None:
    """After a test that commits, empty only the tables that hold something, and leave Django's own lists alone.

    Django's `flush` empties every table and does all that follows a migration, which takes longer than most tests. Of
    what follows a migration, only the kinds of tasks are ours.
    """
    from django.test import TransactionTestCase

    TransactionTestCase._fixture_teardown = _leeg  # type: ignore[method-assign]


def _leeg(test: Any) -> None:
    from facilitair.taken.sjablonen import vul_aan
    from gemeenten.kaart.register import vul_aan as vul_categorieen

    with connection.cursor() as cursor:
        _gooi_weg(cursor)
    vul_aan()
    vul_categorieen()


def _gooi_weg(cursor: Any) -> None:
    """A few rows are deleted; many are cut off with their table, which takes a new file for each index of it.

    History refuses to be emptied; only here, where its owner takes the lock off for a moment, it can be. Foreign keys
    are checked at the commit, when all rows are gone, so the order does not matter.
    """
    aantallen = _gevuld(cursor)
    weinig = sum(aantallen.values()) < VEEL
    vast = [(tabel, slot) for tabel, slot in VAST if VAST_TABELLEN.intersection(aantallen)]
    afgekapt = [tabel for tabel in aantallen if not weinig or tabel in VAST_TABELLEN]
    opdrachten = [f"ALTER TABLE {tabel} DISABLE TRIGGER {slot}" for tabel, slot in vast]
    if afgekapt:
        opdrachten.append(f"TRUNCATE {', '.join(afgekapt)} CASCADE")
    opdrachten += [f"ALTER TABLE {tabel} ENABLE TRIGGER {slot}" for tabel, slot in vast]
    opdrachten += [f"DELETE FROM {tabel}" for tabel in aantallen if tabel not in afgekapt]
    if aantallen:
        with transaction.atomic():
            cursor.execute("; ".join(opdrachten))


def _gevuld(cursor: Any) -> dict[str, int]:
    """The tables that hold something, with how many rows as far as that is worth counting; one question for all."""
    tabellen = set(connection.introspection.django_table_names(include_views=False)) - BLIJFT
    tellen = [f"(SELECT count(*) FROM (SELECT FROM {t} LIMIT {VEEL}) x)" for t in sorted(tabellen)]
    cursor.execute(f"SELECT {', '.join(tellen)}")
    return {tabel: aantal for tabel, aantal in zip(sorted(tabellen), cursor.fetchone(), strict=True) if aantal}


@pytest.fixture(scope="session")
def gedeelde_map(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all workers of this run share, for what the first of them makes."""
    eigen = tmp_path_factory.getbasetemp()
    map_ = (eigen.parent if eigen.name.startswith("popen-") else eigen) / "gedeeld"
    map_.mkdir(exist_ok=True)
    return map_


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest,
    django_test_environment: None,
    django_db_modify_db_settings: None,
    django_db_blocker: DjangoDbBlocker,
    gedeelde_map: Path,
) -> Iterator[None]:
    """Instead of pytest-django's, which migrates in every worker."""
    eerder = connection.settings_dict["NAME"]
    with django_db_blocker.unblock():
        eigen = hulp_kopie.word_kopie(gedeelde_map)
        with connection.cursor() as cursor:
            request.session.stash[NA_MIGRATIES] = _gevuld(cursor)
    yield
    with django_db_blocker.unblock():
        hulp_kopie.gooi_weg(eigen, eerder)


@pytest.fixture(scope="session")
def demo_laden(gedeelde_map: Path) -> Callable[[], list[str]]:
    """A function that fills the database with the demo, and answers what was said while it was loaded.

    The first test of a run loads it; the others get the same rows. Whether it is committed is up to who asks.
    """

    def doe() -> list[str]:
        map_ = gedeelde_map / "demo"
        map_.mkdir(exist_ok=True)
        gezegd = gedeelde_map / "demo.txt"
        if not hulp_kopie.eenmaal(gedeelde_map, "demo", lambda: _laad_en_druk_af(map_, gezegd)):
            _zet_terug(map_)
        return gezegd.read_text("utf-8").splitlines()

    return doe


@pytest.fixture
def demo(transactional_db: None, _schone_valkey: None, settings: Any, demo_laden: Callable[[], list[str]]) -> None:
    """Everything that `laad_demo` loads, committed."""
    settings.DEMO = settings.POST_ZICHTBAAR = True
    demo_laden()


def _laad_en_druk_af(map_: Path, gezegd: Path) -> None:
    from marktplein.demo import lader
    from marktplein.werker import makelaar

    regels: list[str] = []
    lader.laad(regels.append)
    gezegd.write_text("\n".join(regels), "utf-8")
    with makelaar() as broker:
        broker.flushdb()
    with connection.cursor() as cursor:
        for tabel in _gevuld(cursor):
            with cursor.connection.cursor() as kaal, kaal.copy(f"COPY {tabel} TO STDOUT (FORMAT BINARY)") as stroom:
                (map_ / tabel).write_bytes(b"".join(stroom))


def _zet_terug(map_: Path) -> None:
    """Foreign keys are checked at the commit, so the order of tables does not matter."""
    from django.apps import apps
    from django.core.management.color import no_style

    with transaction.atomic(), connection.cursor() as cursor:
        _gooi_weg(cursor)
        for pad in sorted(map_.iterdir()):
            inlezen = f"COPY {pad.name} FROM STDIN (FORMAT BINARY)"
            with cursor.connection.cursor() as kaal, kaal.copy(inlezen) as stroom:
                stroom.write(pad.read_bytes())
        for opdracht in connection.ops.sequence_reset_sql(no_style(), apps.get_models(include_auto_created=True)):
            cursor.execute(opdracht)
