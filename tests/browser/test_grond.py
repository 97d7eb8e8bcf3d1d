"""The ground under the browser tests: the site answers a real browser, and the helpers find faults."""

import pytest
from playwright.sync_api import Page

from marktplein.accounts.models import User
from tests.hulp_browser import controleer_breedte

pytestmark = pytest.mark.django_db(transaction=True)


def test_de_site_antwoordt(page: Page) -> None:
    antwoord = page.goto("/health/")
    assert antwoord is not None
    assert "status" in antwoord.text()


def test_inlogpagina_is_toegankelijk_en_past(page: Page, axe, schermafbeelding) -> None:
    page.goto("/account/login/")
    axe(page)
    assert len(schermafbeelding(page, "inloggen")) == 2


def test_een_sessie_zonder_formulier(page_als) -> None:
    gebruiker = User.objects.create_user("iemand@voorbeeld.example", "x" * 14)
    page = page_als(gebruiker)
    antwoord = page.goto("/account/password/change/")
    assert antwoord is not None
    assert antwoord.status == 200
    assert "/login" not in page.url


def test_axe_vindt_een_fout(page: Page, axe) -> None:
    page.goto("/account/login/")
    page.evaluate("document.body.appendChild(document.createElement('img')).src = '/static/x.png'")
    with pytest.raises(AssertionError, match="image-alt"):
        axe(page)


def test_te_breed_valt_op(page: Page) -> None:
    page.goto("/account/login/")
    page.evaluate("document.body.appendChild(document.createElement('div')).style.cssText = 'width:3000px;height:1px'")
    with pytest.raises(AssertionError, match="zijwaarts"):
        controleer_breedte(page)
