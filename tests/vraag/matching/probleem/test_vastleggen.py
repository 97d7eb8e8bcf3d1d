"""One form and one fingerprint for one problem."""

import copy
import random
from dataclasses import replace

import pytest

from tests.vraag.matching import wereld
from vraag.matching import InstantieFout, instantie_naar_json, invoer_hash, keur, lees_instantie

LIJSTEN = ("municipalities", "teams", "interventions", "rooms", "trainers", "existing_groups", "signals")
VROEGER = "83eec196216a92b67e42244576f1a8e44005fd52619894d8d6e0b083e36c6080"


def test_canonieke_vorm_leest_zichzelf_terug():
    inst = lees_instantie(wereld.instantie(existing_groups=[wereld.lopend(start_week=-3)]))
    assert lees_instantie(instantie_naar_json(inst)) == inst


def test_hash_hangt_niet_af_van_de_volgorde():
    data = wereld.instantie(trainers=[wereld.trainer("P1"), wereld.trainer("P2", dayparts=[9, 7])])
    anders = copy.deepcopy(data)
    for lijst in LIJSTEN:
        random.Random(1).shuffle(anders[lijst])
    anders["trainers"][0]["dayparts"].reverse()
    assert invoer_hash(lees_instantie(anders)) == invoer_hash(lees_instantie(data))


def test_hash_ziet_elke_wijziging():
    data = wereld.instantie()
    anders = wereld.instantie(signals=[wereld.signaal("S1", max_km=11), wereld.signaal("S2", "T2", children=4)])
    assert invoer_hash(lees_instantie(anders)) != invoer_hash(lees_instantie(data))


def test_een_bewaarde_invoer_van_vroeger_houdt_zijn_vingerafdruk():
    """Stored runs hold documents in the order of the database and whole kilometres; their hash stands in the table."""
    vroeger = wereld.instantie(existing_groups=[wereld.lopend()])
    vroeger["signals"].reverse()
    assert vroeger["signals"][0]["max_km"] == 10
    assert invoer_hash(lees_instantie(vroeger)) == VROEGER


def test_een_gebouwde_instantie_wordt_gekeurd_als_een_bestand():
    inst = lees_instantie(wereld.instantie())
    los = replace(
        inst,
        signalen=tuple(replace(s, dagdelen=(*s.dagdelen[::-1], *s.dagdelen)) for s in reversed(inst.signalen)),
        teams=tuple(reversed(inst.teams)),
    )
    assert keur(los) == inst
    with pytest.raises(InstantieFout) as fout:
        keur(replace(inst, signalen=(inst.signalen[0], replace(inst.signalen[1], kinderen=0))))
    assert fout.value.pad == "signals[1].children"
    with pytest.raises(InstantieFout):
        keur(replace(inst, signalen=(inst.signalen[0], inst.signalen[0])))
