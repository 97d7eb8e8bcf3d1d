"""The list of rows in a real browser, on the queue: keys, one row at a time, taking back, the panel, a phone."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from facilitair.models import Taak, TaakGebeurtenis
from facilitair.taken.services import taken
from facilitair.workflow import TaakStaat
from marktplein.mail.models import Bericht
from tests.facilitair.factories import TaakFactory, facilitair_medewerker
from tests.gemeenten.factories import GemeenteFactory
from tests.hulp_browser import controleer_breedte
from tests.hulp_uitstel import laat_voorbijgaan

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
AANTAL = 22


@pytest.fixture
def sanne() -> Any:
    return facilitair_medewerker(naam="Sanne de Vries")


@pytest.fixture
def rij() -> list[Taak]:
    """Open tasks, in the order of the list, in one gemeente: one with a number in its name would be found by it."""
    leiden = GemeenteFactory(naam="Leiden")
    return [TaakFactory(titel=f"Regel {nummer:02}", gemeente=leiden) for nummer in range(AANTAL)]


def focus(page: "Page") -> str:
    return str(page.evaluate("document.activeElement.closest('[data-rij]')?.id ?? ''"))


def test_toetsen_en_een_rij_tegelijk(sanne: Any, rij: list[Taak], page_als: Callable[..., "Page"]) -> None:
    page = page_als(sanne)
    page.goto(reverse("facilitair:taken"))
    for _ in range(16):
        page.keyboard.press("j")
    page.keyboard.press("k")
    assert focus(page) == f"taak-{rij[14].pk}"
    page.evaluate("window.scrollBy(0, 120)")
    page.locator(f"#taak-{rij[0].pk}").evaluate("el => { el.dataset.zelfde = 'ja'; }")
    hoogte = page.evaluate("window.scrollY")
    assert hoogte > 100
    page.keyboard.press("c")
    expect(page.locator("#rijmelding")).to_have_text("Je hebt de taak opgepakt.")
    expect(page.get_by_role("link", name="Van mij 1")).to_be_visible()
    assert page.evaluate("window.scrollY") == hoogte, "de lijst bleef staan"
    expect(page.locator(f"#taak-{rij[14].pk} [data-rij-link]")).to_be_focused()
    expect(page.locator(f"#taak-{rij[0].pk}"), "alleen deze rij is gewisseld").to_have_attribute("data-zelfde", "ja")
    page.keyboard.press("x")
    expect(page.locator("[data-rijkeuze]")).to_be_visible()
    expect(page.locator("[data-rijkeuze-aantal]")).to_have_text("1 gekozen:")
    page.keyboard.press("/")
    page.keyboard.type("Regel 03")
    page.keyboard.press("Enter")
    expect(page.locator("[data-rij]")).to_have_count(1)
    expect(page.locator("[name=zoek]:focus"), "de focus bleef in het zoekveld").to_have_count(1)
    expect(page).to_have_url(re.compile(r"[?&]zoek=Regel%2003"))
    expect(page, "wat leeg is staat niet in het adres").not_to_have_url(re.compile("soort="))
    page.locator("h1").click()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Sneltoetsen")).to_be_visible()


def test_ongedaan_maken_laat_niets_na_en_na_tien_tellen_gebeurt_het(
    sanne: Any, rij: list[Taak], page_als: Callable[..., "Page"]
) -> None:
    taak = taken.pak_op(taak=rij[0], door=sanne)
    regels = TaakGebeurtenis.objects.count()
    page = page_als(sanne)
    page.goto(reverse("facilitair:taken"))
    plek = page.locator(f"#taak-{taak.pk}")
    plek.locator("[data-rij-link]").focus()
    page.keyboard.press("d")
    terug = plek.get_by_role("button", name="Maak ongedaan")
    expect(terug).to_be_focused()
    assert Taak.objects.get(pk=taak.pk).staat == TaakStaat.IN_BEHANDELING
    terug.click()
    expect(plek.get_by_role("button", name="Klaar")).to_be_visible()
    laat_voorbijgaan()
    assert Taak.objects.get(pk=taak.pk).staat == TaakStaat.IN_BEHANDELING
    assert (TaakGebeurtenis.objects.count(), Bericht.objects.count()) == (regels, 0)
    plek.get_by_role("button", name="Klaar").click()
    expect(terug).to_be_visible()
    laat_voorbijgaan()
    # The row asks for itself when the ten seconds are over.
    expect(plek.get_by_text("klaar op")).to_be_visible()
    assert Taak.objects.get(pk=taak.pk).staat == TaakStaat.KLAAR


def test_zonder_javascript(sanne: Any, rij: list[Taak], page_als: Callable[..., "Page"]) -> None:
    collega = facilitair_medewerker(naam="Bram Post")
    page = page_als(sanne, javascript=False)
    page.goto(reverse("facilitair:taken"))
    for taak in rij[:2]:
        page.locator(f"#taak-{taak.pk} input[name=gekozen]").check()
    page.get_by_label("Collega").select_option(label="Bram Post")
    page.get_by_role("button", name="Geef aan collega").click()
    page.get_by_role("button", name="Maak ongedaan", exact=True).first.click()
    page.get_by_text("Ongedaan gemaakt").wait_for()
    laat_voorbijgaan()
    assert not Taak.objects.filter(toegewezen_aan=collega).exists()
    assert not Bericht.objects.exists()
    page.locator(f"#taak-{rij[0].pk} input[name=gekozen]").check()
    page.get_by_label("Collega").select_option(label="Bram Post")
    page.get_by_role("button", name="Geef aan collega").click()
    laat_voorbijgaan()
    assert Taak.objects.get(toegewezen_aan=collega).pk == rij[0].pk
    assert Bericht.objects.filter(aan=collega.email).count() == 1
    page.get_by_label("Zoek in deze lijst").fill("Regel 05")
    page.get_by_label("Zoek in deze lijst").press("Enter")
    expect(page.locator("[data-rij]")).to_have_count(1)
    page.get_by_role("link", name="Regel 05").click()
    page.get_by_role("heading", level=1, name="Regel 05").wait_for()


def test_een_rij_gaat_ernaast_open_en_het_adres_weet_het(
    sanne: Any, rij: list[Taak], page_als: Callable[..., "Page"], axe: Callable[["Page"], None]
) -> None:
    page = page_als(sanne)
    page.goto(reverse("facilitair:taken"))
    titel = page.title()
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    paneel = page.get_by_role("complementary", name="Ernaast")
    expect(paneel.get_by_role("heading", name="Regel 00")).to_be_visible()
    expect(page).to_have_url(re.compile(rf"\?open={rij[0].pk}$"))
    axe(page)
    paneel.get_by_role("button", name="Pak de taak op").click()
    expect(page.locator(f"#taak-{rij[0].pk}").get_by_role("button", name="Klaar")).to_be_visible()
    assert Taak.objects.get(pk=rij[0].pk).toegewezen_aan == sanne
    expect(page.get_by_role("link", name="Van mij 1")).to_be_visible()
    page.reload()
    expect(paneel.get_by_role("heading", name="Regel 00")).to_be_visible()
    page.locator(f"#taak-{rij[1].pk} [data-rij-link]").click()
    expect(paneel.get_by_role("heading", name="Regel 01")).to_be_visible()
    page.go_back()
    expect(paneel.get_by_role("heading", name="Regel 00")).to_be_visible()
    page.keyboard.press("Escape")
    expect(paneel).to_be_hidden()
    assert focus(page) == f"taak-{rij[0].pk}"
    assert page.title() == titel
    page.set_viewport_size({"width": 360, "height": 800})
    page.locator(f"#taak-{rij[2].pk} [data-rij-link]").click()
    page.wait_for_url(f"**{reverse('facilitair:taak', args=[rij[2].pk])}")


def test_een_telefoon_heeft_twee_regels_en_schuift_niet_opzij(
    sanne: Any, rij: list[Taak], page_als: Callable[..., "Page"], axe: Callable[["Page"], None]
) -> None:
    taken.pak_op(taak=rij[1], door=sanne)
    page = page_als(sanne, breedte=360)
    page.goto(reverse("facilitair:taken") + "?soort=overig")
    controleer_breedte(page)
    axe(page)
    hoogten = page.locator("[data-rij]").evaluate_all("els => els.map((el) => el.offsetHeight)")
    assert max(hoogten) <= 60
    chip = page.get_by_role("link", name="Haal weg: Soort: Overig")
    expect(chip).to_be_visible()
    chip.click()
    page.wait_for_url(lambda adres: "soort" not in adres)


def test_rijen_zijn_dicht_en_dat_wordt_onthouden(sanne: Any, rij: list[Taak], page_als: Callable[..., "Page"]) -> None:
    page = page_als(sanne)
    page.goto(reverse("facilitair:taken"))
    hoog = "els => Math.max(...els.map((el) => el.offsetHeight))"
    assert page.locator("[data-rij]").evaluate_all(hoog) <= 48
    with page.expect_response("**" + reverse("dichtheid")):
        page.get_by_role("button", name="Compacter").click()
    expect(page.locator("[data-dichtheid=compact]")).to_be_visible()
    page.reload()
    assert page.locator("[data-rij]").evaluate_all(hoog) <= 40
    page.get_by_role("button", name="Ruimer").wait_for()
