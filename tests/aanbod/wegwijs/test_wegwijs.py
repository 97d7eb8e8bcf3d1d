"""Pages that explain and lead on: open without a row, keep nothing about anybody, and say "je" to the young."""

import html
import re

import pytest
from django.apps import apps
from django.urls import reverse

from aanbod.enums import Stuksoort, Vorm
from aanbod.models import Themastuk
from aanbod.wegwijs import selectors, services
from aanbod.wegwijs.teksten import BEGIN, JONGEREN, TOEKOMSTPLAN
from gemeenten.grond.enums import Rol
from marktplein.demo.fixtures import lees, rijen
from marktplein.demo.folder import maak_folder
from tests.aanbod.factories import InterventieFactory, ThemaFactory
from tests.aanbod.hulp import als, ga
from tests.gemeenten.factories import GemeenteFactory, OrganisatieFactory, gebruiker_met

# The sites that a document of the region names; deeper than their beginning nobody looked.
GENOEMD = {
    "https://www.scheidingsplein.nl/",
    "https://www.waarstaatjegemeente.nl/",
    "https://www.eengezonderhollandsmidden.nl/",
}
U = re.compile(r"\b(?:u|uw|uzelf)\b", re.I)


def tekst_van(pagina):
    kaal = re.sub(r"<(script|style|head)\b.*?</\1>", " ", pagina.content.decode(), flags=re.S)
    return html.unescape(re.sub(r"<[^>]+>", " ", kaal))


@pytest.mark.parametrize("slug", BEGIN)
def test_elke_uitlegpagina_opent_in_twee_talen_zonder_dat_iemand_iets_invulde(client, db, slug):
    pagina = ga(client, "uitleg", slug)
    assert BEGIN[slug].tekst.split("\n\n")[-1] in html.unescape(pagina.content.decode())
    engels = client.get(f"/en{reverse('aanbod:uitleg', args=[slug])}")
    assert BEGIN[slug].tekst_en.split("\n\n")[0] in html.unescape(engels.content.decode())


def test_preventie_is_zonder_beschikking(client, db):
    assert "Preventie is zonder beschikking" in ga(client, "uitleg", "berichtenverkeer").content.decode()


@pytest.mark.parametrize(
    "pad", ["/jongeren/", *(f"/uitleg/{slug}/" for slug, begin in BEGIN.items() if begin.voor == JONGEREN)]
)
def test_jongeren_lezen_nergens_u_ook_niet_in_het_raam(client, db, pad):
    ThemaFactory(slug="stress")
    gevonden = [m.string[max(0, m.start() - 40) : m.end() + 20].split() for m in U.finditer(tekst_van(client.get(pad)))]
    assert gevonden == []


def test_het_toekomstplan_gaat_leeg_mee_en_er_is_niets_om_het_naar_terug_te_sturen(client, db):
    antwoord = ga(client, "toekomstplan")
    tekst = antwoord.content.decode()
    assert antwoord.headers["Content-Disposition"] == 'attachment; filename="toekomstplan-leeg.html"'
    assert [vraag for _, vragen in TOEKOMSTPLAN for vraag in vragen if html.escape(vraag) not in tekst] == []
    assert re.search(r"<form|action=|src=|href=|<script", tekst) is None
    assert client.post(reverse("aanbod:toekomstplan")).status_code == 405


# A field that held one of these would be a file on a person, which this product does not keep.
VERBODEN = re.compile(
    r"beschikking|declaratie|toewijzing|gezinsplan|toekomstplan|samenwerkingsplan|zorgplan|hulpplan|casus|leerling|"
    r"(^|_)giz|hart_en_ziel|overdracht|diagnose|dossier|bsn|burgerservice|client|patient|indicatie|sdq"
)


def test_er_is_geen_veld_voor_de_gegevens_van_hun_systemen():
    van_ons = [
        m
        for m in apps.get_models()
        if m.__module__.startswith(("aanbod", "vraag", "gemeenten", "facilitair", "marktplein"))
    ]
    namen = {f"{m._meta.label}.{veld.name}" for m in van_ons for veld in m._meta.get_fields()}
    assert len(namen) > 300
    assert sorted(naam for naam in namen if VERBODEN.search(naam.rpartition(".")[2].lower())) == []


def test_negentien_zorgpaden_en_wat_niet_bekend_is_zegt_dat(client, db):
    leiden = GemeenteFactory(naam="Leiden", slug="leiden")
    beheer = gebruiker_met(Rol.BEHEER)
    velden = {
        "steun": "Hulp bij geld.",
        "wie": "Sociaal team",
        "telefoon": "",
        "email": "x@voorbeeld.example",
        "adres": "",
    }
    services.vul_zorgpad(nummer=3, gemeente=leiden, velden=velden, door=beheer)
    pagina = ga(client, "kansrijke_start", gemeente="leiden")
    tekst = " ".join(tekst_van(pagina).split())
    assert len(pagina.context["paden"]) == 19
    assert "Pad 3 – inkomen Hulp bij geld." in tekst
    assert "Pad 5 – naam invullen nog niet ingevuld" in tekst
    assert "1 van de 19 zorgpaden zijn ingevuld voor Leiden" in tekst
    services.noem_zorgpad(nummer=5, naam="rouw", door=beheer)
    assert "Pad 5 – rouw" in tekst_van(ga(client, "kansrijke_start"))


