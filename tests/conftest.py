"""The ground under every test: real servers, strict templates, a real worker, a real browser.

pytest-django reads the settings after `pytest_configure` here, so the servers' addresses are known by then. With xdist
the controller starts one PostgreSQL and one Valkey; each worker has a database and a Valkey database number of its own.
"""

import logging
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from marktplein import vertalingen
from marktplein.ingebed.servers import Servers
from tests import hulp_kopie

os.environ["DJANGO_SETTINGS_MODULE"] = "marktplein.settings.test"
# Playwright's own loop runs in this thread; Django would take that for async code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

pytest_plugins = [
    "tests.verdeling",
    "tests.hulp_database",
    "tests.hulp_werker",
    "tests.hulp_browser",
    "tests.hulp_vraag",
]

MAP = Path(__file__).resolve().parent
# Tests here look at files or pure functions, or have servers of their own.
ZONDER_DATABASE = {MAP / "ingebed", MAP / "vraag" / "matching", MAP / "uitrol"}

_servers = pytest.StashKey[Servers]()


def pytest_configure(config: pytest.Config) -> None:
    if config.option.help or config.option.version:
        return
    if "PYTEST_XDIST_WORKER" not in os.environ:
        vertalingen.maak()
        _start_servers(config)
    # pytest-django sets Django up in its own (later) pytest_configure, but only for settings that are loaded.
    from django.conf import settings

    assert settings.DATABASES


def _start_servers(config: pytest.Config) -> None:
    map_ = Path(tempfile.mkdtemp(prefix="marktplein-test-"))
    servers = Servers(
        map_,
        vluchtig=True,
        database_url=os.environ.get("TEST_DATABASE_URL") or os.environ.get("DATABASE_URL"),
        redis_url=os.environ.get("TEST_REDIS_URL") or os.environ.get("REDIS_URL"),
    )
    servers.__enter__()
    config.stash[_servers] = servers
    os.environ["DATABASE_URL"] = servers.database_url
    os.environ["REDIS_URL"] = servers.redis_url


def pytest_unconfigure(config: pytest.Config) -> None:
    servers = config.stash.get(_servers, None)
    if servers is not None:
        if servers.postgres is None:
            hulp_kopie.gooi_sjabloon_weg(servers.database_url)
        servers.stop()
        shutil.rmtree(servers.map, ignore_errors=True)


# First, because pytest-xdist reads the groups in this hook too.
@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    from tests import verdeling  # pytest loads it as a plugin first, so that its asserts explain themselves

    for item in items:
        if MAP / "browser" in item.path.parents and not item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.browser)
        zonder = item.get_closest_marker("puur") or ZONDER_DATABASE.intersection(item.path.parents)
        if not zonder and not item.get_closest_marker("django_db"):
            item.add_marker(pytest.mark.django_db)
        verdeling.deel_in(item)


@pytest.fixture(scope="session", autouse=True)
def _streng() -> None:
    from tests import hulp_database, streng, volgorde

    streng.maak_sjablonen_streng()
    streng.schud_ongeordende_lijsten()
    streng.lees_niets_na()
    hulp_database.leeg_snel()
    volgorde.bewaak_alle()


@pytest.fixture(autouse=True)
def _schone_valkey() -> None:
    """No message, cache entry or rate limit of one test reaches the next."""
    from marktplein.werker import makelaar

    with makelaar() as broker:
        broker.flushdb()


class _Mislukt(logging.Handler):
    """Keeps what a round over many things writes down and goes on from."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.regels: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.regels.append(record)


@pytest.fixture(autouse=True)
def _niets_mislukt_stil(request: pytest.FixtureRequest) -> Iterator[None]:
    """What a round goes on from is a failure here, save in a test that reads the log (``caplog``) and so expects it."""
    log, mislukt = logging.getLogger("marktplein.basis.een_voor_een"), _Mislukt()
    log.addHandler(mislukt)
    yield
    log.removeHandler(mislukt)
    if mislukt.regels and "caplog" not in request.fixturenames:
        pytest.fail("\n".join(logging.Formatter().format(regel) for regel in mislukt.regels))


@pytest.fixture(autouse=True)
def _vertrouwde_taal() -> Iterator[None]:
    """A view may have switched the language of this thread."""
    from django.utils import translation

    with translation.override("nl"):
        yield
