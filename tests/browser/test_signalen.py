"""Demand in a real browser: posted by tapping, with and without JavaScript, and readable for everyone."""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import expect

from aanbod.models import Interventie
from gemeenten.grond.enums import Rol
from marktplein.accounts.models import User
from marktplein.basis import klok
from tests.aanbod.factories import InterventieFactory, ThemaFactory
from tests.facilitair.factories import RuimteFactory
from tests.gemeenten.factories import GemeenteFactory, TeamFactory, gebruiker_met
from tests.hulp_uitstel import laat_voorbijgaan
from tests.vraag.factories import RedenFactory, SignaalFactory, VoorstelFactory
from vraag.models import Run, Signaal
from vraag.signalen import services
from vraag.workflow import SignaalStaat, VoorstelStaat

pytestmark = pytest.mark.django_db(transaction=True)


@dataclass
class Streek:
    user: User
    training: Interventie
    eigen: Signaal
    ander: Signaal


@pytest.fixture
def streek() -> Streek:
    oegstgeest = GemeenteFactory(naam="Oegstgeest", lat=52.18, lon=4.4697)
    katwijk = GemeenteFactory(naam="Katwijk", lat=52.2026, lon=4.412)
    team = TeamFactory(naam="JGT Leidse regio (Oegstgeest)", gemeente=oegstgeest)
    buur = TeamFactory(naam="JGT Bollenstreek (Katwijk)", gemeente=katwijk)
    user = gebruiker_met(Rol.JGT, team=team, naam="Robin de Vries")
    scheiding = ThemaFactory(naam="scheiding en rouw")
    training = InterventieFactory(
        naam="Weerbaarheidstraining op maat (JGT)",
        leeftijd_min=8,
        leeftijd_max=12,
        groep_min=6,
        groep_max=9,
        max_leeftijdsverschil=4,
        bijeenkomsten=8,
        themas=[ThemaFactory(naam="weerbaarheid")],
    )
    for naam in ("Dappere Dino’s", "Rots en Water", "Stoere Schildpadden", "Druk op presteren"):
        InterventieFactory(naam=naam)
    ander = SignaalFactory(
        team=buur,
        interventie=training,
        aantal=5,
        leeftijd_min=9,
        leeftijd_max=11,
        dagdelen=[7, 10],
        opmerking="Graag rustig begin.",
    )
    SignaalFactory(team=buur, interventie=None, thema=scheiding, vraag="rust en regels na een scheiding, voor kleuters")
    eigen = SignaalFactory(
        team=team, interventie=training, aantal=2, geplaatst_op=klok.vandaag() - dt.timedelta(days=30), samen_met=ander
    )
    RedenFactory(signaal=eigen, detail={"aanwezig": 5, "nodig": 6, "tekort": 1, "km": 10})
    services.wijzigen(eigen, versie=1, door=user, **services.kopieren(eigen) | {"opmerking": "Twee broers."})
    Run.objects.update(begonnen_op=klok.nu())
    SignaalFactory(team=team, staat=SignaalStaat.INGETROKKEN, reden_ingetrokken="al geholpen")
    for staat, voorstel in (
        (SignaalStaat.VOORGESTELD, VoorstelStaat.VOORGESTELD),
        (SignaalStaat.GEPLAATST, VoorstelStaat.GEPLAND),
    ):
        VoorstelFactory(regels=[(SignaalFactory(team=team, staat=staat), 4)], staat=voorstel)
    return Streek(user, training, eigen, ander)


def test_een_vraag_plaatsen_met_tikken(
    page_als: Callable[..., Any], streek: Streek, schermafbeelding: Any, axe: Any
) -> None:
    page = page_als(streek.user)
    gevraagd: list[str] = []
    page.on("request", lambda verzoek: gevraagd.append(verzoek.url))
    page.goto("/vraag/nieuw/")
    page.get_by_role("combobox", name="Welke training?").fill("weerb")
    page.get_by_role("option", name="Weerbaarheidstraining").click()
    page.get_by_text("1 ander team").wait_for()
    page.get_by_label("Opmerking voor collega’s").fill("rustige groep")
    page.get_by_label("Hoeveel kinderen?").fill("3")
    page.locator("table.weekkiezer label", has_text="woensdagmiddag").click()
    page.locator("table.weekkiezer label", has_text="donderdagmiddag").click()
    page.get_by_text("genoeg voor een groep").wait_for()
    meekijken = [adres for adres in gevraagd if "meekijken" in adres]
    assert any("aantal=3" in adres and "dagdelen=7&dagdelen=10" in adres for adres in meekijken), meekijken
    assert not [adres for adres in gevraagd if re.search("rustig|csrf|sleutel", adres)], "looking along takes no text"
    schermafbeelding(page, "signaal-nieuw")
    axe(page)
    page.get_by_role("button", name="Plaats de vraag").click()
    page.get_by_text("Je vraag is geplaatst.").wait_for()
    nieuw = Signaal.objects.latest("pk")
    assert (nieuw.aantal, nieuw.leeftijd_min, nieuw.leeftijd_max, nieuw.dagdelen) == (3, 8, 12, [7, 10])