def test_de_sociale_kaart_kansrijke_start_is_voor_professionals_en_alleen_rond_de_geboorte(client, db):
    InterventieFactory(naam="Zwanger samen", zwangerschap=True, leeftijd_min=0, leeftijd_max=1)
    InterventieFactory(naam="Dreumes", leeftijd_min=1, leeftijd_max=2)
    InterventieFactory(naam="Kleuter", leeftijd_min=1, leeftijd_max=5)
    assert [i.naam for i in selectors.rond_de_geboorte()] == ["Dreumes", "Zwanger samen"]
    assert "nog niet" in ga(als(Rol.JGZ), "kansrijke_kaart").content.decode()
    assert ga(client, "kansrijke_kaart").status_code == 302


def test_een_thema_toont_cijfer_met_bron_en_jaar_en_wie_het_aanbiedt_in_de_gemeente(client, db):
    thema = ThemaFactory(slug="ontwikkelingsvoorsprong")
    GemeenteFactory(naam="Lisse", slug="lisse")
    InterventieFactory(themas=[thema], vorm=Vorm.ONLINE, organisatie=OrganisatieFactory(naam="Overal"))
    InterventieFactory(themas=[thema], vorm=Vorm.GROEP, organisatie=OrganisatieFactory(naam="Ergens"))
    Themastuk.objects.create(
        thema=thema, soort=Stuksoort.CIJFER, titel="1 op de 10", bron="Monitor", jaar=2019, voorbeeld=True
    )
    tekst = " ".join(tekst_van(ga(client, "thema", thema.slug)).split())
    assert "(Monitor, 2019)" in tekst
    assert "voorbeeldgegevens" in tekst
    assert "Overal" in tekst
    assert "Ergens" in tekst
    in_lisse = tekst_van(ga(client, "thema", thema.slug, gemeente="lisse"))
    assert "Overal" in in_lisse
    assert "Ergens" not in in_lisse


def test_van_elke_pagina_in_twee_klikken_bij_wie_te_bellen_met_openingstijden(client, db):
    for pagina in (ga(client, "home"), ga(als(Rol.JGT), "groepen")):
        assert all(f'href="/wie-bel-ik/{anker}"' in pagina.content.decode() for anker in ("", "#ehb-zo", "#loket"))
    leiden = GemeenteFactory(naam="Leiden", slug="leiden")
    adres = reverse("aanbod:teksten_toegang", args=["leiden"])
    beheer = als(Rol.GEMEENTEBEHEER, gemeente=leiden)
    assert beheer.post(adres, {"naam": "Loket", "openingstijden": "ma tot en met wo 9.00-17.00"}).status_code == 302
    assert beheer.post(adres, {"naam": "Loket", "openingstijden": "altijd"}).status_code == 422
    kaart = " ".join(tekst_van(ga(client, "wie_bel_ik", gemeente="leiden")).split())
    assert "maandag: 9.00–17.00" in kaart
    assert "donderdag: gesloten" in kaart
    assert "0900-8844" in kaart
    assert U.search(kaart) is None


def test_de_demo_verwijst_alleen_naar_het_begin_van_genoemde_sites_en_elk_thema_heeft_een_link():
    adressen = {rij["adres"] for rij in rijen("wegwijs") if rij.get("adres")}
    assert adressen <= GENOEMD
    themas = {rij["slug"] for rij in rijen("themas")}
    assert {rij["thema"] for rij in rijen("wegwijs") if rij["soort"] == "link"} == themas
    nummers = {rij["telefoon"] for rij in rijen("organisaties")} | {""}
    assert {rij["telefoon"] for rij in lees("wegwijs")["zorgpaden"]} <= nummers
    assert all(rij["bron"] and rij["jaar"] for rij in rijen("wegwijs") if rij["soort"] == "cijfer")


def test_de_voorbeeldfolder_is_een_pdf_met_taal_titel_en_structuur():
    pdf = maak_folder("Uit elkaar (samen)")
    assert pdf.startswith(b"%PDF-1.7")
    assert all(deel in pdf for deel in (b"/Lang(nl-NL)", b"/MarkInfo<</Marked true>>", b"Uit elkaar \\(samen\\)"))
    begin = int(pdf.rsplit(b"startxref\n", 1)[1].split()[0])
    assert pdf[begin:].startswith(b"xref")
