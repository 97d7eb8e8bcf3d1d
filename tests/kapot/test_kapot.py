"""kill -9 of worker, Valkey and PostgreSQL amid a pooling and amid registrations: nothing lost, nothing twice.

Each test has servers of its own (with fsync on, unlike those of the other tests) and looks at them from outside.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from marktplein.ingebed import proces
from marktplein.ingebed.servers import Servers
from tests.kapot.hulp import AANTAL_AANMELDINGEN, PLAATSEN

pytestmark = [pytest.mark.puur, pytest.mark.kill, pytest.mark.werker]
PROJECT = Path(__file__).resolve().parents[2]


def wacht(voorwaarde: Callable[[], Any], seconden: float = 90) -> Any:
    grens = time.monotonic() + seconden
    while not (uit := voorwaarde()):
        assert time.monotonic() < grens, "duurde te lang"
        time.sleep(0.3)
    return uit


@dataclass
class Huis:
    """Own servers, a worker, and what is in them."""

    servers: Servers
    env: dict[str, str]
    nummers: dict[str, int] = field(default_factory=dict)
    werker: subprocess.Popen[bytes] | None = None

    def doe(self, wat: str, *argumenten: int) -> dict[str, Any]:
        uit = subprocess.run(
            self._opdracht(wat, argumenten), env=self.env, cwd=PROJECT, capture_output=True, text=True, check=False
        )
        assert uit.returncode == 0, uit.stderr[-2000:]
        antwoord: dict[str, Any] = json.loads(uit.stdout.splitlines()[-1])
        return antwoord

    def laat_lopen(self, wat: str, *argumenten: int) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            self._opdracht(wat, argumenten), env=self.env, cwd=PROJECT, stdout=subprocess.PIPE, text=True
        )

    def _opdracht(self, wat: str, argumenten: tuple[int, ...]) -> list[str]:
        return [sys.executable, "-m", "tests.kapot.hulp", wat, *map(str, argumenten)]

    def stand(self) -> dict[str, Any]:
        return self.doe("stand", self.nummers["groep"], self.nummers["run"])

    def start_werker(self) -> None:
        argv = [sys.executable, "-m", "celery", "-A", "marktplein", "worker", "--loglevel", "ERROR", "-c", "2"]
        self.werker = proces.start([*argv, "--without-gossip", "--without-mingle"], env=self.env, cwd=PROJECT)

    def dood_werker(self) -> None:
        assert self.werker is not None
        proces.dood_groep(self.werker)

    def dood_en_start(self, wat: str) -> None:
        """kill -9 of a server with all its processes, and start it again on the same data."""
        server = getattr(self.servers, wat)
        proces.dood_groep(server.kind)
        server.start()


@pytest.fixture
def huis(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Huis]:
    map_ = tmp_path_factory.mktemp("kapot")
    with Servers(map_) as servers:
        env = {k: w for k, w in os.environ.items() if k not in {"PYTEST_CURRENT_TEST"}} | {
            "DATABASE_URL": servers.database_url,
            "REDIS_URL": servers.redis_url,
            "DJANGO_SETTINGS_MODULE": "marktplein.settings.test",
            "TAAK_OPNIEUW_NA": "6",
        }
        subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], env=env, cwd=PROJECT, check=True)
        h = Huis(servers, env)
        h.nummers = h.doe("maak")
        yield h
        if h.werker is not None:
            proces.stop(h.werker, wachten=10)


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
    huis.start_werker()
    wacht(lambda: huis.doe("haal_in") and huis.stand()["run"] == "bezig", 60)
    if wat == "werker":
        huis.dood_werker()
        stand = huis.stand()
        assert stand["run"] == "bezig"
        assert stand["voorstellen"] == stand["regels"] == stand["redenen"] == 0, "een half antwoord"
        huis.start_werker()
    else:
        huis.dood_en_start(wat)
    goed_gepoold(huis)


@pytest.mark.parametrize("wat", ["valkey", "postgres"])
def test_midden_in_aanmeldingen(huis: Huis, wat: str) -> None:
    bezig = huis.laat_lopen("meld_aan", huis.nummers["groep"])
    assert bezig.stdout is not None
    toegezegd = [json.loads(bezig.stdout.readline()) for _ in range(8)]
    huis.dood_en_start(wat)
    toegezegd += [json.loads(bezig.stdout.readline()) for _ in range(6)]
    huis.dood_en_start(wat)
    toegezegd += [json.loads(regel) for regel in bezig.stdout]
    assert bezig.wait(60) == 0
    assert [t["n"] for t in toegezegd] == list(range(AANTAL_AANMELDINGEN))

    stand = huis.stand()
    assert stand["aanmeldingen"] == {"geplaatst": PLAATSEN, "wachtlijst": AANTAL_AANMELDINGEN - PLAATSEN}
    assert (stand["bezet"], stand["groep"]) == (PLAATSEN, "vol")
    assert stand["volgorde"] == [f"Ouder {n}" for n in range(AANTAL_AANMELDINGEN)], "wie eerder was, staat vooraan"
    assert stand["dubbele_mail"] == 0
    assert [t["staat"] for t in toegezegd].count("geplaatst") == PLAATSEN
