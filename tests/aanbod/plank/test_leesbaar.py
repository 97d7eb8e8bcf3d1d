"""While writing one sees how it reads; editors see the worst pages first."""

from django.test import Client
from django.urls import reverse

from aanbod.models import Interventie
from aanbod.plank.leesbaar import haal_leesscores_in
from gemeenten.grond.enums import Rol
from tests.aanbod.factories import InterventieFactory
from tests.gemeenten.factories import gebruiker_met

MOEILIJK = "Preventieve interventies faciliteren multidisciplinaire verantwoordelijkheden."
LANG = "Wij gaan met u en uw kind aan de slag en dan gaan wij nog een keer met u aan de slag."


def test_de_redactie_ziet_de_moeilijkste_paginas_eerst() -> None:
    for naam, tekst in (("Makkelijk", "Dit is kort."), ("Zwaar", MOEILIJK), ("Zwaarder", MOEILIJK * 3)):
        InterventieFactory(naam=naam, omschrijving=tekst)
    assert haal_leesscores_in() == 3
    assert haal_leesscores_in() == 0
    client = Client()
    client.force_login(gebruiker_met(Rol.BEHEER))
    pagina = client.get(reverse("aanbod:beheer"), {"moeilijk": "on"})
    assert {ding.naam for ding in pagina.context["page_obj"]} == {"Zwaar", "Zwaarder"}
    assert "Moeilijk te lezen" in pagina.content.decode()


def test_terwijl_je_schrijft() -> None:
    ding = InterventieFactory(omschrijving=LANG)
    client = Client()
    client.force_login(gebruiker_met(Rol.BEHEER))
    assert (
        f"<mark>{LANG}</mark>" in client.get(reverse("aanbod:interventie_wijzigen", args=[ding.slug])).content.decode()
    )
    antwoord = client.post(reverse("aanbod:leesbaar"), {"omschrijving": f"Kort. {LANG}"}).content.decode()
    assert f"<mark>{LANG}</mark>" in antwoord
    assert "<html" not in antwoord
    assert Interventie.objects.get().omschrijving == LANG
