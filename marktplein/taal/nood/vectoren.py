"""A text as numbers that need no model: its words, pairs of words and pieces of words, counted in a fixed space.

Misspelt words share most of their pieces with the word that was meant.
"""

import re
import zlib
from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from marktplein.taal.nood.tekens import kaal

MATEN = 1 << 14
_WOORD = re.compile(r"\w+")


def _kenmerken(tekst: str) -> Iterator[str]:
    rij = _WOORD.findall(kaal(tekst))
    for woord in rij:
        yield f"w:{woord}"
        rond = f"<{woord}>"
        for n in (3, 4, 5):
            yield from (rond[i : i + n] for i in range(len(rond) - n + 1))
    yield from (f"b:{een} {twee}" for een, twee in pairwise(rij))


def woordvectoren(teksten: Sequence[str]) -> NDArray[np.float32]:
    """One row of length 1 per text; a text without a word is a row of zeros."""
    rijen = np.zeros((len(teksten), MATEN), dtype=np.float32)
    for rij, tekst in zip(rijen, teksten, strict=True):
        for kenmerk in _kenmerken(tekst):
            rij[zlib.crc32(kenmerk.encode("utf-8", "replace")) % MATEN] += 1
        np.sqrt(rij, out=rij)
        if lengte := float(np.linalg.norm(rij)):
            rij /= lengte
    return rijen
