"""Small counts of others: what a table may show so that nobody can work out a group of fewer than five children.

Three rules together. A count of 1 to 4 is never shown. All other counts and the total are rounded to fives, so that
two views (of another period, another training) cannot be subtracted from each other. And because even rounded
numbers sometimes leave one way out only, a table is checked as a reader would: whenever a small count could still be
narrowed down too far, the next smallest is hidden as well.
"""

from collections.abc import Sequence

MINSTENS = 5
WEINIG = f"minder dan {MINSTENS}"
AFGESCHERMD = "niet getoond"
# A reader who subtracts must keep at least this many possible values for every hidden count.
MOGELIJK = 3
ROND = MINSTENS // 2
Getal = int | str


def rond(aantal: int) -> int:
    """To the nearest multiple of five, but never a real count to nothing."""
    return max(MINSTENS, MINSTENS * ((aantal + ROND) // MINSTENS)) if aantal else 0


def toon(aantal: int) -> Getal:
    """One count of others that stands by itself."""
    return WEINIG if 0 < aantal < MINSTENS else rond(aantal)


def toon_kolom(aantallen: Sequence[int]) -> list[Getal]:
    """Counts of others that add up to a total shown as ``toon(sum(aantallen))``.

    Hidden cells read "minder dan 5"; where a larger one had to be hidden to protect them, all hidden cells read
    "niet getoond", for the difference would tell which is which.
    """
    totaal = sum(aantallen)
    klein = [n for n, aantal in enumerate(aantallen) if 0 < aantal < MINSTENS]
    if totaal < MINSTENS or _veilig(aantallen, klein, gemengd=False):
        return [toon(aantal) for aantal in aantallen]
    verborgen = list(klein)
    for n in sorted((n for n, a in enumerate(aantallen) if a >= MINSTENS), key=lambda n: (aantallen[n], n)):
        if _veilig(aantallen, verborgen, gemengd=True):
            break
        verborgen.append(n)
    return [AFGESCHERMD if n in verborgen else rond(aantal) for n, aantal in enumerate(aantallen)]


def mogelijke_waarden(getoond: Sequence[Getal], totaal: int) -> list[range]:
    """Per cell the counts that a reader, who knows how we round, cannot exclude; ``totaal`` as it is shown."""
    grenzen = [_grenzen(cel) for cel in getoond]
    som_laag, som_hoog = _grenzen(totaal)
    uit = []
    for n, (laag, hoog) in enumerate(grenzen):
        anderen = [g for m, g in enumerate(grenzen) if m != n]
        laagst = som_laag - sum(h for _, h in anderen)
        hoogst = som_hoog - sum(a for a, _ in anderen)
        uit.append(range(max(laag, laagst), min(hoog, hoogst) + 1))
    return uit


def _grenzen(cel: Getal) -> tuple[int, int]:
    """The smallest and largest count that is shown like this."""
    if cel == WEINIG:
        return 1, MINSTENS - 1
    if isinstance(cel, str):
        return 1, 10**9
    return (max(MINSTENS, cel - ROND), cel + ROND) if cel else (0, 0)


def _veilig(aantallen: Sequence[int], verborgen: Sequence[int], *, gemengd: bool) -> bool:
    tekst = AFGESCHERMD if gemengd else WEINIG
    getoond: list[Getal] = [tekst if n in verborgen else rond(a) for n, a in enumerate(aantallen)]
    mogelijk = mogelijke_waarden(getoond, rond(sum(aantallen)))
    return all(len(mogelijk[n]) >= MOGELIJK for n in verborgen)
