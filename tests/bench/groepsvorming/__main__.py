"""One table: the kernel against plain greedy and against the bound it proved.

    python -m tests.bench.groepsvorming [--snel] [--werkers N]

Every line runs in a process of its own, so that its memory is its own.  `cpu` is processor time over all
processes and says more than `wand` (wall time) on a machine that does other things too.
"""

from __future__ import annotations

import argparse
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from tests.bench.groepsvorming.meting import meet

SNEL = [(200, 1, "tight"), (1000, 1, "tight")]
ALLES = [
    (200, 1, "tight"),
    (200, 2, "ample"),
    (1000, 1, "tight"),
    (1000, 2, "tight"),
    (1000, 3, "ample"),
    (5000, 1, "tight"),
    (20000, 1, "tight"),
    (100000, 1, "tight"),
]


def main() -> None:
    lezer = argparse.ArgumentParser(description="Meet de groepsvorming.")
    lezer.add_argument("--snel", action="store_true", help="alleen 200 en 1.000 signalen")
    lezer.add_argument("--maat", help="één regel: aantal,zaad,profiel")
    lezer.add_argument("--werkers", type=int, default=2)
    keuze = lezer.parse_args()
    print("signalen regios zaad profiel  gulzig antwoord groepen  wand s   cpu s    MB  geldig")
    maten = SNEL if keuze.snel else ALLES
    if keuze.maat:
        aantal, zaad, profiel = keuze.maat.split(",")
        maten = [(int(aantal), int(zaad), profiel)]
    for aantal, zaad, profiel in maten:
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            m = pool.submit(meet, aantal, zaad, profiel, keuze.werkers).result()
        print(
            f"{aantal:8d} {m.regios:6d} {zaad:4d} {profiel:7s} {m.gulzig:7.3f} {m.antwoord:8.3f} {m.groepen:7d}"
            f" {m.wand:7.1f} {m.cpu:7.1f} {m.mb:5.0f}  {'ja' if m.geldig else 'NEE'}",
            flush=True,
        )


if __name__ == "__main__":
    main()
