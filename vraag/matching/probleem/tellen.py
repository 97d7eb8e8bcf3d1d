"""Two small counts that every stage shares: the sizes in which a request may come, and the pressure on a trainer."""

from __future__ import annotations

from collections.abc import Iterable


def stukmaten(splitsbaar: bool, min_samen: int, rest: int) -> tuple[int, ...]:
    """Sizes in which a request with `rest` children left may go into one group."""
    if rest <= 0:
        return ()
    if not splitsbaar:
        return (rest,)
    return tuple(q for q in range(min_samen, rest + 1) if q == rest or rest - q >= min_samen)


def druk(reeksen: Iterable[int], masker: int) -> int:
    """The largest number of `reeksen` that run in one same week of `masker`."""
    raak = [r & masker for r in reeksen if r & masker]
    samen, bits = masker, 0
    for r in raak:
        samen &= r
        bits |= r
    if samen or not raak:
        return len(raak)
    hoogst = 0
    while bits:
        laagste = bits & -bits
        hoogst = max(hoogst, sum(1 for r in raak if r & laagste))
        bits ^= laagste
    return hoogst
