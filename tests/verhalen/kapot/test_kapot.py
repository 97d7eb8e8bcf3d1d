"""kill -9 of worker, Valkey and PostgreSQL amid a pooling and amid registrations: nothing lost, nothing twice.

The servers here have fsync on, unlike those of the other tests; each test has a copy of one database on them, and looks
at it from outside, through a process that lives as long as the test.
"""

import json
import os
import subprocess
import sys
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
import pytest
import redis

from marktplein.ingebed import proces
from marktplein.ingebed.servers import Servers
from tests.verhalen.kapot.hulp import AANTAL_AANMELDINGEN, PLAATSEN

pytestmark = [pytest.mark.puur, pytest.mark.kill, pytest.mark.werker, pytest.mark.xdist_group("kapot")]
PROJECT = Path(__file__).resolve().parents[3]


WACHT_OP_SLOT = "SELECT 1 FROM pg_locks WHERE relation = 'vraag_reden'::regclass AND NOT granted"
WACHT_OP_RIJ = "SELECT 1 FROM pg_locks WHERE locktype = 'transactionid' AND NOT granted"


def wacht(voorwaarde: Callable[[], Any], seconden: float = 90) -> Any:
    grens = time.monotonic() + seconden
    while not (uit := voorwaarde()):
        assert time.monotonic() < grens, "duurde te lang"
        time.sleep(0.1)
    return uit


@dataclass
class Huis:
    """Servers, a helper that asks and acts (``tests.verhalen.kapot.hulp``), a worker, and what is in the database."""

    servers: Servers
    env: dict[str, str]
    nummers: dict[str, int] = field(default_factory=dict)
    werker: subprocess.Popen[bytes] | None = None

    def __post_init__(self) -> None:
        self.hulp = subprocess.Popen(
            [sys.executable, "-m", "tests.verhalen.kapot.hulp"],
            env=self.env,
            cwd=PROJECT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def vraag(self, wat: str, *getallen: int) -> None:
        """Ask, without waiting for the answer."""
        assert self.hulp.stdin is not None
        self.hulp.stdin.write(f"{' '.join([wat, *map(str, getallen)])}\n")
        self.hulp.stdin.flush()

    def regel(self) -> dict[str, Any]:
        """The next line that the helper says."""
        assert self.hulp.stdout is not None
        antwoord: dict[str, Any] = json.loads(self.hulp.stdout.readline() or "{}")
        assert antwoord, "de hulp is gestopt"
        return antwoord

    def doe(self, wat: str, *getallen: int) -> dict[str, Any]:
        self.vraag(wat, *getallen)
        return self.regel()

    def stand(self) -> dict[str, Any]:
        return self.doe("stand", self.nummers["groep"], self.nummers["run"])

    def start_werker(self) -> None:
        argv = [sys.executable, "-m", "celery", "-A", "marktplein", "worker", "-Q", "marktplein,zwaar"]
        argv += ["--loglevel", "ERROR", "-c", "2", "--without-gossip", "--without-mingle"]
        self.werker = proces.start(argv, env=self.env, cwd=PROJECT)

    def dood_werker(self) -> None:
        assert self.werker is not None
        proces.dood_groep(self.werker)

    def dood_en_start(self, wat: str) -> None:
        """kill -9 of a server with all its processes, and start it again on the same data."""
        server = getattr(self.servers, wat)
        proces.dood_groep(server.kind)
        server.start()

    @contextmanager
    def halverwege(self) -> Iterator[None]:
        """Inside, a run is stopped amid writing its answer: proposals are made, reasons wait for a lock of ours."""
        with suppress(psycopg.OperationalError), psycopg.connect(self.env["DATABASE_URL"]) as slot:
            slot.execute("LOCK TABLE vraag_reden IN EXCLUSIVE MODE")
            self.start_werker()
            wacht(lambda: self.doe("haal_in") and slot.execute(WACHT_OP_SLOT).fetchone(), 120)
            yield

    def sluit(self) -> None:
        if self.werker is not None:
            proces.dood_groep(self.werker)
        self.hulp.kill()
        self.hulp.communicate()


@dataclass(frozen=True)
class Basis:
    """Servers with a filled database that is copied for each test."""

    servers: Servers
    nummers: dict[str, int]

    def env(self, database: str) -> dict[str, str]:
        return _env(self.servers, self.url(database))

    def url(self, database: str) -> str:
        return f"{self.servers.database_url.rpartition('/')[0]}/{database}"

    def kopie(self, database: str) -> None:
        with psycopg.connect(self.url("postgres"), autocommit=True) as verbinding:
            verbinding.execute(f"CREATE DATABASE {database} TEMPLATE {self.servers.database_url.rpartition('/')[2]}")
        with redis.Redis.from_url(self.servers.redis_url) as klant:
            klant.flushall()


def _env(servers: Servers, database_url: str) -> dict[str, str]:
    weg = {"PYTEST_CURRENT_TEST", "PYTEST_XDIST_WORKER"}
    return {k: w for k, w in os.environ.items() if k not in weg} | {
        "DATABASE_URL": database_url,
        "REDIS_URL": servers.redis_url,
        "DJANGO_SETTINGS_MODULE": "marktplein.settings.test",
        "TAAK_OPNIEUW_NA": "6",
    }


@pytest.fixture(scope="module")
def basis(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Basis]:
    with Servers(tmp_path_factory.mktemp("kapot")) as servers:
        env = _env(servers, servers.database_url)
        subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], env=env, cwd=PROJECT, check=True)
        vuller = Huis(servers, env)
        nummers = vuller.doe("maak")
        vuller.sluit()
        yield Basis(servers, nummers)


