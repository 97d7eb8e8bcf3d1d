"""The changes of a what-if scenario: their shapes, what is allowed, and what they do to an exchange document.

A change is a dict of JSON values with its ``soort``; names are kept with it, so that a scenario stays readable:

    grootte  interventie, naam, minimum (or None), maximum (or None)
    reizen   km, voor ("allen", "interventie", "gemeente"), id (or None), naam
    dagdeel  interventie, naam, dagdelen
    ruimte   gemeente, naam, plaatsen, dagdelen
    trainer  interventies, namen, gemeente (or None: the whole region), naam, dagdelen, groepen (a week)
"""

import copy
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from aanbod.models import Interventie
from gemeenten.grond.models import Regio
from marktplein.basis import dagdelen
from marktplein.basis.fouten import DomeinFout

Wijziging = Mapping[str, Any]
Document = dict[str, Any]

GROOTTE, REIZEN, DAGDEEL, RUIMTE, TRAINER = "grootte", "reizen", "dagdeel", "ruimte", "trainer"
ALLEN, INTERVENTIE, GEMEENTE = "allen", "interventie", "gemeente"
MAX_WIJZIGINGEN = 20
MAX_KM_ERBIJ, MAX_KM = 50, 100
MAX_GROEP, MAX_PLAATSEN, MAX_GROEPEN_PER_WEEK = 50, 200, 15
# Rooms and trainers that do not exist get ids of their own, so that nobody takes them for rows of ours.
EXTRA_RUIMTE, EXTRA_TRAINER = "X", "Y"


# --- what they do ---------------------------------------------------------------------------------------------


def verander(instantie: Mapping[str, Any], wijzigingen: Iterable[Wijziging]) -> Document:
    """A copy of an exchange document with the changes in it; what a change finds nothing for stays as it is."""
    document = copy.deepcopy(dict(instantie))
    for nummer, w in enumerate(wijzigingen, start=1):
        _DOE[w["soort"]](document, w, nummer)
    return document


def _grootte(document: Document, w: Wijziging, nummer: int) -> None:
    for i in document["interventions"]:
        if i["id"] == f"I{w['interventie']}":
            i["min_size"] = w["minimum"] or i["min_size"]
            i["max_size"] = w["maximum"] or i["max_size"]


def _reizen(document: Document, w: Wijziging, nummer: int) -> None:
    gemeente_van = {t["id"]: t["municipality"] for t in document["teams"]}
    for s in document["signals"]:
        raakt = (
            w["voor"] == ALLEN
            or (w["voor"] == INTERVENTIE and s["intervention"] == f"I{w['id']}")
            or (w["voor"] == GEMEENTE and gemeente_van[s["team"]] == f"M{w['id']}")
        )
        if raakt:
            s["max_km"] = max(s["max_km"], min(MAX_KM, s["max_km"] + w["km"]))


def _dagdeel(document: Document, w: Wijziging, nummer: int) -> None:
    for s in document["signals"]:
        if s["intervention"] == f"I{w['interventie']}":
            s["dayparts"] = sorted({*s["dayparts"], *w["dagdelen"]})


def _ruimte(document: Document, w: Wijziging, nummer: int) -> None:
    plaats = next((m for m in document["municipalities"] if m["id"] == f"M{w['gemeente']}"), None)
    if plaats is None:
        return
    document["rooms"].append(
        {
            "id": f"{EXTRA_RUIMTE}{nummer}",
            "municipality": plaats["id"],
            "lat": plaats["lat"],
            "lon": plaats["lon"],
            "capacity": w["plaatsen"],
            "dayparts": sorted(w["dagdelen"]),
        }
    )


def _trainer(document: Document, w: Wijziging, nummer: int) -> None:
    gevraagd = {i["id"] for i in document["interventions"]}
    gemeenten = [m["id"] for m in document["municipalities"]]
    thuis = f"M{w['gemeente']}" if w["gemeente"] else next(iter(gemeenten), "")
    kan = sorted(gevraagd.intersection(f"I{pk}" for pk in w["interventies"]))
    if not kan or thuis not in gemeenten:
        return
    document["trainers"].append(
        {
            "id": f"{EXTRA_TRAINER}{nummer}",
            "municipality": thuis,
            "scope": "municipality" if w["gemeente"] else "region",
            "interventions": kan,
            "dayparts": sorted(w["dagdelen"]),
            "max_groups_per_week": w["groepen"],
            "excluded": [],
        }
    )


_DOE: dict[str, Callable[[Document, Wijziging, int], None]] = {
    GROOTTE: _grootte,
    REIZEN: _reizen,
    DAGDEEL: _dagdeel,
    RUIMTE: _ruimte,
    TRAINER: _trainer,
}


# --- what is allowed ------------------------------------------------------------------------------------------


