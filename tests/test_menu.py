"""One menu: the union of what the roles may open, always the same order, and never a closed door."""

import re

import pytest
from django.test import Client, RequestFactory
from django.urls import resolve, reverse

from gemeenten.grond.enums import Rol
from marktplein.menu import INGANGEN, menu_voor
from tests.gemeenten.factories import GebruikerFactory, gebruiker_met


def labels(client: Client, pad: str = "/groepen/") -> list[str]:
    menu = client.get(pad).context["menu"]
    return [punt["label"] for punt in menu]


def in_element(html: str, tag: str) -> str:
    inhoud = re.search(rf"<{tag}\b[^>]*>(.*?)</{tag}>", html, re.DOTALL)
    return " ".join(re.sub(r"<[^>]*>", "", inhoud.group(1)).split()) if inhoud else ""


def test_elke_sectie_bestaat() -> None:
    """A name that no address has would be an entry that is never the current one."""
    from tests.test_rechtenmatrix import alle_namen

    namen = set(alle_namen())
    assert [naam for ingang in INGANGEN for naam in ingang.secties if naam not in namen] == []


@pytest.mark.parametrize("rol", [None, *Rol])
def test_elk_punt_in_het_menu_gaat_open_en_heet_overal_hetzelfde(client: Client, rol: Rol | None) -> None:
    """One thing, one name: what is pressed in the menu stands above the page and first in the tab of the browser.

    The start page says hello instead.
    """
    if rol:
        client.force_login(gebruiker_met(rol))
    anders = []
    menu = client.get("/groepen/").context["menu"]
    assert menu
    for punt in menu:
        antwoord = client.get(punt["url"])
        assert antwoord.status_code == 200, punt["label"]
        html = antwoord.content.decode()
        kop, titel = (in_element(html, tag) for tag in ("h1", "title"))
        goed = kop == punt["label"] or (punt["url"] == reverse("werkplek:start") and kop.startswith("Dag "))
        if not goed or not re.match(rf"{re.escape(punt['label'])}(?!\w)", titel):
            anders.append((punt["label"], kop, titel))
    assert not anders


def test_een_pagina_staat_op_een_plek_in_het_menu(client: Client) -> None:
    """The week belongs to the groups of a trainer; who gives none finds it under the groups."""
    for rol, waar in ((Rol.TRAINER, "Mijn groepen"), (Rol.JGT, "Groepen")):
        client.force_login(gebruiker_met(rol))
        menu = client.get(reverse("aanbod:mijn_week")).context["menu"]
        assert [punt["label"] for punt in menu if punt["actief"]] == [waar]


def test_bezoeker_ziet_alleen_het_openbare_menu(client: Client) -> None:
    assert labels(client) == ["Zoeken", "Groepen", "Sociale kaart", "Advies", "Direct hulp"]


def test_twee_rollen_geven_de_vereniging_in_vaste_volgorde(client: Client) -> None:
    client.force_login(GebruikerFactory(lid=[(Rol.FACILITAIR, None), (Rol.JGT, None)]))
    samen = labels(client)
    volgorde = [ingang.label for ingang in INGANGEN]
    assert samen == sorted(samen, key=volgorde.index)
    assert {"Vragen", "Vraag in de regio", "Voorstellen", "Taken", "Ruimtes", "Agenda", "Plank"} <= set(samen)
    assert len(samen) == len(set(samen))


def test_precies_een_punt_is_waar_je_bent() -> None:
    user = gebruiker_met(Rol.BEHEER)
    for naam in ("gemeenten:uitnodigen", "gemeenten:leden", "gemeenten:logboek", "werkplek:start", "aanbod:groepen"):
        request = RequestFactory().get(reverse(naam))
        request.user = user
        request.resolver_match = resolve(request.path)
        actief = [punt["label"] for punt in menu_voor(request) if punt["actief"]]
        assert len(actief) == 1, naam


def test_een_onbekend_adres_heeft_een_menu_zonder_plek(client: Client) -> None:
    client.force_login(gebruiker_met(Rol.JGT))
    antwoord = client.get("/bestaat-niet/")
    assert antwoord.status_code == 404
    assert "Voorstellen" in antwoord.content.decode()
