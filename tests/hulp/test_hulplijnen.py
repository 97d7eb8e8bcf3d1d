"""One table of help lines: every page, footer, mail, error page and manual is held to it."""

import json
import re
from pathlib import Path

import pytest

from marktplein.basis.hulplijnen import HULPLIJNEN, tel
from marktplein.hulp import teksten
from marktplein.hulp.nood import ALLE_LIJNEN, LIJNEN_BIJ, alle_hulp
from marktplein.taal.nood import Nood
from marktplein.taal.welke import TALEN

pytestmark = pytest.mark.puur
PROJECT = Path(__file__).resolve().parents[2]
# Numbers that a helpline could have: 0800 and 0900, and three digits that are called.
_NUMMER = re.compile(r"\b0[89]00[ -]?\d{4,7}\b")
_TEL = re.compile(r"tel:([\d+-]+)")
_KORT = re.compile(r"(?:\*\*|[Bb]el |[Cc]all )(11\d)\b|\b(11\d)\.nl\b")
_DAG_EN_NACHT = re.compile(r"dag en nacht|24 uur per dag|24/7|day and night", re.IGNORECASE)
NUMMERS = {nummer.replace("-", "") for lijn in HULPLIJNEN.values() for nummer in lijn.nummers}


def _teksten() -> dict[str, str]:
    """What anybody may read: templates, translations, manuals, scripts, texts for who is in danger."""
    mappen = {
        "templates": ("*.html", "*.txt", "*.js"),
        "marktplein/locale": ("*.po",),
        "marktplein/docs/handleiding": ("*.md",),
        "marktplein/hulp/teksten": ("*.json",),
        "static/huisstijl": ("*.js",),
    }
    paden = [pad for map_, soorten in mappen.items() for soort in soorten for pad in (PROJECT / map_).rglob(soort)]
    assert len(paden) > 200
    return {str(pad.relative_to(PROJECT)): pad.read_text("utf-8") for pad in paden}


def test_elk_nummer_staat_in_de_tabel() -> None:
    vreemd = []
    for naam, tekst in _teksten().items():
        gevonden = [*_NUMMER.findall(tekst), *_TEL.findall(tekst), *("".join(deel) for deel in _KORT.findall(tekst))]
        vreemd += [f"{naam}: {nr}" for nr in gevonden if re.sub(r"[ -]", "", nr) not in NUMMERS]
    assert vreemd == []


def test_sjablonen_vertalingen_en_scripts_schrijven_geen_nummer_zelf() -> None:
    """They ask the table, so a number is changed in one place. Manuals are read as they stand."""
    zelf = []
    for naam, tekst in _teksten().items():
        if not naam.startswith(("marktplein/docs", "marktplein/hulp")):
            zelf += [f"{naam}: {nummer}" for nummer in (*_NUMMER.findall(tekst), *_TEL.findall(tekst))]
    assert zelf == []


def test_niemand_zegt_van_alle_lijnen_dat_zij_dag_en_nacht_open_zijn() -> None:
    losse = [
        naam
        for naam, tekst in _teksten().items()
        if _DAG_EN_NACHT.search(tekst) and not naam.startswith("marktplein/hulp/teksten")
    ]
    assert losse == []


def test_de_nummers_zijn_die_van_de_tabel_van_de_opdracht() -> None:
    assert {s: lijn.nummers for s, lijn in HULPLIJNEN.items()} == {
        "112": ("112",),
        "113": ("113", "0800-0113"),
        "veilig_thuis": ("0800-2000",),
        "seksueel_geweld": ("0800-0188",),
        "kindertelefoon": ("0800-0432",),
        "politie": ("0900-8844",),
        "helpwanted": (),
        "huisarts": (),
    }
    assert {s: lijn.site for s, lijn in HULPLIJNEN.items() if lijn.site} == {
        "113": "113.nl",
        "helpwanted": "helpwanted.nl",
    }
    assert tel("0800-2000") == "tel:08002000"


def test_elke_lijn_noemt_haar_bron() -> None:
    assert [lijn.sleutel for lijn in HULPLIJNEN.values() if not lijn.bron] == ["huisarts"]
    assert all(re.fullmatch(r"https://[\w.]+/", lijn.bron) for lijn in HULPLIJNEN.values() if lijn.bron), "roots only"


def test_elke_soort_heeft_lijnen_en_112_hoort_overal_bij() -> None:
    assert set(LIJNEN_BIJ) == set(Nood)
    assert all("112" in lijnen for lijnen in LIJNEN_BIJ.values())
    assert {lijn for lijnen in LIJNEN_BIJ.values() for lijn in lijnen} <= set(ALLE_LIJNEN)


def _sleutels(waarde: object, voor: str = "") -> set[str]:
    if not isinstance(waarde, dict) or set(waarde) == {"u", "je"}:
        return {voor}
    return {sleutel for naam, deel in waarde.items() for sleutel in _sleutels(deel, f"{voor}/{naam}")}


@pytest.mark.parametrize("taal", TALEN)
def test_elke_taal_zegt_alles(taal: str) -> None:
    lees = {t: json.loads((Path(teksten.__file__).parent / "teksten" / f"{t}.json").read_text("utf-8")) for t in TALEN}
    assert _sleutels(lees[taal]) == _sleutels(lees["nl"])
    assert set(lees[taal]["soorten"]) == {str(soort) for soort in Nood}
    assert lees[taal]["taal"] == taal
    assert "nagekeken" not in lees[taal] or lees[taal]["nagekeken"], "none says checked that was not"
    for jong in (True, False):
        hulp = alle_hulp(taal, jong=jong)
        assert len(hulp.regels) == len(ALLE_LIJNEN)
        assert all(hulp.woorden.values())


def test_wie_jong_is_wordt_met_je_aangesproken() -> None:
    for soort in Nood:
        jong, oud = (teksten.tekst("nl", "soorten", soort, jong=j) for j in (True, False))
        assert not re.search(r"\b(?:u|uw|uzelf)\b", jong, re.IGNORECASE), soort
        assert not re.search(r"\b(?:je|jij|jou|jouw|jezelf)\b", oud, re.IGNORECASE), soort
