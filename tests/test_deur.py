"""One door for writes: a service that writes asks the right itself, and a form's key is kept in the service.

Who writes and is no service stands below with what it writes; pages, forms, selectors, admins and tasks never do.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.puur
WORTEL = Path(__file__).parents[1]
APPS = ("aanbod", "facilitair", "gemeenten", "vraag")
PRODUCT = ("marktplein", *APPS)
SCHRIJFT = {
    "save", "create", "bulk_create", "delete", "update", "leg_vast", "leg_alle_vast", "verplaats", "verplaats_alle",
    "wijzig_velden", "eenmalig", "get_or_create", "update_or_create",
}  # fmt: skip

# What writes without asking who is there, and why.
ZONDER_RECHT = {
    "aanbod.aanbieders.services.vraag_aan": "anybody asks, and the mailed link confirms it",
    "aanbod.deelname.services.aanmeldingen.meld_aan": "anybody registers",
    "aanbod.deelname.services.beginnen.begin_groep": "a task of our own",
    "aanbod.deelname.services.verplaatsen.zet_locatie": "a step of booking a room",
    "aanbod.deelname.services.wachtlijst.volg_vragen": "a step, and a task of our own",
    "aanbod.deelname.services.wachtlijst.verplaats_wacht": "a step, and a task of our own",
    "aanbod.deelname.services.teamplaatsen.schrijf_bij": "a step of taking places, which asks",
    "aanbod.deelname.services.tekort.signaleer": "a step of giving places back",
    "aanbod.deelname.services.tekort.zet": "a step of deciding, which asks, and of a task of our own",
    "aanbod.deelname.services.voornamen.wis_voornamen": "retention, and a step of who may",
    "aanbod.deelname.services.wissen.wis": "retention, and a step of who may",
    "aanbod.doorgeven.services.attenderen.vraag_attendering": "anybody asks",
    "aanbod.doorgeven.services.attenderen.bevestig_attendering": "the mailed link is the right",
    "aanbod.groepen.services.levensloop.publiceer_groep": "a step of planning; publiceer asks",
    "aanbod.groepen.services.levensloop.rond_groep_af": "a task of our own",
    "aanbod.groepen.services.planning.plan_groep": "a step of a proposal to which all said yes",
    "aanbod.groepen.services.planning.zet_trainer_in": "a step of planning",
    "aanbod.plank.services.verplaats_aanbod": "a step of the shelf and of the editors, who ask",
    "aanbod.zoeken.services.haal_in": "a task of our own",
    "facilitair.ruimtes.services.boeken.schrijf": "a step of booking",
    "facilitair.ruimtes.services.boeken.laat_los": "a step of booking",
    "facilitair.ruimtes.services.reserveren.reserveer_groep": "a step of planning and of kies_zaal, which asks",
    "facilitair.ruimtes.services.reserveren.geef_ruimte_vrij": "follows a group that is called off",
    "facilitair.ruimtes.services.zalen.bevestig": "its lock asks (_vergrendel)",
    "facilitair.taken.services.taken.noteer": "a step of every move",
    "facilitair.taken.services.van_groep.meld_te_weinig_deelnemers": "a task of our own",
    "facilitair.taken.services.van_groep.verzet_taken": "follows a group that is moved, whose mover asked the right",
    "facilitair.taken.services.van_groep.laat_taken_vervallen": "follows a group that is called off",
    "gemeenten.kaart.services.nakijken.vraag_na": "a task of our own",
    "gemeenten.kaart.services.invoerregels.voer_in": "a step of the job; the services that it calls ask",
    "gemeenten.kaart.services.invoer.vergeet_oude": "retention",
    "gemeenten.grond.services.inlogpieken.bewaak_inloggen": "a task of our own",
    "vraag.voorstellen.services.leg_antwoord_vast": "a step of answering",
    "gemeenten.grond.services.uitnodigen.aanvaard_als_nieuw": "the mailed link is the right",
    "gemeenten.grond.services.uitnodigen.aanvaard_als_bestaand": "the mailed link is the right",
}

# Modules that write rows and are no services: steps of a service, work of our own, or the writing half of a drawer.
SCHRIJFMODULES = {
    "aanbod.deelname.koppeling": "a step of registering: the link in the mail",
    "aanbod.plank.bevestigen": "a service: that an offer is still right; and the nightly question, by beat",
    "aanbod.plank.leesbaar": "how easily offers read, by beat",
    "aanbod.plank.redactie": "a service: laying before the editors, their questions and the answers",
    "facilitair.taken.sjablonen": "the templates that a new installation begins with",
    "facilitair.tekst": "a service: emptying free text",
    "gemeenten.kaart.register": "the categories that a new installation begins with",
    "marktplein.accounts.geheimen": "the command that turns keys",
    "marktplein.accounts.models": "a user is made by its manager",
    "marktplein.audit.overgang": "a move: saves and writes history, for services",
    "marktplein.audit.tekst": "a step of emptying free text",
    "marktplein.audit.velden": "a change of fields: saves and writes history, for services",
    "marktplein.basis.eenmalig": "the key of a form, for services",
    "marktplein.handleiding.eerst": "that one has seen the first steps, by that person",
    "marktplein.mail.meldingen": "the bell of one person, by that person or a message",
    "marktplein.mail.voorkeuren": "the choices of one person, by that person",
    "marktplein.werk.uitstel": "what waits ten seconds; asks whose it is",
    "vraag.aanvraag": "a step: asks for a run",
    "vraag.voorstellen.linkantwoord": "a service: the mailed link is the right",
    "vraag.voorstellen.terugkomen": "a step of answering with a link: gives back the place of who can after all",
    "vraag.voorstellen.antwoordlink": "a step of asking: the link in the mail",
    "vraag.poolen.bewaren": "the files of a run, by the worker",
    "vraag.poolen.rondes": "a round, by beat",
    "vraag.poolen.toepassen": "the outcome of a run, by the worker",
    "vraag.uitleg.bijna_uit": "one switch of the owner of a mailed link",
    "vraag.uitleg.trainervraag": "a service: asking for a trainer, and the answer",
    "vraag.voorstellen.melden": "that a proposal was told, by the worker",
    "vraag.voorstellen.vragen": "a step of making a group by hand: asks the other teams and the trainers",
    "vraag.voorstellen.met_de_hand": "a step of answering: a trainer who says no gets the hours back",
    "vraag.voorstellen.verschuiven": "dates that no longer hold, by beat",
    "vraag.voorstellen.plekken": "a step of taking places, handed in to the service of aanbod",
    "vraag.voorstellen.uitvoeren": "carries out what an answer decides",
}
# The demo's own rows, the embedded servers and the catalogue of translations.
NIET_HET_PRODUCT = ("marktplein.demo.", "marktplein.ingebed.", "marktplein.vertalingen")
NOOIT = {
    "views", "paginas", "forms", "formulieren", "filters", "selectors", "permissions", "admin", "tasks", "urls",
    "berichten", "werkplek", "vindbaar", "templatetags", "middleware",
}  # fmt: skip
ALTIJD_RIJEN = {"create", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "aupdate", "asave"}
GEEN_RIJ = {("marktplein.basis.export", "boek.save"): "a workbook"}


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
    zelf = {
        "save", "bulk_create", "delete", "eenmalig", "verplaats", "verplaats_alle", "wijzig_velden", "update_or_create",
    }  # fmt: skip
    assert {naam: fout for naam, functie in _functies("views") if (fout := _roept(functie) & zelf)} == {}


def _schrijft_rijen(roep: ast.Call) -> bool:
    """Whether this call writes to a table, as far as can be read: a dict's ``update`` takes no names."""
    if not isinstance(roep.func, ast.Attribute):
        return False
    wat = roep.func.attr
    if wat == "update":
        return bool(roep.keywords)
    return wat in ALTIJD_RIJEN or wat == "save" or (wat == "delete" and not roep.args)


