"""The larger parts in a real browser, on a phone and on a screen: in their place, accessible, usable by keyboard."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.hulp_browser import controleer_breedte

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_het_tijdraster_staat_op_de_minuut_en_is_op_een_telefoon_een_lijst(page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto("/stijlgids/")
    dag = page.locator(".raster--dag")
    baan, blok = dag.locator(".raster__baan").first.bounding_box(), dag.locator(".bu9.bm35").bounding_box()
    assert baan
    assert blok
    assert abs(blok["x"] - baan["x"] - baan["width"] * 95 / (14 * 60)) < 1.5
    assert abs(blok["width"] - baan["width"] * 100 / (14 * 60)) < 1.5
    ernaast = dag.locator(".bu10.bm15").bounding_box()
    assert ernaast
    assert ernaast["y"] >= blok["y"] + blok["height"] - 1, "two at once stand in lanes"
    expect(dag.get_by_role("rowheader", name="Kleine zaal")).to_be_visible()
    dag.get_by_role("link", name="Vrij 12.30").first.focus()
    expect(dag.get_by_role("link", name="Vrij 12.30").first).to_be_focused()

    page.set_viewport_size({"width": 360, "height": 900})
    expect(page.locator(".raster--regio").get_by_text("Vrij op alle tijden dat de ruimte te huur is")).to_be_visible()
    controleer_breedte(page)


@pytest.mark.parametrize("breedte", [360, 1280])
def test_kaart_en_lijst_wijzen_elkaar_aan(page: Page, axe, breedte: int) -> None:
    page.set_viewport_size({"width": breedte, "height": 900})
    page.goto("/stijlgids/")
    kaart = page.locator(".plattegrond")
    if breedte == 360:
        expect(kaart.locator(".plattegrond__vlak")).to_be_hidden()
        kaart.locator("summary").click()
    spelden = kaart.locator(".plattegrond__punt")
    expect(spelden).to_have_count(2)
    expect(kaart.locator(".plattegrond__plaats", has_text="Leiden")).to_be_visible()
    expect(kaart.locator(".plattegrond__km").first).to_have_text("5 km")

    leiden = page.get_by_role("link", name="Triple P in Leiden")
    leiden.focus()
    expect(kaart.locator(".plattegrond__punt--aan")).to_have_text("2")
    page.get_by_role("link", name="Sterk op het plein in Katwijk").focus()
    expect(kaart.locator(".plattegrond__punt--aan")).not_to_have_text("2")
    spelden.filter(has_text="2").dispatch_event("mouseover")
    expect(page.locator("li.op-kaart--aan")).to_have_count(3)
    spelden.filter(has_text="2").click()
    expect(page.get_by_role("link", name="Peutermanieren in Leiden")).to_be_focused()
    axe(page)
    controleer_breedte(page)


def test_zonder_script_blijft_de_lijst(nieuwe_pagina) -> None:
    page = nieuwe_pagina(javascript=False)
    page.goto("/stijlgids/")
    expect(page.locator(".plattegrond")).to_be_hidden()
    expect(page.get_by_role("link", name="Triple P in Leiden")).to_be_visible()


@pytest.mark.parametrize("breedte", [360, 1280])
def test_een_grafiek_zet_de_slechtste_voorop_en_heeft_een_tabel(page: Page, axe, breedte: int) -> None:
    page.set_viewport_size({"width": breedte, "height": 900})
    page.goto("/stijlgids/")
    grafiek = page.get_by_role("img", name="Grafiek: Kinderen per gemeente")
    expect(grafiek).to_have_attribute("aria-label", re.compile(r"Wacht nog: Katwijk 15\. De cijfers staan in de tabel"))
    namen = page.evaluate("() => Chart.getChart(document.querySelector('[data-slechtst] canvas')).data.labels")
    assert namen == ["Katwijk", "Lisse", "Leiden"]
    expect(page.locator("#voorbeeldcijfers")).to_be_hidden()
    page.get_by_text("De cijfers in een tabel").click()
    expect(page.locator("#voorbeeldcijfers")).to_be_visible()
    axe(page)
    controleer_breedte(page)
