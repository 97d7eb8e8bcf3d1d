"""Parents without an account and the last place: on a phone, by mail and link, in order."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from aanbod.models import Groep
from marktplein.demo import voorbeeld

pytestmark = pytest.mark.django_db(transaction=True)


def lees_link(page: Page, aan: str) -> str:
    """The newest mail to this address in the demo's post box; the path of its link."""
    page.goto(f"/post/?aan={aan}")
    page.locator("main a[href^='/post/']").first.click()
    page.wait_for_url(re.compile(r"/post/\d+/$"))
    link = re.search(r"/aanmelding/[\w\-]+/", page.locator("main").inner_text())
    assert link, page.locator("main").inner_text()
    return link.group()


def meld_aan(page: Page, groep: Groep, naam: str) -> str:
    """Search, open the group, fill in the form, confirm by the mailed link; answers that link."""
    email = f"{naam.lower()}@ouder.example"
    page.goto("/")
    page.get_by_role("searchbox").first.fill("driftbuien peuter")
    page.keyboard.press("Enter")
    page.locator("main").get_by_role("link", name="Peutermanieren").first.click()
    page.locator(f"a[href='/groepen/{groep.slug}/']").first.click()
    page.locator(f"a[href='/groepen/{groep.slug}/aanmelden/']").first.click()
    page.get_by_label("Uw naam").fill(naam)
    page.get_by_label("Leeftijd van uw kind").fill("2")
    page.get_by_label("E-mailadres").fill(email)
    page.locator("main form[method=post] button[type=submit]").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(re.compile("mail", re.IGNORECASE))
    link = lees_link(page, email)
    page.goto(link)
    page.get_by_role("button", name="Ja, ik meld mij aan").click()
    return link


@pytest.mark.parametrize("javascript", [True, False], ids=["met-javascript", "zonder-javascript"])
def test_de_wachtende_krijgt_de_vrijgekomen_plek(
    demo: None,
    nieuwe_pagina: Callable[..., Page],
    axe: Callable[[Page], None],
    schermafbeelding: Callable[..., object],
    javascript: bool,
) -> None:
    groep = Groep.objects.get(
        interventie__slug=voorbeeld.PEUTERMANIEREN, gemeente__slug="leiden", staat="open", bezet=11, capaciteit=12
    )
    anna, bram = (nieuwe_pagina(breedte=360, javascript=javascript) for _ in range(2))

    eerste = meld_aan(anna, groep, "Anna")
    expect(anna.get_by_role("heading", name="U doet mee")).to_be_visible()
    tweede = meld_aan(bram, groep, "Bram")
    expect(bram.get_by_role("heading", name="plaats 1 van de wachtlijst")).to_be_visible()
    if javascript:
        axe(bram)
        schermafbeelding(bram, "wachtlijst")

    anna.goto(eerste)
    anna.get_by_text("Meld mij af", exact=True).click()
    anna.get_by_role("button", name="Ja, meld mij af").click()
    expect(anna.get_by_role("heading", name="U bent afgemeld")).to_be_visible()
    assert lees_link(bram, "bram@ouder.example") != eerste
    bram.goto(tweede)
    expect(bram.get_by_role("heading", name="Er is een plek voor u vrij")).to_be_visible()
    bram.get_by_role("button", name="Ja, ik wil deze plek").click()
    expect(bram.get_by_role("heading", name="U doet mee")).to_be_visible()

    groep.refresh_from_db()
    assert (groep.bezet, groep.staat) == (12, "vol")
    assert set(groep.aanmeldingen.filter(naam__in=["Anna", "Bram"]).values_list("naam", "staat")) == {
        ("Anna", "geannuleerd"),
        ("Bram", "geplaatst"),
    }
