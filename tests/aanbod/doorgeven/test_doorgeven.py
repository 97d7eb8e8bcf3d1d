"""Passing on: everything stands in the address, only what is public, and nothing is kept."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from aanbod.doorgeven.dingen import lees, qr_van
from aanbod.enums import Preventievorm
from aanbod.workflow import InterventieStaat
from gemeenten.grond.enums import Rol
from marktplein.audit.models import Logregel
from tests.aanbod.factories import GroepFactory, InterventieFactory, ThemaFactory
from tests.aanbod.hulp import als, ga
from tests.gemeenten.factories import OrganisatieFactory


def test_een_lijstje_van_drie_en_niet_meer() -> None:
    dingen = [f"aanbod.{InterventieFactory().slug}" for _ in range(4)]
    assert [ding.code for ding in lees([dingen[0], *dingen])] == dingen[:3]


def test_alles_wat_een_pagina_heeft_kan_mee(client: Client) -> None:
    groep = GroepFactory(interventie__naam="stevig staan", interventie__organisatie=OrganisatieFactory())
    codes = [f"groep.{groep.slug}", f"thema.{ThemaFactory().slug}", f"organisatie.{OrganisatieFactory().slug}"]
    for naam in ("doorgeven", "lijstje"):
        pagina = ga(client, naam, wat=codes).content.decode()
        assert all(ding.naam in pagina and f'href="{ding.pad}"' in pagina for ding in lees(codes))
    assert "Stevig staan" in pagina
    assert all(ga(client, "poster", wat=code).status_code == 200 for code in codes)
    assert not client.session.items()
    assert not Logregel.objects.exists()


@pytest.mark.parametrize("naam", ["doorgeven", "lijstje", "poster"])
def test_wat_niet_openbaar_is_gaat_niet_mee_ook_niet_door_een_collega(naam: str) -> None:
    besloten = GroepFactory(interventie__preventievorm=Preventievorm.PROBLEEMGERICHT)
    concept = InterventieFactory(staat=InterventieStaat.CONCEPT)
    for code in (f"groep.{besloten.slug}", f"aanbod.{concept.slug}", "aanbod.", "zomaar.iets", "aanbod.a'b"):
        assert ga(als(Rol.JGT), naam, wat=code).status_code == 404
    assert ga(als(Rol.JGT), naam).status_code == 404
    assert "kop-delen" not in als(Rol.JGT).get(reverse("aanbod:groep", args=[besloten.slug])).content.decode()


def test_de_link_is_de_pagina_zelf_of_het_lijstje(client: Client) -> None:
    een, twee = InterventieFactory(), InterventieFactory()
    pagina = ga(client, "doorgeven", wat=f"aanbod.{een.slug}").content.decode()
    assert re.search(rf'id="link"[^>]*value="[^"?]*/aanbod/{een.slug}/"', pagina)
    pagina = ga(client, "doorgeven", wat=[f"aanbod.{een.slug}", f"aanbod.{twee.slug}"]).content.decode()
    assert f"/lijstje/?wat=aanbod.{een.slug}&amp;wat=aanbod.{twee.slug}" in pagina


def test_de_mail_opent_bij_wie_doorgeeft_met_de_woorden_erin(client: Client) -> None:
    groep = GroepFactory(interventie__naam="rust & ruimte", interventie__omschrijving="Een <b>kop</b> & meer.")
    pagina = ga(client, "doorgeven", wat=f"groep.{groep.slug}")
    mail = parse_qs(urlsplit(pagina.context["mailto"]).query)
    assert mail["subject"] == ["Rust & ruimte"]
    (tekst,) = mail["body"]
    assert "Een <b>kop</b> & meer." in tekst
    assert f"/groepen/{groep.slug}/" in tekst
    assert "Gratis" in tekst
    assert groep.waar in tekst
    assert "utm" not in tekst


def test_iets_erbij_zoeken_op_naam(client: Client) -> None:
    een, groep = InterventieFactory(), GroepFactory(interventie__naam="stevig staan")
    pagina = ga(client, "doorgeven", wat=f"aanbod.{een.slug}", zoek="staan stevig").content.decode()
    assert f"?wat=aanbod.{een.slug}&amp;wat=aanbod.{groep.interventie.slug}" in pagina
    assert f"&amp;wat=groep.{groep.slug}" in pagina
    assert "Niets gevonden" in ga(client, "doorgeven", wat=f"aanbod.{een.slug}", zoek="zzz").content.decode()


def test_een_poster_draagt_het_adres_als_code_en_als_woorden(client: Client) -> None:
    groep = GroepFactory()
    pagina = ga(client, "poster", wat=f"groep.{groep.slug}").content.decode()
    (ding,) = lees([f"groep.{groep.slug}"])
    assert str(qr_van(ding.adres)) in pagina
    assert qr_van(ding.adres) != qr_van(f"{ding.adres}x")
    assert ding.adres in pagina
