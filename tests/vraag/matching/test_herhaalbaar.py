"""The same problem gets the same answer, to the byte, whatever else the machine does and however the input lies."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

pytestmark = [pytest.mark.puur, pytest.mark.zwaar]

# What may differ between two machines or two moments: the order of sets of text, what lies in memory that is not filled
# yet, and how the library behind matrices divides its work.
OMGEVINGEN = (
    {"PYTHONHASHSEED": "0"},
    {"PYTHONHASHSEED": "1", "MALLOC_PERTURB_": "85", "OPENBLAS_NUM_THREADS": "1"},
    {"PYTHONHASHSEED": "4711", "MALLOC_PERTURB_": "170", "OPENBLAS_CORETYPE": "Nehalem"},
)
BEZIG = "while True: pass"


def test_een_antwoord_hangt_van_niets_af_dan_van_de_vraag() -> None:
    """All at once, and beside a process that only keeps the machine busy."""
    last = subprocess.Popen([sys.executable, "-c", BEZIG])
    try:
        lopend = [
            subprocess.Popen(
                [sys.executable, "-m", "tests.vraag.matching.herhaal", str(nummer)],
                cwd=settings.BASE_DIR,
                env={**os.environ, **omgeving},
                stdout=subprocess.PIPE,
                text=True,
            )
            for nummer, omgeving in enumerate(OMGEVINGEN)
        ]
        uitkomsten = [proces.communicate(timeout=400)[0].split() for proces in lopend]
    finally:
        last.kill()
        last.wait()
    assert [proces.returncode for proces in lopend] == [0] * len(OMGEVINGEN)
    eerste = uitkomsten[0]
    assert len(eerste) == 12
    assert len(set(eerste)) == 6, "as many different problems; the second time the same as the first"
    assert eerste[:6] == eerste[6:], "what a process did before changes nothing"
    for uitkomst in uitkomsten[1:]:
        assert uitkomst == eerste
