"""Every page of who works here has its part of the manual, and every part that is pointed at exists."""

import re
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from gemeenten.grond.enums import Rol
from marktplein.handleiding.plekken import PLEKKEN, VAN_ROL, adres_voor
from marktplein.handleiding.teksten import ALLEEN_DEMO, HANDLEIDINGEN, MAP, lees
from marktplein.menu import INGANGEN
from tests.gemeenten.factories import gebruiker_met

# Not a page to work on: for everybody, an act or a file without a page, or a step of logging in.
ZONDER = re.compile(
    r"aanbod:(attendering_(gevraagd|stop)|blok|poster)|doorgeven:.*"
    r"|aanbod:(privacy|hulp|groep_agenda|groep_publiceren|aangemeld|aanmelding|kennismaking|interventie_staat|folder|toekomstplan|teksten_stuk_weg|teksten_terug)"
    r"|kcc:terugbel_actie|kaart:hsds|bewaarder|zonder_verbinding|vraag:(vraag_terug|meekijken|signaal_verlengen|antwoord|bereken|run_\w+|bijna_uit)"
    r"|facilitair:(taak_actie|taak_rij|taken_doen|bevestigen)|vraag:(antwoord_rij|voorstellen_doen)|gemeenten:(uitnodiging|uitnodiging_actie|account_actie)"
    r"|(post|demo|accounts|werk|handleiding|health|admin|meldingen):.*|account_.*|mfa_.*|toegankelijkheid|security_txt|stijlgids|set_language|dichtheid"
)


@pytest.mark.puur
def test_elke_werkpagina_heeft_een_plek() -> None:
    from tests.test_rechtenmatrix import alle_namen

    namen = set(alle_namen())
    assert [naam for naam in sorted(namen) if naam not in PLEKKEN and not ZONDER.fullmatch(naam)] == []
    assert sorted(set(PLEKKEN) - namen) == [], "een plek voor een adres dat niet bestaat"


@pytest.mark.puur
def test_elk_anker_bestaat() -> None:
    ankers = {f"{naam}#{anker}" for naam in HANDLEIDINGEN for anker, _ in lees(naam).koppen}
    assert sorted({plek for keuzes in PLEKKEN.values() for plek in keuzes} - ankers) == []


@pytest.mark.puur
def test_elke_handleiding_is_te_lezen_en_elke_rol_heeft_er_een() -> None:
    bestanden = {pad.stem for pad in MAP.glob("*.md")} - {"README"}
    assert bestanden == set(HANDLEIDINGEN) - {"algemeen"}
    assert set(VAN_ROL) == set(Rol)


@pytest.mark.puur
def test_buiten_de_demo_staan_er_geen_demo_accounts(settings) -> None:
    settings.DEMO = False
    tekst = lees("algemeen")
    assert ALLEEN_DEMO not in dict(tekst.koppen)
    assert "marktplein-demo" not in tekst.html


@pytest.mark.django_db
def test_een_rol_krijgt_de_eigen_handleiding() -> None:
    assert adres_voor("vraag:voorstel", gebruiker_met(Rol.TRAINER)).startswith("/handleiding/trainer/#")
    assert adres_voor("vraag:voorstel", gebruiker_met(Rol.JGT)).startswith("/handleiding/jgt-jgz-medewerker/#")
    assert adres_voor("bestaat:niet", gebruiker_met(Rol.JGT)) == "/handleiding/algemeen/"


@pytest.mark.django_db
def test_elke_ingang_van_het_menu_wijst_naar_uitleg_die_opengaat(client: Client) -> None:
    client.force_login(gebruiker_met(Rol.BEHEER))
    for naam in HANDLEIDINGEN:
        pagina = client.get(reverse("handleiding:handleiding", args=[naam]))
        tekst = pagina.content.decode()
        assert pagina.status_code == 200
        assert not re.findall(r'href="[^"]*\.md', tekst), naam
        for anker, _ in lees(naam).koppen:
            assert f'id="{anker}"' in tekst, naam
    assert client.get("/handleiding/bestaat-niet/").status_code == 404
    assert {ingang.secties[0] for ingang in INGANGEN} - set(PLEKKEN) <= {"aanbod:hulp", "admin:index", "aanbod:zoeken"}
    assert 'href="/handleiding/applicatiebeheerder/#' in client.get("/gemeenten/leden/").content.decode()


@pytest.mark.django_db
def test_een_bezoeker_leest_geen_handleiding_van_medewerkers(client: Client) -> None:
    assert client.get("/handleiding/facilitair/").status_code == 302
    assert "/handleiding/" not in client.get("/groepen/").content.decode()


def test_de_map_reist_mee() -> None:
    """The manuals lie inside the package, so that an image has them."""
    assert MAP.is_relative_to(Path(__file__).resolve().parents[2] / "marktplein")
