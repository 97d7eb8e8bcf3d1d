"""Rooms hold everybody: children, who comes with them, and trainers.

Held against trying everything, judged by the checker of `tests/bench`, which shares nothing with the kernel.
"""

import itertools
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.bench.groepsvorming.keuring import gewogen, keur, mensen
from tests.vraag.matching import wereld
from vraag.matching import (
    Drempel,
    InDeRuimte,
    InstantieFout,
    instantie_naar_json,
    invoer_hash,
    lees_instantie,
    los_op,
    naar_json,
)

RUSTIG = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
ERBIJ = st.fixed_dictionaries(
    {"per_child": st.sampled_from([1, 1.25, 1.5, 2, 2.5]), "fixed": st.integers(min_value=0, max_value=3)}
)
OUDER_EN_TWEE = {"per_child": 2, "fixed": 2}


@st.composite
def problemen(teken):
    """One training, at most two rooms and five requests, so that every answer can be tried."""
    signalen = [
        wereld.signaal(
            f"S{i}",
            teken(st.sampled_from(["T1", "T2"])),
            children=teken(st.integers(1, 6)),
            dayparts=teken(st.sampled_from([[7], [8], [7, 8]])),
            max_km=teken(st.sampled_from([3, 8, 20])),
            posted=teken(st.sampled_from(["2026-03-01", "2026-08-20"])),
        )
        for i in range(teken(st.integers(1, 5)))
    ]
    return wereld.instantie(
        interventions=[wereld.interventie(min_size=teken(st.integers(1, 5)), room_persons=teken(ERBIJ))],
        signals=signalen,
        rooms=[
            wereld.ruimte("Z1", capacity=teken(st.integers(2, 24)), dayparts=[7, 8]),
            wereld.ruimte("Z2", capacity=teken(st.integers(2, 24)), lat=52.2),
        ],
        trainers=[wereld.trainer("P1", dayparts=[7, 8]), wereld.trainer("P2", dayparts=[7])],
    )


def beste_van_alles(data):
    """The most weighted children of all legal ways to hand each request to a cell or to nobody."""
    cellen = [("Z1", 7, "P1"), ("Z1", 8, "P1"), ("Z2", 7, "P2")]
    best = 0
    for keuze in itertools.product(range(len(cellen) + 1), repeat=len(data["signals"])):
        waar = list(zip(data["signals"], keuze, strict=True))
        groepen = [
            {
                "id": f"N{c}",
                "intervention": "I1",
                "room": zaal,
                "daypart": d,
                "start_week": 0,
                "trainers": [t],
                "members": [{"signal": s["id"], "children": s["children"]} for s, k in waar if k == c],
            }
            for c, (zaal, d, t) in enumerate(cellen)
            if c in keuze
        ]
        rest = [
            {"signal": s["id"], "children": s["children"], "reason": {"code": "X"}} for s, k in waar if k == len(cellen)
        ]
        proef = {"instance": data["name"], "groups": groepen, "joins": [], "unplaced": rest}
        if not keur(data, proef):
            best = max(best, gewogen(data, proef))
    return best


@RUSTIG
@given(problemen())
def test_het_beste_antwoord_wordt_gevonden_en_ligt_onder_de_grens(data):
    oplossing = los_op(lees_instantie(data))
    assert keur(data, naar_json(oplossing)) == []
    assert oplossing.doel.gewogen == beste_van_alles(data) <= oplossing.grens


@given(st.integers(1, 400), st.integers(0, 9), st.integers(0, 60), st.integers(0, 40))
def test_wie_er_past_is_wie_er_nodig_is(honderdsten, vast, plekken, kinderen):
    p = InDeRuimte(honderdsten, vast)
    assert p.nodig(kinderen) == mensen({"room_persons": {"per_child": honderdsten / 100, "fixed": vast}}, kinderen)
    if kinderen:
        assert (kinderen <= p.hoogstens(plekken)) == (p.nodig(kinderen) <= plekken)


def test_de_grootste_groep_is_die_van_de_ruimte():
    """Eight may come; a room for fourteen holds six with their parent and two trainers."""
    signalen = [wereld.signaal(f"S{i}", children=2) for i in range(4)]
    soort = wereld.interventie(min_size=4, max_size=8, trainers=2, room_persons=OUDER_EN_TWEE)
    trainers = [wereld.trainer("P1"), wereld.trainer("P2")]
    oplossing = wereld.uitkomst(
        interventions=[soort], signals=signalen, rooms=[wereld.ruimte(capacity=14)], trainers=trainers
    )
    assert [g.kinderen for g in oplossing.groepen] == [6]
    assert oplossing.groepen[0].waarom["vol"] is True