@pytest.fixture
def huis(basis: Basis, request: pytest.FixtureRequest) -> Iterator[Huis]:
    database = f"proef_{zlib.crc32(request.node.name.encode())}"
    basis.kopie(database)
    h = Huis(basis.servers, basis.env(database), basis.nummers)
    yield h
    h.sluit()


def goed_gepoold(huis: Huis) -> dict[str, Any]:
    """Wait until the run is done (beat's round is played by hand) and hold the outcome against the rules."""

    def klaar() -> bool:
        huis.doe("haal_in")
        return bool(huis.stand()["run"] == "klaar")

    wacht(klaar, 240)
    stand = huis.stand()
    assert stand["bezig"] == 0
    assert stand["voorstellen"] == stand["kenmerken"] > 0
    assert stand["dubbel_in_ruimte"] == stand["meer_kinderen_dan_gevraagd"] == stand["open_met_voorstel"] == 0
    return stand


@pytest.mark.parametrize("wat", ["werker", "valkey", "postgres"])
def test_midden_in_een_berekening(huis: Huis, wat: str) -> None:
    with huis.halverwege():
        if wat == "werker":
            huis.dood_werker()
        else:
            huis.dood_en_start(wat)
        stand = huis.stand()
        assert stand["run"] == "bezig"
        assert stand["voorstellen"] == stand["regels"] == stand["redenen"] == 0, "een half antwoord"
    if wat == "werker":
        huis.start_werker()
    goed_gepoold(huis)


def test_midden_in_de_mail_van_de_dag(huis: Huis) -> None:
    """Killed amid the mail of the eighth of twelve: seven have theirs; the next round writes the other five, whole."""
    bericht = huis.doe("nieuws", 12)["bericht"]
    schrijver = Huis(huis.servers, huis.env)
    with psycopg.connect(huis.env["DATABASE_URL"]) as slot:
        slot.execute("SELECT 1 FROM mail_bericht WHERE id = %s FOR UPDATE", [bericht])
        schrijver.vraag("dagmail")
        wacht(lambda: huis.doe("dagmails")["mails"] == 7)
        wacht(lambda: slot.execute(WACHT_OP_RIJ).fetchone())
        schrijver.sluit()
    assert huis.doe("dagmails") == {"mails": 7, "lezers": 7, "heel": 7, "wacht": 10}
    assert huis.doe("dagmail") == {"geschreven": 5}
    assert huis.doe("dagmails") == {"mails": 12, "lezers": 12, "heel": 12, "wacht": 0}
    assert huis.doe("dagmail") == {"geschreven": 0}


@pytest.mark.parametrize("wat", ["valkey", "postgres"])
def test_midden_in_aanmeldingen(huis: Huis, wat: str) -> None:
    huis.vraag("meld_aan", huis.nummers["groep"])
    toegezegd = [huis.regel() for _ in range(8)]
    huis.dood_en_start(wat)
    toegezegd += [huis.regel() for _ in range(6)]
    huis.dood_en_start(wat)
    toegezegd += [huis.regel() for _ in range(AANTAL_AANMELDINGEN - len(toegezegd))]
    assert huis.regel() == {"klaar": "meld_aan"}
    assert [t["n"] for t in toegezegd] == list(range(AANTAL_AANMELDINGEN))

    stand = huis.stand()
    assert stand["aanmeldingen"] == {"geplaatst": PLAATSEN, "wachtlijst": AANTAL_AANMELDINGEN - PLAATSEN}
    assert (stand["bezet"], stand["groep"]) == (PLAATSEN, "vol")
    assert stand["volgorde"] == [f"Ouder {n}" for n in range(AANTAL_AANMELDINGEN)], "wie eerder was, staat vooraan"
    assert stand["dubbele_mail"] == 0
    assert [t["staat"] for t in toegezegd].count("geplaatst") == PLAATSEN
