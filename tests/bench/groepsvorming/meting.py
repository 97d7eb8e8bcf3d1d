"""One measurement of the kernel, apart from the command line: a worker that is spawned imports it by name."""

from __future__ import annotations

import resource
import time
from dataclasses import dataclass

from tests.bench.groepsvorming.genereer import genereer
from vraag.matching import Inspanning, controleer, lees_instantie, los_op
from vraag.matching.opdracht import los_parallel

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
