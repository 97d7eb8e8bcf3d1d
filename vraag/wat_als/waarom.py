"""Why a scenario changes nothing: what still stands in the way of the trainings that it is about."""

from collections.abc import Iterable, Mapping
from typing import Any

from vraag.models import Scenario
from vraag.uitleg.leemte import wat_mist
from vraag.wat_als.wijziging import DAGDEEL, GROOTTE, INTERVENTIE, REIZEN, RUIMTE, TRAINER

GENOEMD = 5
# What a kind of change is about, and the reasons that say there is still too little of it.
NIET_AAN = {
    TRAINER: "Het ligt niet aan de trainers.",
    RUIMTE: "Het ligt niet aan de ruimtes.",
    DAGDEEL: "Het ligt niet aan de dagdelen.",
    REIZEN: "Het ligt niet aan de afstand.",
    GROOTTE: "Het ligt niet aan de grootte van de groep.",
}
DAARAAN = {
    TRAINER: {"NO_TRAINER", "TRAINERS_TAKEN"},
    RUIMTE: {"NO_ROOM_WITHIN_KM", "NO_ROOM_DAYPART", "ROOMS_TAKEN"},
    DAGDEEL: {"NO_SHARED_DAYPART", "NO_ROOM_DAYPART"},
    REIZEN: {"NO_ROOM_WITHIN_KM", "TOO_FEW_CHILDREN"},
    GROOTTE: {"TOO_FEW_CHILDREN", "TOO_FEW_CHILDREN_LEFT"},
}
NOG_NIET_GENOEG = "De wijziging is nog niet genoeg."
NIEMAND = "Voor deze training wacht niemand meer."


def waarom_niets(scenario: Scenario) -> tuple[str, ...]:
    """A sentence per training that is changed, when no group changes; nothing for an outcome that does not tell."""
    uit = scenario.uitkomst
    if uit["verschijnt"] or uit["verdwijnt"] or uit["verandert"] or uit["nu"]["geplaatst"] != uit["dan"]["geplaatst"]:
        return ()
    soorten = {w["soort"] for w in scenario.wijzigingen}
    rijen = [r for r in uit["interventies"] if "ontbreekt" in r and _gaat_over(scenario.wijzigingen, r["id"])]
    # Where much is changed, what most people ask for says most.
    rijen.sort(key=lambda r: (-r["vraag"], r["naam"]))
    return tuple(f"{r['naam']}: {_zin(r, soorten)}" for r in rijen[:GENOEMD])


def _gaat_over(wijzigingen: Iterable[Mapping[str, Any]], training: int) -> bool:
    return any(training in over if (over := _trainingen(w)) else True for w in wijzigingen)


def _trainingen(w: Mapping[str, Any]) -> list[int]:
    """The trainings of a change; empty when it is about all of them."""
    if w["soort"] == TRAINER:
        return list(w["interventies"])
    if w["soort"] == REIZEN:
        return [w["id"]] if w["voor"] == INTERVENTIE else []
    return [w["interventie"]] if "interventie" in w else []


def _zin(rij: Mapping[str, Any], soorten: set[str]) -> str:
    code = rij["ontbreekt"]
    if not code:
        return NIEMAND
    (soort, *meer) = sorted(soorten)
    anders = not meer and code not in DAARAAN[soort]
    return f"{NIET_AAN[soort] if anders else NOG_NIET_GENOEG} {wat_mist(code, rij['voor'])}"
