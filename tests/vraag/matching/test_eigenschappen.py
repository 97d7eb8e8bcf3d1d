"""Properties that hold for every instance, tried on generated ones, corners included."""

import json
import random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.bench.groepsvorming.keuring import gewogen, keur
from tests.vraag.matching import wereld
from vraag.matching import (
    REDEN_CODES,
    Inspanning,
    controleer,
    lees_instantie,
    los_op,
    naar_json,
)

LICHT = Inspanning(buurten=6, knopen=5)
HAAST = Inspanning(kloof=0.08, scherprondes=0, duikdeel=0.0, buurten=0, fijn=0, scherp_tot=0, uitleg=False)
DUBBEL = Inspanning(duiken=2, buurten=0, fijn=2, knopen=5, scherp_tot=0, uitleg=False)
RUSTIG = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
IEDEREEN = st.just({}) | st.fixed_dictionaries(
    {
        "room_persons": st.fixed_dictionaries(
            {"per_child": st.sampled_from([1, 1.25, 1.5, 2, 2.33, 3]), "fixed": st.integers(0, 2)}
        )
    }
)
"""Children alone, or everybody in the room"""
DAGDELEN = st.lists(st.integers(0, 3), max_size=3, unique=True)


@st.composite
def problemen(teken):
    """A handful of requests, rooms and trainers, with everything at its edges now and then."""
    klein = teken(st.integers(1, 5))
    interventies = [
        wereld.interventie(
            id=f"I{i}",
            min_size=klein,
            max_size=klein + teken(st.integers(0, 4)),
            max_age_spread=teken(st.integers(0, 4)),
            trainers=teken(st.integers(0, 2)),
            weeks=teken(st.integers(1, 8)),
            **teken(IEDEREEN),
        )
        for i in range(teken(st.integers(1, 2)))
    ]
    namen = [v["id"] for v in interventies]
    ruimtes = [
        wereld.ruimte(
            f"Z{i}",
            municipality=teken(st.sampled_from(["M1", "M2"])),
            lat=52.18 + 0.02 * i,
            capacity=teken(st.integers(0, 16)),
            dayparts=teken(DAGDELEN),
        )
        for i in range(teken(st.integers(0, 3)))
    ]
    trainers = [
        wereld.trainer(
            f"P{i}",
            scope=teken(st.sampled_from(["region", "municipality"])),
            interventions=teken(st.lists(st.sampled_from(namen), unique=True)),
            dayparts=teken(DAGDELEN),
            max_groups_per_week=teken(st.integers(0, 3)),
            excluded=[["Z0", 1]] if teken(st.booleans()) else [],
        )
        for i in range(teken(st.integers(0, 4)))
    ]
    signalen = [teken(_signalen(i, namen)) for i in range(teken(st.integers(0, 9)))]
    lopend = []
    if ruimtes and teken(st.booleans()):
        lopend = [
            wereld.lopend(
                intervention=namen[0],
                room="Z0",
                daypart=teken(st.integers(0, 3)),
                start_week=teken(st.integers(-4, 7)),
                trainers=[],
                children=teken(st.integers(0, 6)),
                age_max=8,
            )
        ]
    return wereld.instantie(
        interventions=interventies, rooms=ruimtes, trainers=trainers, signals=signalen, existing_groups=lopend
    )


@st.composite
def _signalen(teken, nummer, namen):
    kinderen = teken(st.integers(1, 6))
    jong = teken(st.integers(7, 12))
    return wereld.signaal(
        f"S{nummer}",
        teken(st.sampled_from(["T1", "T2"])),
        intervention=teken(st.sampled_from(namen)),
        children=kinderen,
        age_min=jong,
        age_max=jong + teken(st.integers(0, 2)),
        dayparts=teken(DAGDELEN),
        max_km=teken(st.sampled_from([0, 3, 8, 20])),
        earliest_week=teken(st.integers(0, 6)),
        posted=teken(st.sampled_from(["2025-01-01", "2026-08-01", "2026-09-01"])),
        split=teken(st.booleans()),
        min_together=teken(st.integers(1, kinderen)),
        excluded=[["Z0", 0]] if teken(st.booleans()) else [],
    )


@RUSTIG
@given(problemen())
def test_elk_antwoord_is_geldig_en_onder_de_grens(data):
    inst = lees_instantie(data)
    oplossing = los_op(inst, inspanning=LICHT)
    oordeel = controleer(inst, oplossing)
    assert oordeel.geldig, oordeel.fouten
    assert oordeel.doel == oplossing.doel
    assert keur(data, naar_json(oplossing)) == []
    assert gewogen(data, naar_json(oplossing)) == oordeel.doel.gewogen
    assert oplossing.doel.gewogen <= oplossing.grens <= oordeel.gewogen_totaal
    assert {n.reden.code for n in oplossing.niet_geplaatst} <= set(REDEN_CODES)
    assert json.dumps(naar_json(oplossing))


@RUSTIG
@given(problemen())
def test_grof_of_fijn_gerekend_blijft_de_grens_boven_elk_antwoord(data):
    """What large regions get, with a master solved loosely: its bound must hold for the answer of any other run."""
    inst = lees_instantie(data)
    antwoorden = [los_op(inst, inspanning=kracht) for kracht in (HAAST, DUBBEL, LICHT)]
    assert all(controleer(inst, a).geldig for a in antwoorden)
    assert max(a.doel.gewogen for a in antwoorden) <= min(a.grens for a in antwoorden)


@RUSTIG
@given(problemen(), st.randoms(use_true_random=False))
def test_volgorde_in_het_bestand_maakt_niet_uit(data, dobbel: random.Random):
    eerst = json.dumps(naar_json(los_op(lees_instantie(data), inspanning=LICHT)))
    for lijst in ("municipalities", "teams", "interventions", "rooms", "trainers", "signals"):
        dobbel.shuffle(data[lijst])
    assert json.dumps(naar_json(los_op(lees_instantie(data), inspanning=LICHT))) == eerst


@RUSTIG
@given(problemen())
def test_warme_start_is_nooit_slechter(data):
    inst = lees_instantie(data)
    eerst = los_op(inst, inspanning=LICHT)
    weer = los_op(inst, start=eerst, inspanning=Inspanning(kolomrondes=0))
    assert weer.doel.sleutel >= eerst.doel.sleutel
