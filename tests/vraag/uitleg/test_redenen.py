"""Reasons in Dutch: every code the kernel can give has words, and odd facts never break a page."""

from typing import Any

import pytest

from vraag.matching.probleem.antwoord import REDEN_CODES
from vraag.models import Reden
from vraag.poolen.momentopname import GEEN_GROEP, NIET_OP_PLANK
from vraag.uitleg.redenen import leg_uit

pytestmark = pytest.mark.puur

ALLE = [*REDEN_CODES, GEEN_GROEP, NIET_OP_PLANK]
KINDEREN = {"aanwezig": 3, "nodig": 6, "tekort": 3, "km": 10}


@pytest.mark.parametrize(
    ("code", "feiten", "kort", "zin"),
    [
        ("TOO_FEW_CHILDREN", KINDEREN, "3 van 6 kinderen", "3 van 6 kinderen; nog 3 nodig binnen 10 km"),
        (
            "NO_SHARED_DAYPART",
            {**KINDEREN, "andere_dagdelen": 8},
            "3 van 6 kinderen op jouw dagdelen",
            "Kon iedereen op elk dagdeel, dan waren het er 8.",
        ),
        ("TOO_FEW_CHILDREN_LEFT", KINDEREN, "3 van 6 kinderen over", "nog 3 nodig binnen 10 km"),
        (
            "AGE",
            {"min": 8, "max": 12, "verschil": 4},
            "Leeftijd past niet",
            "8 tot en met 12 jaar. In een groep schelen kinderen hoogstens 4 jaar.",
        ),
        ("NO_ROOM_WITHIN_KM", {"km": 5, "dichtstbij_m": 7340}, "Geen ruimte dichtbij", "is op 7,3 km"),
        (
            "NO_ROOM_DAYPART",
            {"km": 5, "ruimtes": 2, "open_op": [7, 13]},
            "Geen ruimte op jouw dagdelen",
            "Wel op woensdagmiddag of vrijdagmiddag.",
        ),
        ("NO_TRAINER", {"trainers_nodig": 2, "bevoegd": 0}, "Geen trainer", "niemand in de regio"),
        ("NO_TRAINER", {"trainers_nodig": 2, "bevoegd": 3}, "Geen trainer op jouw dagdelen", "kunnen er niet genoeg"),
        ("ROOMS_TAKEN", {**KINDEREN, "dagdelen": [7]}, "Ruimtes bezet", "al bezet"),
        ("TRAINERS_TAKEN", {**KINDEREN, "dagdelen": [7], "trainers_nodig": 2}, "Trainers bezet", "al een groep"),
        ("STARTS_LATER", {"week": 9, "horizon": 6}, "Begint later", "de komende 6 weken"),
        (GEEN_GROEP, {}, "Geen training gevonden", "leemte"),
        (NIET_OP_PLANK, {}, "Training niet meer op de plank", "niet aangeboden"),
        ("EEN_NIEUWE_CODE", {}, "Nog geen groep", "blijven zoeken"),
    ],
)
def test_in_gewone_woorden(code: str, feiten: dict[str, Any], kort: str, zin: str) -> None:
    uitleg = leg_uit(Reden(code=code, detail=feiten))
    assert uitleg.kort == kort
    assert zin in uitleg.zin


@pytest.mark.parametrize("code", ALLE)
def test_elke_code_heeft_eigen_woorden_en_een_uitweg(code: str) -> None:
    uitleg = leg_uit(Reden(code=code, detail={**KINDEREN, "open_op": [1], "dichtstbij_m": 9000}))
    assert uitleg.zin != leg_uit(Reden(code="?")).zin
    assert uitleg.helpt


@pytest.mark.parametrize("code", ALLE)
@pytest.mark.parametrize(
    "feiten",
    [
        {},
        None,
        [],
        {"aanwezig": None, "nodig": "zes", "km": True, "open_op": "7", "dichtstbij_m": []},
        {"open_op": [99]},
    ],
)
def test_vreemde_feiten_breken_niets(code: str, feiten: Any) -> None:
    uitleg = leg_uit(Reden(code=code, detail=feiten, helpt=feiten))
    assert uitleg.kort
    assert uitleg.zin.endswith(".")
    assert "None" not in uitleg.zin


def test_wat_de_berekening_zelf_vond_gaat_voor() -> None:
    hulp = {"soort": "meer_km", "km": 15, "extra_km": 5, "hoe": "voorstel"}
    (tip,) = leg_uit(Reden(code="TOO_FEW_CHILDREN", detail=KINDEREN, helpt=[hulp])).helpt
    assert (
        str(tip) == "Kunnen de kinderen 15 km reizen (5 km verder)? Zo ja, dan past het in een voorstel dat er al ligt."
    )
    assert (tip.knop, tip.wijzig) == ("Maak er 15 km van", "?km=15")


def test_een_onbekend_soort_hulp_zegt_niets() -> None:
    basis = leg_uit(Reden(code="TOO_FEW_CHILDREN", detail=KINDEREN))
    assert leg_uit(Reden(code="TOO_FEW_CHILDREN", detail=KINDEREN, helpt=[{"soort": "toveren"}, 7])) == basis
