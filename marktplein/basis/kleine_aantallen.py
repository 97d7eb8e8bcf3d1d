"""Small counts of others: what may be shown so that nobody can work out a group of fewer than five children.

One rule, for every page, mail and file. A team and a municipality see their own demand exactly. Of the demand of
others a count of 1 to 4 is never shown; every other count is rounded down to fives. Bands of five are as wide as what
must stay hidden: whoever subtracts two views (another period, another training) keeps every small count possible. Own
counts are never added to those of others in one number, unless that number is built from what may be shown of each.
And because even rounded numbers sometimes leave one way out only, a column is checked as a reader would: whenever a
small count could still be narrowed down too far, the next smallest is hidden as well.

Who forms a group together knows that group: the teams in a proposal and those who carry it out are no "others" there.
"""

from collections.abc import Iterable, Sequence

MINSTENS = 5
WEINIG = f"minder dan {MINSTENS}"
AFGESCHERMD = "niet getoond"
# A reader who subtracts must keep at least this many possible values for every hidden count.
MOGELIJK = 3
Getal = int | str


def rond(aantal: int) -> int:
    """Down to a multiple of five, but never a real count to nothing."""
    return max(MINSTENS, MINSTENS * (aantal // MINSTENS)) if aantal else 0


def toon(aantal: int, *, eigen: bool = False) -> Getal:
    """One count that stands by itself; exact when it is the reader's own."""
    if eigen:
        return aantal
    return WEINIG if 0 < aantal < MINSTENS else rond(aantal)


def toon_kolom(aantallen: Sequence[int]) -> list[Getal]:
    """Counts of others that add up to a total shown as ``toon(sum(aantallen))``.

    Hidden cells read "minder dan 5"; where a larger one had to be hidden to protect them, all hidden cells read
    "niet getoond", for the difference would tell which is which. Where even that tells too much, no cell is told, nor
    which of them are empty.
    """
    klein = [n for n, aantal in enumerate(aantallen) if 0 < aantal < MINSTENS]
    totaal = sum(aantallen)
    # With so few in all, which cells are empty tells what is in the others.
    alleen_te_tonen = totaal >= MINSTENS or len(klein) == 1
    if not klein or (alleen_te_tonen and _veilig(aantallen, klein, gemengd=False)):
        return [toon(aantal) for aantal in aantallen]
    if totaal >= MINSTENS:
        verborgen = list(klein)
        for n in sorted((n for n, a in enumerate(aantallen) if a >= MINSTENS), key=lambda n: (aantallen[n], n)):
            verborgen.append(n)
            if _veilig(aantallen, verborgen, gemengd=True):
                return [AFGESCHERMD if n in verborgen else rond(aantal) for n, aantal in enumerate(aantallen)]
    return [AFGESCHERMD] * len(aantallen)


def toon_deels(aantallen: Sequence[int], eigen: Sequence[int]) -> list[Getal]:
    """Counts that are partly (``eigen``) the reader's own, one above the other; see ``samen`` for their total."""
    rest = toon_kolom([aantal - van_ons for aantal, van_ons in zip(aantallen, eigen, strict=True)])
    return [samen(van_ons, van_rest) for van_ons, van_rest in zip(eigen, rest, strict=True)]


def samen(eigen: int, rest: Getal) -> Getal:
    """An own count and what is shown of the rest, as one: what is hidden stays so."""
    if isinstance(rest, int):
        return eigen + rest
    return f"{eigen} of meer" if eigen else rest


def toon_verschil(eigen: int, rest: int) -> int | None:
    """By how much a count went up or down, as one number; None when it would tell a small count of others."""
    if 0 < abs(rest) < MINSTENS:
        return None
    return eigen + (rond(rest) if rest >= 0 else -rond(-rest))


def ondergrens(aantallen: Iterable[int]) -> int:
    """What counts of others come to at least, reckoned from what is shown of each: it tells nothing new."""
    return sum(rond(aantal) if aantal >= MINSTENS else min(aantal, 1) for aantal in aantallen)


def mogelijke_waarden(getoond: Sequence[Getal], totaal: Getal) -> list[range]:
    """Per cell the counts that a reader, who knows how we round, cannot exclude; ``totaal`` as it is shown."""
    # With nothing told a reader does not even know which cells are empty.
    minst = 0 if all(cel == AFGESCHERMD for cel in getoond) else 1
    grenzen = [_grenzen(cel, minst) for cel in getoond]
    som_laag, som_hoog = _grenzen(totaal, 1)
    uit = []
    for n, (laag, hoog) in enumerate(grenzen):
        anderen = [g for m, g in enumerate(grenzen) if m != n]
        laagst = som_laag - sum(h for _, h in anderen)
        hoogst = som_hoog - sum(a for a, _ in anderen)
        uit.append(range(max(laag, laagst), min(hoog, hoogst) + 1))
    return uit


def _grenzen(cel: Getal, minst: int) -> tuple[int, int]:
    """The smallest and largest count that is shown like this."""
    if cel == WEINIG:
        return 1, MINSTENS - 1
    if isinstance(cel, str):
        return minst, 10**9
    return (cel, cel + MINSTENS - 1) if cel else (0, 0)


def _veilig(aantallen: Sequence[int], verborgen: Sequence[int], *, gemengd: bool) -> bool:
    tekst = AFGESCHERMD if gemengd else WEINIG
    getoond: list[Getal] = [tekst if n in verborgen else rond(a) for n, a in enumerate(aantallen)]
    mogelijk = mogelijke_waarden(getoond, toon(sum(aantallen)))
    return all(len(mogelijk[n]) >= MOGELIJK for n in verborgen)
