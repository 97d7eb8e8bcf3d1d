"""Every component in a real browser: accessible, within the screen, usable by keyboard and without a script."""

import pytest
from playwright.sync_api import Page, expect

from tests.hulp_browser import controleer_breedte

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("vraag", ["", "?fouten=1"])
@pytest.mark.parametrize("breedte", [320, 360, 1280, 1920])
def test_alle_onderdelen_zijn_toegankelijk_en_passen(page: Page, axe, vraag: str, breedte: int) -> None:
    page.set_viewport_size({"width": breedte, "height": 900})
    page.goto(f"/stijlgids/{vraag}")
    axe(page)
    controleer_breedte(page)
    # Where the browser knows the syllables of the language, a long word in a title breaks there on a phone.
    breekt = page.locator("h1, main button").evaluate_all("els => els.map((el) => getComputedStyle(el).hyphens)")
    assert set(breekt) == {"auto" if breedte < 480 else "manual"}
    for onderdeel in ("zijpaneel", "kop"):
        expect(page.locator(f"[aria-labelledby=k-{onderdeel}]")).to_be_visible()


@pytest.mark.parametrize("breedte", [360, 1280])
def test_een_lang_woord_duwt_een_lijst_niet_van_het_scherm(page: Page, breedte: int) -> None:
    page.set_viewport_size({"width": breedte, "height": 900})
    page.goto("/stijlgids/")
    breder = page.evaluate(
        """() => {
            const tabellen = [...document.querySelectorAll(".tabel")].filter((t) => t.querySelector("tbody th"));
            for (const cel of document.querySelectorAll(".tabel tbody th")) cel.textContent = "x".repeat(200);
            const past = (t) => t.parentElement.scrollWidth <= t.parentElement.clientWidth;
            return [tabellen.length, tabellen.filter((t) => !past(t)).length];
        }"""
    )
    assert breder[0]
    assert not breder[1]
    controleer_breedte(page)


def test_fouten_krijgen_de_aandacht_en_wijzen_de_weg(page: Page) -> None:
    page.goto("/stijlgids/?fouten=1")
    expect(page).to_have_title("Fout: Stijlgids – Marktplein")
    expect(page.locator("#foutoverzicht-kop")).to_be_focused()
    page.get_by_role("link", name="Wanneer kan het?").click()
    expect(page.locator("#id_dagdelen_0")).to_be_focused()
    page.keyboard.press("Space")
    expect(page.get_by_role("checkbox", name="maandagochtend")).to_be_checked()


def test_lange_lijst_kiezen_met_het_toetsenbord(page: Page) -> None:
    page.goto("/stijlgids/")
    vak = page.get_by_role("combobox", name="Plaats").last
    vak.fill("oegst")
    expect(page.locator("#id_plaats_lijst").get_by_role("option")).to_have_text(["Oegstgeest"])
    vak.press("ArrowDown")
    vak.press("Enter")
    expect(vak).to_have_value("Oegstgeest")
    expect(page.locator("select#id_plaats")).to_have_value("Oegstgeest")


def test_tweede_druk_op_de_knop_doet_niets(page: Page) -> None:
    page.goto("/stijlgids/")
    gestopt = page.evaluate(
        """() => {
            const gestopt = [];
            document.addEventListener("submit", (e) => { gestopt.push(e.defaultPrevented); e.preventDefault(); });
            const knop = document.querySelector("form[data-eenmalig] button[type=submit]");
            knop.click();
            knop.click();
            return gestopt;
        }"""
    )
    assert gestopt == [False, True]


def test_zonder_script_werkt_het_menu_en_blijft_de_lijst_een_lijst(nieuwe_pagina) -> None:
    page = nieuwe_pagina(javascript=False, breedte=360)
    page.goto("/stijlgids/")
    menu = page.locator(".uitklap--menu")
    expect(menu.get_by_role("link", name="Voorstellen")).to_be_hidden()
    menu.locator("summary").click()
    expect(menu.get_by_role("link", name="Voorstellen")).to_be_visible()
    expect(page.locator("select#id_plaats")).to_be_visible()


def test_buiten_demo_is_er_geen_stijlgids(client, settings) -> None:
    settings.DEMO = False
    assert client.get("/stijlgids/").status_code == 404