def _modules() -> Iterator[tuple[str, tuple[str, ...], ast.Module]]:
    for app in PRODUCT:
        for pad in sorted((WORTEL / app).rglob("*.py")):
            delen = pad.relative_to(WORTEL).with_suffix("").parts
            naam = ".".join(delen)
            if "migrations" not in delen and not naam.startswith(NIET_HET_PRODUCT):
                yield naam, delen, ast.parse(pad.read_text("utf-8"))


# Of those modules: who is given somebody (``door``, ``user``) and asks no right, and why.
ZONDER_VRAAG = {
    "aanbod.plank.redactie.schrijf_antwoord": "a step of answering: who keeps the offer, or the mailed link",
    "vraag.voorstellen.vragen.vraag_mee": "a step of making a group by hand, whose maker asked the right",
    "vraag.voorstellen.vragen.vraag_trainer": "a step of making a group by hand, whose maker asked the right",
    "marktplein.audit.overgang.verplaats": "a step of services",
    "marktplein.audit.overgang.verplaats_alle": "a step of services",
    "marktplein.audit.tekst.leeg_tekst": "a step of services",
    "marktplein.audit.velden.wijzig_velden": "a step of services",
    "marktplein.basis.eenmalig.eenmalig": "a step of services",
    "marktplein.handleiding.eerst.zet_eerste_stappen_weg": "one's own",
    "marktplein.mail.meldingen.lees": "one's own",
    "marktplein.mail.voorkeuren.bewaar_voorkeuren": "one's own",
    "marktplein.werk.uitstel.neem_terug": "only what one asked for oneself",
    "marktplein.werk.uitstel.vergeet_geweigerde": "only what one asked for oneself",
    "marktplein.werk.uitstel.vraag": "what is asked is a service, which asks when it is carried out",
    "vraag.aanvraag.vraag_om_poolen": "a step of services",
}


