"""The command on exchange files: one JSON line, or the path of what is wrong and nothing written."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from tests.vraag.streek import maak_signaal, maak_streek
from vraag import matching
from vraag.poolen.momentopname import maak_momentopname


@pytest.fixture
def instantie() -> dict[str, Any]:
    streek = maak_streek()
    maak_signaal(streek, streek.oegstgeest, 5)
    maak_signaal(streek, streek.katwijk, 4)
    return matching.instantie_naar_json(maak_momentopname(streek.regio).instantie)


def voer_uit(tmp_path: Path, instantie: object) -> tuple[dict[str, Any], Path]:
    invoer, uit = tmp_path / "in.json", tmp_path / "uit.json"
    invoer.write_text(instantie if isinstance(instantie, str) else json.dumps(instantie))
    regels = StringIO()
    call_command("vorm_groepen", instantie=invoer, uit=uit, stdout=regels)
    return json.loads(regels.getvalue().splitlines()[-1]), uit


def test_een_regel_json_en_een_oplossing(tmp_path: Path, instantie: dict[str, Any]) -> None:
    regel, uit = voer_uit(tmp_path, instantie)

    assert regel["valid"] is True
    assert regel["objective"][:3] == [0, 90, -1]
    assert {"bound", "gap", "seconds", "peak_mb", "input_hash"} <= regel.keys()
    oplossing = json.loads(uit.read_text())
    assert sum(lid["children"] for lid in oplossing["groups"][0]["members"]) == 9


def test_twee_keer_dezelfde_bytes_ook_in_een_andere_volgorde(tmp_path: Path, instantie: dict[str, Any]) -> None:
    _, uit = voer_uit(tmp_path, instantie)
    eerste = uit.read_bytes()
    for lijst in ("signals", "teams", "trainers", "rooms", "municipalities"):
        instantie[lijst].reverse()
    _, uit = voer_uit(tmp_path, instantie)
    assert uit.read_bytes() == eerste


@pytest.mark.parametrize(
    ("maak_stuk", "pad"),
    [
        (lambda i: i["signals"][1].update(children=0), "signals[1].children"),
        (lambda i: i["signals"][0].update(team="T0"), "signals[0].team"),
        (lambda i: i.pop("rooms"), "rooms"),
        (lambda i: i["trainers"][0].update(scope="wereld"), "trainers[0].scope"),
        (lambda i: i.update(format="iets anders"), "format"),
    ],
)
def test_een_foute_instantie_noemt_het_veld_en_schrijft_niets(
    tmp_path: Path, instantie: dict[str, Any], maak_stuk: Any, pad: str, capsys: pytest.CaptureFixture[str]
) -> None:
    maak_stuk(instantie)
    with pytest.raises(SystemExit) as uitgang:
        voer_uit(tmp_path, instantie)
    assert uitgang.value.code == 2
    assert json.loads(capsys.readouterr().err.splitlines()[-1])["pad"] == pad
    assert not (tmp_path / "uit.json").exists()


def test_geen_json(tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as uitgang:
        voer_uit(tmp_path, "{half")
    assert uitgang.value.code == 2
    assert list(tmp_path.iterdir()) == [tmp_path / "in.json"]


def test_nul_werkers(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="minstens 1"):
        call_command("vorm_groepen", instantie=tmp_path / "i", uit=tmp_path / "u", werkers=0)
