"""What words mean: base forms, compounds, ages and danger. Pure functions."""

import time

import pytest

from aanbod.zoeken.taal import woorden as w
from aanbod.zoeken.taal.vraag import begrijp

pytestmark = pytest.mark.puur


@pytest.mark.parametrize(
    ("woord", "vorm"),
    [("kinderen", "kind"), ("gepest", "pesten"), ("vriendjes", "vriend"), ("boze", "boos"), ("mama's", "mama")],
)
def test_grondvorm(woord, vorm):
    assert w.grondvorm(woord) == vorm


@pytest.mark.parametrize(
    ("een", "ander"), [("scheiding", "gescheiden"), ("eenzaamheid", "eenzame"), ("weerbaar", "weerbaarheid")]
)
def test_verwante_woorden_delen_een_stam(een, ander):
    assert w.stam(een) == w.stam(ander) != ""


@pytest.mark.parametrize(
    ("woord", "delen"),
    [("schermtijd", ("scherm", "tijd")), ("schooladvies", ("school", "advies")), ("kind", ()), ("slapen", ())],
)
def test_samenstelling(woord, delen):
    assert w.delen(woord) == delen


def test_andere_schriften_en_leestekens_blijven_heel():
    assert w.woorden("Виховання: дітей? Één àvond!") == ["виховання", "дітеи", "een", "avond"]


def test_een_lange_vraag_wordt_heel_begrepen():
    begrepen = begrijp("mijn dochter " + "woord " * 100 + "is 9 jaar, liefst op woensdagmiddag")
    assert begrepen.leeftijd == (9, 9)
    assert begrepen.voorwaarden.dagen == {2}
    assert not begrepen.collega


def test_meer_kinderen_van_de_jongste_tot_de_oudste():
    begrepen = begrijp("zoon van 5 en dochter van 9")
    assert (begrepen.leeftijden, begrepen.leeftijd) == (((5, 5), (9, 9)), (5, 9))


@pytest.mark.parametrize(
    ("getikt", "bedoeld"),
    [("luisterd", "luistert"), ("luistert", "luistert"), ("verhuisd", "verhuisd"), ("kind", "kind")],
)
def test_een_d_waar_een_t_hoort(getikt: str, bedoeld: str) -> None:
    assert w.herspel(getikt) == bedoeld


@pytest.mark.parametrize(
    "brok",
    ["1,", "1 en ", "mijn ", "van ", "training ", "11111 ", "ik ben een ", "a", "de juf ", "12 jaar ", "groep 8 "],
)
def test_geen_vraag_houdt_een_werker_bezig(brok: str) -> None:
    """Forms with repetitions in repetitions would take minutes for a text that somebody makes for it."""
    begin = time.process_time()
    begrijp(brok * (3000 // len(brok)))
    assert time.process_time() - begin < 1.0
