"""Choosing mails, and a mail as a mail program shows it, in a real browser."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from gemeenten.grond.enums import Rol
from marktplein.mail.models import Bericht, Berichtvoorkeur, Stand
from tests.gemeenten.factories import gebruiker_met
from tests.mail.voorbeelden import voorbeeld
from vraag.signalen.berichten import VraagVerlopen

pytestmark = pytest.mark.django_db(transaction=True)


def test_kies_je_mails(page_als: Callable[..., Any], axe: Any, schermafbeelding: Any) -> None:
    page = page_als(gebruiker_met(Rol.FACILITAIR))
    page.goto(reverse("meldingen:voorkeuren"))
    axe(page)
    schermafbeelding(page, "mijn-berichten")
    taak = page.get_by_role("group", name="Taak voor jou")
    taak.get_by_label("Geen mail, alleen bij Meldingen").check()
    page.get_by_role("button", name="Bewaar mijn keuze").click()
    page.get_by_text("Je keuze is bewaard.").wait_for()
    assert list(Berichtvoorkeur.objects.values_list("soort", "stand")) == [("facilitair.taak_toegewezen", Stand.UIT)]


def test_de_opgemaakte_mail_staat_in_een_venster(page_als: Callable[..., Any], axe: Any, schermafbeelding: Any) -> None:
    onderwerp, tekst = voorbeeld(VraagVerlopen).schrijf()
    bericht = Bericht.objects.create(soort="proef", aan="sam@voorbeeld.example", onderwerp=onderwerp, tekst=tekst)
    page = page_als(None)
    page.goto(reverse("post:detail", args=[bericht.pk]))
    venster = page.frame_locator("iframe.postvenster")
    venster.get_by_role("heading", name=onderwerp).wait_for()
    assert venster.locator("body").evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(244, 244, 244)"
    axe(page)
    schermafbeelding(page, "post-opgemaakt")
