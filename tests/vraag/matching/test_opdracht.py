"""The command core, the regions, and the generator that measures them."""

import hashlib
import json
import pickle

import pytest

from tests.bench.groepsvorming.genereer import genereer
from tests.vraag.matching import wereld
from vraag.matching import Inspanning, InstantieFout, lees_instantie, naar_json, vorm
from vraag.matching.opdracht import los_parallel
from vraag.matching.regio import deel, los_regio_op, regios, voeg_samen

LICHT = Inspanning(kolomrondes=3, duikdeel=0.5, buurten=2)


def test_generator_geeft_altijd_dezelfde_bytes():
    tekst = json.dumps(genereer(200, 1), ensure_ascii=False, separators=(",", ":"))
    vingerafdruk = "678fa647cb838e23abbee9362a9cb32258757d689b3479aeaf6f2b1bb410b4bf"
    assert hashlib.sha256(tekst.encode()).hexdigest() == vingerafdruk


def test_vorm_schrijft_een_antwoord_en_geeft_cijfers(tmp_path):
    (tmp_path / "in.json").write_text(json.dumps(wereld.instantie()), encoding="utf-8")
    cijfers = vorm(tmp_path / "in.json", tmp_path / "uit.json")
    assert cijfers["valid"] is True
    assert cijfers["objective"][:3] == [0, 9 * 14, -1]
    assert (cijfers["bound"], cijfers["gap"]) == (9 * 14, 0.0)
    assert set(cijfers) == {"valid", "objective", "bound", "gap", "seconds", "peak_mb", "input_hash"}
    uit = json.loads((tmp_path / "uit.json").read_text(encoding="utf-8"))
    assert uit["format"] == "marktplein-match-solution/1"
    weer = vorm(tmp_path / "in.json", tmp_path / "weer.json", start_pad=tmp_path / "uit.json")
    assert weer["objective"] == cijfers["objective"]
    nog_eens = json.loads((tmp_path / "weer.json").read_text(encoding="utf-8"))
    rekening = nog_eens.pop("steadiness")
    assert nog_eens == uit
    assert rekening == {"proposals": 1, "moved": 0, "children_filled": 9, "children_placed": 9}


@pytest.mark.parametrize("inhoud", ["{", "[]", "{}", json.dumps(wereld.instantie(horizon_weeks=0))])
def test_geweigerde_invoer_schrijft_niets(tmp_path, inhoud):
    (tmp_path / "in.json").write_text(inhoud, encoding="utf-8")
    with pytest.raises(InstantieFout):
        vorm(tmp_path / "in.json", tmp_path / "uit.json")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["in.json"]


def test_regios_in_elke_volgorde_en_elk_aantal_werkers():
    inst = lees_instantie(genereer(120, 2, regios=3))
    delen = [los_regio_op(pickle.loads(pickle.dumps(deel(inst, r))), inspanning=LICHT) for r in regios(inst)]
    samen = naar_json(voeg_samen(inst, delen))
    assert naar_json(voeg_samen(inst, reversed(delen))) == samen
    assert naar_json(los_parallel(inst, werkers=2, inspanning=LICHT)) == samen
    assert naar_json(los_parallel(inst, werkers=1, inspanning=LICHT)) == samen
