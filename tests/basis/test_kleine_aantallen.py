"""Small counts of others: an attacker who knows the rule by heart may not narrow one down."""

from collections import defaultdict
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marktplein.basis.kleine_aantallen import (
    AFGESCHERMD,
    MINSTENS,
    MOGELIJK,
    WEINIG,
    mogelijk_in_kruis,
    mogelijke_waarden,
    ondergrens,
    rond,
    samen,
    toon,
    toon_kolom,
    toon_kruis,
)

pytestmark = pytest.mark.puur
KLEIN = range(1, MINSTENS)
kolommen = st.lists(st.sampled_from((0, 0, 1, 1, 2, 3, 4, 5, 6, 7, 8, 9, 13, 40)), min_size=1, max_size=12)


@given(kolommen)
def test_geen_kleine_cel_is_uit_te_rekenen_met_het_totaal(kolom: list[int]) -> None:
    getoond = toon_kolom(kolom)
    for n, cel, kan in zip(kolom, getoond, mogelijke_waarden(getoond, toon(sum(kolom))), strict=True):
        assert n in kan, "a reader concludes what is not true"
        assert n not in KLEIN or (not isinstance(cel, int) and len(kan) >= MOGELIJK)


@pytest.mark.parametrize("lengte", [1, 2, 3])
def test_ook_wie_de_regel_zelf_narekent_komt_er_niet_achter(lengte: int) -> None:
    """All columns there are: those that look alike together leave at least three counts open for a small one."""
    per_beeld: dict[Any, list[tuple[int, ...]]] = defaultdict(list)
    for kolom in product(range(15), repeat=lengte):
        per_beeld[(*toon_kolom(kolom), toon(sum(kolom)))].append(kolom)
    for beeld, zelfde in per_beeld.items():
        for waarden in (set(cel) for cel in zip(*zelfde, strict=True)):
            assert len(waarden) >= MOGELIJK or not waarden & set(KLEIN), (beeld, waarden)


def test_twee_overzichten_van_elkaar_af_trekken_helpt_niet() -> None:
    """Another period, another training: what is in the one and not in the other, beside what both show."""
    per_beeld: dict[Any, set[int]] = defaultdict(set)
    for zonder, erbij in product(range(60), range(30)):
        per_beeld[toon(zonder), toon(zonder + erbij), toon(erbij)].add(erbij)
    assert all(len(waarden) >= MOGELIJK for waarden in per_beeld.values() if waarden & set(KLEIN))


@given(st.lists(st.tuples(st.integers(0, 8), st.integers(0, 9)), min_size=1, max_size=12))
def test_twee_verdelingen_van_dezelfde_kinderen_verraden_elkaar_niet(kinderen: list[tuple[int, int]]) -> None:
    """By municipality and by training, beside the total of both: each pair here is (place in the one, in the other)."""
    een, ander = [0] * 4, [0] * 4
    for n, (soort, aantal) in enumerate(kinderen):
        een[n % 4] += aantal
        ander[soort % 4] += aantal
    getoond = toon_kruis(een, ander)
    for kolom, cellen, kan in zip((een, ander), getoond, mogelijk_in_kruis(*getoond, toon(sum(een))), strict=True):
        for n, cel, waarden in zip(kolom, cellen, kan, strict=True):
            assert n in waarden, "a reader concludes what is not true"
            assert n not in KLEIN or (not isinstance(cel, int) and len(waarden) >= MOGELIJK)


def test_een_verdeling_die_een_andere_zou_verraden_zegt_niets() -> None:
    """5 to 9 in all, of which 5 and twice 1 or more: so twice 3 or 4, had it been told."""
    assert toon_kruis([4, 4], [6, 1, 1]) == ([WEINIG, WEINIG], [AFGESCHERMD] * 3)
    assert toon_kruis([10, 20], [30]) == ([10, 20], [30])


@given(st.integers(0, 60), st.integers(0, 60))
def test_het_eigen_deel_eraf_halen_helpt_niet(eigen: int, rest: int) -> None:
    """A reader knows the own part exactly, and finds behind it what is shown of the rest, or less."""
    getoond = samen(eigen, toon(rest))
    if isinstance(getoond, int):
        assert (getoond, rest) == (eigen, 0), "what looks exact is exact"
    elif getoond.startswith("minstens "):
        erbij = int(getoond.removeprefix("minstens ")) - eigen
        assert erbij <= rest
        assert erbij == (0 if rest in KLEIN else toon(rest))
    else:
        assert (eigen, getoond) == (0, toon(rest))


@given(kolommen)
def test_een_ondergrens_zegt_niets_nieuws(kolom: list[int]) -> None:
    assert ondergrens(kolom) <= sum(kolom)
    assert ondergrens(kolom) == ondergrens([1 if n in KLEIN else rond(n) for n in kolom])


@pytest.mark.parametrize(
    ("kolom", "getoond"),
    [
        ([], []),
        ([0, 0], [0, 0]),
        ([3], [WEINIG]),
        ([10, 20], [10, 20]),
        ([10, 3, 20], [10, WEINIG, 20]),
        ([10, 1, 1], [10, WEINIG, WEINIG]),
        ([1, 1, 0], [AFGESCHERMD, AFGESCHERMD, AFGESCHERMD]),
        ([5, 1, 1, 1], [AFGESCHERMD, AFGESCHERMD, AFGESCHERMD, AFGESCHERMD]),
        ([1, 5, 0, 40], [WEINIG, 5, 0, 40]),
    ],
)
def test_voorbeelden(kolom: list[int], getoond: list[Any]) -> None:
    assert toon_kolom(kolom) == getoond


def test_eigen_is_precies_en_samen_verraadt_niets() -> None:
    assert [toon(n, eigen=True) for n in (0, 3, 7)] == [0, 3, 7]
    assert (samen(7, WEINIG), samen(0, WEINIG), samen(7, 10), samen(7, 0)) == ("minstens 7", WEINIG, "minstens 17", 7)
    assert (samen(7, AFGESCHERMD), samen(0, 10)) == ("minstens 7", "minstens 10")
