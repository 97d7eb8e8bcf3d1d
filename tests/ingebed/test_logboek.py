"""Logs go on in the same file while earlier ones are kept, a few, each for its owner only."""

import subprocess
import sys
from pathlib import Path

import pytest

from marktplein.ingebed import logboek

# Numbers its lines; the file is moved aside under its feet.
SCHRIJVER = """
import sys
for nummer in range(int(sys.argv[1])):
    sys.stdout.write(f"regel {nummer:06}\\n"); sys.stdout.flush()
    if sys.stdin.readline() == "":
        break
"""


def test_een_proces_schrijft_door_en_niets_gaat_verloren(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logboek, "GROOTTE", 60)
    pad = tmp_path / "web.log"
    with logboek.openen(pad) as uit:
        kind = subprocess.Popen([sys.executable, "-c", SCHRIJVER, "21"], stdin=subprocess.PIPE, stdout=uit, text=True)
    assert kind.stdin
    with kind.stdin:
        for _ in range(21):
            kind.stdin.write("door\n")
            kind.stdin.flush()
            logboek.rol(pad)
    assert kind.wait(10) == 0
    logboek.rol(pad, groter_dan=0)
    delen = [pad.with_name(f"web.log.{nummer}") for nummer in range(logboek.BEWAAR, 0, -1)]
    tekst = "".join(deel.read_text() for deel in delen if deel.exists())
    assert tekst.splitlines() == [f"regel {nummer:06}" for nummer in range(21)]
    assert pad.read_text() == ""
    assert {deel.stat().st_mode & 0o777 for deel in (pad, *delen) if deel.exists()} == {0o600}


def test_niet_meer_dan_een_paar_worden_bewaard(tmp_path: Path) -> None:
    pad = tmp_path / "web.log"
    for nummer in range(logboek.BEWAAR + 3):
        pad.write_text(f"{nummer}")
        logboek.rol(pad, groter_dan=0)
    eerder = [pad.with_name(f"web.log.{nummer}") for nummer in range(1, logboek.BEWAAR + 1)]
    assert sorted(tmp_path.iterdir()) == sorted([pad, *eerder])
    assert [deel.read_text() for deel in eerder] == ["7", "6", "5", "4", "3"]


def test_een_klein_of_afwezig_logboek_blijft(tmp_path: Path) -> None:
    logboek.rol(tmp_path / "niet.log")
    (tmp_path / "web.log").write_text("kort")
    logboek.rol(tmp_path / "web.log")
    assert [pad.name for pad in tmp_path.iterdir()] == ["web.log"]


def test_de_staart_of_waarom_die_er_niet_is(tmp_path: Path) -> None:
    (tmp_path / "web.log").write_text("\n".join(str(nummer) for nummer in range(40)))
    assert logboek.staart(tmp_path / "web.log", 2) == "38\n39"
    assert "niet.log" in logboek.staart(tmp_path / "niet.log")
