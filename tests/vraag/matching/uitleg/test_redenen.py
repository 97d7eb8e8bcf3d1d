"""Why a request has no place: every rung of the ladder."""

import pytest

from tests.vraag.matching import wereld
from vraag.matching import Inspanning, controleer, lees_instantie, los_op


def test_te_weinig_kinderen_noemt_de_getallen():
    oplossing = wereld.uitkomst(signals=[wereld.signaal("S1", children=3)])
    (rest,) = oplossing.niet_geplaatst
    assert rest.reden.code == "TOO_FEW_CHILDREN"
    assert (rest.reden.detail["aanwezig"], rest.reden.detail["nodig"], rest.reden.detail["tekort"]) == (3, 6, 3)
    assert {"soort": "meer_kinderen", "kinderen": 3, "dagdelen": [7], "teams": []} in rest.reden.helpt


@pytest.mark.parametrize(
    ("anders", "code"),
    [
        ({"signals": [wereld.signaal("S1", age_min=7)]}, "AGE"),
        ({"signals": [wereld.signaal("S1", max_km=0)], "rooms": [wereld.ruimte(lat=52.3)]}, "NO_ROOM_WITHIN_KM"),
        ({"rooms": []}, "NO_ROOM_WITHIN_KM"),
        ({"rooms": [wereld.ruimte(capacity=5)]}, "NO_ROOM_WITHIN_KM"),
        ({"rooms": [wereld.ruimte(dayparts=[1])]}, "NO_ROOM_DAYPART"),
        ({"trainers": []}, "NO_TRAINER"),
        ({"trainers": [wereld.trainer(max_groups_per_week=0)]}, "NO_TRAINER"),
        ({"trainers": [wereld.trainer(municipality="M2", scope="municipality")]}, "NO_TRAINER"),
        ({"signals": [wereld.signaal("S1", earliest_week=6)]}, "STARTS_LATER"),
        (
            {
                "signals": [wereld.signaal("S1"), wereld.signaal("S2", dayparts=[8])],
                "rooms": [wereld.ruimte(dayparts=[7, 8])],
                "trainers": [wereld.trainer(dayparts=[7, 8])],
            },
            "NO_SHARED_DAYPART",
        ),
        (
            {"signals": [wereld.signaal("S1", children=9), wereld.signaal("S2", children=10, posted="2026-01-01")]},
            "ROOMS_TAKEN",
        ),
        (
            {
                "signals": [wereld.signaal("S1", children=9), wereld.signaal("S2", children=10, posted="2026-01-01")],
                "rooms": [wereld.ruimte(), wereld.ruimte("Z2")],
            },
            "TRAINERS_TAKEN",
        ),
        (
            {"signals": [wereld.signaal("S1", children=3), wereld.signaal("S2", children=8, posted="2026-01-01")]},
            "TOO_FEW_CHILDREN_LEFT",
        ),
    ],
)
def test_reden(anders, code):
    assert wereld.redenen(wereld.uitkomst(**anders))["S1"] == code


def test_veel_wachtenden_voor_een_training_krijgen_allemaal_een_reden():
    """More requests than Python lets a function call itself."""
    signalen = [wereld.signaal(f"S{i:04}", "T1", children=2) for i in range(1_200)]
    inst = lees_instantie(wereld.instantie(signals=signalen))
    oplossing = los_op(inst, inspanning=Inspanning(kolomrondes=0, uitleg=False))
    assert controleer(inst, oplossing).geldig
    assert set(wereld.redenen(oplossing).values()) <= {"ROOMS_TAKEN", "TRAINERS_TAKEN"}
    assert len(wereld.redenen(oplossing)) > 1_000
