"""One door for writes: a service that writes asks the right itself, and a form's key is kept in the service."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.puur
WORTEL = Path(__file__).parents[1]
APPS = ("aanbod", "facilitair", "gemeenten", "vraag")
SCHRIJFT = {
    "save", "create", "bulk_create", "delete", "update", "leg_vast", "leg_alle_vast", "verplaats", "verplaats_alle",
    "eenmalig", "get_or_create", "update_or_create",
}  # fmt: skip

# What writes without asking who is there, and why.
ZONDER_RECHT = {
    "aanbod.deelname.services.aanmeldingen.meld_aan": "anybody registers",
    "aanbod.deelname.services.beginnen.begin_groep": "a task of our own",
    "aanbod.deelname.services.verplaatsen.zet_locatie": "a step of booking a room",
    "aanbod.deelname.services.wachtlijst.bied_vrije_plekken_aan": "a step, and a task of our own",
    "aanbod.deelname.services.wissen.wis": "retention, and a step of who may",
    "aanbod.groepen.services.levensloop.publiceer_groep": "a step of planning; publiceer asks",
    "aanbod.groepen.services.levensloop.rond_groep_af": "a task of our own",
    "aanbod.groepen.services.planning.plan_groep": "a step of a proposal to which all said yes",
    "aanbod.groepen.services.planning.zet_trainer_in": "a step of planning",
    "facilitair.ruimtes.services.boeken.schrijf": "a step of booking",
    "facilitair.ruimtes.services.boeken.laat_los": "a step of booking",
    "facilitair.ruimtes.services.reserveren.reserveer_groep": "a step of planning and of kies_zaal, which asks",
    "facilitair.ruimtes.services.reserveren.geef_ruimte_vrij": "follows a group that is called off",
    "facilitair.ruimtes.services.zalen.bevestig": "its lock asks (_vergrendel)",
    "facilitair.taken.services.taken.noteer": "a step of every move",
    "facilitair.taken.services.van_groep.meld_te_weinig_deelnemers": "a task of our own",
    "facilitair.taken.services.van_groep.laat_taken_vervallen": "follows a group that is called off",
    "gemeenten.grond.services.inlogpieken.bewaak_inloggen": "a task of our own",
    "gemeenten.grond.services.uitnodigen.aanvaard_als_nieuw": "the mailed link is the right",
    "gemeenten.grond.services.uitnodigen.aanvaard_als_bestaand": "the mailed link is the right",
}


def _functies(deel: str) -> Iterator[tuple[str, ast.FunctionDef]]:
    """Public functions of every module called ``deel``, or in a folder of that name, by dotted name."""
    for app in APPS:
        for pad in sorted((WORTEL / app).rglob("*.py")):
            onder = pad.relative_to(WORTEL).with_suffix("").parts
            if deel in onder:
                for ding in ast.parse(pad.read_text("utf-8")).body:
                    if isinstance(ding, ast.FunctionDef):
                        yield ".".join([*onder, ding.name]), ding


def _roept(functie: ast.FunctionDef) -> set[str]:
    namen = set()
    for ding in ast.walk(functie):
        if isinstance(ding, ast.Call):
            doel = ding.func
            namen.add(doel.attr if isinstance(doel, ast.Attribute) else getattr(doel, "id", ""))
    return namen


def test_een_dienst_die_schrijft_vraagt_zelf_naar_het_recht() -> None:
    zonder = {
        naam
        for naam, functie in _functies("services")
        if not functie.name.startswith("_")
        and _roept(functie) & SCHRIJFT
        and not any(roept == "eis" or roept.startswith("kan_") for roept in _roept(functie))
    }
    assert zonder - set(ZONDER_RECHT) == set(), "asks no right; ask it, or say above why not"
    assert set(ZONDER_RECHT) - zonder == set(), "asks its right by now, or is gone"


def test_een_pagina_houdt_geen_sleutels_bij_en_schrijft_niet_zelf() -> None:
    """Keys and rows are the services' work; a page only adds lines about what it showed or gave away."""
    zelf = {"save", "bulk_create", "delete", "eenmalig", "verplaats", "verplaats_alle", "update_or_create"}
    assert {naam: fout for naam, functie in _functies("views") if (fout := _roept(functie) & zelf)} == {}
