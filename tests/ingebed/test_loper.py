"""`make run` from outside: it comes up, tells what is wrong, repairs what falls, and leaves nothing behind."""

import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from marktplein.ingebed.poort import vrije_poort
from marktplein.ingebed.toestand import lees
from tests.hulp_werker import wacht_tot

PROJECT = Path(__file__).resolve().parent.parent.parent
pytestmark = [pytest.mark.werker, pytest.mark.xdist_group("loper")]


class Loop:
    """A running `python -m marktplein.ingebed start` and what it says."""

    def __init__(self, gegevens: Path, **extra: str) -> None:
        self.gegevens = gegevens
        self.poort = int(extra.get("PORT") or vrije_poort())
        schoon = {
            n: w for n, w in os.environ.items() if n not in {"DATABASE_URL", "REDIS_URL", "DJANGO_SETTINGS_MODULE"}
        }
        self.kind = subprocess.Popen(
            [sys.executable, "-m", "marktplein.ingebed", "start"],
            cwd=PROJECT,
            env=schoon | {"GEGEVENS_MAP": str(gegevens), "DEMO": "0", "PORT": str(self.poort)} | extra,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        self.tekst = ""
        self._lezer = threading.Thread(target=self._lees, daemon=True)
        self._lezer.start()

    def _lees(self) -> None:
        assert self.kind.stdout
        for regel in self.kind.stdout:
            self.tekst += regel

    def wacht_op(self, tekst: str, seconden: float = 90) -> None:
        grens = time.monotonic() + seconden
        while tekst not in self.tekst:
            if self.kind.poll() is not None or time.monotonic() > grens:
                time.sleep(0.3)
                pytest.fail(f"{tekst!r} kwam niet:\n{self.tekst}")
            time.sleep(0.1)

    def einde(self, seconden: float = 60) -> int:
        code = self.kind.wait(seconden)
        self._lezer.join(5)
        return code

    def familie(self) -> list[psutil.Process]:
        return levend(psutil.Process(self.kind.pid).children(recursive=True))

    def rekentijd(self) -> float:
        """Seconds of processor time so far, of everything we started: unlike the clock, the same on a busy machine."""
        tijden = [p.cpu_times() for p in (psutil.Process(self.kind.pid), *self.familie())]
        return sum(t.user + t.system + t.children_user + t.children_system for t in tijden)

    def gezond(self) -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.poort}/health/", timeout=5) as antwoord:
                return bool(antwoord.status == 200)
        except OSError:
            return False


@pytest.fixture
def gegevens(tmp_path: Path) -> Iterator[Path]:
    map_ = tmp_path / "gegevens"
    yield map_
    rest = [p for p in psutil.process_iter(["cmdline"]) if str(map_) in " ".join(p.info["cmdline"] or [])]
    for p in rest:
        p.kill()
    assert not rest


def levend(familie: list[psutil.Process]) -> list[psutil.Process]:
    def leeft(p: psutil.Process) -> bool:
        try:
            return p.status() != psutil.STATUS_ZOMBIE
        except psutil.NoSuchProcess:
            return False

    return [p for p in familie if leeft(p)]


@pytest.mark.kill
def test_starten_vallen_en_stoppen(gegevens: Path) -> None:
    """One long story, because every start costs seconds."""
    loop = Loop(gegevens)
    loop.wacht_op("Marktplein draait")
    assert loop.gezond()

    # Nobody else reads along: neither data nor logs.
    assert [p for p in gegevens.rglob("*") if p.is_file() and p.lstat().st_mode & 0o077] == []
    assert {p.name for p in (gegevens / "log").iterdir()} >= {"web.log", "werker.log", "planning.log"}

    # A second one finds the first.
    tweede = Loop(gegevens)
    assert tweede.einde() == 1
    assert "draait al" in tweede.tekst
    assert f"http://localhost:{loop.poort}" in tweede.tekst

    # The servers and a process fall: everything comes back by itself, with the same addresses.
    adressen = lees(gegevens)
    regels = {p: " ".join(p.cmdline()) for p in loop.familie()}
    for p, regel in regels.items():
        if "valkey-server" in regel or "/postgres -D" in regel or " beat " in regel:
            p.kill()
    loop.wacht_op("planning is gestopt")
    loop.wacht_op("Valkey is onverwacht gestopt")
    loop.wacht_op("Postgres is onverwacht gestopt")
    wacht_tot(loop.gezond, 60, "de site gezond")
    assert lees(gegevens) == adressen

    # Ctrl-C.
    familie = loop.familie()
    loop.kind.send_signal(signal.SIGINT)
    assert loop.einde() == 0
    assert "gegevens blijven bewaard" in loop.tekst
    assert levend(familie) == []

    # Again, and quicker; then the hard way.
    loop = Loop(gegevens)
    loop.wacht_op("Marktplein draait")
    assert re.search(r"klaar in \d+ s", loop.tekst)
    assert loop.rekentijd() <= 15
    familie = loop.familie()
    loop.kind.kill()
    wacht_tot(lambda: not levend(familie), 30, "alles weg")


def test_stoppen_tijdens_het_starten_laat_niets_achter(gegevens: Path) -> None:
    loop = Loop(gegevens)
    loop.wacht_op("Database bijwerken")
    familie = loop.familie()
    loop.kind.send_signal(signal.SIGTERM)
    loop.einde()
    assert levend(familie) == []
    assert "Traceback" not in loop.tekst


def test_een_bezette_poort(gegevens: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as ander:
        poort = ander.getsockname()[1]
        loop = Loop(gegevens, PORT=str(poort))
        assert loop.einde() == 1
    assert f"Poort {poort} is bezet" in loop.tekst
    assert re.search(r"make run PORT=\d+", loop.tekst)


def test_een_map_waarin_niet_geschreven_kan_worden(tmp_path: Path) -> None:
    (tmp_path / "bestand").touch()
    loop = Loop(tmp_path / "bestand" / "gegevens")
    assert loop.einde() == 1
    assert "kies een andere map met GEGEVENS_MAP" in loop.tekst
    assert "Traceback" not in loop.tekst


def test_een_deel_dat_niet_start_wordt_uitgelegd(gegevens: Path) -> None:
    loop = Loop(gegevens, ALLOWED_HOSTS="elders.example")
    loop.wacht_op("wachten: de website antwoordt met 400", 90)
    loop.kind.send_signal(signal.SIGTERM)
    loop.einde()


def test_de_migratie_mislukt(gegevens: Path) -> None:
    """An address from outside that does not work: told, with nothing left behind."""
    loop = Loop(gegevens, DATABASE_URL="postgres://niemand@127.0.0.1:1/niets")
    assert loop.einde() == 1
    assert "De database kan niet worden bijgewerkt" in loop.tekst
