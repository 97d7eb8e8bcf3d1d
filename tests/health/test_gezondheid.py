"""/health/ says what is wrong, and each part that can be down is really taken down or made late here."""

import time
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from gemeenten.grond.enums import Rol
from marktplein.basis import klok
from marktplein.basis.models import TeIndexeren
from marktplein.health import selectors, sonde
from marktplein.health.selectors import onderzoek
from marktplein.health.tasks import hartslag
from marktplein.mail.models import Bericht
from marktplein.werker import makelaar
from tests.gemeenten.factories import gebruiker_met
from tests.hulp_werker import Werker, wacht_tot
from tests.taken import langzaam, spoor
from vraag.tasks import pool_regio, reken_scenario


@pytest.fixture
def levend() -> None:
    """Signs of life as a worker and beat would leave them."""
    hartslag()
    with makelaar() as broker:
        broker.set(f"{sonde.WERKER}hier:1", "marktplein")
        broker.set(f"{sonde.WERKER}hier:2", "zwaar")


@pytest.fixture
def bewaker(settings: Any) -> Client:
    """Somebody who may look inside: with the key of the setting."""
    settings.GEZONDHEID_SLEUTEL = "g" * 20
    return Client(headers={"authorization": f"Bearer {settings.GEZONDHEID_SLEUTEL}"})


def test_een_vreemde_hoort_alleen_of_het_goed_is(client: Client, levend: None) -> None:
    goed = client.get("/health/")
    assert (goed.status_code, goed.json()) == (200, {"status": "ok"})
    with makelaar() as broker:
        broker.delete(sonde.HARTSLAG)
    fout = client.get("/health/")
    assert (fout.status_code, fout.json()) == (503, {"status": "niet ok"})
    assert client.get("/health/?deel=web").status_code == 200


@pytest.mark.parametrize("kop", ["Bearer fout", "Bearer ", "Bearer", "Basic gggggggggggggggggggg", ""])
def test_zonder_de_goede_sleutel_geen_blik_naar_binnen(client: Client, settings: Any, kop: str) -> None:
    settings.GEZONDHEID_SLEUTEL = "g" * 20
    assert client.get("/health/", headers={"authorization": kop}).json() == {"status": "niet ok"}
    settings.GEZONDHEID_SLEUTEL = ""
    assert client.get("/health/", headers={"authorization": kop}).json() == {"status": "niet ok"}


@pytest.mark.parametrize(("rol", "ziet"), [(Rol.BEHEER, True), (Rol.GEMEENTEBEHEER, False)])
def test_een_applicatiebeheerder_kijkt_naar_binnen(client: Client, rol: Rol, ziet: bool) -> None:
    client.force_login(gebruiker_met(rol))
    assert ("delen" in client.get("/health/").json()) is ziet


def test_alles_goed(bewaker: Client, levend: None) -> None:
    antwoord = bewaker.get("/health/")
    assert antwoord.status_code == 200
    assert antwoord.json()["status"] == "ok"
    assert antwoord.json()["fouten"] == []
    assert set(antwoord.json()["delen"]) == {"database", "broker", "werker", "planning", "wachtrij", "post", "zoeken"}
    assert "no-store" in antwoord["Cache-Control"]


