"""Who is invited makes an account in a real browser: what it tells about itself decides whether that is let in."""

from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from gemeenten.grond.enums import Rol
from gemeenten.grond.services import nodig_uit
from tests.gemeenten.hulp import token_uit_post

pytestmark = pytest.mark.django_db(transaction=True)

NIEUW = "nieuw.mens@gemeente.example"
SLEUTELZIN = "Zonnebloemen-42-op-de-fiets"


def test_wie_is_uitgenodigd_maakt_een_account_en_komt_op_de_eerste_pagina(page: Page, axe: Any) -> None:
    nodig_uit(email=NIEUW, rol=Rol.KCC, door=None)
    page.goto(reverse("gemeenten:uitnodiging", args=[token_uit_post(NIEUW)]))
    axe(page)
    page.get_by_label("Je naam").fill("Sam Proef")
    page.get_by_label("Kies een wachtwoord").fill(SLEUTELZIN)
    page.get_by_label("Nog een keer hetzelfde wachtwoord").fill(SLEUTELZIN)
    page.get_by_role("button", name="Maak mijn account").click()
    page.wait_for_url("**/start/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Sam")