def test_een_te_kleine_ruimte_zegt_voor_wie():
    soort = wereld.interventie(room_persons=OUDER_EN_TWEE)
    reden = wereld.uitkomst(interventions=[soort]).niet_geplaatst[0].reden
    assert reden.code == "NO_ROOM_WITHIN_KM"
    bekend = {"kinderen": 6, "honderdsten": 200, "vast": 2, "mensen": 14, "past": 12}
    assert {naam: reden.detail[naam] for naam in bekend} == bekend


def test_een_belofte_groeit_niet_uit_haar_ruimte():
    """A proposal of six in a room for fourteen is kept as it is when two more ask; a seventh would need sixteen."""
    soort = wereld.interventie(room_persons=OUDER_EN_TWEE)
    data = wereld.instantie(
        interventions=[soort],
        rooms=[wereld.ruimte(capacity=15)],
        signals=[wereld.signaal("S1", children=6)],
    )
    eerst = los_op(lees_instantie(data))
    erbij = {**data, "signals": [*data["signals"], wereld.signaal("S2", children=2)]}
    inst = lees_instantie(erbij)
    weer = los_op(inst, start=eerst, drempel=Drempel())
    assert [g.leden for g in weer.groepen] == [g.leden for g in eerst.groepen]
    assert keur(erbij, naar_json(weer)) == []


@pytest.mark.parametrize(("plekken", "erbij"), [(20, 2), (19, 0), (16, 0)])
def test_een_lopende_groep_neemt_alleen_wie_er_met_zijn_ouder_past(plekken, erbij):
    oplossing = wereld.uitkomst(
        interventions=[wereld.interventie(room_persons=OUDER_EN_TWEE)],
        rooms=[wereld.ruimte(capacity=plekken)],
        existing_groups=[wereld.lopend()],
        signals=[wereld.signaal("S1", children=2)],
    )
    assert oplossing.doel.aangesloten == erbij


def test_zonder_veld_is_alles_als_voorheen():
    """Only children counted is the same problem as nothing said: the same file, fingerprint and answer."""
    kaal = lees_instantie(wereld.instantie())
    gezegd = lees_instantie(
        wereld.instantie(interventions=[wereld.interventie(room_persons={"per_child": 1.0, "fixed": 0})])
    )
    assert kaal == gezegd
    assert invoer_hash(kaal) == invoer_hash(gezegd)
    assert "room_persons" not in instantie_naar_json(kaal)["interventions"][0]


@pytest.mark.parametrize("erbij", [{"per_child": 2, "fixed": 2}, {"per_child": 1.5, "fixed": 0}])
def test_heen_en_weer_naar_een_bestand(erbij):
    inst = lees_instantie(wereld.instantie(interventions=[wereld.interventie(room_persons=erbij)]))
    data = instantie_naar_json(inst)
    assert data["interventions"][0]["room_persons"] == erbij
    assert lees_instantie(data) == inst
    assert invoer_hash(inst) != invoer_hash(lees_instantie(wereld.instantie()))


@pytest.mark.parametrize(
    ("erbij", "pad"),
    [
        (3, "interventions[0].room_persons"),
        ({"fixed": 0}, "interventions[0].room_persons.per_child"),
        ({"per_child": 0, "fixed": 0}, "interventions[0].room_persons.per_child"),
        ({"per_child": 1.005, "fixed": 0}, "interventions[0].room_persons.per_child"),
        ({"per_child": 1, "fixed": 0.5}, "interventions[0].room_persons.fixed"),
        ({"per_child": 1, "fixed": -1}, "interventions[0].room_persons.fixed"),
    ],
)
def test_wat_niet_klopt_wordt_geweigerd(erbij, pad):
    with pytest.raises(InstantieFout) as fout:
        lees_instantie(wereld.instantie(interventions=[wereld.interventie(room_persons=erbij)]))
    assert fout.value.pad == pad


def test_de_ruimte_bepaalt_ook_na_een_wijziging():
    """A changed instance keeps what its offer says about who is in the room."""
    inst = lees_instantie(wereld.instantie(interventions=[wereld.interventie(room_persons=OUDER_EN_TWEE)]))
    groter = replace(inst, interventies=tuple(replace(v, max_grootte=20) for v in inst.interventies))
    assert groter.interventies[0].hoogstens(30) == 14
