"""The search form: help first, in no address, with results below it."""

import logging
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from aanbod.zoeken.services import werk_hele_zoekindex_bij
from gemeenten.grond.enums import Rol
from marktplein.basis.hulplijnen import HULPLIJNEN
from marktplein.logregels import EenRegel, ZonderSleutel
from tests.aanbod.factories import InterventieFactory, ThemaFactory, ZoekwoordFactory
from tests.aanbod.hulp import als

NOOD = "ik wil echt niet meer leven"
KENMERK = "echt niet meer leven"


@pytest.fixture
def zoek() -> str:
    return reverse("aanbod:zoeken")


@pytest.fixture
def aanbod(db) -> None:
    thema = ThemaFactory(naam="somberheid")
    ZoekwoordFactory(thema=thema, woord="leven")
    InterventieFactory(naam="Grip op je dip", themas=[thema])
    werk_hele_zoekindex_bij()


def test_een_noodkreet_wordt_meteen_beantwoord(aanbod, zoek):
    antwoord = Client(enforce_csrf_checks=True).post(zoek, {"q": NOOD})
    pagina = antwoord.content.decode()
    assert antwoord.status_code == 200
    assert "no-store" in antwoord["Cache-Control"]
    assert antwoord["Referrer-Policy"] == "no-referrer"
    titel = pagina[pagina.index("<title>") : pagina.index("</title>")]
    assert "Zoeken – Marktplein" in titel
    assert KENMERK not in pagina, "what was typed stands nowhere on the page"
    assert "tel:113" in pagina
    assert pagina.index("data-nood") < pagina.index("Grip op je dip"), "help stands above results, never instead"


def test_iets_anders_gaat_door_naar_het_adres_dat_je_kunt_delen(db, zoek):
    antwoord = Client(enforce_csrf_checks=True).post(
        zoek, {"q": "peuter slaapt niet", "gratis": "on", "thema": "", "csrfmiddlewaretoken": "x"}
    )
    assert antwoord.status_code == 302
    adres = urlsplit(antwoord["Location"])
    assert adres.path == zoek
    assert parse_qs(adres.query) == {"q": ["peuter slaapt niet"], "gratis": ["on"]}


def test_een_lege_vraag_gaat_naar_alles(client, db, zoek):
    assert client.post(zoek, {"q": "  "})["Location"] == zoek


def test_ook_een_adres_met_een_noodkreet_toont_hulp(client, aanbod, zoek):
    antwoord = client.get(zoek, {"q": NOOD})
    pagina = antwoord.content.decode()
    assert "data-nood" in pagina
    assert "no-store" in antwoord["Cache-Control"]
    assert NOOD not in pagina[pagina.index("<title>") : pagina.index("</title>")]


def test_wie_een_training_zoekt_ziet_gewoon_resultaten(client, db, zoek):
    antwoord = client.get(zoek, {"q": "training suïcidepreventie voor docenten"})
    assert "data-nood" not in antwoord.content.decode()


def test_ook_het_kcc_ziet_hulp_bij_wat_een_beller_zegt(db, zoek):
    assert "data-nood" in als(Rol.KCC).post(zoek, {"q": "mijn man slaat mij"}).content.decode()


def test_de_hele_tekst_telt_ook_als_hij_lang_is(client, db, zoek):
    lang = "Wij wonen hier fijn en de kinderen gaan graag naar school. " * 40 + "Mijn man slaat mij."
    assert "tel:08002000" in client.post(zoek, {"q": lang}).content.decode()


@pytest.mark.parametrize(
    ("vraag", "kop", "taal", "richting"),
    [
        ("mijn vader slaat mij", "Het is niet jouw schuld", "nl", "ltr"),
        ("mijn man slaat mij", "Het is niet uw schuld", "nl", "ltr"),
        ("my dad hits me", "It is not your fault", "en", "ltr"),
        ("babam bana vuruyor", "Bu senin suçun değil", "tr", "ltr"),
        ("tata mnie bije", "To nie twoja wina", "pl", "ltr"),
        ("أبي يضربني", "هذا ليس ذنبك", "ar", "rtl"),
        ("тато мене б'є", "Це не твоя провина", "uk", "ltr"),
    ],
)
def test_hulp_in_de_taal_van_de_vraag(client, db, zoek, vraag, kop, taal, richting):
    pagina = client.post(zoek, {"q": vraag}).content.decode()
    vak = pagina[pagina.index('<section class="noodvak') :].partition("</section>")[0]
    assert f'lang="{taal}"' in vak
    assert f'dir="{richting}"' in vak
    assert kop in vak
    assert '<a class="hulplijnen__nummer" href="tel:08002000" dir="ltr">0800-2000</a>' in vak


def test_elke_soort_toont_de_lijnen_die_erbij_horen(client, db, zoek):
    per_vraag = {
        "mijn kind heeft pillen ingeslikt": ["112", "huisartsenpost"],
        "iemand dreigt mijn naaktfoto door te sturen": ["helpwanted.nl", "0900-8844"],
        "ik ben verkracht": ["112", "0800-0188"],
        "ik ben van huis weggelopen": ["0800-0432"],
        "ik moet trouwen van mijn ouders": ["0800-2000"],
    }
    for vraag, lijnen in per_vraag.items():
        pagina = client.post(zoek, {"q": vraag}).content.decode()
        vak = pagina[pagina.index('<section class="noodvak') :].partition("</section>")[0]
        assert [lijn for lijn in lijnen if lijn not in vak] == [], vraag


def test_dag_en_nacht_staat_alleen_bij_wie_dat_is(client, db):
    pagina = client.get(reverse("aanbod:hulp")).content.decode()
    assert pagina.count("ag en nacht") == sum(lijn.dag_en_nacht for lijn in HULPLIJNEN.values())


def test_niets_van_de_vraag_komt_in_een_logregel(db, zoek, caplog):
    """Not at any level, not of our own and not of a library, and not where a web server logs the address."""
    caplog.set_level(logging.DEBUG)
    opmaak = EenRegel("{message}", style="{")
    client = Client(raise_request_exception=False)
    client.post(zoek, {"q": NOOD})
    client.get(zoek, {"q": NOOD})
    client.post(reverse("aanbod:hulp"), {"q": NOOD})
    log = logging.getLogger("toegang")
    log.info('"GET /zoeken/?q=ik+wil+echt+niet+meer+leven&gratis=on HTTP/1.1" 200')
    log.info('"GET /zoeken/?gratis=on&q=ik%20wil%20echt%20niet%20meer%20leven" ref=/en/zoeken/%3Fq%3Dik+wil+echt+niet')
    regels = [opmaak.format(regel) for regel in caplog.records]
    for regel in caplog.records:
        ZonderSleutel().filter(regel)
        regels.append(regel.getMessage())
    alles = "\n".join(regels)
    assert "gratis=on" in alles
    for stuk in ("echt", "leven", "%20niet"):
        assert stuk not in alles
