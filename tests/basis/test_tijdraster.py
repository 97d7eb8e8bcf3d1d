"""The time grid: every part at its minute, on days that are shorter, longer, or end in the middle of something."""

import datetime as dt
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from marktplein.basis import klok
from marktplein.basis.templatetags.tijdraster import delen as in_html
from marktplein.basis.templatetags.tijdraster import strook
from marktplein.basis.tijdraster import (
    BANEN,
    BEZET,
    OPTIE,
    VOORBIJ,
    VRIJ,
    Bezigheid,
    Cel,
    Deel,
    Regel,
    bouw,
    maandag_van,
    weekdagen,
)

DINSDAG = dt.date(2027, 3, 2)
GISTEREN = klok.op(DINSDAG - dt.timedelta(days=1), dt.time(12))


def op(tijd: str, dag: dt.date = DINSDAG) -> dt.datetime:
    return klok.op(dag, dt.time.fromisoformat(tijd))


def bezig(van: str, tot: str, tekst: str = "Overleg", dag: dt.date = DINSDAG, **meer: bool) -> Bezigheid:
    return Bezigheid(op(van, dag), op(tot, dag), tekst, **meer)


def cel(*dingen: Bezigheid, nu: dt.datetime = GISTEREN, dag: dt.date = DINSDAG, open_: bool | None = None) -> Cel:
    kan = None if open_ is None else lambda dag, deel: bool(open_)
    return bouw("x", [Regel("Zaal", dingen, open=kan, boek="/boek/")], [dag], nu=nu).rijen[0].cellen[0]


def delen(cel_: Cel) -> list[tuple[str, str]]:
    return [(deel.staat, deel.uren.replace(" – ", "-")) for deel in cel_.delen]


def test_een_blok_staat_op_de_minuut() -> None:
    (blok,) = cel(bezig("14:07", "15:31")).delen
    assert (blok.begin, blok.eind) == (14 * 60 + 7, 15 * 60 + 31)
    assert blok.klassen == "bu14 bm7 eu15 em31 baan0 banen1"


@pytest.mark.parametrize(
    ("tijden", "banen"),
    [
        ([("09:00", "10:00"), ("10:00", "11:00")], [(0, 1), (0, 1)]),
        ([("09:00", "10:30"), ("10:00", "11:00")], [(0, 2), (1, 2)]),
        ([("09:00", "12:00"), ("09:30", "10:00"), ("10:00", "11:00")], [(0, 2), (1, 2), (1, 2)]),
        ([("09:00", "10:00"), ("09:30", "11:00"), ("10:30", "12:00"), ("13:00", "14:00")],
         [(0, 2), (1, 2), (0, 2), (0, 1)]),
    ],
)  # fmt: skip
def test_wat_tegelijk_is_staat_naast_elkaar(tijden: list[tuple[str, str]], banen: list[tuple[int, int]]) -> None:
    assert [(deel.baan, deel.banen) for deel in cel(*(bezig(*tijd) for tijd in tijden)).delen] == banen


def test_meer_dan_er_banen_zijn_delen_de_laatste() -> None:
    druk = cel(*(bezig("09:00", "10:00", str(n)) for n in range(BANEN + 3))).delen
    assert {deel.banen for deel in druk} == {BANEN}
    assert max(deel.baan for deel in druk) == BANEN - 1


def test_over_middernacht_staat_op_twee_dagen() -> None:
    woensdag = DINSDAG + dt.timedelta(days=1)
    laat = Bezigheid(op("21:30"), op("01:15", woensdag), "Feest")
    raster = bouw("x", [Regel("Zaal", [laat])], [DINSDAG, woensdag], nu=GISTEREN)
    assert [delen(c) for c in raster.rijen[0].cellen] == [
        [("bezet", "21.30-24.00")],
        [("bezet", "00.00-01.15")],
    ]
    assert (raster.van, raster.tot) == (0, 24)


def test_wat_om_middernacht_eindigt_staat_er_de_volgende_dag_niet() -> None:
    tot = Bezigheid(op("22:00"), op("00:00", DINSDAG + dt.timedelta(days=1)), "Feest")
    assert delen(cel(tot)) == [("bezet", "22.00-24.00")]
    assert not cel(tot, dag=DINSDAG + dt.timedelta(days=1)).delen


