"""Small hand-made instances for the kernel's tests, in exchange format."""

from __future__ import annotations

from typing import Any

from vraag.matching import Oplossing, controleer, lees_instantie, los_op

Rij = dict[str, Any]


def interventie(**anders: Any) -> Rij:
    basis = {
        "id": "I1",
        "name": "weerbaarheid",
        "min_size": 6,
        "max_size": 10,
        "age_min": 8,
        "age_max": 12,
        "max_age_spread": 4,
        "trainers": 1,
        "weeks": 8,
    }
    return {**basis, **anders}


def signaal(naam: str, team: str = "T1", **anders: Any) -> Rij:
    basis = {
        "id": naam,
        "team": team,
        "intervention": "I1",
        "children": 5,
        "age_min": 8,
        "age_max": 10,
        "dayparts": [7],
        "max_km": 10,
        "earliest_week": 0,
        "posted": "2026-08-01",
        "split": False,
        "min_together": 1,
    }
    return {**basis, **anders}


def ruimte(naam: str = "Z1", **anders: Any) -> Rij:
    basis = {"id": naam, "municipality": "M1", "lat": 52.18, "lon": 4.47, "capacity": 12, "dayparts": [7]}
    return {**basis, **anders}


def trainer(naam: str = "P1", **anders: Any) -> Rij:
    basis = {
        "id": naam,
        "municipality": "M1",
        "scope": "region",
        "interventions": ["I1"],
        "dayparts": [7],
        "max_groups_per_week": 2,
    }
    return {**basis, **anders}


def lopend(naam: str = "G1", **anders: Any) -> Rij:
    basis = {
        "id": naam,
        "intervention": "I1",
        "room": "Z1",
        "daypart": 7,
        "start_week": 2,
        "trainers": ["P1"],
        "children": 7,
        "age_min": 8,
        "age_max": 10,
    }
    return {**basis, **anders}


def instantie(**anders: Any) -> Rij:
    """Oegstgeest asks for five, Katwijk for four, one room and one trainer: one group of nine."""
    basis: Rij = {
        "format": "marktplein-match-instance/1",
        "name": "proef",
        "reference_date": "2026-09-01",
        "horizon_weeks": 6,
        "dayparts": [f"{d}-{p}" for d in ("ma", "di", "wo", "do", "vr") for p in ("ochtend", "middag", "avond")],
        "weight": {"base": 10, "per_week": 1, "cap_weeks": 26},
        "municipalities": [
            {"id": "M1", "name": "Oegstgeest", "region": "R", "lat": 52.18, "lon": 4.4694},
            {"id": "M2", "name": "Katwijk", "region": "R", "lat": 52.2017, "lon": 4.3986},
        ],
        "teams": [
            {"id": "T1", "municipality": "M1", "lat": 52.18, "lon": 4.4694},
            {"id": "T2", "municipality": "M2", "lat": 52.2017, "lon": 4.3986},
        ],
        "interventions": [interventie()],
        "rooms": [ruimte()],
        "trainers": [trainer()],
        "existing_groups": [],
        "signals": [signaal("S1"), signaal("S2", "T2", children=4)],
    }
    return {**basis, **anders}


def uitkomst(**anders: Any) -> Oplossing:
    """The answer to an instance, checked."""
    inst = lees_instantie(instantie(**anders))
    oplossing = los_op(inst)
    assert controleer(inst, oplossing).geldig
    assert oplossing.grens is not None
    assert oplossing.doel.gewogen <= oplossing.grens
    return oplossing


def redenen(oplossing: Oplossing) -> dict[str, str]:
    return {n.signaal: n.reden.code for n in oplossing.niet_geplaatst}
