"""A proposal in the panel beside the list: the answer stays in the panel, and no page ever stands in a page."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from gemeenten.grond.enums import Rol
from tests.facilitair.factories import RuimteFactory
from tests.gemeenten.factories import TeamFactory, gebruiker_met
from tests.hulp_uitstel import laat_voorbijgaan
from tests.vraag.factories import SignaalFactory, VoorstelFactory
from vraag.models import Groepsvoorstel, Toezegging
from vraag.workflow import Antwoord, SignaalStaat

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def voorstel() -> Groepsvoorstel:
    regels = [(SignaalFactory(team=TeamFactory(), aantal=5, staat=SignaalStaat.VOORGESTELD), 5) for _ in range(2)]
    return VoorstelFactory(regels=regels, ruimte=RuimteFactory())


@pytest.fixture
def toezegging(voorstel: Groepsvoorstel) -> Toezegging:
    return voorstel.toezeggingen.filter(team__isnull=False).order_by("pk")[0]


def test_een_antwoord_in_het_paneel_is_ongedaan_te_maken(
    voorstel: Groepsvoorstel, toezegging: Toezegging, page_als: Callable[..., "Page"], axe: Callable[["Page"], None]
) -> None:
    page = page_als(gebruiker_met(Rol.JGT, team=toezegging.team))
    page.goto(f"{reverse('vraag:voorstellen')}?open={voorstel.pk}")
    paneel = page.get_by_role("complementary", name="Ernaast")
    terug = paneel.get_by_role("button", name="Maak ongedaan")

    def zeg_nee() -> None:
        paneel.get_by_role("radio", name="Nee, dit past niet").check(force=True)
        paneel.get_by_label("Waarom past het niet?").fill("te ver")
        paneel.get_by_role("button", name="Verstuur antwoord").click()
        expect(terug).to_be_visible()

    zeg_nee()
    axe(page)
    terug.click()
    expect(paneel.get_by_role("button", name="Verstuur antwoord")).to_be_visible()
    expect(page.locator("#rijmelding")).to_have_text("Ongedaan gemaakt: er is niets gebeurd.")
    assert laat_voorbijgaan() == 0
    toezegging.refresh_from_db()
    assert toezegging.antwoord == Antwoord.OPEN

    zeg_nee()
    assert laat_voorbijgaan() == 1
    assert not Toezegging.objects.filter(pk=toezegging.pk, antwoord=Antwoord.OPEN).exists()
    # The panel asks for itself when the ten seconds are over. The team is out: the list around it says so.
    expect(paneel).to_be_hidden()
    expect(page.locator("#meldingen")).to_contain_text("Je doet niet meer mee aan dit voorstel.")
    # The list is read again: nobody is asked twice.
    expect(page.locator("#rijlijst").get_by_role("link", name="Antwoord")).to_have_count(0)


def test_het_paneel_zegt_hoe_het_staat_als_het_ja_is_uitgevoerd(
    voorstel: Groepsvoorstel, toezegging: Toezegging, page_als: Callable[..., "Page"]
) -> None:
    page = page_als(gebruiker_met(Rol.JGT, team=toezegging.team))
    page.goto(f"{reverse('vraag:voorstellen')}?open={voorstel.pk}")
    titel = page.title()
    paneel = page.get_by_role("complementary", name="Ernaast")
    paneel.get_by_role("radio", name="Ja, we doen mee").check(force=True)
    paneel.get_by_role("button", name="Verstuur antwoord").click()
    expect(paneel.get_by_role("button", name="Maak ongedaan")).to_be_visible()
    # Both teams have no answer yet; when the ten seconds are over this one has.
    assert laat_voorbijgaan() == 1
    expect(paneel.get_by_text("Nog geen antwoord")).to_have_count(1)
    expect(paneel.get_by_role("heading", level=1)).to_have_count(1)
    assert page.title() == titel, "de titel blijft die van de lijst"


def test_een_antwoord_in_het_paneel(
    voorstel: Groepsvoorstel, toezegging: Toezegging, page_als: Callable[..., "Page"]
) -> None:
    page = page_als(gebruiker_met(Rol.JGT, team=toezegging.team))
    page.goto(f"{reverse('vraag:voorstellen')}?open={voorstel.pk}")
    paneel = page.get_by_role("complementary", name="Ernaast")
    verstuur = paneel.get_by_role("button", name="Verstuur antwoord")
    paneel.get_by_role("radio", name="Nee, dit past niet").check(force=True)
    verstuur.click()
    # Refused: the form comes back in the panel, with what is wrong.
    expect(paneel.get_by_role("link", name="Schrijf kort op waarom het niet past")).to_be_visible()
    expect(page.locator("h1")).to_have_count(2)

    # The line of the answer is gone by now: the answer is a way to the list, which is around the panel already.
    toezegging.delete()
    paneel.get_by_label("Waarom past het niet?").fill("te ver")
    verstuur.click()
    expect(paneel).to_be_hidden()
    expect(page.locator("#meldingen")).to_contain_text("Dit antwoord is al verwerkt.")
    expect(page.locator("h1")).to_have_count(1)
    expect(page).not_to_have_url(re.compile("open="))


def test_op_een_telefoon_staat_niets_over_elkaar_en_is_niets_afgeknipt(
    voorstel: Groepsvoorstel, toezegging: Toezegging, page_als: Callable[..., "Page"]
) -> None:
    """The facts to answer on take the lines that they need; what comes below them begins below them."""
    assert voorstel.ruimte is not None
    voorstel.ruimte.naam = "Ontmoetingscentrum De Oude Vlietzaal aan de Korte Vliet"
    voorstel.ruimte.save()
    page = page_als(gebruiker_met(Rol.JGT, team=toezegging.team), breedte=360)
    page.goto(reverse("vraag:voorstellen"))
    rij = page.locator(f"#toezegging-{toezegging.pk}")
    feiten = rij.locator(".rij__bij")
    onder, hoog, heel = feiten.evaluate("el => [el.getBoundingClientRect().bottom, el.clientHeight, el.scrollHeight]")
    assert heel <= hoog
    assert onder <= rij.locator(".rij__wanneer").evaluate("el => el.getBoundingClientRect().top") + 1