def test_de_nacht_van_de_zomertijd_telt_wat_de_klok_wijst() -> None:
    zomer = dt.date(2027, 3, 28)
    blok = bezig("01:30", "03:30", dag=zomer)
    assert blok.eind - blok.begin == dt.timedelta(hours=1)
    assert delen(cel(blok, dag=zomer)) == [("bezet", "01.30-03.30")]


def test_de_nacht_van_de_wintertijd_loopt_niet_terug() -> None:
    winter = dt.date(2027, 10, 31)
    begin = op("02:30", winter)
    blok = Bezigheid(begin, begin + dt.timedelta(minutes=45), "Nacht")
    assert klok.lokaal(blok.eind).time() < klok.lokaal(blok.begin).time()
    assert delen(cel(blok, dag=winter)) == [("bezet", "02.30-03.15")]


def test_vrije_tijd_is_wat_blokken_overlaten() -> None:
    vrij = cel(bezig("09:00", "10:45"), bezig("17:40", "18:10"), open_=True)
    assert delen(vrij) == [
        ("vrij", "08.00-09.00"),
        ("bezet", "09.00-10.45"),
        ("vrij", "10.45-12.30"),
        ("vrij", "12.30-17.40"),
        ("bezet", "17.40-18.10"),
        ("vrij", "18.10-22.00"),
    ]
    assert all(f"begin={deel.uren[:5].replace('.', ':')}" in deel.url for deel in vrij.vrij), "pressed is asked"
    assert [deel.url for deel in vrij.vrij] == [
        "/boek/?datum=2027-03-02&begin=08:00&eind=09:00",
        "/boek/?datum=2027-03-02&begin=10:45&eind=12:15",
        "/boek/?datum=2027-03-02&begin=12:30&eind=14:00",
        "/boek/?datum=2027-03-02&begin=18:10&eind=19:40",
    ]
    assert vrij.in_woorden == vrij.delen, "a box of the week offers what the day does"


@pytest.mark.parametrize(
    ("nu", "verwacht"),
    [
        ("07:00", [("vrij", "08.00-12.30"), ("vrij", "12.30-18.00"), ("vrij", "18.00-22.00")]),
        ("12:40", [("voorbij", "08.00-13.00"), ("vrij", "13.00-18.00"), ("vrij", "18.00-22.00")]),
        ("17:45", [("voorbij", "08.00-18.00"), ("vrij", "18.00-22.00")]),
        ("23:00", [("voorbij", "08.00-22.00")]),
    ],
)
def test_wat_voorbij_is_kan_niet_meer(nu: str, verwacht: list[tuple[str, str]]) -> None:
    assert delen(cel(nu=op(nu), open_=True)) == verwacht


def test_een_dag_die_niet_te_huur_is_is_een_vlak() -> None:
    dicht = cel(open_=False)
    assert delen(dicht) == [("dicht", "08.00-22.00")]
    assert dicht.samenvatting == "Niet te huur"


@pytest.mark.parametrize(
    ("dagen", "dingen", "open_", "woorden"),
    [
        (5, [], True, "Hele week vrij"),
        (1, [], True, "Hele dag vrij"),
        (5, [], False, "Niet te huur"),
        (5, [bezig("09:00", "10:00")], True, ""),
    ],
)
def test_een_lege_rij_zegt_dat(dagen: int, dingen: list[Bezigheid], open_: bool, woorden: str) -> None:
    maandag = maandag_van(DINSDAG)
    kolommen = [maandag + dt.timedelta(days=n) for n in range(dagen)]
    regel = Regel("Zaal", dingen, open=lambda dag, deel: open_)
    assert bouw("x", [regel], kolommen, nu=GISTEREN - dt.timedelta(days=1)).rijen[0].samenvatting == woorden


@pytest.mark.parametrize(
    ("dicht_na", "uren_later", "woorden"),
    [(2, 24, "Voorbij"), (1, 0, "Voorbij of niet te huur"), (0, -48, "Niet te huur")],
)
def test_een_rij_zonder_iets_zegt_waarom(dicht_na: int, uren_later: int, woorden: str) -> None:
    dagen = [DINSDAG + dt.timedelta(days=n) for n in range(2)]
    regel = Regel("Zaal", open=lambda dag, deel: dag in dagen[:dicht_na])
    (rij,) = bouw("x", [regel], dagen, nu=op("23:00") + dt.timedelta(hours=uren_later)).rijen
    assert rij.samenvatting == woorden


