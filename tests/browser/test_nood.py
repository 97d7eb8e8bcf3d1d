"""Help in need in a real browser: with and without JavaScript, by keyboard, on a phone, without a connection."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def _zoek(page, vraag):
    page.goto("/")
    page.get_by_role("searchbox").first.fill(vraag)
    page.keyboard.press("Enter")


@pytest.mark.parametrize("javascript", [True, False])
@pytest.mark.parametrize("breedte", [360, 1280])
def test_een_noodkreet_krijgt_eerst_hulp(nieuwe_pagina, javascript, breedte):
    page = nieuwe_pagina(javascript=javascript, breedte=breedte)
    _zoek(page, "ik wil niet meer leven")
    expect(page.get_by_role("heading", name="Praat nu met iemand")).to_be_in_viewport()
    expect(page.get_by_role("link", name="113", exact=True).first).to_be_in_viewport()
    assert page.url.endswith("/zoeken/")
    assert page.title() == "Zoeken – Marktplein"


@pytest.mark.parametrize("vraag", ["ik wil niet meer leven", "أبي يضربني"])
def test_iedereen_kan_het_lezen(page, axe, schermafbeelding, vraag):
    _zoek(page, vraag)
    expect(page.locator("[data-nood]")).to_be_visible()
    axe(page)
    schermafbeelding(page, f"nood-{page.locator('[data-nood]').get_attribute('lang')}")
    page.goto("/direct-hulp/?taal=ar")
    axe(page)
    page.goto("/zonder-verbinding/")
    axe(page)


def test_drie_keer_shift_gaat_weg_en_wist_wat_er_getypt_was(page):
    page.route("https://www.knmi.nl/**", lambda weg: weg.fulfill(body="weer", content_type="text/html"))
    _zoek(page, "mijn vader slaat mij")
    page.get_by_role("searchbox").first.fill("nog iets")
    page.evaluate("sessionStorage.setItem('marktplein.verzonden', '1')")
    for _ in range(2):
        page.keyboard.press("Shift")
    page.keyboard.press("a")
    page.wait_for_timeout(200)
    assert "knmi" not in page.url, "Shift in a word is no way out"
    for _ in range(3):
        page.keyboard.press("Shift")
    page.wait_for_url(re.compile("knmi"))
    page.go_back()
    assert page.evaluate("sessionStorage.getItem('marktplein.verzonden')") is None
    expect(page.locator("[data-nood]")).to_have_count(0)


def test_zonder_verbinding_staan_de_nummers_er_toch(nieuwe_pagina):
    page = nieuwe_pagina()
    page.goto("/groepen/")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.wait_for_function("caches.keys().then((namen) => namen.length > 0)")
    page.context.set_offline(True)
    page.goto("/direct-hulp/")
    expect(page.get_by_role("heading", name="Geen verbinding")).to_be_visible()
    expect(page.get_by_role("link", name="0800-0432").first).to_be_visible()
    assert page.evaluate("getComputedStyle(document.querySelector('.hulplijnen')).display") == "grid"
