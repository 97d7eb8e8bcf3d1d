"""What comes out: the plan's own example, the hard rules at their edges, levels of the objective."""

import json
from dataclasses import replace

from tests.bench.groepsvorming.genereer import genereer
from tests.vraag.matching import wereld
from vraag.matching import Inspanning, lees_instantie, los_op, naar_json
from vraag.matching.zoeken import duik, verbeteren


def test_vijf_en_vier_worden_een_groep_van_negen():
    oplossing = wereld.uitkomst()
    (groep,) = oplossing.groepen
    assert groep.kinderen == 9
    assert groep.trainers == ("P1",)
    assert groep.waarom["teams"] == 2
    assert groep.waarom["gedeelde_dagdelen"] == [7]
    assert oplossing.gat == 0.0


def test_afgewezen_combinatie_komt_niet_terug():
    uitgesloten = wereld.signaal("S1", excluded=[["Z1", 7]])
    assert wereld.uitkomst(signals=[uitgesloten, wereld.signaal("S2", children=4)]).groepen == ()
    assert wereld.uitkomst(trainers=[wereld.trainer(excluded=[["Z1", 7]])]).groepen == ()
    twee = [wereld.ruimte(), wereld.ruimte("Z2")]
    (groep,) = wereld.uitkomst(signals=[uitgesloten, wereld.signaal("S2", children=4)], rooms=twee).groepen
    assert groep.ruimte == "Z2"


def test_vrije_plaatsen_gaan_voor():
    vraag = [wereld.signaal("S1", children=3)]
    oplossing = wereld.uitkomst(existing_groups=[wereld.lopend()], signals=vraag)
    assert [(a.groep, a.kinderen) for a in oplossing.aansluitingen] == [("G1", 3)]
    begonnen = wereld.uitkomst(existing_groups=[wereld.lopend(start_week=-1)], signals=vraag)
    assert begonnen.aansluitingen == ()


def test_rest_van_een_gesplitst_signaal_blijft_samen():
    vraag = [wereld.signaal("S1", children=11, split=True, min_together=3)]
    oplossing = wereld.uitkomst(signals=vraag)
    assert oplossing.doel.gewogen == 8 * 14
    assert oplossing.niet_geplaatst[0].kinderen == 3


def test_korte_reeksen_volgen_elkaar_op():
    kort = [wereld.interventie(weeks=2)]
    vraag = [wereld.signaal(f"S{i}", children=9) for i in range(3)]
    oplossing = wereld.uitkomst(interventions=kort, signals=vraag)
    assert sorted(g.startweek for g in oplossing.groepen) == [0, 2, 4]


def test_minste_groepen_en_kortste_reis():
    vraag = [wereld.signaal("S1", children=10, split=True), wereld.signaal("S2", children=2)]
    middelen = {
        "rooms": [wereld.ruimte("Z1", lat=52.2), wereld.ruimte("Z2"), wereld.ruimte("Z3", lat=52.21)],
        "trainers": [wereld.trainer("P1"), wereld.trainer("P2")],
        "interventions": [wereld.interventie(max_size=12)],
    }
    (groep,) = wereld.uitkomst(signals=vraag, **middelen).groepen
    assert groep.ruimte == "Z2"


def test_geen_signalen():
    oplossing = wereld.uitkomst(signals=[])
    assert (oplossing.groepen, oplossing.niet_geplaatst, oplossing.grens, oplossing.gat) == ((), (), 0, 0.0)


def test_beter_dan_gulzig_en_start_wordt_niet_slechter():
    inst = lees_instantie(genereer(90, 5))
    licht = los_op(inst, inspanning=Inspanning(kolomrondes=0))
    beter = los_op(inst, inspanning=Inspanning(buurten=8))
    assert beter.doel.sleutel > licht.doel.sleutel
    warm = los_op(inst, start=beter, inspanning=Inspanning(kolomrondes=0))
    assert warm.doel.sleutel >= beter.doel.sleutel


def test_start_van_een_ander_doet_geen_kwaad():
    inst = lees_instantie(wereld.instantie())
    vreemd = los_op(lees_instantie(genereer(40, 1)), inspanning=Inspanning(kolomrondes=0))
    assert los_op(inst, start=replace(vreemd, instantie="x")).doel == los_op(inst).doel


def test_een_draad_of_vier_geven_dezelfde_tekens(monkeypatch):
    inst = lees_instantie(genereer(80, 5))
    kracht = Inspanning(kloof=0.002, duikdeel=0.1, duiken=2, buurten=4, fijn=4, uitleg=False, scherp_tot=0)
    uit = []
    for draden in (1, 4):
        monkeypatch.setattr(duik, "DRADEN", draden)
        monkeypatch.setattr(verbeteren, "DRADEN", draden)
        uit.append(json.dumps(naar_json(los_op(inst, inspanning=kracht))))
    assert uit[0] == uit[1]
