"""One form and one fingerprint for one problem."""

import copy
import random

from tests.vraag.matching import wereld
from vraag.matching import instantie_naar_json, invoer_hash, lees_instantie

LIJSTEN = ("municipalities", "teams", "interventions", "rooms", "trainers", "existing_groups", "signals")


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
