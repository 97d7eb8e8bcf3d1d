"""What would help: each remedy is tried, and what it says comes true."""

import pytest

from tests.vraag.matching import wereld


def test_ander_dagdeel_helpt_en_klopt():
    anders = {
        "signals": [wereld.signaal("S1", children=3), wereld.signaal("S2", dayparts=[8])],
        "rooms": [wereld.ruimte(dayparts=[7, 8])],
        "trainers": [wereld.trainer(dayparts=[7, 8])],
    }
    rest = next(n for n in wereld.uitkomst(**anders).niet_geplaatst if n.signaal == "S1")
    (hulp,) = [h for h in rest.reden.helpt if h["soort"] == "ander_dagdeel"]
    assert hulp["dagdelen"] == [8]
    anders["signals"][0]["dayparts"] = [8]
    assert wereld.uitkomst(**anders).niet_geplaatst == ()


def test_meer_km_helpt_en_klopt():
    ver = wereld.ruimte(lat=52.18 + 0.03)
    rest = wereld.uitkomst(signals=[wereld.signaal("S1", children=6, max_km=3)], rooms=[ver]).niet_geplaatst[0]
    (hulp,) = [h for h in rest.reden.helpt if h["soort"] == "meer_km"]
    assert hulp["extra_km"] == 1
    assert wereld.uitkomst(signals=[wereld.signaal("S1", children=6, max_km=4)], rooms=[ver]).niet_geplaatst == ()


def test_splitsen_helpt():
    rest = wereld.uitkomst(signals=[wereld.signaal("S1", children=12)]).niet_geplaatst[0]
    assert "splitsen" in [h["soort"] for h in rest.reden.helpt]
    oplossing = wereld.uitkomst(signals=[wereld.signaal("S1", children=12, split=True)])
    assert oplossing.doel.groepen == 1


@pytest.mark.parametrize("duur_van_een_ander", [8, 2])
def test_wachten_telt_vanaf_het_echte_eind_van_de_groep_die_voorgaat(duur_van_een_ander):
    """The first group starts in week 1, as its members can; after its eight weeks room and trainer are free."""
    oplossing = wereld.uitkomst(
        interventions=[wereld.interventie(), wereld.interventie(id="I2", weeks=duur_van_een_ander)],
        signals=[
            wereld.signaal("S1", children=9, earliest_week=1, posted="2026-01-01"),
            wereld.signaal("S2", "T2", children=7),
            wereld.signaal("S3", intervention="I2", dayparts=[8]),
        ],
    )
    (groep,) = oplossing.groepen
    assert (groep.leden[0].signaal, groep.startweek) == ("S1", 1)
    rest = next(n for n in oplossing.niet_geplaatst if n.signaal == "S2")
    assert {"soort": "wachten", "weken": 9} in rest.reden.helpt
