"""What gunicorn does before it makes its workers."""

import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
# In a process of its own, without Django: no other test has read the dictionary there.
WOORDENBOEK = """
import sys
from marktplein import gunicorn
from aanbod.zoeken.taal import woorden
geopend = []
sys.addaudithook(lambda wat, waarmee: geopend.append(waarmee[0]) if wat == "open" else None)
if "--klaar" in sys.argv:
    gunicorn.when_ready(None)
    del geopend[:]
assert woorden.grondvorm("vriendjes") == "vriend"
print(sum("simplemma" in str(pad) for pad in geopend))
"""


def gelezen(*argumenten: str) -> int:
    klaar = subprocess.run(
        [sys.executable, "-c", WOORDENBOEK, *argumenten], cwd=PROJECT, capture_output=True, text=True, check=True
    )
    return int(klaar.stdout)


def test_een_nieuwe_werker_leest_geen_woordenboek_meer() -> None:
    assert gelezen() >= 1
    assert gelezen("--klaar") == 0
