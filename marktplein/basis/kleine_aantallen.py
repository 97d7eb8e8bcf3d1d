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


def toon_kruis(een: Sequence[int], ander: Sequence[int]) -> tuple[list[Getal], list[Getal]]:
    """The same counts divided in two ways, each a column of its own with one total for both.

    Where knowing the one would narrow down what the other hides, of the second no cell is told.
    """
    eerste, tweede = toon_kolom(een), toon_kolom(ander)
    if sum(een) == sum(ander) and not _kruis_veilig(eerste, tweede, toon(sum(een))):
        return eerste, [AFGESCHERMD] * len(tweede)
    return eerste, tweede


def samen(eigen: int, rest: Getal) -> Getal:
    """An own count and what is shown of the rest, as one: what is rounded says so, what is hidden stays so."""
    if rest == 0:
        return eigen
    return f"minstens {eigen + zeker(rest)}" if eigen or isinstance(rest, int) else rest


def zeker(getoond: Getal) -> int:
    """The number in what is shown; none for what is hidden, so that parts never add up to more than their total."""
    return getoond if isinstance(getoond, int) else 0


def ondergrens(aantallen: Iterable[int]) -> int:
    """What counts of others come to at least, reckoned from what is shown of each: it tells nothing new."""
    return sum(rond(aantal) if aantal >= MINSTENS else min(aantal, 1) for aantal in aantallen)


def bovengrens(aantallen: Iterable[int]) -> int:
    """What counts of others come to at most, as far as what is shown of each tells: so a limit that is held against it
    tells nothing new either."""
    return sum(rond(aantal) + MINSTENS - 1 if aantal >= MINSTENS else MINSTENS - 1 for aantal in aantallen)


def mogelijke_waarden(getoond: Sequence[Getal], totaal: Getal) -> list[range]:
    """Per cell the counts that a reader, who knows how we round, cannot exclude; ``totaal`` as it is shown."""
    return _mogelijk(_kolomgrenzen(getoond), _grenzen(totaal, 1))


def _kolomgrenzen(getoond: Sequence[Getal]) -> list[tuple[int, int]]:
    # With nothing told a reader does not even know which cells are empty.
    minst = 0 if all(cel == AFGESCHERMD for cel in getoond) else 1
    return [_grenzen(cel, minst) for cel in getoond]


def _mogelijk(grenzen: Sequence[tuple[int, int]], totaal: tuple[int, int]) -> list[range]:
    uit = []
    for n, (laag, hoog) in enumerate(grenzen):
        anderen = [g for m, g in enumerate(grenzen) if m != n]
        laagst = totaal[0] - sum(h for _, h in anderen)
        hoogst = totaal[1] - sum(a for a, _ in anderen)
        uit.append(range(max(laag, laagst), min(hoog, hoogst) + 1))
    return uit


def mogelijk_in_kruis(een: Sequence[Getal], ander: Sequence[Getal], totaal: Getal) -> tuple[list[range], list[range]]:
    """The same for who sees both columns of ``toon_kruis`` beside their total."""
    per_kolom = [_kolomgrenzen(een), _kolomgrenzen(ander)]
    paren = [_grenzen(totaal, 1), *((sum(a for a, _ in k), sum(b for _, b in k)) for k in per_kolom)]
    samen_ = max(a for a, _ in paren), min(b for _, b in paren)
    return _mogelijk(per_kolom[0], samen_), _mogelijk(per_kolom[1], samen_)


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


def _kruis_veilig(een: Sequence[Getal], ander: Sequence[Getal], totaal: Getal) -> bool:
    kan = mogelijk_in_kruis(een, ander, totaal)
    return all(
        isinstance(cel, int) or len(waarden) >= MOGELIJK
        for kolom, per_cel in zip((een, ander), kan, strict=True)
        for cel, waarden in zip(kolom, per_cel, strict=True)
    )
