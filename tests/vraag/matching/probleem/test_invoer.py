"""What the reader refuses, and the field it points at."""

import pytest

from tests.vraag.matching import wereld
from vraag.matching import InstantieFout, lees_instantie


def _zet(pad, waarde):
    def wijzig(data):
        doel = data
        for stap in pad[:-1]:
            doel = doel[stap]
        if waarde is KeyError:
            del doel[pad[-1]]
        else:
            doel[pad[-1]] = waarde

    return wijzig


@pytest.mark.parametrize(
    ("wijzig", "pad"),
    [
        (_zet(["format"], "iets/2"), "format"),
        (_zet(["name"], KeyError), "name"),
        (_zet(["horizon_weeks"], 0), "horizon_weeks"),
        (_zet(["horizon_weeks"], True), "horizon_weeks"),
        (_zet(["reference_date"], "gisteren"), "reference_date"),
        (_zet(["weight"], []), "weight"),
        (_zet(["signals"], {}), "signals"),
        (_zet(["signals", 1], "S9"), "signals[1]"),
        (_zet(["signals", 1, "id"], "S1"), "signals[1].id"),
        (_zet(["signals", 1, "children"], 0), "signals[1].children"),
        (_zet(["signals", 1, "children"], 2.5), "signals[1].children"),
        (_zet(["signals", 1, "age_max"], 7), "signals[1].age_max"),
        (_zet(["signals", 1, "team"], "T9"), "signals[1].team"),
        (_zet(["signals", 1, "dayparts"], [15]), "signals[1].dayparts"),
        (_zet(["signals", 1, "dayparts"], ["wo"]), "signals[1].dayparts[0]"),
        (_zet(["signals", 1, "max_km"], float("nan")), "signals[1].max_km"),
        (_zet(["signals", 1, "excluded"], [["Z1"]]), "signals[1].excluded[0]"),
        (_zet(["interventions", 0, "max_size"], 5), "interventions[0].max_size"),
        (_zet(["rooms", 0, "municipality"], "M9"), "rooms[0].municipality"),
        (_zet(["rooms", 0, "lat"], 91), "rooms[0].lat"),
        (_zet(["trainers", 0, "scope"], "land"), "trainers[0].scope"),
        (_zet(["trainers", 0, "interventions"], ["I9"]), "trainers[0].interventions"),
        (_zet(["existing_groups", 0, "trainers"], ["P1", "P1"]), "existing_groups[0].trainers"),
        (_zet(["existing_groups", 0, "room"], "Z9"), "existing_groups[0].room"),
        (_zet(["trainers", 0, "max_groups_per_week"], 0), "existing_groups[0].trainers"),
    ],
)
def test_fout_noemt_het_veld(wijzig, pad):
    data = wereld.instantie(existing_groups=[wereld.lopend()])
    wijzig(data)
    with pytest.raises(InstantieFout) as fout:
        lees_instantie(data)
    assert fout.value.pad == pad
    assert fout.value.melding


def test_stuk_groter_dan_signaal_wordt_geweigerd():
    data = wereld.instantie(signals=[wereld.signaal("S1", children=3, split=True, min_together=4)])
    with pytest.raises(InstantieFout, match=r"signals\[0\]\.min_together"):
        lees_instantie(data)


def test_twee_lopende_groepen_in_een_ruimte_spreken_elkaar_tegen():
    groepen = [wereld.lopend("G1"), wereld.lopend("G2", trainers=[], start_week=5)]
    with pytest.raises(InstantieFout, match=r"existing_groups\[1\]\.room"):
        lees_instantie(wereld.instantie(existing_groups=groepen))