def test_zonder_javascript_gaat_het_ook(page_als: Callable[..., Any], streek: Streek) -> None:
    page = page_als(streek.user, javascript=False)
    page.goto("/vraag/nieuw/")
    training = "Weerbaarheidstraining op maat (JGT) (8 tot en met 12 jaar)"
    page.locator("select[name=interventie]").select_option(label=training)
    page.locator("input[name=aantal]").fill("0")
    page.get_by_role("button", name="Plaats de vraag").click()
    page.get_by_text("Vraag voor minstens 1 kind.").first.wait_for()
    page.get_by_text("1 ander team").wait_for()
    page.locator("input[name=aantal]").fill("4")
    page.locator("input[name=dagdelen][value='7']").check()
    page.get_by_role("button", name="Plaats de vraag").click()
    page.get_by_text("Je vraag is geplaatst.").wait_for()


def test_fouten_zijn_te_vinden(page_als: Callable[..., Any], streek: Streek, schermafbeelding: Any, axe: Any) -> None:
    page = page_als(streek.user)
    page.goto("/vraag/nieuw/")
    page.get_by_label("Hoeveel kinderen?").fill("0")
    page.get_by_label("Opmerking voor collega’s").fill("Sam, geboren 3-4-2016, 06-12345678")
    page.get_by_role("button", name="Plaats de vraag").click()
    expect(page.get_by_role("heading", name="nog niet goed")).to_be_focused()
    schermafbeelding(page, "signaal-fouten")
    axe(page)
    page.locator(".foutoverzicht a", has_text="telefoonnummer").click()
    expect(page.get_by_label("Opmerking voor collega’s")).to_be_focused()


@pytest.mark.parametrize(
    ("naam", "adres"),
    [
        ("signalen", "/vraag/"),
        ("signalen-leeg", "/vraag/?zoek=bestaatniet"),
        ("regiovraag", "/vraag/regio/"),
        ("regiovraag-vragen", "/vraag/regio/?weergave=vragen"),
        ("signaal", "/vraag/{eigen}/"),
        ("signaal-van-ander", "/vraag/{ander}/"),
        ("signaal-wijzigen", "/vraag/{eigen}/wijzigen/"),
        ("signaal-intrekken", "/vraag/{eigen}/intrekken/"),
        ("signaal-aansluiten", "/vraag/{ander}/aansluiten/"),
    ],
)
def test_elke_pagina_past_en_is_toegankelijk(
    page_als: Callable[..., Any], streek: Streek, schermafbeelding: Any, axe: Any, naam: str, adres: str
) -> None:
    page = page_als(streek.user)
    page.goto(adres.format(eigen=streek.eigen.pk, ander=streek.ander.pk))
    schermafbeelding(page, naam)
    axe(page)


def test_aansluiten_met_een_getal(page_als: Callable[..., Any], streek: Streek) -> None:
    page = page_als(streek.user)
    page.goto(f"/vraag/{streek.ander.pk}/aansluiten/")
    expect(page.get_by_label("Hoe ver kunnen zij reizen (km)?")).to_be_hidden()
    page.get_by_label("Hoeveel kinderen?").fill("2")
    page.get_by_role("button", name="Sluit aan").click()
    page.get_by_text("Je vraag staat bij die van").wait_for()
    assert Signaal.objects.latest("pk").samen_met == streek.ander


def test_intrekken_uit_een_voorstel_zegt_wat_er_gebeurt(
    page_als: Callable[..., Any], streek: Streek, schermafbeelding: Any, axe: Any
) -> None:
    voorstel = VoorstelFactory(
        run__regio=streek.eigen.regio,
        interventie=streek.training,
        ruimte=RuimteFactory(gemeente=streek.ander.team.gemeente),
        regels=[(streek.eigen, 2), (streek.ander, 3)],
    )
    Signaal.objects.filter(pk__in=(streek.eigen.pk, streek.ander.pk)).update(staat=SignaalStaat.VOORGESTELD)
    page = page_als(streek.user)
    page.goto(f"/vraag/{streek.eigen.pk}/")
    axe(page)
    schermafbeelding(page, "signaal-in-voorstel")
    page.get_by_role("link", name="Trek in").click()
    page.get_by_role("heading", name="Dit trekt ook jullie plek in een voorstel terug").wait_for()
    axe(page)
    schermafbeelding(page, "signaal-intrekken-voorstel")
    page.get_by_label("Een andere reden").fill("al ergens anders geholpen")
    page.get_by_role("button", name="Trek de vraag en onze plek in").click()
    page.get_by_text("Vraag en plek in het voorstel ingetrokken").wait_for()
    page.get_by_role("button", name="Maak ongedaan").wait_for()
    axe(page)
    assert laat_voorbijgaan() == 1
    voorstel.refresh_from_db()
    assert voorstel.staat == VoorstelStaat.AFGEWEZEN


def test_wie_te_laat_wijzigt_ziet_beide(
    page_als: Callable[..., Any], streek: Streek, schermafbeelding: Any, axe: Any
) -> None:
    page = page_als(streek.user)
    page.goto(f"/vraag/{streek.eigen.pk}/wijzigen/")
    nieuwer = {**services.kopieren(streek.eigen), "aantal": 5, "opmerking": "van een collega"}
    versie = Signaal.objects.get(pk=streek.eigen.pk).versie
    services.wijzigen(streek.eigen, versie=versie, door=streek.user, **nieuwer)
    page.get_by_label("Hoeveel kinderen?").fill("3")
    page.get_by_role("button", name="Bewaar").click()
    page.get_by_role("cell", name="van een collega").wait_for()
    expect(page.get_by_label("Hoeveel kinderen?")).to_have_value("3")
    schermafbeelding(page, "signaal-verouderd")
    axe(page)
    page.get_by_role("button", name="Bewaar").click()
    page.get_by_text("Je wijziging is bewaard").wait_for()
