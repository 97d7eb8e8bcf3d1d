"""A start without collected files is refused with the command that collects them."""

import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from marktplein import vertalingen
from marktplein.basis.checks import VAN_BUITEN, _bestanden, statische_bestanden_verzameld, vertalingen_gemaakt

MANIFEST = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}


@pytest.fixture
def verzameld(settings: Any, tmp_path: Path) -> Path:
    settings.STORAGES = settings.STORAGES | {"staticfiles": MANIFEST}
    settings.STATIC_ROOT = tmp_path
    return tmp_path / "staticfiles.json"


def klacht() -> Any:
    gevonden = statische_bestanden_verzameld(None, databases=["default"])
    return gevonden[0] if gevonden else None


def schrijf(manifest: Path, namen: set[str]) -> None:
    manifest.write_text(json.dumps({"version": "1.1", "hash": "x", "paths": {naam: naam for naam in namen}}))


def test_niet_verzameld(verzameld: Path) -> None:
    assert klacht().id == "basis.E001"
    assert klacht().hint.endswith("python manage.py collectstatic --noinput")


def test_verzameld(verzameld: Path) -> None:
    schrijf(verzameld, {VAN_BUITEN, *_bestanden()})
    assert klacht() is None


def test_verzameld_voor_de_laatste_wijziging(verzameld: Path) -> None:
    nieuw = max(set(_bestanden()) - {VAN_BUITEN})
    schrijf(verzameld, {VAN_BUITEN, *_bestanden()} - {nieuw})
    assert klacht().msg == f"Niet alles voor de browser is verzameld: {nieuw} ontbreekt (aantal dat mist: 1)."
    assert klacht().hint == "Draai: python manage.py collectstatic --noinput"


def test_de_vormgeving_van_buiten_ontbreekt(verzameld: Path) -> None:
    schrijf(verzameld, set(_bestanden()) - {VAN_BUITEN})
    assert "python -m marktplein.ingebed.assets" in klacht().hint


def test_alleen_naar_instellingen_kijken_vraagt_niets(verzameld: Path) -> None:
    assert statische_bestanden_verzameld(None) == []
    assert statische_bestanden_verzameld(None, databases=[]) == []


def test_in_ontwikkeling_hoeft_het_niet() -> None:
    assert klacht() is None


def test_vertalingen_die_niet_gemaakt_of_te_oud_zijn(
    verzameld: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vertalingen, "MAP", shutil.copytree(vertalingen.MAP, tmp_path / "locale"))

    def talen() -> list[str]:
        return [fout.msg for fout in vertalingen_gemaakt(None, databases=["default"])]

    assert talen() == []
    vertalingen.pad_van("nl", "mo").unlink()
    os.utime(vertalingen.pad_van("en", "mo"), (1, 1))
    assert talen() == ["De vertalingen zijn niet gemaakt: nl.", "De vertalingen zijn niet gemaakt: en."]
    vertalingen.maak()
    assert talen() == []
    assert vertalingen_gemaakt(None) == []