def test_zonder_taalmodel_zegt_hij_dat_er_alleen_op_woorden_wordt_gezocht(
    levend: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert onderzoek().delen["zoeken"].cijfers["model"]
    monkeypatch.setattr(selectors, "geef_inbedder", lambda: None)
    deel = onderzoek().delen["zoeken"]
    assert deel.goed
    assert "alleen op woorden" in deel.melding


def test_een_wijziging_wacht_te_lang_op_de_zoekindex(levend: None) -> None:
    TeIndexeren.objects.create(soort="aanbod", nummer=1, op=klok.nu() - timedelta(seconds=selectors.INDEX_GRENS - 60))
    assert onderzoek().delen["zoeken"].goed
    TeIndexeren.objects.create(soort="aanbod", nummer=2, op=klok.nu() - timedelta(seconds=selectors.INDEX_GRENS + 60))
    assert not onderzoek().delen["zoeken"].goed


def test_zonder_werker_en_planning(bewaker: Client) -> None:
    antwoord = bewaker.get("/health/")
    assert antwoord.status_code == 503
    assert [fout.split(":")[0] for fout in antwoord.json()["fouten"]] == ["werker", "planning"]


def test_planning_is_te_lang_stil(levend: None) -> None:
    with makelaar() as broker:
        broker.set(sonde.HARTSLAG, time.time() - sonde.HARTSLAG_GRENS - 1)
    assert not onderzoek().delen["planning"].goed


def test_oudste_taak_wacht_te_lang(levend: None) -> None:
    langzaam.apply_async(("x", 0), headers={"verstuurd_op": time.time() - selectors.WACHTRIJ_GRENS - 5})
    langzaam.delay("y", 0)
    deel = onderzoek().delen["wachtrij"]
    assert not deel.goed
    assert deel.cijfers["wachtend"] == 2
    assert deel.cijfers["oudste_seconden"] > selectors.WACHTRIJ_GRENS


def test_ook_de_rij_van_lange_berekeningen_wordt_bekeken(levend: None) -> None:
    for seconden, goed in ((selectors.WACHTRIJ_GRENS + 5, True), (selectors.ZWARE_RIJ_GRENS + 5, False)):
        langzaam.apply_async(("x", 0), queue="zwaar", headers={"verstuurd_op": time.time() - seconden})
        deel = onderzoek().delen["wachtrij"]
        assert deel.goed is goed
        assert deel.cijfers["oudste_seconden"] >= seconden
        with makelaar() as broker:
            broker.delete("zwaar")


def test_een_rij_zonder_werker_wordt_genoemd(levend: None) -> None:
    with makelaar() as broker:
        broker.delete(f"{sonde.WERKER}hier:2")
    deel = onderzoek().delen["werker"]
    assert not deel.goed
    assert "de rij zwaar" in deel.melding


@pytest.mark.parametrize("taak", [pool_regio, reken_scenario])
def test_lange_berekeningen_gaan_naar_hun_eigen_rij(taak: Any) -> None:
    taak.delay(1)
    langzaam.delay("x", 0)
    with makelaar() as broker:
        assert (broker.llen("zwaar"), broker.llen("marktplein")) == (1, 1)


def test_verse_taak_mag_wachten(levend: None) -> None:
    langzaam.delay("x", 0)
    deel = onderzoek().delen["wachtrij"]
    assert deel.goed
    assert deel.cijfers["oudste_seconden"] < 5


def test_post_blijft_liggen(levend: None) -> None:
    bericht = Bericht.objects.create(soort="proef", aan="a@voorbeeld.example", onderwerp="o", tekst="t")
    assert onderzoek().delen["post"].goed
    oud = klok.nu() - timedelta(seconds=selectors.POST_GRENS + 60)
    Bericht.objects.filter(pk=bericht.pk).update(aangemaakt_op=oud)
    assert not onderzoek().delen["post"].goed


def test_broker_weg(bewaker: Client, settings) -> None:
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    begin = time.monotonic()
    antwoord = bewaker.get("/health/")
    assert antwoord.status_code == 503
    assert any(fout.startswith("broker:") for fout in antwoord.json()["fouten"])
    assert antwoord.json()["delen"]["database"]["goed"]
    assert time.monotonic() - begin < 5


def test_alleen_lezen(client: Client) -> None:
    assert client.post("/health/").status_code == 405


@pytest.mark.werker
@pytest.mark.django_db(transaction=True)
def test_een_werker_van_de_gewone_rij_laat_berekeningen_liggen(werker_env: dict[str, str]) -> None:
    werker = Werker(werker_env, rijen="marktplein").start()
    try:
        langzaam.apply_async(("zwaar", 0), queue="zwaar")
        langzaam.delay("licht", 0)
        wacht_tot(lambda: "klaar" in spoor("licht"))
        assert spoor("zwaar") == []
        assert "de rij zwaar" in onderzoek().delen["werker"].melding
    finally:
        werker.stop()


@pytest.mark.werker
@pytest.mark.django_db(transaction=True)
def test_echte_werker_geeft_en_verliest_zijn_levensteken(werker: Werker) -> None:
    hartslag.delay()
    wacht_tot(lambda: onderzoek().goed, 15, "alles goed")
    werker.stop()
    assert not onderzoek().delen["werker"].goed


@pytest.mark.parametrize("naam", ["werker", "planning"])
def test_sonde(naam: str, monkeypatch: pytest.MonkeyPatch, settings, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("REDIS_URL", settings.REDIS_URL)
    assert sonde.main([naam]) == 1
    assert capsys.readouterr().err
    hartslag()
    with makelaar() as broker:
        broker.set(f"{sonde.WERKER}{sonde.socket.gethostname()}:1", 1)
    assert sonde.main([naam]) == 0
    monkeypatch.setenv("REDIS_URL", "redis://127.0.0.1:1/0")
    assert sonde.main([naam]) == 1


def test_sonde_van_de_website(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "1")
    assert sonde.main(["web"]) == 1
    assert sonde.main(["onbekend"]) == 2
