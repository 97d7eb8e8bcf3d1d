"""A login that ends loses nothing that was typed, and an act leaves the focus where it was done."""

from typing import Any

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Page, expect

from gemeenten.grond.enums import Rol
from marktplein.accounts.models import User
from tests.facilitair.factories import TaakFactory
from tests.gemeenten.factories import gebruiker_met

pytestmark = pytest.mark.django_db(transaction=True)

WACHTWOORD = "een-lang-wachtwoord"
GETYPT = "Sleutel van de gymzaal ophalen"


@pytest.fixture
def collega(transactional_db: None) -> User:
    return met_wachtwoord(gebruiker_met(Rol.FACILITAIR))


def met_wachtwoord(user: User) -> User:
    user.set_password(WACHTWOORD)
    user.save()
    return user


def typ_en_verstuur_te_laat(page: Page) -> None:
    page.goto("/facilitair/taken/nieuw/")
    page.get_by_label("Wat moet er gebeuren?").fill(GETYPT)
    Session.objects.all().delete()
    page.locator("main form button[type=submit]").click()
    page.wait_for_url("**/account/login/**")


def log_in(page: Page, user: User) -> None:
    page.get_by_label("E-mail").fill(user.email)
    page.get_by_label("Wachtwoord", exact=True).fill(WACHTWOORD)
    page.get_by_role("button", name="Inloggen").click()


def test_wat_getypt_was_staat_er_na_het_inloggen_weer(collega: User, page_als: Any) -> None:
    page = page_als(collega)
    typ_en_verstuur_te_laat(page)
    expect(page.get_by_text("Wat je typte is niet weg")).to_be_visible()
    log_in(page, collega)
    page.wait_for_url("**/facilitair/taken/nieuw/")
    expect(page.get_by_label("Wat moet er gebeuren?")).to_have_value(GETYPT)
    expect(page.locator("#meldingen")).to_contain_text("teruggezet")
    page.reload()
    expect(page.get_by_label("Wat moet er gebeuren?")).to_have_value("")
    assert GETYPT not in page.evaluate("JSON.stringify(sessionStorage)")


def test_wat_een_ander_typte_blijft_weg(collega: User, page_als: Any) -> None:
    page = page_als(collega)
    typ_en_verstuur_te_laat(page)
    log_in(page, met_wachtwoord(gebruiker_met(Rol.FACILITAIR)))
    page.wait_for_url("**/facilitair/taken/nieuw/")
    expect(page.get_by_label("Wat moet er gebeuren?")).to_have_value("")
    assert GETYPT not in page.evaluate("JSON.stringify(sessionStorage)")


def test_een_waarschuwing_op_tijd_en_een_knop_om_te_blijven(collega: User, page_als: Any, settings: Any) -> None:
    settings.SESSIE_STILSTAND = 200
    page = page_als(collega)
    page.goto("/facilitair/")
    expect(page.locator("[data-sessie-tekst]")).to_contain_text("uitgelogd")
    settings.SESSIE_STILSTAND = 7200
    page.get_by_role("button", name="Blijf ingelogd").click()
    expect(page.locator("[data-sessie-tekst]")).to_be_empty()
    expect(page.get_by_role("button", name="Blijf ingelogd")).to_be_hidden()


@pytest.mark.parametrize("met_htmx", [True, False])
def test_na_oppakken_staat_de_focus_op_de_taak(collega: User, page_als: Any, met_htmx: bool) -> None:
    taken = [TaakFactory() for _ in range(3)]
    page = page_als(collega)
    page.goto("/facilitair/")
    if not met_htmx:
        page.evaluate("document.querySelectorAll('[hx-post]').forEach((el) => el.replaceWith(el.cloneNode(true)))")
        page.evaluate("document.querySelectorAll('[hx-post]').forEach((el) => el.removeAttribute('hx-post'))")
    rij = page.locator(f"#taak-{taken[1].pk}")
    rij.get_by_role("button", name="Pak op").click()
    expect(rij.get_by_role("button", name="Klaar")).to_be_visible()
    page.wait_for_function(f"document.activeElement.closest('#taak-{taken[1].pk}')")


def test_terug_na_een_geweigerd_formulier_toont_het_met_wat_er_stond(collega: User, page_als: Any) -> None:
    """The page with the mistakes was posted: a browser has no such page to go back to."""
    page = page_als(collega)
    titel, verstuur = page.get_by_label("Wat moet er gebeuren?"), page.locator("main form button[type=submit]")
    page.goto("/facilitair/taken/nieuw/")
    titel.fill(GETYPT)
    with page.expect_response(lambda antwoord: antwoord.request.method == "POST") as gestuurd:
        verstuur.click()
    assert gestuurd.value.status == 422
    page.get_by_role("link", name="Start", exact=True).first.click()
    page.wait_for_url("**/start/")
    assert page.go_back() is not None
    expect(titel).to_have_value(GETYPT)
    expect(page.locator("#meldingen")).to_contain_text("teruggezet")
    page.reload()
    expect(titel).to_have_value("")
    assert GETYPT not in page.evaluate("JSON.stringify(sessionStorage)")


def test_terug_naar_een_formulier_op_een_pagina_met_een_ander_adres(collega: User, page_als: Any) -> None:
    taak = TaakFactory(titel="Regel de sleutel")
    page = page_als(collega)
    page.goto(f"/facilitair/taken/{taak.pk}/")
    formulier = page.locator(f"form[action='/facilitair/taken/{taak.pk}/verzetten/']")
    formulier.evaluate("el => { el.closest('details').open = true; }")
    formulier.get_by_label("Nieuwe datum").fill("")
    formulier.get_by_label("Waarom?").fill("de zaal is dicht")
    formulier.locator("button[type=submit]").click()
    expect(page.locator(".foutoverzicht")).to_be_visible()
    assert page.url.endswith(f"/facilitair/taken/{taak.pk}/")
    page.reload()
    expect(page.get_by_role("heading", level=1, name="Regel de sleutel")).to_be_visible()
    expect(page.locator("textarea[name=tekst]").filter(has_text="")).not_to_have_count(0)
    assert "de zaal is dicht" in page.locator("textarea[name=tekst]").evaluate_all("els => els.map((el) => el.value)")