def controleer(regio: Regio, wijzigingen: Sequence[Wijziging]) -> None:
    """Raise DomeinFout for a list that cannot be computed: empty, too long, twice the same, or out of bounds."""
    if not wijzigingen:
        raise DomeinFout("Kies minstens één wijziging. Zonder wijziging valt er niets te vergelijken.")
    if len(wijzigingen) > MAX_WIJZIGINGEN:
        raise DomeinFout(f"Kies hoogstens {MAX_WIJZIGINGEN} wijzigingen tegelijk.")
    groottes = [w["interventie"] for w in wijzigingen if w["soort"] == GROOTTE]
    if len(set(groottes)) < len(groottes):
        raise DomeinFout("Verander de groepsgrootte van een training maar één keer.")
    interventies = Interventie.objects.in_bulk({pk for w in wijzigingen for pk in _interventies(w)})
    gemeenten = set(regio.gemeenten.values_list("pk", flat=True))
    for w in wijzigingen:
        if not set(_interventies(w)) <= set(interventies):
            raise DomeinFout("Een gekozen training bestaat niet meer. Kies een andere.")
        if not set(_gemeenten(w)) <= gemeenten:
            raise DomeinFout("Een gekozen gemeente hoort niet bij deze regio.")
        _eis_grenzen(w, interventies)


def _interventies(w: Wijziging) -> list[int]:
    if w["soort"] == TRAINER:
        return list(w["interventies"])
    if w["soort"] == REIZEN:
        return [w["id"]] if w["voor"] == INTERVENTIE else []
    return [w["interventie"]] if "interventie" in w else []


def _gemeenten(w: Wijziging) -> list[int]:
    if w["soort"] == REIZEN:
        return [w["id"]] if w["voor"] == GEMEENTE else []
    return [w["gemeente"]] if w.get("gemeente") else []


def _eis_grenzen(w: Wijziging, interventies: Mapping[int, Interventie]) -> None:
    goed = True
    if w["soort"] == GROOTTE:
        i = interventies[w["interventie"]]
        goed = 1 <= (w["minimum"] or i.groep_min) <= (w["maximum"] or i.groep_max) <= max(MAX_GROEP, i.groep_max)
    elif w["soort"] == REIZEN:
        goed = 1 <= w["km"] <= MAX_KM_ERBIJ
    elif w["soort"] == RUIMTE:
        goed = 1 <= w["plaatsen"] <= MAX_PLAATSEN
    elif w["soort"] == TRAINER:
        goed = bool(w["interventies"]) and 1 <= w["groepen"] <= MAX_GROEPEN_PER_WEEK
    if w["soort"] in (DAGDEEL, RUIMTE, TRAINER):
        goed = goed and bool(w["dagdelen"]) and all(0 <= d < dagdelen.AANTAL for d in w["dagdelen"])
    if not goed:
        raise DomeinFout(f"Deze wijziging kan niet: {omschrijf(w)}")


# --- in words -------------------------------------------------------------------------------------------------


def omschrijf(w: Wijziging) -> str:
    """One change as a sentence."""
    return _ZIN[w["soort"]](w)


def _zin_grootte(w: Wijziging) -> str:
    delen = [f"minstens {w['minimum']}"] if w["minimum"] else []
    delen += [f"hoogstens {w['maximum']}"] if w["maximum"] else []
    return f"Groepen van {w['naam']}: {' en '.join(delen)} kinderen."


def _zin_reizen(w: Wijziging) -> str:
    if w["voor"] == ALLEN:
        return f"Alle kinderen kunnen {w['km']} km verder reizen."
    voor = f"voor {w['naam']}" if w["voor"] == INTERVENTIE else f"uit {w['naam']}"
    return f"De kinderen {voor} kunnen {w['km']} km verder reizen."


def _zin_ruimte(w: Wijziging) -> str:
    return f"Een extra ruimte in {w['naam']} voor {w['plaatsen']} kinderen, op {dagdelen.opsomming(w['dagdelen'])}."


def _zin_trainer(w: Wijziging) -> str:
    waar = f"in {w['naam']}" if w["gemeente"] else "voor de hele regio"
    aantal = "1 groep" if w["groepen"] == 1 else f"{w['groepen']} groepen"
    return (
        f"Een extra trainer {waar} voor {', '.join(w['namen'])}: {aantal} per week, "
        f"op {dagdelen.opsomming(w['dagdelen'])}."
    )


_ZIN: dict[str, Callable[[Wijziging], str]] = {
    GROOTTE: _zin_grootte,
    REIZEN: _zin_reizen,
    DAGDEEL: lambda w: f"De kinderen voor {w['naam']} kunnen ook op {dagdelen.opsomming(w['dagdelen'])}.",
    RUIMTE: _zin_ruimte,
    TRAINER: _zin_trainer,
}
