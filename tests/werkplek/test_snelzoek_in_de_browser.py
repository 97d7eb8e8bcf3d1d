"""Quick search with the keyboard, and the keys of the start page."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.facilitair.factories import RuimteFactory, facilitair_medewerker

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_pijlen_enter_en_escape(page_als: Callable[..., "Page"], axe: Callable[["Page"], None]) -> None:
    zalen = [RuimteFactory(naam=f"Zonnezaal {letter}") for letter in "AB"]
    page = page_als(facilitair_medewerker())
    page.goto(reverse("werkplek:start"))
    veld, treffers = page.locator("#snelzoek"), page.locator("#snelzoek-treffers a")
    page.keyboard.press("/")
    page.keyboard.type("zonnezaal")
    expect(treffers).to_have_count(2)
    page.keyboard.press("ArrowDown")
    expect(treffers.nth(0)).to_be_focused()
    axe(page)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(treffers.nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(veld).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(treffers).to_have_count(0)
    expect(veld).to_be_focused()
    expect(veld, "wat er stond, staat er nog").to_have_value("zonnezaal")
    page.keyboard.press("End")
    page.keyboard.type(" b")
    expect(treffers).to_have_count(1)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{reverse('facilitair:ruimte', args=[zalen[1].pk])}")


def test_zonder_javascript(page_als: Callable[..., "Page"]) -> None:
    RuimteFactory(naam="Zonnezaal")
    page = page_als(facilitair_medewerker(), javascript=False)
    page.goto(reverse("werkplek:start"))
    page.locator("#snelzoek").fill("zonnezaal")
    page.locator("#snelzoek").press("Enter")
    page.get_by_role("link", name="Zonnezaal").click()
    page.get_by_role("heading", level=1, name="Zonnezaal").wait_for()


def test_een_vraagteken_toont_de_toetsen_en_ze_kunnen_uit(page_als: Callable[..., "Page"]) -> None:
    page = page_als(facilitair_medewerker())
    page.goto(reverse("werkplek:start"))
    page.keyboard.press("?")
    toetsen = page.get_by_role("dialog", name="Sneltoetsen")
    expect(toetsen).to_be_visible()
    toetsen.get_by_label("Sneltoetsen gebruiken").uncheck()
    page.keyboard.press("Escape")
    expect(toetsen).to_be_hidden()
    page.locator("h1").click()
    page.keyboard.press("?")
    expect(toetsen).to_be_hidden()
    page.reload()
    page.keyboard.press("/")
    expect(page.locator("#snelzoek")).not_to_be_focused()
    page.keyboard.press("Control+k")
    expect(page.locator("#snelzoek")).to_be_focused()
