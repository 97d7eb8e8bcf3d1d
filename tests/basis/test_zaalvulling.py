"""How many people are in a room with a group, and how that is said."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marktplein.basis.mensen import Voor
from marktplein.basis.zaalvulling import Zaalvulling, gewoon
from vraag.matching import InDeRuimte


@pytest.mark.parametrize(
    ("voor", "per", "trainers", "deelnemers", "zin"),
    [
        (Voor.SAMEN, "2", 2, 8, "8 kinderen met hun ouder en 2 trainers: ruimte voor 18 mensen"),
        (Voor.SAMEN, "1.5", 1, 5, "5 kinderen, wie er meekomt en 1 trainer: ruimte voor 9 mensen"),
        (Voor.KINDEREN, "1", 2, 9, "9 kinderen en 2 trainers: ruimte voor 11 mensen"),
        (Voor.OUDERS, "2", 1, 6, "6 ouders, wie er meekomt en 1 trainer: ruimte voor 13 mensen"),
        (Voor.PROFESSIONALS, "1", 0, 1, "1 professional: ruimte voor 1 mens"),
    ],
)
def test_wie_er_in_de_ruimte_is(voor: str, per: str, trainers: int, deelnemers: int, zin: str) -> None:
    assert Zaalvulling(voor, Decimal(per), trainers).zin(deelnemers) == zin


def test_een_te_kleine_ruimte_zegt_voor_wie_en_wat_er_past() -> None:
    zaal = Zaalvulling(Voor.SAMEN, gewoon(Voor.SAMEN), 2)
    assert zaal.te_klein(6, 12) == "Te klein voor 6 kinderen met hun ouder en 2 trainers: nodig 14, past 12."
    assert zaal.te_klein(5, 12) == ""
    assert zaal.naast(6, 18) == "Ruimte voor 18 mensen, nodig 14: 6 kinderen met hun ouder en 2 trainers."
    assert zaal.naast(6, None) == "Nodig: ruimte voor 14 mensen (6 kinderen met hun ouder en 2 trainers)."


@given(st.integers(10, 90), st.integers(0, 4), st.integers(0, 30), st.integers(0, 80))
def test_de_kern_telt_hetzelfde(tienden: int, trainers: int, deelnemers: int, plekken: int) -> None:
    """The product and the pooling kernel each do this sum; a room that one gives the other does not refuse."""
    zaal = Zaalvulling(Voor.KINDEREN, Decimal(tienden) / 10, trainers)
    kern = InDeRuimte(tienden * 10, trainers)
    assert (zaal.nodig(deelnemers), zaal.hoogstens(plekken)) == (kern.nodig(deelnemers), kern.hoogstens(plekken))
    assert zaal.past(zaal.hoogstens(plekken), max(plekken, trainers))
