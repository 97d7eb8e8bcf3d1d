from dataclasses import replace

import pytest

from tests.vraag.matching import wereld
from vraag.matching import lees_instantie, los_op, plaats_signaal


def plaats(nieuw, **anders):
    oud = lees_instantie(wereld.instantie(**anders))
    vorige = los_op(oud)
    signalen = [*wereld.instantie(**anders)["signals"], nieuw]
    return vorige, plaats_signaal(
        lees_instantie(wereld.instantie(**{**anders, "signals": signalen})), vorige, nieuw["id"]
    )


def test_vrije_plaats_in_een_lopende_groep():
    _, plaatsing = plaats(wereld.signaal("S9", children=2), existing_groups=[wereld.lopend()], signals=[])
    assert (plaatsing.soort, plaatsing.groepen) == ("lopende_groep", {"G1": 2})


def test_tiende_kind_past_nog_in_het_voorstel():
    vorige, plaatsing = plaats(wereld.signaal("S9", "T2", children=1))
    assert plaatsing.soort == "voorstel"
    assert plaatsing.groepen == {vorige.groepen[0].id: 1}
    assert plaatsing.oplossing.doel.gewogen > vorige.doel.gewogen


def test_waar_geen_tijd_meer_is_komt_niemand_bij():
    """The forecast says what the run will do: a proposal about to be answered takes nobody in."""
    oud = los_op(lees_instantie(wereld.instantie()))
    dicht = replace(oud, groepen=tuple(replace(g, vol=True) for g in oud.groepen))
    signalen = [*wereld.instantie()["signals"], wereld.signaal("S9", "T2", children=1)]
    plaatsing = plaats_signaal(lees_instantie(wereld.instantie(signals=signalen)), dicht, "S9")
    assert (plaatsing.soort, plaatsing.over) == ("niet", 1)
    assert plaatsing.oplossing.groepen == oud.groepen


def test_nieuwe_groep_wordt_haalbaar():
    vorige, plaatsing = plaats(wereld.signaal("S9", children=4), signals=[wereld.signaal("S1", children=3)])
    assert vorige.groepen == ()
    assert plaatsing.soort == "nieuwe_groep"
    assert plaatsing.oplossing.groepen[0].kinderen == 7


def test_wat_er_ontbreekt_voor_een_tweede_groep():
    vorige, plaatsing = plaats(wereld.signaal("S9", children=2))
    assert plaatsing.soort == "niet"
    assert plaatsing.over == 2
    assert plaatsing.reden.code == "TOO_FEW_CHILDREN_LEFT"
    assert plaatsing.reden.detail["tekort"] == 4
    assert plaatsing.oplossing.groepen == vorige.groepen


def test_onbekend_signaal():
    inst = lees_instantie(wereld.instantie())
    with pytest.raises(KeyError):
        plaats_signaal(inst, los_op(inst), "S404")
