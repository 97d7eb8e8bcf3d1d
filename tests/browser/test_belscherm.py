"""The screen of who answers the telephone, by keyboard alone and without JavaScript."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from aanbod.zoeken.services import haal_in
from gemeenten.grond.enums import Rol
from marktplein.mail.models import Bericht
from tests.aanbod.factories import InterventieFactory
from tests.gemeenten.factories import GebruikerFactory

pytestmark = pytest.mark.django_db(transaction=True)
ZIN = "kind wordt gepest op school"
OPEN = "details[data-kcc-antwoord][open] summary"


@pytest.fixture
def kcc() -> Any:
    for naam in ("Rots en water", "Sta sterk op school"):
        InterventieFactory(naam=naam, omschrijving="Een training tegen pesten op school.")
    haal_in()
    return GebruikerFactory(lid=[(Rol.KCC, None)])


@pytest.mark.parametrize("breedte", [360, 1280])
def test_met_alleen_het_toetsenbord(
    page_als: Callable[..., Any], kcc: Any, axe: Any, schermafbeelding: Any, breedte: int
) -> None:
    """Besides the sentence and the address: Enter, a digit, a letter and Enter."""
    page = page_als(kcc, breedte=breedte)
    page.goto(reverse("kcc:belscherm"))
    page.keyboard.type(ZIN)
    page.keyboard.press("Enter")
    page.wait_for_selector(OPEN)
    assert page.url.endswith(reverse("kcc:belscherm")), "the sentence stands in no address"
    axe(page)
    schermafbeelding(page, f"belscherm-{breedte}")
    page.wait_for_function("document.activeElement.id === 'k-antwoorden'")
    page.keyboard.press("2")
    page.wait_for_function("document.activeElement.matches('[data-kcc-antwoord=\"2\"] summary')")
    expect(page.locator(OPEN)).to_have_count(1)
    page.keyboard.press("s")
    page.wait_for_url("**/doorsturen/**")
    page.keyboard.type("ouder@voorbeeld.example")
    page.keyboard.press("Enter")
    page.get_by_text("We bewaren het adres niet.").wait_for()
    assert Bericht.objects.filter(soort="kcc.doorgestuurd", aan="ouder@voorbeeld.example").count() == 1


def test_zonder_javascript(page_als: Callable[..., Any], kcc: Any) -> None:
    page = page_als(kcc, javascript=False)
    page.goto(reverse("kcc:belscherm"))
    page.locator("#belvraag").fill(f"{ZIN}, 9 jaar")
    page.keyboard.press("Enter")
    page.wait_for_selector(OPEN)
    page.get_by_role("button", name="Haal weg: 9 jaar").click()
    page.wait_for_selector(OPEN)
    expect(page.locator(".belvraag__deel")).to_have_count(0)
    expect(page.locator("#belvraag")).to_have_value(f"{ZIN}, 9 jaar")
    page.locator("[data-kcc-antwoord='2'] summary").click()
    expect(page.locator(OPEN).first).to_be_visible()
