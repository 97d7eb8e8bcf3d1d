"""The check notices every broken rule: a good answer is spoiled in one way at a time."""

from dataclasses import replace

import pytest

from tests.bench.groepsvorming.keuring import keur
from tests.vraag.matching import wereld
from vraag.matching import Aansluiting, Lid, controleer, lees_instantie, los_op, naar_json

DATA = wereld.instantie(
    rooms=[wereld.ruimte(), wereld.ruimte("Z2", dayparts=[1])],
    trainers=[wereld.trainer(), wereld.trainer("P2", interventions=[]), wereld.trainer("P3", dayparts=[1])],
    existing_groups=[wereld.lopend(room="Z2", daypart=1, trainers=["P3"], age_min=11, age_max=12)],
)


def _groep(**anders):
    return lambda opl: replace(opl, groepen=(replace(opl.groepen[0], **anders),))


BREUKEN = [
    (lambda o: replace(o, instantie="anders"), "andere instantie"),
    (_groep(ruimte="Z9"), "onbekend"),
    (_groep(trainers=("P9",)), "onbekend"),
    (_groep(trainers=()), "trainers"),
    (_groep(trainers=("P1", "P1")), "trainers"),
    (_groep(trainers=("P2",)), "geeft I1 niet"),
    (_groep(trainers=("P3",)), "kan niet op dagdeel"),
    (_groep(dagdeel=1), "dicht op dagdeel"),
    (_groep(startweek=6), "horizon"),
    (_groep(leden=(Lid("S1", 5),)), "5 kinderen"),
    (_groep(leden=(Lid("S1", 5), Lid("S2", 3))), "niet gesplitst"),
    (_groep(leden=(Lid("S1", 5), Lid("S9", 4))), "onbekend of leeg"),
    (_groep(id="G1"), "twee keer"),
    (lambda o: replace(o, groepen=(*o.groepen, replace(o.groepen[0], id="N2"))), "dubbel bezet"),
    (lambda o: replace(o, groepen=()), "genoemd"),
    (lambda o: replace(o, aansluitingen=(Aansluiting("G1", "S1", 5),)), "plaatsen"),
    (lambda o: replace(o, aansluitingen=(Aansluiting("G9", "S1", 5),)), "onbekende groep"),
]


@pytest.mark.parametrize(("breek", "melding"), BREUKEN)
def test_elke_breuk_wordt_gezien(breek, melding):
    inst = lees_instantie(DATA)
    goed = los_op(inst)
    assert controleer(inst, goed).geldig
    oordeel = controleer(inst, breek(goed))
    assert not oordeel.geldig
    assert any(melding in fout for fout in oordeel.fouten), oordeel.fouten


def test_wie_erbij_is_past_ook_in_de_ruimte():
    """Nine children fit in a room for twelve; with a trainer and a parent for one in three they need thirteen."""
    goed = los_op(lees_instantie(DATA))
    for erbij, past in (
        ({"per_child": 1, "fixed": 3}, True),
        ({"per_child": 1.33, "fixed": 0}, True),
        ({"per_child": 1, "fixed": 4}, False),
        ({"per_child": 1.33, "fixed": 1}, False),
    ):
        data = {**DATA, "interventions": [wereld.interventie(room_persons=erbij)]}
        oordeel = controleer(lees_instantie(data), goed)
        assert oordeel.geldig is past, (erbij, oordeel.fouten)
        assert keur(data, naar_json(goed)) == [] if past else "mensen in een ruimte" in keur(data, naar_json(goed))[0]
