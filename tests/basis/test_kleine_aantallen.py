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
    mogelijke_waarden,
    ondergrens,
    rond,
    samen,
    toon,
    toon_deels,
    toon_kolom,
    toon_verschil,
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


def test_nu_dan_en_het_verschil_samen_zeggen_niets_meer() -> None:
    per_nu, per_dan = defaultdict(set), defaultdict(set)
    for nu, dan in product(range(40), repeat=2):
        beeld = (toon(nu), toon(dan))
        if all(isinstance(cel, int) for cel in beeld):
            beeld = (*beeld, toon_verschil(0, dan - nu))
        per_nu[beeld].add(nu)
        per_dan[beeld].add(dan)
    for per in (per_nu, per_dan):
        assert all(len(waarden) >= MOGELIJK for waarden in per.values() if waarden & set(KLEIN))


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 12)), min_size=1, max_size=6))
def test_het_eigen_deel_eraf_halen_helpt_niet(delen: list[tuple[int, int]]) -> None:
    """A reader knows the own part of every cell exactly."""
    eigen, rest = [e for e, _ in delen], [r for _, r in delen]
    getoond = toon_deels([e + r for e, r in delen], eigen)
    zonder_eigen = [
        cel - e if isinstance(cel, int) else AFGESCHERMD if cel == AFGESCHERMD or e else WEINIG
        for cel, e in zip(getoond, eigen, strict=True)
    ]
    for r, kan in zip(rest, mogelijke_waarden(zonder_eigen, toon(sum(rest))), strict=True):
        assert r not in KLEIN or len(kan) >= MOGELIJK


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
    assert (samen(7, WEINIG), samen(0, WEINIG), samen(7, 10)) == ("7 of meer", WEINIG, 17)
    assert [toon_verschil(2, n) for n in (0, 3, -3, 8, -8)] == [2, None, None, 7, -3]
