"""Teenagers and a couples' course, in a browser: nothing fits and all pages say so, until something is for them."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from aanbod.enums import Doelgroep
from marktplein.basis.mensen import Voor
from tests.aanbod.factories import ThemaFactory
from tests.vraag.streek import WOENSDAGMIDDAG, Streek, maak_signaal, maak_streek, maak_trainer, maak_training
from vraag.aanvraag import vraag_om_poolen
from vraag.models import Groepsvoorstel, Signaal
from vraag.poolen.services import voer_run_uit
from vraag.workflow import Aanleiding

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


@pytest.fixture
def streek() -> Streek:
    """On the shelf, in the theme of divorce, is a course for couples that two other teams are waiting for."""
    streek = maak_streek(naam="Houd me vast", doelgroep=[Doelgroep.OUDERS], leeftijd_min=0, leeftijd_max=18)
    streek.interventie.themas.add(ThemaFactory(naam="scheiding"))
    for team in (streek.oegstgeest, streek.katwijk):
        maak_signaal(streek, team, 4, voor=Voor.OUDERS, leeftijd_min=12, leeftijd_max=15)
    return streek


def reken(streek: Streek) -> None:
    voer_run_uit(vraag_om_poolen(streek.regio, Aanleiding.HANDMATIG).pk)


def plaats_vraag_in_thema(page: Page, thema: Any) -> None:
    page.goto("/vraag/nieuw/")
    page.get_by_text("Weet je nog niet welke training?").click()
    with page.expect_response(lambda antwoord: "deel=wie" in antwoord.url):
        page.get_by_label("Thema").evaluate(
            "(el, w) => { el.value = w; el.dispatchEvent(new Event('change', {bubbles: true})) }", str(thema.pk)
        )
    page.locator("#wie:not(.htmx-swapping):not(.htmx-settling):not(.htmx-request)").wait_for()
    expect(page.get_by_role("heading", name="Nog geen training voor kinderen")).to_be_visible()
    page.get_by_label(re.compile("^Waar gaat het om")).fill("samen praten over twee huizen")
    page.locator("input[name=aantal]").fill("4")
    page.locator("input[name=leeftijd_min]").fill("13")
    page.locator("input[name=leeftijd_max]").fill("15")
    page.locator(f"input[name=dagdelen][value='{WOENSDAGMIDDAG}']").check(force=True)
    page.get_by_role("button", name="Plaats").click()
    page.wait_for_url(re.compile(r"/vraag/\d+/$"))


def test_tieners_en_stellen(
    streek: Streek, page_als: Callable[..., Page], axe: Callable[[Page], None], schermafbeelding: Callable[..., object]
) -> None:
    thema = streek.interventie.themas.get()
    page = page_als(streek.van_leiden)
    plaats_vraag_in_thema(page, thema)
    van_tieners = Signaal.objects.get(team=streek.leiden)
    assert (van_tieners.voor, van_tieners.aantal) == (Voor.KINDEREN, 4)

    # After the run the explanation: why not, and what helps.
    niet = page.get_by_text("Wat hier op de plank ligt, is niet voor kinderen.")
    axe(page)
    reken(streek)
    page.reload()
    expect(niet).to_be_visible()
    expect(page.get_by_text("vraag je aanspreekpunt wat er kan")).to_be_visible()
    schermafbeelding(page, "tieners-niets-past")
    (voorstel,) = Groepsvoorstel.objects.all()
    assert (voorstel.voor, {r.signaal.team for r in voorstel.regels.all()}) == (
        Voor.OUDERS,
        {streek.oegstgeest, streek.katwijk},
    )

    # The shelf gets something for youngsters: the same need is proposed for it.
    groep = maak_training(
        naam="Stoere steun", slug="stoere-steun", leeftijd_min=12, leeftijd_max=18, groep_min=4, trainers_nodig=1
    )
    groep.themas.add(thema)
    maak_trainer(streek.leiden.gemeente, groep, dagdelen=[WOENSDAGMIDDAG + 6])
    Signaal.objects.filter(pk=van_tieners.pk).update(dagdelen=[WOENSDAGMIDDAG, WOENSDAGMIDDAG + 6])
    streek.ruimte.dagdelen = [WOENSDAGMIDDAG, WOENSDAGMIDDAG + 6]
    streek.ruimte.save()
    reken(streek)
    nieuw = Groepsvoorstel.objects.get(interventie=groep)
    assert (nieuw.voor, [r.signaal for r in nieuw.regels.all()]) == (Voor.KINDEREN, [van_tieners])
    page.reload()
    expect(page.get_by_text("Er is een voorstel voor 4 van de 4 kinderen.")).to_be_visible()
    page.goto(f"/vraag/voorstellen/{nieuw.pk}/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Stoere steun")
    expect(page.get_by_text("4 kinderen").first).to_be_visible()
    axe(page)
    schermafbeelding(page, "tieners-voorstel")
