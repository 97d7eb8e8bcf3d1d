"""How much a text resembles what people in danger write: a number, and the kind it resembles most."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from marktplein.taal.inbedder import Inbedder, geef_inbedder
from marktplein.taal.nood.leer import GEWICHTEN, gelijkenis, gericht, uit_bytes
from marktplein.taal.nood.soorten import Nood
from marktplein.taal.nood.vectoren import woordvectoren

_SOORTEN = tuple(Nood)


@dataclass(frozen=True)
class _Geleerd:
    midden: NDArray[np.float32]
    steun: NDArray[np.float32]
    steungewicht: NDArray[np.float32]
    woordgewicht: NDArray[np.float32]
    alleen_woorden: NDArray[np.float32]
    basis: NDArray[np.float32]
    model: str


@cache
def _geleerd() -> _Geleerd:
    with np.load(GEWICHTEN, allow_pickle=False) as in_:
        gewichten = {
            naam: in_[naam].astype(np.float32)
            for naam in ("midden", "steungewicht", "woordgewicht", "alleen_woorden", "basis")
        }
        return _Geleerd(steun=uit_bytes(in_["steun"]), model=str(in_["model"]), **gewichten)


def laad() -> None:
    """Read what was learnt now, and not at the first question."""
    _geleerd()


@dataclass(frozen=True)
class Vermoeden:
    """``score``: about 1 for a cry for help, about -1 for anything else. ``met_model``: whether meaning was weighed."""

    score: float
    soort: Nood
    met_model: bool


def vermoed(stukken: Sequence[str]) -> Vermoeden:
    """The strongest suspicion among the pieces of a text (``tekens.stukken``)."""
    geleerd, inbedder = _geleerd(), _inbedder()
    woorden = woordvectoren(stukken)
    if inbedder is None:
        scores = woorden @ geleerd.alleen_woorden + geleerd.basis
    else:
        vectoren = gericht(inbedder.vraag(stukken), geleerd.midden)
        scores = gelijkenis(vectoren, geleerd.steun) @ geleerd.steungewicht
        scores = scores + woorden @ geleerd.woordgewicht + geleerd.basis
    sterkst = scores[int(scores[:, 0].argmax())]
    return Vermoeden(float(sterkst[0]), _SOORTEN[int(sterkst[1:].argmax())], inbedder is not None)


def _inbedder() -> Inbedder | None:
    """The model, as long as it is the one that was learnt with."""
    inbedder = geef_inbedder()
    return inbedder if inbedder is not None and inbedder.naam == _geleerd().model else None
