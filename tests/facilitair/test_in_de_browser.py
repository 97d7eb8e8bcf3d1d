"""The queue in a real browser: with htmx no step is lost, and without JavaScript everything still works."""

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from facilitair.models import Taak
from facilitair.taken.services.van_groep import maak_taken
from facilitair.workflow import TaakSoort, TaakStaat
from marktplein.basis import klok
from tests.aanbod.factories import GroepFactory
from tests.facilitair.factories import ReserveringFactory, RuimteFactory, facilitair_medewerker
from tests.hulp_browser import controleer_breedte

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("javascript", [True, False])
def test_de_weektaken_afwerken(page_als: Callable[..., "Page"], javascript: bool) -> None:
    """Pick up the zaal task from the list, choose a room that is free, and the task is done."""
    sanne = facilitair_medewerker(naam="Sanne de Vries")
    groep = GroepFactory(interventie__naam="Rots en Water")
    maak_taken(groep)
    bezet, vrij = RuimteFactory(naam="De Kom"), RuimteFactory(naam="Het Spoor")
    ReserveringFactory(ruimte=bezet, begin=groep.bijeenkomsten.order_by("begin")[0].begin)
    page = page_als(sanne, javascript=javascript)
    page.goto(reverse("facilitair:taken") + "?soort=zaal")
    page.get_by_role("button", name="Ruimte regelen").click()
    page.get_by_text("Je hebt de taak opgepakt.").wait_for()
    expect(page.get_by_role("link", name="Van mij 1")).to_be_visible()
    page.get_by_role("link", name="Ruimte regelen").click()
    page.get_by_label("Wat wil je laten weten?").fill("Gebeld met de beheerder.")
    page.get_by_role("button", name="Plaats opmerking").click()
    page.locator(".tijdlijn").get_by_text("Gebeld met de beheerder.").wait_for()
    page.get_by_role("link", name="Kies een ruimte").click()
    expect(page.get_by_text("1 keer bezet")).to_be_visible()
    page.get_by_role("button", name="Het Spoor").click()
    page.get_by_text("Het Spoor is gereserveerd voor alle bijeenkomsten").wait_for()
    taak = Taak.objects.get(groep=groep, soort=TaakSoort.ZAAL)
    assert taak.staat == TaakStaat.KLAAR
    assert taak.gebeurtenissen.filter(tekst="Gebeld met de beheerder.").count() == 1
    assert vrij.reserveringen.count() == 3


def test_elke_pagina_is_toegankelijk_en_past_op_een_telefoon(
    page_als: Callable[..., "Page"], axe: Callable[["Page"], None]
) -> None:
    sanne: Any = facilitair_medewerker()
    groep, ruimte = GroepFactory(), RuimteFactory(dagdelen=[1, 4, 7])
    taken = maak_taken(groep)
    rij = ReserveringFactory(ruimte=ruimte, begin=klok.op(klok.vandaag() + dt.timedelta(days=1), dt.time(14)))
    page = page_als(sanne)
    dag = (klok.vandaag() + dt.timedelta(days=1)).isoformat()
    for waar in (
        reverse("facilitair:taken"),
        reverse("facilitair:taak_nieuw"),
        reverse("facilitair:taak", args=[taken[1].pk]),
        reverse("facilitair:zaal", args=[groep.pk]),
        reverse("facilitair:ruimtes"),
        reverse("facilitair:ruimte", args=[ruimte.pk]) + f"?dag={dag}",
        reverse("facilitair:ruimte", args=[ruimte.pk]) + f"?weergave=maand&dag={dag}",
        reverse("facilitair:reserveren", args=[ruimte.pk]),
        reverse("facilitair:kies_groep", args=[ruimte.pk]),
        reverse("facilitair:reservering", args=[rij.pk]),
        reverse("facilitair:agenda") + f"?dag={dag}",
    ):
        for breed in (1280, 320):
            page.set_viewport_size({"width": breed, "height": 900})
            page.goto(waar)
            controleer_breedte(page)
            axe(page)
