"""Quick search: over everything one may see, a few of each kind, in a fixed number of queries."""

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gemeenten.grond.enums import Rol
from marktplein.basis.vindbaar import vindsoorten
from marktplein.werkplek.zoeken import zoek_overal
from tests.aanbod.factories import GroepFactory
from tests.facilitair.factories import RuimteFactory, TaakFactory
from tests.gemeenten.factories import gebruiker_met
from tests.vraag.hulp import tekst
from tests.vraag.streek import Streek, maak_signaal

ADRES = "werkplek:zoek"


def test_elke_kamer_met_vindbare_dingen_staat_in_de_instellingen() -> None:
    from pathlib import Path

    wortel = Path(settings.BASE_DIR)
    bestanden = {
        ".".join(pad.relative_to(wortel).with_suffix("").parts)
        for app in ("marktplein", "gemeenten", "aanbod", "facilitair", "vraag")
        for pad in (wortel / app).rglob("vindbaar.py")
    } - {"marktplein.basis.vindbaar"}
    assert bestanden == set(settings.VINDBAAR)
    namen = [soort.naam for soort in vindsoorten()]
    assert len(namen) == len(set(namen))


def test_ieder_vindt_wat_hij_mag_zien_en_niets_anders(streek: Streek) -> None:
    maak_signaal(streek, streek.leiden, 5)
    zaal = RuimteFactory(naam="Zaal Zonnebloem")
    TaakFactory(titel="Zonnebloemen bestellen")
    naam = streek.interventie.naam.split()[0]

    van_jgt = {v.naam for v in zoek_overal(streek.van_leiden, naam, per_soort=5)}
    assert "Vragen" in van_jgt
    assert "Trainingen en ander aanbod" in van_jgt
    assert zoek_overal(gebruiker_met(Rol.KCC), "zonnebloem", per_soort=5) == []
    bij_facilitair = zoek_overal(gebruiker_met(Rol.FACILITAIR), "zonnebloem", per_soort=5)
    assert [t.wat for v in bij_facilitair for t in v.treffers] == ["Zonnebloemen bestellen", zaal.naam]


def test_wat_zo_heet_staat_boven_wat_er_mee_te_maken_heeft() -> None:
    zaal = RuimteFactory(naam="Zaal Zonnebloem")
    TaakFactory(titel="Sleutel ophalen", uitleg="Bij de beheerder van Zaal Zonnebloem")
    gevonden = zoek_overal(gebruiker_met(Rol.FACILITAIR), "zonnebloem", per_soort=5)
    assert [t.wat for v in gevonden for t in v.treffers] == [zaal.naam, "Sleutel ophalen"]


@pytest.mark.parametrize("vraag", ["", " ", "a", "%", "_\\", "' or 1=1", "<script>alert(1)</script>", "zz " * 80])
def test_rare_vragen_krijgen_een_gewoon_antwoord(client: Client, streek: Streek, vraag: str) -> None:
    client.force_login(streek.van_katwijk)
    antwoord = client.post(reverse(ADRES), {"q": vraag}, follow=True)
    assert antwoord.status_code == 200
    assert "<script>alert" not in antwoord.content.decode()


def test_een_bezoeker_logt_eerst_in(client: Client) -> None:
    assert client.get(reverse(ADRES), {"q": "zaal"}).status_code == 302


def test_htmx_krijgt_alleen_de_lijst_met_de_weg_naar_meer(client: Client, streek: Streek) -> None:
    for _ in range(6):
        maak_signaal(streek, streek.leiden, 5)
    client.force_login(streek.van_leiden)
    naam = streek.interventie.naam.split()[0]
    antwoord = client.post(reverse(ADRES), {"q": naam}, headers={"HX-Request": "true"})
    assert "<html" not in antwoord.content.decode()
    assert "Meer vragen" in tekst(antwoord)
    assert "<h1>Zoeken</h1>" in client.post(reverse(ADRES), {"q": naam}, follow=True).content.decode()


def test_vast_aantal_vragen_aan_de_database(client: Client, streek: Streek) -> None:
    client.force_login(streek.van_leiden)
    naam = streek.interventie.naam.split()[0]
    pagina = client.post(reverse(ADRES), {"q": naam})["Location"]
    client.get(pagina)
    aantallen = []
    for keer in (1, 8):
        for _ in range(keer):
            maak_signaal(streek, streek.leiden, 5)
        with CaptureQueriesContext(connection) as gedaan:
            client.get(pagina)
        aantallen.append(len(gedaan))
    assert aantallen[0] == aantallen[1] <= 20


def test_wat_gevonden_wordt_gaat_open(client: Client, streek: Streek) -> None:
    """Every kind of thing, for somebody who may find it."""
    signaal = maak_signaal(streek, streek.leiden, 5)
    RuimteFactory(naam="Zaal Zonnebloem")
    TaakFactory(titel="Zonnebloemen bestellen")
    GroepFactory(interventie=streek.interventie)
    beheer = gebruiker_met(Rol.BEHEER)
    naam = streek.interventie.naam.split()[0]
    gevonden: set[str] = set()
    for user, vraag in (
        (streek.van_leiden, naam),
        (gebruiker_met(Rol.FACILITAIR), "zonnebloem"),
        (beheer, streek.van_leiden.email),
        (beheer, "logboek"),
    ):
        client.force_login(user)
        for vondst in zoek_overal(user, vraag, per_soort=5):
            gevonden.add(vondst.naam)
            for treffer in vondst.treffers:
                assert client.get(treffer.url).status_code == 200, treffer
    assert signaal.pk
    assert {"Vragen", "Trainingen en ander aanbod", "Groepen", "Taken", "Ruimtes", "Mensen", "Pagina’s"} <= gevonden