def test_ook_buiten_de_diensten_vraagt_wie_voor_iemand_schrijft_naar_het_recht() -> None:
    zonder = {
        f"{naam}.{ding.name}"
        for naam, _, boom in _modules()
        if naam in SCHRIJFMODULES
        for ding in boom.body
        if isinstance(ding, ast.FunctionDef) and not ding.name.startswith("_")
        if {a.arg for a in (*ding.args.args, *ding.args.kwonlyargs)} & {"door", "user", "van"}
        if any(isinstance(k, ast.Call) and _schrijft_rijen(k) for k in ast.walk(ding)) or _roept(ding) & SCHRIJFT
        if not any(roept == "eis" or roept.startswith("kan_") for roept in _roept(ding))
    }
    assert zonder == set(ZONDER_VRAAG)


def test_alleen_diensten_en_bekende_modules_schrijven() -> None:
    """In the whole product: a new place that writes is a service, or is told above."""
    schrijvend = {
        naam: sorted({ast.unparse(k.func) for k in roepen})
        for naam, delen, boom in _modules()
        if "services" not in delen
        and (
            roepen := [
                k
                for k in ast.walk(boom)
                if isinstance(k, ast.Call) and _schrijft_rijen(k) and (naam, ast.unparse(k.func)) not in GEEN_RIJ
            ]
        )
    }
    assert {naam: wat for naam, wat in schrijvend.items() if naam not in SCHRIJFMODULES} == {}
    assert set(SCHRIJFMODULES) - set(schrijvend) == set(), "writes no more, or is gone"
    assert [naam for naam in SCHRIJFMODULES if NOOIT & set(naam.split("."))] == []


@pytest.mark.parametrize(
    ("regel", "schrijft"),
    [
        ("Team.objects.filter(pk=1).update(naam='x')", True),
        ("form.save()", True),
        ("rij.delete()", True),
        ("Team.objects.bulk_create(rijen)", True),
        ("keuzes.update(anders)", False),
        ("broker.delete(sleutel)", False),
        ("rijen.filter(pk=1)", False),
    ],
)
def test_wat_als_schrijven_telt(regel: str, schrijft: bool) -> None:
    roep = ast.parse(regel, mode="eval").body
    assert isinstance(roep, ast.Call)
    assert _schrijft_rijen(roep) is schrijft
