"""What is typed to find a person acts at once, and stands in no address of the browser."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from gemeenten.grond.enums import Rol
from tests.gemeenten.factories import GebruikerFactory, LidmaatschapFactory, gebruiker_met

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_zoeken_op_een_naam_laat_geen_naam_achter(page_als: Callable[..., "Page"]) -> None:
    for naam in ("Kim Kijker", "Bo Baker"):
        LidmaatschapFactory(user=GebruikerFactory(naam=naam), rol=Rol.COACH)
    page = page_als(gebruiker_met(Rol.BEHEER, naam="Ada Admin"))
    gevraagd: list[str] = []
    page.on("request", lambda verzoek: gevraagd.append(unquote(verzoek.url)))
    page.goto(reverse("gemeenten:leden"))
    page.locator("[data-rijzoek-veld]").fill("kijker")
    page.locator("[data-rijzoek-veld]").press("Enter")
    page.wait_for_url("**zoek=*")
    expect(page.locator("#rijlijst")).to_contain_text("Kim Kijker")
    expect(page.locator("#rijlijst")).not_to_contain_text("Bo Baker")
    expect(page).to_have_url(re.compile("zoek=(~|%7E)"))
    page.reload()
    expect(page.locator("[data-rijzoek-veld]")).to_have_value("kijker")
    page.on(
        "response",
        lambda r: print(
            r.request.method,
            r.status,
            r.url,
            r.request.post_data,
            r.request.all_headers(),
            (r.text()[:300] if "zoek-alles" in r.url else ""),
        ),
    )
    page.locator("#snelzoek").fill("kijker")
    expect(page.locator("#snelzoek-treffers a").first).to_be_visible()
    assert not [adres for adres in gevraagd if "kijker" in adres.lower()]
