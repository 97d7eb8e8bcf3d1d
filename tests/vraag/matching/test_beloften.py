"""Promises, judged by a checker and held against trying everything: neither shares a line with the kernel."""

import itertools
from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.bench.groepsvorming.beloften import Start, als_antwoord, keur_beloften, kinderen
from tests.bench.groepsvorming.genereer import genereer
from tests.bench.groepsvorming.keuring import gewogen, keur
from tests.vraag.matching import wereld
from tests.vraag.matching.test_eigenschappen import LICHT, RUSTIG, problemen
from vraag.matching import Drempel, lees_instantie, los_op, naar_json
from vraag.matching.probleem.uitvoer import van_json

EXACT = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
DREMPELS = st.sampled_from([(1, 2), (1, 1), (2, 1), (0, 1), (3, 2)])


def gevraagd(data, nieuw, teken):
    """The answer without the requests `nieuw`, some of its groups looked into or too late to grow."""
    eerder = {**data, "signals": [s for s in data["signals"] if s["id"] not in nieuw]}
    start = naar_json(los_op(lees_instantie(eerder), inspanning=LICHT))
    for groep in start["groups"]:
        groep |= {"held": True} if teken(st.integers(0, 3)) == 0 else {}
        groep |= {"closed": True} if teken(st.integers(0, 3)) == 0 else {}
    return start


def antwoord_op(data, start, drempel, **anders):
    return naar_json(los_op(lees_instantie(data), start=van_json(start), drempel=Drempel(*drempel), **anders))


@RUSTIG
@given(problemen(), st.integers(1, 3), DREMPELS, st.data())
def test_beloften_worden_gehouden_ook_als_er_intussen_iets_verandert(data, later, drempel, keus):
    """Requests came and one request, room or trainer is no longer there."""
    nieuw = {s["id"] for s in data["signals"][-later:]}
    start = gevraagd(data, nieuw, keus.draw)
    soort = keus.draw(st.sampled_from(["signals", "trainers", None]))
    if soort and len(data[soort]) > 1:
        data = {**data, soort: data[soort][1:]}

    antwoord = antwoord_op(data, start, drempel, inspanning=LICHT)

    assert keur(data, antwoord) == []
    assert keur_beloften(data, start, antwoord, drempel) == []


def test_een_week_van_dag_tot_dag_houdt_zich_aan_wat_gevraagd_is():
    data = genereer(60, 3)
    alle = data["signals"]
    start = None
    for dag in range(3):
        vandaag = {**data, "signals": alle[dag : 52 + 4 * dag]}
        antwoord = naar_json(
            los_op(lees_instantie(vandaag), start=start and van_json(start), drempel=Drempel(), inspanning=LICHT)
        )
        assert keur(vandaag, antwoord) == []
        if start is not None:
            assert keur_beloften(vandaag, start, antwoord) == []
            assert antwoord["steadiness"]["proposals"] > 5
        start = antwoord


# --- the checker itself: every promise broken once --------------------------------------------------------------

TWEE_KEER_ZES = {
    "rooms": [wereld.ruimte(capacity=10, dayparts=[7, 8])],
    "trainers": [wereld.trainer("P1", dayparts=[7, 8]), wereld.trainer("P2", dayparts=[7, 8])],
    "signals": [wereld.signaal("S1", children=6, dayparts=[7, 8]), wereld.signaal("S2", children=3, dayparts=[7, 8])],
}


def zes(*leden, **anders):
    basis = {"id": "N1", "intervention": "I1", "room": "Z1", "daypart": 7, "start_week": 0, "trainers": ["P1"]}
    return {**basis, "members": [{"signal": s, "children": n} for s, n in leden or [("S1", 6)]], **anders}


