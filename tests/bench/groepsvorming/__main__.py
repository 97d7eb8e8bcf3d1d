"""One table: the kernel against plain greedy and against the bound it proved.

    python -m tests.bench.groepsvorming [--snel] [--werkers N]

Every line runs in a process of its own, so that its memory is its own.  `cpu` is processor time over all
processes and says more than `wand` (wall time) on a machine that does other things too.
"""

from __future__ import annotations

import argparse
import resource
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context

from tests.bench.groepsvorming.genereer import genereer
from vraag.matching import Inspanning, controleer, lees_instantie, los_op, los_parallel

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
GULZIG = Inspanning(kolomrondes=0, uitleg=False)


@dataclass(frozen=True)
class Meting:
    geldig: bool
    regios: int
    gulzig: float
    antwoord: float
    groepen: int
    wand: float
    cpu: float
    mb: float


def meet(aantal: int, zaad: int, profiel: str, werkers: int) -> Meting:
    """Generate, solve twice (plain greedy, then for real) and measure the second."""
    inst = lees_instantie(genereer(aantal, zaad, None, profiel))
    laag = los_op(inst, inspanning=GULZIG)
    wand, cpu = time.monotonic(), _cpu()
    antwoord = los_parallel(inst, werkers=werkers)
    wand, cpu = time.monotonic() - wand, _cpu() - cpu
    grens = antwoord.grens or 1
    piek = max(resource.getrusage(wie).ru_maxrss for wie in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return Meting(
        geldig=controleer(inst, antwoord).geldig,
        regios=len({g.regio for g in inst.gemeenten}),
        gulzig=laag.doel.gewogen / grens,
        antwoord=antwoord.doel.gewogen / grens,
        groepen=antwoord.doel.groepen,
        wand=wand,
        cpu=cpu,
        mb=piek / 1024,
    )


def _cpu() -> float:
    delen = [resource.getrusage(wie) for wie in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(d.ru_utime + d.ru_stime for d in delen)


def main() -> None:
    lezer = argparse.ArgumentParser(description="Meet de groepsvorming.")
    lezer.add_argument("--snel", action="store_true", help="alleen 200 en 1.000 signalen")
    lezer.add_argument("--werkers", type=int, default=2)
    keuze = lezer.parse_args()
    print("signalen regios zaad profiel  gulzig antwoord groepen  wand s   cpu s    MB  geldig")
    for aantal, zaad, profiel in SNEL if keuze.snel else ALLES:
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            m = pool.submit(meet, aantal, zaad, profiel, keuze.werkers).result()
        print(
            f"{aantal:8d} {m.regios:6d} {zaad:4d} {profiel:7s} {m.gulzig:7.3f} {m.antwoord:8.3f} {m.groepen:7d}"
            f" {m.wand:7.1f} {m.cpu:7.1f} {m.mb:5.0f}  {'ja' if m.geldig else 'NEE'}",
            flush=True,
        )


if __name__ == "__main__":
    main()
