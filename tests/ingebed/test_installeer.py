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
    shutil.copy(BRON.with_name("systeem.sh"), doel.parent)
    for slot in ("requirements-ingebed.txt", "requirements-dev.txt"):
        (tmp_path / slot).write_text("")
    spec = importlib.util.spec_from_file_location("proef_installeer", doel)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert str(tmp_path) == module.PROJECT
    return module


@pytest.mark.parametrize("versie", [(3, 6, 9), (3, 10, 14), (3, 15, 0)])
def test_een_python_die_niet_past(
    proef: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: Scherm, versie: tuple[int, int, int]
) -> None:
    """The newest one that fits is taken; without any, the command that installs one is told."""
    gestart: list[list[str]] = []
    monkeypatch.setattr(sys, "version_info", (*versie, "final", 0))
    monkeypatch.setattr(os, "execv", lambda pad, argv: gestart.append([pad, *argv[2:]]) or sys.exit(0))
    aanwezig = {"python3.11": "/opt/python3.11", "python3.13": "/opt/python3.13", "python3.10": "/opt/python3.10"}
    monkeypatch.setattr(shutil, "which", aanwezig.get)
    with pytest.raises(SystemExit):
        proef.main(["--test"])
    assert gestart == [["/opt/python3.13", "--test"]]

    monkeypatch.setattr(shutil, "which", {}.get)
    assert proef.main([]) == 1
    fout = capsys.readouterr().err
    assert "Python 3.11 tot en met 3.14" in fout
    assert subprocess.check_output(["sh", proef.SYSTEEM, "python"], text=True) in fout


@pytest.mark.parametrize("versie", [(3, 11, 2), (3, 12, 3), (3, 13, 5), (3, 14, 0)])
def test_een_python_die_past(proef: ModuleType, monkeypatch: pytest.MonkeyPatch, versie: tuple[int, int, int]) -> None:
    monkeypatch.setattr(sys, "version_info", (*versie, "final", 0))
    proef.kies_python([])


def test_zonder_venv_staat_er_hoe_het_er_komt(proef: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GEEN_APT", "1")
    monkeypatch.setattr(proef, "heeft_ensurepip", lambda: False)
    with pytest.raises(proef.Fout) as fout:
        proef.maak_venv()
    versie = f"{sys.version_info[0]}.{sys.version_info[1]}"
    assert subprocess.check_output(["sh", proef.SYSTEEM, "venv", versie], text=True).strip() in str(fout.value)


def test_wie_wacht_ziet_hoe_ver_het_is(proef: ModuleType, capsys: Scherm) -> None:
    (Path(proef.PROJECT) / "slot.txt").write_text(
        "amqp==5.4.2 \\\n    --hash=sha256:0\n    # via kombu\n"
        "tzdata==2026.6 ; sys_platform == 'win32' \\\nnumpy==2.4.6\n"
    )
    teller = proef.Pakketteller("slot.txt")
    assert teller.totaal == 2
    for regel in (
        "Collecting amqp==5.4.2 (from -r slot.txt (line 1))",
        "  Downloading amqp-5.4.2-py3-none-any.whl (51 kB)",
        "Collecting numpy==2.4.6 (from -r slot.txt (line 4))",
        "  Downloading numpy-2.4.6-cp313-cp313-manylinux_2_28_x86_64.whl (16.5 MB)",
        "Installing collected packages: numpy, amqp",
    ):
        teller(regel)
    uit = [regel.split(" s  ", 1)[1].strip() for regel in capsys.readouterr().out.splitlines()]
    assert uit == ["pakket 2 van 2: numpy (16.5 MB)", "alle 2 pakketten zijn binnen; ze worden uitgepakt…"]


@pytest.mark.lang
def test_de_omgeving_wordt_gemaakt_en_hersteld(
    proef: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: Scherm
) -> None:
    stempel: dict[str, str] = {}
    proef.python_pakketten(stempel, "requirements-ingebed.txt")
    assert proef.venv_werkt()
    assert json.loads(Path(proef.STEMPEL).read_text()) == stempel

    # Nothing changed: nothing happens.
    capsys.readouterr()
    proef.python_pakketten(proef.lees_stempel(), "requirements-ingebed.txt")
    assert capsys.readouterr().out == ""

    # Broken off half-way: made anew, and installed again because the stamp went with it.
    Path(proef.PYTHON).unlink()
    proef.python_pakketten(proef.lees_stempel(), "requirements-ingebed.txt")
    assert "niet af of stuk" in capsys.readouterr().out
    assert proef.venv_werkt()

    # No network: what to do, and the stamp does not claim that it is done.
    (Path(proef.PROJECT) / "requirements-ingebed.txt").write_text(f"six==1.17.0 --hash=sha256:{'0' * 64}\n")
    stempel = proef.lees_stempel()
    eerder = dict(stempel)
    proef.PIP[proef.PIP.index("--retries") + 1] = "0"
    for naam in ("PIP_FIND_LINKS", "PIP_EXTRA_INDEX_URL"):
        monkeypatch.delenv(naam, raising=False)
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:1/")
    with pytest.raises(proef.Fout, match="Is er een netwerk"):
        proef.python_pakketten(stempel, "requirements-ingebed.txt")
    assert proef.lees_stempel() == eerder


def test_een_andere_fout_wordt_doorgegeven(proef: ModuleType) -> None:
    with pytest.raises(proef.Fout, match="Het proberen lukt niet:\nhelaas"):
        proef.doe([sys.executable, "-c", "print('helaas'); raise SystemExit(3)"], "Het proberen")


def test_de_lock_van_de_tests_is_ook_genoeg_om_te_draaien(proef: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proef, "maak_venv", lambda: None)
    monkeypatch.setattr(proef, "PIP", ["false"])
    proef.python_pakketten({"requirements-dev.txt": proef.som("requirements-dev.txt")}, "requirements-ingebed.txt")
    with pytest.raises(proef.Fout):
        proef.python_pakketten({"requirements-dev.txt": "een eerdere"}, "requirements-ingebed.txt")


def test_hulp_van_make_noemt_de_doelen() -> None:
    uit = subprocess.run(["make", "help"], cwd=PROJECT, capture_output=True, text=True, check=True).stdout
    for doel in ("run", "test", "lint", "bench", "schoon", "demo-opnieuw", "stop"):
        assert f"\n{doel} " in f"\n{uit}"