@pytest.mark.parametrize(
    ("belofte", "groep", "fout"),
    [
        ({}, zes(("S1", 6), ("S2", 3)), None),
        ({}, zes(), "gewoon vullen geeft er 9"),
        ({}, zes(("S1", 6), ("S2", 3), daypart=8), "1 verplaatst voor 0 kinderen"),
        ({}, zes(("S1", 6), ("S2", 3), start_week=1), "1 verplaatst voor 0 kinderen"),
        ({}, zes(("S1", 6), ("S2", 3), trainers=["P2"]), "1 verplaatst voor 0 kinderen"),
        ({"held": True}, zes(("S1", 6), ("S2", 3), daypart=8), "staat vast"),
        ({"closed": True}, zes(), None),
        ({"closed": True, "held": True}, zes(("S1", 6), ("S2", 3)), "staat vast"),
    ],
)
def test_de_keuring_ziet_een_gebroken_belofte(belofte, groep, fout):
    data = wereld.instantie(**TWEE_KEER_ZES)
    start = als_antwoord(data, [zes(**belofte)], [])
    antwoord = als_antwoord(data, [groep], [])
    verplaatst = len(Start(data, start).verplaatst(antwoord))
    gevuld = 6 if belofte.get("closed") else 9
    antwoord["steadiness"] = dict(
        zip(
            ("proposals", "moved", "children_filled", "children_placed"),
            (1, verplaatst, min(gevuld, kinderen(antwoord)), kinderen(antwoord)),
            strict=True,
        )
    )
    assert keur(data, antwoord) == []
    fouten = keur_beloften(data, start, antwoord)
    assert fouten == [] if fout is None else any(fout in x for x in fouten)


def test_de_keuring_rekent_de_rekening_na():
    data = wereld.instantie(**TWEE_KEER_ZES)
    start = als_antwoord(data, [zes()], [])
    antwoord = als_antwoord(data, [zes(("S1", 6), ("S2", 3))], [])
    assert keur_beloften(data, start, antwoord) == ["geen rekening van de beloften"]
    antwoord["steadiness"] = {"proposals": 2, "moved": 1, "children_filled": 5, "children_placed": 8}
    assert len(keur_beloften(data, start, antwoord)) == 4


# --- against trying everything ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Stand:
    """What counts of one legal plan."""

    verplaatst: int
    kinderen: int
    gewogen: int
    vast_weg: bool


@st.composite
def kleine_problemen(teken):
    """Two trainings that share a room and a trainer, four or five requests: every plan can be tried."""
    signalen = [
        wereld.signaal(
            f"S{i}",
            teken(st.sampled_from(["T1", "T2"])),
            intervention=teken(st.sampled_from(["I1", "I1", "I2"])),
            children=teken(st.integers(1, 5)),
            dayparts=teken(st.sampled_from([[7], [8], [7, 8]])),
            max_km=teken(st.sampled_from([3, 20, 20])),
            earliest_week=teken(st.sampled_from([0, 0, 2])),
            posted=teken(st.sampled_from(["2026-03-01", "2026-08-20"])),
        )
        for i in range(teken(st.integers(3, 5)))
    ]
    if teken(st.booleans()):
        signalen[0] |= {"split": True, "min_together": teken(st.integers(1, 2))}
        signalen[0]["children"] = max(signalen[0]["children"], signalen[0]["min_together"])
    klein = teken(st.integers(2, 5))
    groot = klein + teken(st.integers(0, 4))
    return wereld.instantie(
        interventions=[wereld.interventie(id=f"I{i}", min_size=klein, max_size=groot) for i in (1, 2)],
        signals=signalen,
        rooms=[wereld.ruimte("Z1", dayparts=[7, 8]), wereld.ruimte("Z2", lat=52.2)],
        trainers=[
            wereld.trainer("P1", interventions=["I1", "I2"], dayparts=[7, 8], max_groups_per_week=1),
            wereld.trainer("P2", interventions=["I1"], max_groups_per_week=1),
        ],
    )


def _delen(signaal, cellen):
    """All ways to hand one request to cells: whole, in pieces it allows, or not."""
    n, open_ = signaal["children"], [c for c in cellen if c[0] == signaal["intervention"]]
    if not signaal["split"]:
        return [{}, *({c: n} for c in open_)]
    maten = [0, *range(signaal["min_together"], n + 1)]
    keuzes = (dict(zip(open_, q, strict=True)) for q in itertools.product(maten, repeat=len(open_)))
    return [{c: q for c, q in k.items() if q} for k in keuzes if n - sum(k.values()) in maten]


