"""Looking ahead and what-if in a real browser: with and without JavaScript, on a phone and a wide screen."""

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from gemeenten.grond.enums import Rol
from marktplein.accounts.models import User
from marktplein.basis import klok
from tests.gemeenten.factories import gebruiker_met
from tests.hulp_browser import controleer_breedte
from tests.vraag.streek import WOENSDAGMIDDAG, Streek, maak_signaal, maak_streek, maak_trainer
from vraag.aanvraag import vraag_om_poolen
from vraag.models import Run, Scenario
from vraag.poolen.services import voer_run_uit
from vraag.wat_als import services
from vraag.workflow import Aanleiding, RunStaat

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def streek() -> Streek:
    return maak_streek()


@pytest.fixture
def aanspreekpunt(streek: Streek) -> User:
    return gebruiker_met(Rol.AANSPREEKPUNT, gemeente=streek.katwijk.gemeente, naam="Anne Visser")


def bereken(streek: Streek) -> Run:
    run = voer_run_uit(vraag_om_poolen(streek.regio, Aanleiding.HANDMATIG).pk)
    assert run is not None
    return run


def test_we_rekenen_tot_het_antwoord_er_staat(
    streek: Streek, page_als: Callable[..., Any], axe: Callable[..., None], schermafbeelding: Callable[..., Any]
) -> None:
    """Nothing that the run may contradict stands there; when it ends the proposal comes in place, buttons included."""
    maak_signaal(streek, streek.oegstgeest, 5)
    signaal = maak_signaal(streek, streek.katwijk, 4, splitsbaar=True)
    run = vraag_om_poolen(streek.regio, Aanleiding.WIJZIGING)
    page = page_als(streek.van_katwijk)

    page.goto(f"/vraag/{signaal.pk}/")
    page.get_by_role("heading", name="We rekenen").wait_for()
    page.get_by_text("De berekening begint zo.").wait_for()
    expect(page.get_by_role("link", name="Maak een groep")).to_be_hidden()
    axe(page)
    schermafbeelding(page, "we-rekenen")

    voer_run_uit(run.pk)
    page.get_by_text("Er is een voorstel voor 4 van de 4 kinderen").wait_for()
    expect(page.get_by_role("button", name=re.compile("^Ja ?: Weerbaarheid"))).to_be_visible()
    expect(page.get_by_text("In een voorstel", exact=True)).to_be_visible()
    expect(page.get_by_text("We rekenen")).to_be_hidden()


def test_zonder_javascript_ververst_een_link_de_pagina(streek: Streek, page_als: Callable[..., Any]) -> None:
    signaal = maak_signaal(streek, streek.katwijk, 4)
    run = vraag_om_poolen(streek.regio, Aanleiding.WIJZIGING)
    page = page_als(streek.van_katwijk, javascript=False)

    page.goto(f"/vraag/{signaal.pk}/")
    voer_run_uit(run.pk)
    page.get_by_role("link", name="Ververs deze pagina").click()

    expect(page.get_by_text("4 van 6 kinderen; nog 2 nodig")).to_be_visible()


def test_een_naam_van_een_lang_woord_schuift_niet_zijwaarts(
    streek: Streek, aanspreekpunt: User, page_als: Callable[..., Any]
) -> None:
    ding = Scenario.objects.create(regio=streek.regio, eigenaar=aanspreekpunt, naam="W" * 80, gevraagd_op=klok.nu())
    page = page_als(aanspreekpunt)
    page.set_viewport_size({"width": 320, "height": 800})
    for pad in ("", f"{ding.pk}/", f"{ding.pk}/verwijderen/"):
        page.goto(f"/vraag/wat-als/{pad}")
        controleer_breedte(page)


@pytest.mark.parametrize("javascript", [True, False])
def test_een_scenario_maken(
    streek: Streek, aanspreekpunt: User, page_als: Callable[..., Any], javascript: bool
) -> None:
    maak_signaal(streek, streek.katwijk, 5)
    page = page_als(aanspreekpunt, javascript=javascript)

    page.goto("/vraag/wat-als/")
    page.get_by_role("main").get_by_role("link", name="Maak een scenario").first.click()
    page.get_by_label("Hoe noem je dit scenario?").fill("Extra zaal")
    page.get_by_text("Een extra ruimte", exact=True).first.click()
    page.get_by_role("button", name="Nog een ruimte").click()
    expect(page.get_by_label("Hoe noem je dit scenario?")).to_have_value("Extra zaal")
    expect(page.get_by_label("Voor hoeveel mensen?")).to_have_count(2)
    page.get_by_label("Voor hoeveel mensen?").last.fill("0")
    page.get_by_label("Hoe noem je dit scenario?").press("Enter")

    page.get_by_role("heading", name="nog niet goed").wait_for()
    tweede = page.get_by_role("group", name="Een extra ruimte (2)")
    tweede.get_by_label("In welke gemeente?").select_option(label="Katwijk")
    tweede.get_by_label("Voor hoeveel mensen?").fill("12")
    tweede.locator(f"input[type=checkbox][value='{WOENSDAGMIDDAG}']").check()
    page.get_by_role("button", name="Reken het uit").click()

    page.get_by_role("heading", name="Extra zaal", level=1).wait_for()
    scenario = Scenario.objects.get()
    assert [w["soort"] for w in scenario.wijzigingen] == ["ruimte"]
    services.voer_uit(scenario.pk)
    if not javascript:
        page.reload()
    page.get_by_role("heading", name="Wat het oplevert").wait_for()


