"""What words mean: base forms, compounds, ages and danger. Pure functions."""

import pytest

from aanbod.zoeken.taal import woorden as w
from aanbod.zoeken.taal.vraag import Nood, begrijp, leeftijd_in, nood_in

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


@pytest.mark.parametrize(
    ("vraag", "leeftijd"),
    [
        ("kleuter 4 jaar", (4, 4)),
        ("driftkikker van 9 slaat", (9, 9)),
        ("kind van anderhalf", (1, 2)),
        ("bijna 18 waar wonen", (18, 18)),
        ("gepest in groep 8", (11, 12)),
        ("groep drie", (6, 7)),
        ("baby van 6 weken", (0, 1)),
        ("twaalfjarige", (12, 12)),
        ("twaalf jarige", (12, 12)),
        ("huilt om een 7", None),
        ("drie kinderen", None),
        ("2 dagen per week", None),
        ("moeder van 40 jaar", None),
        ("mijn puber", (12, 17)),
        ("slapen", None),
    ],
)
def test_leeftijd_in_een_vraag(vraag, leeftijd):
    assert leeftijd_in(vraag) == leeftijd


@pytest.mark.parametrize(
    ("vraag", "nood"),
    [
        ("Ik wil niet meer leven", Nood.ZELFMOORD),
        ("mijn dochter wil dood", Nood.ZELFMOORD),
        ("suïcide", Nood.ZELFMOORD),
        ("I want to die", Nood.ZELFMOORD),
        ("ik snij mezelf", Nood.ZELFMOORD),
        ("mijn dochter doet zichzelf pijn", Nood.ZELFMOORD),
        ("zelfbeschadiging", Nood.ZELFMOORD),
        ("kms", Nood.ZELFMOORD),
        ("I cut myself", Nood.ZELFMOORD),
        ("mijn kind wil zichzelf niet aankleden", None),
        ("ik word thuis geslagen", Nood.GEWELD),
        ("mijn vader slaat mij", Nood.GEWELD),
        ("kind slaat andere kinderen", None),
        ("leven met een baby", None),
        ("mijn oma is dood", None),
    ],
)
def test_nood(vraag, nood):
    assert nood_in(vraag) == nood


def test_een_lange_vraag_wordt_afgekapt_en_een_collega_herkend():
    begrepen = begrijp("scholing voor leerkracht " + "woord " * 100)
    assert len(begrepen.woorden) == 24
    assert begrepen.collega


@pytest.mark.parametrize(
    ("getikt", "bedoeld"),
    [("luisterd", "luistert"), ("luistert", "luistert"), ("verhuisd", "verhuisd"), ("kind", "kind")],
)
def test_een_d_waar_een_t_hoort(getikt: str, bedoeld: str) -> None:
    assert w.herspel(getikt) == bedoeld
