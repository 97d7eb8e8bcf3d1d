"""What somebody does first: three cards for each role, until that person puts them away."""

from typing import Any

import pytest
from django.urls import reverse

from gemeenten.grond.enums import Rol
from marktplein.audit.models import Logregel
from marktplein.handleiding.eerst import KAARTEN
from marktplein.handleiding.plekken import VAN_ROL
from marktplein.handleiding.teksten import lees
from tests.gemeenten.factories import gebruiker_met


@pytest.mark.puur
def test_elke_rol_heeft_drie_kaarten_met_een_stuk_handleiding_dat_bestaat() -> None:
    assert set(KAARTEN) == set(VAN_ROL.values())
    for naam, kaarten in KAARTEN.items():
        ankers = {anker for anker, _ in lees(naam).koppen}
        assert {kaart.anker for kaart in kaarten} <= ankers, naam
        assert len({kaart.naar for kaart in kaarten}) == 3, naam


@pytest.mark.parametrize("rol", list(Rol))
def test_elke_kaart_leidt_naar_een_pagina_van_de_rol(client: Any, db: None, rol: Rol) -> None:
    client.force_login(gebruiker_met(rol))
    kaarten = client.get(reverse("werkplek:start")).context["eerste_stappen"]
    assert [client.get(kaart.url).status_code for kaart in kaarten] == [200, 200, 200]


def test_weg_is_voorgoed_en_alleen_voor_jezelf(client: Any, db: None) -> None:
    ik, ander = gebruiker_met(Rol.JGT), gebruiker_met(Rol.JGT)
    start, weg = reverse("werkplek:start"), reverse("handleiding:eerste_stappen_weg")
    client.force_login(ik)
    assert "Zo begin je" in client.get(start).content.decode()
    for _ in range(2):
        assert client.post(weg)["Location"] == start
    client.logout()
    client.force_login(ik)
    assert "Zo begin je" not in client.get(start).content.decode()
    assert Logregel.objects.filter(gebeurtenis="account.eerste_stappen_weg", door=ik).count() == 1
    client.force_login(ander)
    assert "Zo begin je" in client.get(start).content.decode()


def test_zonder_rol_geen_kaarten(client: Any, db: None, django_user_model: Any) -> None:
    client.force_login(django_user_model.objects.create_user("nieuw@voorbeeld.example", "een-lang-wachtwoord"))
    assert client.get(reverse("werkplek:start")).context["eerste_stappen"] == ()
