"""Before the start: what is wrong is said with what helps here and now."""

import os
import re
import socket
from pathlib import Path

import pytest

from marktplein.ingebed import controles
from marktplein.ingebed.fouten import StartFout
from marktplein.ingebed.poort import is_vrij, vrije_poort


def test_bij_een_bezette_poort_staat_een_vrije(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not just the next number: that one may be taken too."""
    poort = vrije_poort(18790)
    bezet = {poort, poort + 1, poort + 2}
    monkeypatch.setattr(controles, "is_vrij", lambda p: p not in bezet)
    with pytest.raises(StartFout, match=rf"Poort {poort} is bezet .* make run PORT={poort + 3}$"):
        controles.poort_vrij(poort)


def test_een_echte_bezette_poort() -> None:
    with socket.create_server(("127.0.0.1", 0)) as ander, pytest.raises(StartFout) as fout:
        controles.poort_vrij(ander.getsockname()[1])
    genoemd = re.search(r"make run PORT=(\d+)", str(fout.value))
    assert genoemd
    assert is_vrij(int(genoemd[1]))


def test_een_lage_poort_is_voor_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(controles, "is_vrij", lambda p: p > 1023)
    with pytest.raises(StartFout, match=r"Poort 80 is alleen voor root. .* make run PORT=8000$"):
        controles.poort_vrij(80)


@pytest.mark.parametrize("poort", [0, -1, 65536])
def test_geen_poort(poort: int) -> None:
    with pytest.raises(StartFout, match="is geen poort"):
        controles.poort_vrij(poort)


def test_een_volle_schijf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(controles, "MINSTENS_VRIJ_MB", 10**9)
    with pytest.raises(StartFout, match="bijna vol"):
        controles.ruimte(tmp_path / "nog" / "niet")


def test_zonder_vormgeving(tmp_path: Path) -> None:
    with pytest.raises(StartFout, match="make installeer"):
        controles.assets(tmp_path)


def test_vertalingen_die_er_niet_zijn_of_ouder_zijn(tmp_path: Path) -> None:
    po = tmp_path / "marktplein" / "locale" / "en" / "LC_MESSAGES" / "django.po"
    po.parent.mkdir(parents=True)
    po.touch()
    assert controles.vertalingen_oud(tmp_path), "missing"
    mo = po.with_suffix(".mo")
    mo.touch()
    assert not controles.vertalingen_oud(tmp_path)
    os.utime(mo, (1, 1))
    assert controles.vertalingen_oud(tmp_path), "older than its source"
