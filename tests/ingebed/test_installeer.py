"""The installer tells what to do: on a too old Python, without a network, after a broken-off installation."""

import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

PROJECT = Path(__file__).resolve().parent.parent.parent
BRON = PROJECT / "marktplein" / "ingebed" / "installeer.py"


Scherm = pytest.CaptureFixture[str]


@pytest.fixture
def proef(tmp_path: Path) -> ModuleType:
    """The installer in a project of its own, with empty locks."""
    doel = tmp_path / "marktplein" / "ingebed" / "installeer.py"
    doel.parent.mkdir(parents=True)
    shutil.copy(BRON, doel)
    for slot in ("requirements.txt", "requirements-dev.txt"):
        (tmp_path / slot).write_text("")
    spec = importlib.util.spec_from_file_location("proef_installeer", doel)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert str(tmp_path) == module.PROJECT
    return module


def test_een_te_oude_python(proef: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: Scherm) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 2, "final", 0))
    assert proef.main([]) == 1
    assert "apt-get install python3.11 python3.11-venv" in capsys.readouterr().err


def test_de_omgeving_wordt_gemaakt_en_hersteld(
    proef: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: Scherm
) -> None:
    stempel: dict[str, str] = {}
    proef.python_pakketten(stempel, "requirements.txt")
    assert proef.venv_werkt()
    assert json.loads(Path(proef.STEMPEL).read_text()) == stempel

    # Nothing changed: nothing happens.
    capsys.readouterr()
    proef.python_pakketten(proef.lees_stempel(), "requirements.txt")
    assert capsys.readouterr().out == ""

    # Broken off half-way: made anew, and installed again because the stamp went with it.
    Path(proef.PYTHON).unlink()
    proef.python_pakketten(proef.lees_stempel(), "requirements.txt")
    assert "niet af of stuk" in capsys.readouterr().out
    assert proef.venv_werkt()

    # No network: what to do, and the stamp does not claim that it is done.
    (Path(proef.PROJECT) / "requirements.txt").write_text(f"six==1.17.0 --hash=sha256:{'0' * 64}\n")
    stempel = proef.lees_stempel()
    eerder = dict(stempel)
    proef.PIP[proef.PIP.index("--retries") + 1] = "0"
    for naam in ("PIP_FIND_LINKS", "PIP_EXTRA_INDEX_URL"):
        monkeypatch.delenv(naam, raising=False)
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:1/")
    with pytest.raises(proef.Fout, match="Is er een netwerk"):
        proef.python_pakketten(stempel, "requirements.txt")
    assert proef.lees_stempel() == eerder


def test_een_andere_fout_wordt_doorgegeven(proef: ModuleType) -> None:
    with pytest.raises(proef.Fout, match="Het proberen lukt niet:\nhelaas"):
        proef.doe([sys.executable, "-c", "print('helaas'); raise SystemExit(3)"], "Het proberen")


def test_zonder_recht_op_systeempakketten(proef: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GEEN_APT", "1")
    with pytest.raises(proef.Fout, match="sudo apt-get install chromium"):
        proef.installeer_systeempakket("chromium")


def test_hulp_van_make_noemt_de_doelen() -> None:
    uit = subprocess.run(["make", "help"], cwd=PROJECT, capture_output=True, text=True, check=True).stdout
    for doel in ("run", "test", "lint", "bench", "schoon", "demo-opnieuw", "stop"):
        assert f"\n{doel} " in f"\n{uit}"
