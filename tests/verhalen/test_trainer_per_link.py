"""A trainer without an account, on a phone: the mail, the link, yes; and the desk that need not call any more."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from gemeenten.grond.enums import Rol
from marktplein.mail.models import Bericht
from tests.aanbod.factories import InterventieFactory, TrainerFactory
from tests.facilitair.factories import RuimteFactory
from tests.gemeenten.factories import TeamFactory, gebruiker_met
from tests.vraag.factories import SignaalFactory, VoorstelFactory
from vraag.models import Toezegging
from vraag.voorstellen.antwoordrijen import te_bellen, wachtende
from vraag.voorstellen.berichten import trainer_gevraagd
from vraag.workflow import Antwoord, SignaalStaat

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


def test_een_trainer_zegt_ja_met_de_link_en_wijzigt_dat(
    site: str, nieuwe_pagina: Callable[..., Page], axe: Callable[[Page], None], schermafbeelding: Callable[..., object]
) -> None:
    piet = TrainerFactory(naam="Piet Bakker", email="piet@voorbeeld.example")
    regels = [(SignaalFactory(team=TeamFactory(), aantal=4, staat=SignaalStaat.VOORGESTELD), 4) for _ in range(2)]
    voorstel = VoorstelFactory(
        regels=regels, ruimte=RuimteFactory(), interventie=InterventieFactory(naam="Rots en Water")
    )
    trainer_gevraagd(voorstel, Toezegging.objects.create(voorstel=voorstel, trainer=piet))
    balie = gebruiker_met(Rol.FACILITAIR)
    assert te_bellen(balie)[0]
    link = next(woord for woord in Bericht.objects.get(aan=piet.email).tekst.split() if "/per-link/" in woord)

    page = nieuwe_pagina()
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(site + link[link.index("/vraag/") :])
    expect(page.get_by_role("heading", name="Kun je deze groep geven?")).to_be_visible()
    axe(page)
    schermafbeelding(page, "per-link")
    page.get_by_label("Ja, ik geef deze groep").check(force=True)
    page.get_by_role("button", name="Verstuur je antwoord").click()
    expect(page.get_by_text("Je antwoordde: ja")).to_be_visible()
    assert voorstel.toezeggingen.get(trainer=piet).antwoord == Antwoord.JA
    assert not wachtende(balie).exists(), "nobody has to call"

    page.get_by_text("Wijzig je antwoord").click()
    page.get_by_label("Nee, ik kan niet").check(force=True)
    page.get_by_label("Waarom kun je niet?").fill("Ik ben dan weg.")
    page.get_by_role("button", name="Verstuur je antwoord").click()
    expect(page.get_by_text("Je antwoordde: nee")).to_be_visible()
    axe(page)
