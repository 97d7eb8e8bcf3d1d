"""Public pages: finding, offers and groups."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from aanbod.enums import Preventievorm
from aanbod.workflow import AanmeldingStaat, GroepStaat, InterventieStaat
from aanbod.zoeken.services import werk_hele_zoekindex_bij
from gemeenten.grond.enums import Rol
from marktplein.audit.models import Logregel
from tests.aanbod.factories import (
    GroepFactory,
    InterventieFactory,
    ThemaFactory,
    ZoekwoordFactory,
)
from tests.aanbod.hulp import als, ga
from tests.gemeenten.factories import GemeenteFactory, OrganisatieFactory

A = AanmeldingStaat


@pytest.mark.parametrize("naam", ["home", "zoeken", "groepen", "privacy", "hulp"])
def test_openbare_paginas_zonder_inloggen(client, naam):
    assert ga(client, naam).status_code == 200


def test_home_toont_themas_en_wat_begint(client):
    thema = ThemaFactory(naam="scheiding")
    GroepFactory(interventie=InterventieFactory(naam="Praatgroep", themas=[thema]))
    pagina = ga(client, "home").content.decode()
    assert "Waar kunnen we mee helpen?" in pagina
    assert "Scheiding" in pagina
    assert "Praatgroep" in pagina


def test_zoeken_vindt_en_bewaart_de_vraag_nergens(client):
    thema = ThemaFactory(naam="slapen en eten")
    ZoekwoordFactory(thema=thema, woord="doorslapen")
    InterventieFactory(naam="Rust in de nacht", themas=[thema])
    werk_hele_zoekindex_bij()
    pagina = ga(client, "zoeken", q="baby wil niet doorslapen").content.decode()
    assert "Rust in de nacht" in pagina
    assert not Logregel.objects.exists()
    assert not client.session.items()


def test_niets_gevonden_is_geen_dood_spoor(client):
    InterventieFactory(themas=[ThemaFactory(naam="opvoeden")])
    werk_hele_zoekindex_bij()
    pagina = ga(client, "zoeken", q="xylofoonreparatie").content.decode()
    assert "niets voor gevonden" in pagina
    assert "Opvoeden" in pagina
    assert "Bekijk alles" in pagina


@pytest.mark.parametrize(
    ("vraag", "nummer"), [("ik wil niet meer leven", "0800-0113"), ("mijn vader slaat mij", "0800-2000")]
)
def test_wie_in_nood_is_ziet_eerst_wie_te_bellen(client, vraag, nummer):
    pagina = ga(client, "zoeken", q=vraag).content.decode()
    inhoud = pagina[pagina.index('id="inhoud"') :]
    eerst = inhoud[: inhoud.index("kop-gevonden")]
    for wie in ("tel:112", nummer, "uisarts"):
        assert wie in eerst
    assert "filterbalk" not in inhoud


def test_zoekfilters(client):
    hier, ver = GemeenteFactory(lat=52.16, lon=4.49), GemeenteFactory(lat=52.90, lon=4.49)
    duur = InterventieFactory(naam="Dure groep", eigen_bijdrage_cent=2500, leeftijd_min=0, leeftijd_max=3)
    gratis = InterventieFactory(naam="Vrije groep", open_voor_buiten_regio=True)
    GroepFactory(interventie=duur, gemeente=ver)
    GroepFactory(interventie=gratis, gemeente=hier)

    def namen(**filters):
        return {r.interventie.naam for r in ga(client, "zoeken", **filters).context["page_obj"]}

    assert namen() == {"Dure groep", "Vrije groep"}
    assert namen(gratis="on") == namen(buiten="on") == {"Vrije groep"}
    assert namen(leeftijd=2) == {"Dure groep"}
    assert namen(gemeente=hier.slug) == namen(gemeente=hier.slug, afstand=25) == {"Vrije groep"}
    assert namen(doelgroep="ouders") == set()
    assert namen(leeftijd="abc") == set()


def test_ingetrokken_aanbod_is_weg_voor_bezoekers_en_niet_voor_de_aanbieder(client):
    organisatie = OrganisatieFactory()
    ding = InterventieFactory(staat=InterventieStaat.INGETROKKEN, organisatie=organisatie)
    assert ga(client, "interventie", ding.slug).status_code == 410
    assert ga(als(Rol.JGT), "interventie", ding.slug).status_code == 410
    assert ga(als(Rol.AANBIEDER, organisatie=organisatie), "interventie", ding.slug).status_code == 200


def test_aannames_zien_alleen_wie_hier_werkt(client):
    ding = InterventieFactory(aannames=["intake", "wie_betaalt"], intake="pedagoog")
    assert "Aanname" not in ga(client, "interventie", ding.slug).content.decode()
    assert "Aanname" in ga(als(Rol.JGT), "interventie", ding.slug).content.decode()


@pytest.mark.parametrize(
    ("vorm", "rol", "status"),
    [
        (Preventievorm.UNIVERSEEL, None, 200),
        (Preventievorm.SELECTIEF, None, 200),
        (Preventievorm.PROBLEEMGERICHT, None, 404),
        (Preventievorm.PROBLEEMGERICHT, Rol.KCC, 404),
        (Preventievorm.PROBLEEMGERICHT, Rol.JGT, 200),
        (Preventievorm.PROBLEEMGERICHT, Rol.FACILITAIR, 200),
    ],
)
def test_wie_een_groep_ziet_hangt_af_van_de_preventievorm(client, vorm, rol, status):
    groep = GroepFactory(interventie=InterventieFactory(preventievorm=vorm))
    bezoeker = als(rol) if rol else client
    assert ga(bezoeker, "groep", groep.slug).status_code == status
    gevonden = groep in ga(bezoeker, "groepen").context["page_obj"].object_list
    assert gevonden == (status == 200)


def test_groep_in_voorbereiding_is_nog_niet_openbaar(client):
    groep = GroepFactory(staat=GroepStaat.VOORBEREIDING)
    assert ga(client, "groep", groep.slug).status_code == 404
    assert ga(als(Rol.FACILITAIR), "groep", groep.slug).status_code == 200


def test_groeppagina_zegt_wanneer_waar_wat_het_kost_en_hoe(client):
    groep = GroepFactory(
        interventie=InterventieFactory(eigen_bijdrage_cent=1250), start_op=dt.date(2027, 3, 3), locatie_naam="De Bron"
    )
    with time_machine.travel(dt.datetime(2027, 1, 5, 12, tzinfo=dt.UTC)):
        pagina = ga(client, "groep", groep.slug).content.decode()
    assert "Woensdag 3 maart, 14.00 – 15.30 uur" in pagina
    assert "De Bron" in pagina
    assert "€ 12,50" in pagina
    assert reverse("aanbod:aanmelden", args=[groep.slug]) in pagina


def test_selectieve_groep_zegt_wie_te_bellen_en_heeft_geen_formulier(client):
    groep = GroepFactory(
        interventie=InterventieFactory(preventievorm=Preventievorm.SELECTIEF, aanmelden_bij="CJG Cursusbureau")
    )
    pagina = ga(client, "groep", groep.slug).content.decode()
    assert "CJG Cursusbureau" in pagina
    assert reverse("aanbod:aanmelden", args=[groep.slug]) not in pagina
    assert ga(client, "aanmelden", groep.slug).status_code == 302


def test_volle_groep_wijst_naar_een_groep_met_plek_de_dichtste_eerst(client):
    interventie = InterventieFactory()
    vol = GroepFactory(interventie=interventie, capaciteit=4, bezet=4, lat=52.16, lon=4.49)
    ver = GroepFactory(interventie=interventie, lat=52.30, lon=4.49)
    dichtbij = GroepFactory(interventie=interventie, lat=52.17, lon=4.49)
    assert ga(client, "groep", vol.slug).context["alternatieven"] == [dichtbij, ver]


def test_agendabestand(client):
    groep = GroepFactory(interventie=InterventieFactory(naam="Rust, reinheid; regelmaat", bijeenkomsten=2))
    antwoord = ga(client, "groep_agenda", groep.slug)
    tekst = antwoord.content.decode()
    assert antwoord["Content-Type"].startswith("text/calendar")
    assert tekst.count("BEGIN:VEVENT") == 2
    assert r"SUMMARY:Rust\, reinheid\; regelmaat" in tekst
    assert all(len(regel.encode()) <= 75 for regel in tekst.split("\r\n"))