@pytest.mark.parametrize(("nu", "nog"), [(GISTEREN, ""), (op("09:00"), "nog ")])
def test_hele_dag_vrij_is_niet_wat_alleen_de_middag_te_huur_is(nu: dt.datetime, nog: str) -> None:
    (rij,) = bouw("x", [Regel("Zaal", open=lambda dag, deel: deel < 2)], [DINSDAG], nu=nu).rijen
    assert rij.samenvatting == f"Vrij op alle tijden dat de ruimte {nog}te huur is"
    assert not rij.leeg


def test_een_gesloten_dag_heet_en_blijft_te_boeken() -> None:
    namen = {DINSDAG: "Teamdag"}
    regel = Regel("Zaal", open=lambda dag, deel: True, boek="/boek/")
    dagen = [DINSDAG, DINSDAG + dt.timedelta(days=1)]
    raster = bouw("x", [regel], dagen, nu=GISTEREN, waarom_dicht=lambda dag: namen.get(dag, ""))
    assert [naam for _, naam in raster.koppen] == ["Teamdag", ""]
    assert [cel_.dicht for cel_ in raster.rijen[0].cellen] == ["Teamdag", ""]
    assert all(deel.url for deel in raster.rijen[0].cellen[0].vrij)


def test_een_lege_week_die_al_begon_is_voor_de_rest_vrij() -> None:
    dagen = weekdagen(maandag_van(DINSDAG), [])
    (rij,) = bouw("x", [Regel("Zaal", open=lambda dag, deel: True)], dagen, nu=op("12:00")).rijen
    assert rij.samenvatting == "Rest van de week vrij"
    assert [cel_.samenvatting for cel_ in rij.cellen[:2]] == ["Voorbij", ""]


def test_het_weekend_staat_er_alleen_als_er_iets_is() -> None:
    maandag = maandag_van(DINSDAG)
    zaterdag = maandag + dt.timedelta(days=5)
    assert len(weekdagen(maandag, [])) == 5
    assert weekdagen(maandag, [bezig("10:00", "11:00", dag=zaterdag)])[-1] == zaterdag


def test_vorm_volgt_uit_rijen_en_dagen() -> None:
    dagen = weekdagen(maandag_van(DINSDAG), [])
    een, twee = [Regel("a")], [Regel("a"), Regel("b")]
    assert [bouw("x", *wat, nu=GISTEREN).vorm for wat in ((een, dagen), (twee, dagen), (twee, [DINSDAG]))] == [
        "week",
        "regio",
        "dag",
    ]


KWAAD = """</span>'"><script>alert('x')</script>&amp;"""


class Lezer(HTMLParser):
    """Which elements there are with which attributes, and all that is said in text or in an attribute."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elementen: list[tuple[str, tuple[str, ...]]] = []
        self.gezegd = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elementen.append((tag, tuple(naam for naam, _ in attrs)))
        self.gezegd += "".join(waarde or "" for _, waarde in attrs)

    def handle_data(self, data: str) -> None:
        self.gezegd += data


@pytest.mark.parametrize("veld", ["staat", "tekst", "url"])
@pytest.mark.parametrize("staat", [VRIJ, BEZET, OPTIE, VOORBIJ])
def test_wat_er_in_een_veld_staat_wordt_geen_html(staat: str, veld: str) -> None:
    """The parts are put together as text, so each text in them has to be escaped."""
    kwaad = replace(Deel(8 * 60, 9 * 60, staat, "Overleg", "/x/"), **{veld: KWAAD})
    gewoon = replace(kwaad, **{veld: "gewoon"})
    lijst, zo = Lezer(in_html([kwaad], DINSDAG)), Lezer(in_html([gewoon], DINSDAG))
    assert lijst.elementen == zo.elementen
    assert KWAAD in lijst.gezegd
    assert Lezer(strook(Cel(DINSDAG, [kwaad]))).elementen == [("span", ("class",))]