def test_alle_paginas_van_wat_als(
    streek: Streek,
    aanspreekpunt: User,
    page_als: Callable[..., Any],
    axe: Callable[..., None],
    schermafbeelding: Callable[..., Any],
) -> None:
    maak_signaal(streek, streek.katwijk, 5)
    maak_signaal(streek, streek.oegstgeest, 2, dagdelen=[WOENSDAGMIDDAG, 10])
    maak_signaal(streek, streek.leiden, 7, leeftijd_min=8, leeftijd_max=8)
    i, g = streek.interventie, streek.katwijk.gemeente
    for _ in range(2):
        maak_trainer(g, i)
    kleiner = {"soort": "grootte", "interventie": i.pk, "naam": i.naam, "minimum": 4, "maximum": None}
    ruimte = {"soort": "ruimte", "gemeente": g.pk, "naam": g.naam, "plaatsen": 12, "dagdelen": [7, 10]}
    nummers = []
    for naam, wijzigingen in (("Kleinere groepen", [kleiner]), ("Kleinere groepen en een zaal", [kleiner, ruimte])):
        scenario = services.maak(regio=streek.regio, naam=naam, wijzigingen=wijzigingen, door=aanspreekpunt)
        services.voer_uit(scenario.pk)
        nummers.append(scenario.pk)
    wacht = services.maak(regio=streek.regio, naam="Nog bezig", wijzigingen=[ruimte], door=aanspreekpunt)
    page = page_als(aanspreekpunt)

    for pad, naam in (
        ("/vraag/wat-als/", "lijst"),
        ("/vraag/wat-als/nieuw/", "nieuw"),
        (f"/vraag/wat-als/nieuw/?kopie={nummers[1]}", "kopie"),
        (f"/vraag/wat-als/{nummers[1]}/", "uitkomst"),
        (f"/vraag/wat-als/{wacht.pk}/", "bezig"),
        (f"/vraag/wat-als/{nummers[0]}/verwijderen/", "verwijderen"),
    ):
        page.goto(pad)
        axe(page)
        schermafbeelding(page, f"wat-als-{naam}")

    page.goto("/vraag/wat-als/")
    page.get_by_label("Vergelijk Kleinere groepen", exact=True).check()
    page.get_by_label("Vergelijk Kleinere groepen en een zaal").check()
    page.get_by_role("button", name="Vergelijk").click()
    page.get_by_role("heading", name="Scenario’s vergelijken").wait_for()
    axe(page)
    schermafbeelding(page, "wat-als-vergelijken")

    page.goto("/vraag/wat-als/nieuw/")
    page.get_by_role("button", name="Reken het uit").click()
    page.get_by_role("heading", name="nog niet goed").wait_for()
    axe(page)
    schermafbeelding(page, "wat-als-fout")


def _runs(streek: Streek) -> None:
    for n in range(12):
        run = Run.objects.create(
            regio=streek.regio,
            aanleiding=Aanleiding.NACHT,
            staat=RunStaat.KLAAR,
            kinderen=60 + n,
            kinderen_geplaatst=40 + (7 * n) % 13,
            gat=0.03 if n % 4 else None,
            seconden=1.5 + n / 10,
        )
        Run.objects.filter(pk=run.pk).update(aangemaakt_op=klok.nu() - dt.timedelta(days=12 - n))


def test_grafieken_van_de_berekeningen(
    streek: Streek,
    aanspreekpunt: User,
    page_als: Callable[..., Any],
    axe: Callable[..., None],
    schermafbeelding: Callable[..., Any],
) -> None:
    _runs(streek)
    page = page_als(aanspreekpunt)

    page.goto("/vraag/berekeningen/")
    tekening = page.get_by_role("img", name="Grafiek: Mensen met een plek")
    tekening.wait_for()
    expect(tekening).to_have_accessible_name(re.compile("Met een plek: van 40 naar 50; Gevraagd: van 60 naar 70"))
    getekend = "c => c.getContext('2d').getImageData(0, 0, c.width, c.height).data.some(v => v > 0)"
    expect(page.locator("canvas")).to_have_count(3)
    assert all(doek.evaluate(getekend) for doek in page.locator("canvas").all())
    expect(page.locator("#runverloop")).to_be_hidden()
    page.get_by_text("De cijfers in een tabel").click()
    expect(page.locator("#runverloop")).to_be_visible()
    axe(page)
    schermafbeelding(page, "berekeningen")
    run = bereken(streek)
    page.goto(f"/vraag/berekeningen/{run.pk}/")
    axe(page)
    schermafbeelding(page, "berekening")
    opdrachten = re.compile("run_bestanden")
    expect(page.get_by_text(opdrachten), "alleen het applicatiebeheer ziet hoe je narekent").to_have_count(0)
    beheer = page_als(gebruiker_met(Rol.BEHEER))
    beheer.goto(f"/vraag/berekeningen/{run.pk}/")
    beheer.get_by_role("heading", name="Zelf narekenen").wait_for()
    expect(beheer.get_by_text(opdrachten)).to_have_count(1)
    expect(beheer.locator("a[download]"), "de aantallen van alle teams staan op geen pagina").to_have_count(0)
    axe(beheer)


def test_zonder_javascript_staan_de_cijfers_in_de_tabel(
    streek: Streek, aanspreekpunt: User, page_als: Callable[..., Any]
) -> None:
    _runs(streek)
    page = page_als(aanspreekpunt, javascript=False)

    page.goto("/vraag/berekeningen/")

    expect(page.locator("#runverloop")).to_be_visible()
    expect(page.locator("figure").filter(visible=True)).to_have_count(0)
