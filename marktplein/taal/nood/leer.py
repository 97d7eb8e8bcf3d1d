"""Learn from the sentences in zinnen.txt how danger sounds: `python -m marktplein.taal.nood.leer`.

Kernel ridge regression, twice: on meaning and words together (half an RBF kernel on the vectors of the ``Inbedder``,
half the shared pieces of words), and on the words alone for who has no model. What was learnt goes to gewichten.npz,
with the print of the sentences and the name of the model; a test fails when one of these is no longer the same.
"""

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from marktplein.taal.inbedder import geef_inbedder
from marktplein.taal.nood.soorten import Nood
from marktplein.taal.nood.vectoren import woordvectoren

HIER = Path(__file__).parent
ZINNEN, GEWICHTEN = HIER / "zinnen.txt", HIER / "gewichten.npz"
GEEN = "-"
NEVEL = 0.1
# Vectors of meaning are kept in bytes: their numbers lie within this.
SCHAAL = 127.0 / 0.35

Rijen = NDArray[np.float32]


def lees() -> list[tuple[str, str, str]]:
    """(kind or "-", language, sentence): a line "# kind language" heads those that follow."""
    uit: list[tuple[str, str, str]] = []
    soort = taal = ""
    for regel in ZINNEN.read_text("utf-8").splitlines():
        if regel.startswith("# "):
            soort, taal = regel[2:].split()
        elif regel.strip():
            uit.append((soort, taal, regel.strip()))
    return uit


def afdruk() -> str:
    return hashlib.sha256(ZINNEN.read_bytes()).hexdigest()


def gericht(vectoren: Rijen, midden: Rijen) -> Rijen:
    """All texts lie close together; what tells them apart is what remains without their mean."""
    zonder = vectoren - midden
    return np.asarray(zonder / np.linalg.norm(zonder, axis=1, keepdims=True), dtype=np.float32)


def in_bytes(vectoren: Rijen) -> NDArray[np.int8]:
    return np.asarray(np.clip(np.rint(vectoren * SCHAAL), -127, 127), dtype=np.int8)


def uit_bytes(vectoren: NDArray[np.int8]) -> Rijen:
    return np.asarray(vectoren, dtype=np.float32) / np.float32(SCHAAL)


def gelijkenis(vragen: Rijen, steun: Rijen) -> Rijen:
    """The RBF kernel: 1 for the same, less the further apart."""
    afstand = (vragen**2).sum(1)[:, None] + (steun**2).sum(1)[None, :] - 2 * vragen @ steun.T
    return np.asarray(np.exp(-afstand), dtype=np.float32)


def doelen(soorten: Sequence[str]) -> Rijen:
    """Per sentence: danger or not (1 or -1), and for each kind whether it is that one."""
    rij = [[1.0 if s != GEEN else -1.0, *(1.0 if s == nood else -1.0 for nood in Nood)] for s in soorten]
    return np.asarray(rij, dtype=np.float32)


def los_op(kern: Rijen, doel: Rijen) -> tuple[Rijen, Rijen]:
    """(weight per sentence, what a text far from all of them gets)."""
    basis = doel.mean(0)
    matrix = kern.astype(np.float64) + NEVEL * np.eye(len(kern))
    return np.linalg.solve(matrix, (doel - basis).astype(np.float64)).astype(np.float32), basis


def leer() -> dict[str, NDArray[np.generic]]:
    inbedder = geef_inbedder()
    if inbedder is None:
        raise SystemExit("Without the model of marktplein.taal.inbedder nothing can be learnt.")
    rijen = lees()
    teksten, doel = [zin for _, _, zin in rijen], doelen([soort for soort, _, _ in rijen])
    ruw = inbedder.vraag(teksten)
    midden = ruw.mean(0)
    steun = in_bytes(gericht(ruw, midden))
    vectoren, woorden = uit_bytes(steun), woordvectoren(teksten)
    gedeeld = np.asarray(woorden @ woorden.T, dtype=np.float32)
    samen, basis = los_op(np.asarray((gelijkenis(vectoren, vectoren) + gedeeld) / 2, dtype=np.float32), doel)
    los, _ = los_op(gedeeld, doel)
    return {
        "afdruk": np.array(afdruk()),
        "model": np.array(inbedder.naam),
        "midden": midden,
        "steun": steun,
        "steungewicht": (samen / 2).astype(np.float16),
        "woordgewicht": (woorden.T @ samen / 2).astype(np.float16),
        "alleen_woorden": (woorden.T @ los).astype(np.float16),
        "basis": basis,
    }


def main() -> None:
    np.savez_compressed(GEWICHTEN, allow_pickle=False, **leer())


if __name__ == "__main__":
    main()