def alle_standen(data, start):
    """What counts of every legal plan there is."""
    cellen = [(v, z, d) for v in ("I1", "I2") for z, d in (("Z1", 7), ("Z1", 8), ("Z2", 7))]
    beloften = {(b.groep["intervention"], b.groep["room"], b.groep["daypart"]): b.groep for b in start.beloften}
    wanneer = {s["id"]: s["earliest_week"] for s in data["signals"]}
    kan = {"I1": ["P1", "P2"], "I2": ["P1"]}
    uit = set()
    for keuze in itertools.product(*(_delen(s, cellen) for s in data["signals"])):
        per_cel = {}
        for s, delen in zip(data["signals"], keuze, strict=True):
            for c, q in delen.items():
                per_cel.setdefault(c, []).append({"signal": s["id"], "children": q})
        if len(per_cel) > 2 or len({c[1:] for c in per_cel}) < len(per_cel):
            continue
        for wie in itertools.product(*(kan[c[0]] for c in per_cel)):
            if len(set(wie)) < len(wie):
                continue
            groepen = []
            for (c, leden), t in zip(per_cel.items(), wie, strict=True):
                week = max(wanneer[lid["signal"]] for lid in leden)
                week = max(week, beloften[c]["start_week"]) if c in beloften else week
                plek = dict(zip(("intervention", "room", "daypart"), c, strict=True))
                groepen.append({"id": str(c), **plek, "start_week": week, "trainers": [t], "members": leden})
            proef = als_antwoord(data, groepen, [])
            if not keur(data, proef):
                weg = start.verplaatst(proef)
                vast = any(b.groep.get("held") for b in weg)
                uit.add(Stand(len(weg), kinderen(proef), gewogen(data, proef), vast))
    return uit


def goede_standen(standen, drempel):
    """(moved, weighted) of the answers that the statement allows; of equals all.

    Kept and filled up best; then the most weight, a move costing one, among plans whose moves are paid; then the
    fewest moves with no child fewer than that, and again the most weight.
    """
    meer, per = drempel
    uit = set()
    blijft = [x for x in standen if not x.verplaatst]
    for b in [x for x in blijft if x.gewogen == max(y.gewogen for y in blijft)]:
        mag = [x for x in standen if not x.vast_weg and per * (x.kinderen - b.kinderen) >= meer * x.verplaatst]
        waarde = max(x.gewogen - x.verplaatst for x in mag)
        for r in [x for x in mag if x.gewogen - x.verplaatst == waarde]:
            ook = [x for x in mag if x.kinderen >= r.kinderen]
            minst = min(x.verplaatst for x in ook)
            uit.add((minst, max(x.gewogen for x in ook if x.verplaatst == minst)))
    return uit


@EXACT
@given(kleine_problemen(), st.integers(1, 3), DREMPELS, st.data())
def test_het_antwoord_is_het_beste_dat_beloften_toelaten(data, later, drempel, keus):
    nieuw = {s["id"] for s in data["signals"][-later:]}
    start = gevraagd(data, nieuw, keus.draw)
    stand = Start(data, start)

    antwoord = antwoord_op(data, start, drempel)

    assert keur(data, antwoord) == []
    if stand.beloften:
        assert keur_beloften(data, start, antwoord, drempel) == []
        beste = goede_standen(alle_standen(data, stand), drempel)
        assert (antwoord["steadiness"]["moved"], gewogen(data, antwoord)) in beste
    assert antwoord["bound"] >= gewogen(data, antwoord)


@pytest.mark.parametrize(("vast", "verplaatst", "trainers"), [(False, 1, [["P2"], ["P1"]]), (True, 0, [["P1"]])])
def test_een_andere_trainer_is_de_kleinste_verhuizing(vast, verplaatst, trainers):
    """Only who was asked can give the second group; the first stays where and when it is, with the other trainer."""
    data = wereld.instantie(
        rooms=[wereld.ruimte(dayparts=[7, 8])],
        trainers=[
            wereld.trainer("P1", dayparts=[7, 8], max_groups_per_week=1),
            wereld.trainer("P2", max_groups_per_week=1),
        ],
        signals=[wereld.signaal("S1", children=6), wereld.signaal("S2", children=6, dayparts=[8])],
    )
    start = als_antwoord(data, [zes(held=vast)], []) | {"format": "marktplein-match-solution/1"}

    antwoord = antwoord_op(data, start, (1, 2))

    assert keur(data, antwoord) == keur_beloften(data, start, antwoord) == []
    assert antwoord["steadiness"]["moved"] == verplaatst
    assert [g["trainers"] for g in antwoord["groups"]] == trainers
