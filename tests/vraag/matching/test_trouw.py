"""Proposals that people think about: kept, moved only for what a move must bring, never when they are fixed."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.bench.groepsvorming.genereer import genereer
from tests.vraag.matching import wereld
from tests.vraag.matching.test_eigenschappen import LICHT, RUSTIG, problemen
from vraag.matching import Drempel, Inspanning, Instantie, Oplossing, controleer, lees_instantie, los_op, naar_json
from vraag.matching.probleem.uitvoer import van_json

STANDAARD = Drempel()
MIDDEL = Inspanning(duikdeel=0.3, buurten=8, fijn=8, knopen=10, uitleg=False)


def verplaatst(start: Oplossing, antwoord: Oplossing) -> list[str]:
    """Groups of the start that the answer lacks, or that lost a member or a trainer: counted from the answers alone."""
    nu = {
        (g.interventie, g.ruimte, g.dagdeel, g.startweek, g.trainers): {x.signaal: x.kinderen for x in g.leden}
        for g in antwoord.groepen
    }
    weg = []
    for g in start.groepen:
        leden = nu.get((g.interventie, g.ruimte, g.dagdeel, g.startweek, g.trainers), {})
        if any(leden.get(x.signaal, 0) < x.kinderen for x in g.leden):
            weg.append(g.id)
    return weg


def geplaatst(antwoord: Oplossing) -> int:
    return sum(g.kinderen for g in antwoord.groepen) + sum(a.kinderen for a in antwoord.aansluitingen)


def zonder(inst: Instantie, wie: set[str]) -> Instantie:
    return replace(inst, signalen=tuple(s for s in inst.signalen if s.id not in wie))


@RUSTIG
@given(problemen(), st.integers(0, 3))
def test_wat_beloofd_is_verhuist_alleen_voor_meer_kinderen(data, later):
    """From the answer without the last requests to the one with them: every move is paid, nobody is worse off."""
    inst = lees_instantie(data)
    nieuw = {s.id for s in inst.signalen[len(inst.signalen) - later :]}
    start = los_op(zonder(inst, nieuw), inspanning=LICHT)

    antwoord = los_op(inst, start=start, drempel=STANDAARD, inspanning=LICHT)

    assert controleer(inst, antwoord).geldig
    if not start.groepen:
        assert antwoord.rekening is None
        return
    rekening = antwoord.rekening
    assert rekening is not None
    assert rekening.verplaatst == len(verplaatst(start, antwoord))
    assert (rekening.beloofd, rekening.geplaatst) == (len(start.groepen), geplaatst(antwoord))
    assert rekening.gevuld >= geplaatst(start)
    assert STANDAARD.over(rekening.geplaatst - rekening.gevuld, rekening.verplaatst) >= 0
    assert rekening.geplaatst > rekening.gevuld or not rekening.verplaatst


@RUSTIG
@given(problemen())
def test_zonder_nieuws_verandert_er_niets(data):
    inst = lees_instantie(data)
    start = los_op(inst, inspanning=LICHT)

    antwoord = los_op(inst, start=start, drempel=STANDAARD, inspanning=LICHT)

    assert not verplaatst(start, antwoord)
    assert {g.id: g.trainers for g in start.groepen}.items() <= {g.id: g.trainers for g in antwoord.groepen}.items()
    assert geplaatst(antwoord) >= geplaatst(start)


@RUSTIG
@given(problemen(), st.integers(1, 3))
def test_wat_vast_is_verhuist_nooit(data, later):
    inst = lees_instantie(data)
    nieuw = {s.id for s in inst.signalen[len(inst.signalen) - later :]}
    los = los_op(zonder(inst, nieuw), inspanning=LICHT)
    vast = replace(los, groepen=tuple(replace(g, vast=True) for g in los.groepen))

    antwoord = los_op(inst, start=vast, drempel=Drempel(0, 1), inspanning=LICHT)

    assert not verplaatst(vast, antwoord)


@RUSTIG
@given(problemen())
def test_dezelfde_belofte_geeft_hetzelfde_antwoord(data):
    inst = lees_instantie(data)
    start = los_op(zonder(inst, {s.id for s in inst.signalen[-2:]}), inspanning=LICHT)
    eerst, nog_eens = (los_op(inst, start=start, drempel=STANDAARD, inspanning=LICHT) for _ in range(2))
    assert json.dumps(naar_json(eerst)) == json.dumps(naar_json(nog_eens))
    assert van_json(naar_json(eerst)) == eerst


@pytest.mark.parametrize("zaad", [1])
def test_ook_waar_weken_tellen(zaad: int) -> None:
    """Series shorter than the horizon: a promised week is not one of those that stand for others."""
    inst = lees_instantie(genereer(60, zaad, 1) | {"horizon_weeks": 12})
    nieuw = {s.id for s in inst.signalen[::9]}
    start = los_op(zonder(inst, nieuw), inspanning=LICHT)

    antwoord = los_op(inst, start=start, drempel=STANDAARD, inspanning=MIDDEL)

    assert controleer(inst, antwoord).geldig
    rekening = antwoord.rekening
    assert rekening is not None
    assert rekening.verplaatst == len(verplaatst(start, antwoord))
    assert STANDAARD.over(rekening.geplaatst - rekening.gevuld, rekening.verplaatst) >= 0


# --- made by hand: what a move is worth ------------------------------------------------------------------------

EEN_PLEK = {"rooms": [wereld.ruimte(capacity=10)], "trainers": [wereld.trainer(max_groups_per_week=1)]}


def van_zes_naar(nieuw: int, drempel: Drempel, *, vast: bool = False) -> Oplossing:
    """One room, one trainer, six children promised; then a team asks for `nieuw` of another training there."""
    inst = lees_instantie(
        wereld.instantie(
            interventions=[wereld.interventie(), wereld.interventie(id="I2")],
            rooms=[wereld.ruimte(capacity=10)],
            trainers=[wereld.trainer(interventions=["I1", "I2"], max_groups_per_week=1)],
            signals=[
                wereld.signaal("S1", children=6),
                wereld.signaal("S2", "T2", intervention="I2", children=nieuw),
            ],
        )
    )
    start = los_op(zonder(inst, {"S2"}))
    assert [g.interventie for g in start.groepen] == ["I1"]
    start = replace(start, groepen=tuple(replace(g, vast=vast) for g in start.groepen))
    return los_op(inst, start=start, drempel=drempel)


@pytest.mark.parametrize(
    ("nieuw", "drempel", "wordt"),
    [
        (6, STANDAARD, "I1"),
        (7, STANDAARD, "I2"),
        (7, Drempel(2, 1), "I1"),
        (8, Drempel(2, 1), "I2"),
        (10, Drempel(5, 1), "I1"),
    ],
)
def test_een_voorstel_wijkt_voor_genoeg_kinderen(nieuw: int, drempel: Drempel, wordt: str) -> None:
    assert [g.interventie for g in van_zes_naar(nieuw, drempel).groepen] == [wordt]


def test_een_vast_voorstel_wijkt_voor_niemand() -> None:
    antwoord = van_zes_naar(10, STANDAARD, vast=True)
    assert [g.interventie for g in antwoord.groepen] == ["I1"]
    assert antwoord.rekening is not None
    assert (antwoord.rekening.verplaatst, antwoord.rekening.geplaatst) == (0, 6)


def test_alleen_zwaarder_wegen_is_geen_reden() -> None:
    """Children who waited longer weigh more, but do not push others out of a proposal."""
    inst = lees_instantie(
        wereld.instantie(
            interventions=[wereld.interventie(), wereld.interventie(id="I2")],
            rooms=[wereld.ruimte(capacity=10)],
            trainers=[wereld.trainer(interventions=["I1", "I2"], max_groups_per_week=1)],
            signals=[
                wereld.signaal("S1", children=6, posted="2026-08-31"),
                wereld.signaal("S2", "T2", intervention="I2", children=6, posted="2025-09-01"),
            ],
        )
    )
    start = los_op(zonder(inst, {"S2"}))
    assert [g.interventie for g in los_op(inst, start=start).groepen] == ["I2"]
    assert [g.interventie for g in los_op(inst, start=start, drempel=STANDAARD).groepen] == ["I1"]


def test_wie_er_bij_kan_komt_erbij() -> None:
    inst = lees_instantie(
        wereld.instantie(signals=[wereld.signaal("S1", children=6), wereld.signaal("S2", "T2", children=3)], **EEN_PLEK)
    )
    start = los_op(zonder(inst, {"S2"}))
    (groep,) = los_op(inst, start=start, drempel=STANDAARD).groepen
    assert {x.signaal: x.kinderen for x in groep.leden} == {"S1": 6, "S2": 3}
    assert (groep.startweek, groep.trainers) == (start.groepen[0].startweek, start.groepen[0].trainers)


def test_waar_geen_tijd_meer_is_komt_niemand_bij() -> None:
    inst = lees_instantie(
        wereld.instantie(signals=[wereld.signaal("S1", children=6), wereld.signaal("S2", "T2", children=3)], **EEN_PLEK)
    )
    start = los_op(zonder(inst, {"S2"}))
    dicht = replace(start, groepen=tuple(replace(g, vol=True, vast=True) for g in start.groepen))
    (groep,) = los_op(inst, start=dicht, drempel=STANDAARD).groepen
    assert [x.signaal for x in groep.leden] == ["S1"]
    assert van_json(naar_json(dicht)) == dicht


def test_wie_pas_later_kan_verschuift_de_eerste_week_niet() -> None:
    """Another member who can only come later would move the group that people were asked for."""
    inst = lees_instantie(
        wereld.instantie(
            signals=[wereld.signaal("S1", children=6), wereld.signaal("S2", "T2", children=3, earliest_week=4)],
            **EEN_PLEK,
        )
    )
    start = los_op(zonder(inst, {"S2"}))
    (groep,) = los_op(inst, start=start, drempel=Drempel(4, 1)).groepen
    assert (groep.startweek, [x.signaal for x in groep.leden]) == (0, ["S1"])
    (groep,) = los_op(inst, start=start, drempel=STANDAARD).groepen
    assert (groep.startweek, [x.signaal for x in groep.leden]) == (4, ["S1", "S2"])


@pytest.mark.parametrize("fout", [(-1, 1), (1, 0)])
def test_een_drempel_die_niet_bestaat(fout: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="drempel"):
        Drempel(*fout)
