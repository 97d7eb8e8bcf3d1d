"""The pages: who may, what they show, how many queries they cost, and what a refusal looks like."""

import datetime as dt
import io
import uuid
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from facilitair.models import Reservering, Taak
from facilitair.ruimtes.services.reserveren import reserveer_groep
from facilitair.taken.services import taken
from facilitair.taken.services.van_groep import maak_taken
from facilitair.workflow import ReserveringStaat, TaakSoort, TaakStaat
from gemeenten.grond.enums import Rol
from marktplein.basis import klok
from tests.aanbod.factories import GroepFactory, TeamPlaatsFactory, TrainerFactory
from tests.facilitair.factories import ReserveringFactory, RuimteFactory, TaakFactory, facilitair_medewerker, werkdag
from tests.gemeenten.factories import gebruiker_met
from tests.hulp_uitstel import laat_voorbijgaan

HOOGSTENS = 20


@pytest.fixture
def sanne() -> Any:
    return facilitair_medewerker(naam="Sanne de Vries")


@pytest.fixture
def klant(client: Client, sanne: Any) -> Client:
    client.force_login(sanne)
    return client


def adres(naam: str, *args: Any, **vraag: Any) -> str:
    achter = "&".join(f"{sleutel}={waarde}" for sleutel, waarde in vraag.items())
    return reverse(f"facilitair:{naam}", args=args) + (f"?{achter}" if achter else "")


def doe(klant: Client, taak: Taak, actie: str, **velden: Any) -> Any:
    gegevens = {"versie": taak.versie, "sleutel": uuid.uuid4(), **velden}
    return klant.post(adres("taak_actie", taak.pk, actie), gegevens)


def alle_adressen() -> list[str]:
    groep, ruimte = GroepFactory(), RuimteFactory()
    [eerste, *_] = reserveer_groep(groep=groep, ruimte=ruimte)
    taak = maak_taken(groep)[0]
    return [
        adres("taken"),
        adres("taak_nieuw"),
        adres("taak", taak.pk),
        adres("zaal", groep.pk),
        adres("ruimtes"),
        adres("ruimte", ruimte.pk),
        adres("reserveren", ruimte.pk),
        adres("kies_groep", ruimte.pk),
        adres("reservering", eerste.pk),
        adres("agenda"),
    ]


def test_facilitair_ziet_alles(klant: Client) -> None:
    for waar in alle_adressen():
        assert klant.get(waar).status_code == 200, waar


@pytest.mark.parametrize("rol", [rol for rol in Rol if rol != Rol.FACILITAIR])
def test_een_andere_rol_krijgt_te_horen_wie_wel_mag(client: Client, rol: Rol) -> None:
    client.force_login(gebruiker_met(rol))
    for waar in alle_adressen():
        antwoord = client.get(waar)
        assert antwoord.status_code == 403, waar
        assert "facilitair medewerker van de GGD" in antwoord.content.decode(), waar


def test_zonder_inloggen_naar_de_inlogpagina(client: Client) -> None:
    for waar in alle_adressen():
        assert client.get(waar).status_code == 302, waar


@pytest.mark.parametrize("actie", ["oppakken", "klaar", "opmerking"])
def test_een_ander_kan_ook_niets_versturen(client: Client, actie: str) -> None:
    taak = TaakFactory()
    client.force_login(gebruiker_met(Rol.JGT))
    assert doe(client, taak, actie, tekst="x").status_code == 403
    taak.refresh_from_db()
    assert taak.staat == TaakStaat.NIEUW


def vragen(klant: Client, waar: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as gemeten:
        antwoord = klant.get(waar)
        assert antwoord.status_code == 200
        assert antwoord.content
    return len(gemeten)


def vul(aantal: int, sanne: Any) -> None:
    """``aantal`` groups with trainers, teams, rooms, tasks, remarks and bookings."""
    begin = klok.op(klok.vandaag() + dt.timedelta(days=1), dt.time(9))
    for nummer in range(aantal):
        groep = GroepFactory(trainers=[TrainerFactory()])
        TeamPlaatsFactory(groep=groep)
        ruimte = RuimteFactory()
        reserveer_groep(groep=groep, ruimte=ruimte, door=sanne)
        zaal = next(taak for taak in maak_taken(groep) if taak.soort == TaakSoort.ZAAL)
        taken.pak_op(taak=zaal, door=sanne)
        ReserveringFactory(ruimte=ruimte, begin=begin + dt.timedelta(hours=nummer % 3))


def test_elke_lijst_kost_evenveel_vragen_met_1_als_met_50_rijen(klant: Client, sanne: Any) -> None:
    vul(1, sanne)
    groep = GroepFactory()
    taak = maak_taken(groep)[0]
    ruimte = RuimteFactory()
    ReserveringFactory(ruimte=ruimte, groep=groep)
    lijsten = [
        adres("taken"),
        adres("taken", lijst="mijn", zoek="zaal"),
        adres("taak", taak.pk),
        adres("zaal", groep.pk),
        adres("ruimtes", datum=klok.vandaag().isoformat(), dagdeel=1),
        adres("ruimte", ruimte.pk),
        adres("ruimte", ruimte.pk, weergave="maand"),
        adres("agenda", dag=(klok.vandaag() + dt.timedelta(days=1)).isoformat()),
        adres("taak_nieuw"),
        adres("reserveren", ruimte.pk),
    ]
    klant.get(adres("taken"))  # the first visit of a session writes that session
    eerst = {waar: vragen(klant, waar) for waar in lijsten}
    vul(49, sanne)
    for n in range(20):
        taken.plaats_opmerking(taak=taak, door=sanne, tekst=f"Opmerking {n}")
        TeamPlaatsFactory(groep=groep)
        ReserveringFactory(ruimte=ruimte, groep=groep, begin=klok.nu() + dt.timedelta(days=2, hours=2 * n))
    daarna = {waar: vragen(klant, waar) for waar in lijsten}
    assert daarna == eerst
    assert max(eerst.values()) <= HOOGSTENS, eerst


def test_de_lijst_zet_te_laat_bovenaan_en_telt(klant: Client) -> None:
    TaakFactory(titel="Later", uiterlijk=klok.vandaag() + dt.timedelta(days=30))
    TaakFactory(titel="Te laat", uiterlijk=klok.vandaag() - dt.timedelta(days=7))
    antwoord = klant.get(adres("taken"))
    assert [kop for kop, _ in antwoord.context["termijnen"]] == ["Te laat", "Later"]
    assert {tab["label"]: tab["aantal"] for tab in antwoord.context["tabs"]}["Te laat"] == 1
    assert "5 werkdagen te laat" in antwoord.content.decode()


def test_filters_werken_samen_en_bladeren_houdt_ze_vast(klant: Client) -> None:
    groep = GroepFactory()
    for _ in range(30):
        TaakFactory(gemeente=groep.gemeente, titel="Sleutel halen")
    TaakFactory(titel="Sleutel halen")
    zaal = TaakFactory(groep=groep, soort=TaakSoort.ZAAL)
    antwoord = klant.get(adres("taken", gemeente=groep.gemeente_id, zoek="sleutel"))
    assert antwoord.context["page_obj"].paginator.count == 30
    assert "zoek=sleutel&amp;pagina=2" in antwoord.content.decode()
    assert list(klant.get(adres("taken", soort="zaal")).context["page_obj"]) == [zaal]
    assert list(klant.get(adres("taken", groep=groep.pk)).context["page_obj"]) == [zaal]
    assert klant.get(adres("taken", staat="klaar")).context["page_obj"].paginator.count == 0
    for veld, status in (("soort", 422), ("groep", 422), ("gemeente", 422), ("lijst", 422), ("pagina", 422)):
        assert klant.get(adres("taken", **{veld: "x"})).status_code == status


def test_de_lijst_als_bestand(klant: Client, sanne: Any) -> None:
    groep = GroepFactory(interventie__naam="Rots en Water", gemeente__naam="Katwijk")
    TaakFactory(groep=groep, soort=TaakSoort.ZAAL, titel="Zaal regelen", toegewezen_aan=sanne)
    antwoord = klant.get(adres("taken", formaat="xlsx", soort="zaal"))
    blad = openpyxl.load_workbook(io.BytesIO(antwoord.content)).active
    assert blad is not None
    rijen = list(blad.iter_rows(values_only=True))
    assert rijen[0][:3] == ("Nummer", "Taak", "Soort")
    assert rijen[1][1:5] == ("Zaal regelen", "Ruimte", "Rots en Water", "Katwijk")
    assert len(rijen) == 2
    csv = klant.get(adres("taken", formaat="csv")).content.decode("utf-8-sig")
    assert "Sanne de Vries" in csv
    RuimteFactory(naam="De Kom")
    assert "De Kom" in klant.get(adres("ruimtes", formaat="csv")).content.decode("utf-8-sig")


def test_oppakken_vanuit_de_lijst_brengt_terug_naar_de_lijst(klant: Client, sanne: Any) -> None:
    taak = TaakFactory()
    terug = adres("taken", lijst="vrij")
    antwoord = klant.post(adres("taak_actie", taak.pk, "oppakken"), {"terug": terug})
    assert antwoord["Location"] == terug
    taak.refresh_from_db()
    assert taak.toegewezen_aan == sanne
    elders = klant.post(adres("taak_actie", taak.pk, "oppakken"), {"terug": "https://elders.example/"})
    assert elders["Location"] == adres("taak", taak.pk)


def test_al_opgepakt_zegt_in_de_lijst_door_wie(klant: Client) -> None:
    taak = TaakFactory()
    taken.pak_op(taak=taak, door=facilitair_medewerker(naam="Mo Bakker"))
    terug = adres("taken")
    antwoord = klant.post(adres("taak_actie", taak.pk, "oppakken"), {"terug": terug}, follow=True)
    assert "Mo Bakker heeft deze taak al opgepakt" in antwoord.content.decode()


def test_verouderd_bewaart_wat_getypt_is_en_gaat_daarna_goed(klant: Client) -> None:
    taak = taken.pak_op(taak=TaakFactory(), door=facilitair_medewerker())
    taken.verzet(taak=taak, door=facilitair_medewerker(), uiterlijk=werkdag())
    antwoord = doe(klant, taak, "wachten", tekst="Wacht op de sleutel")
    assert antwoord.status_code == 409
    pagina = antwoord.content.decode()
    assert "Iemand anders heeft dit intussen gewijzigd" in pagina
    assert "Wacht op de sleutel" in pagina
    formulier = antwoord.context["form"]
    opnieuw = {naam: formulier[naam].value() for naam in ("tekst", "versie", "sleutel")}
    assert klant.post(adres("taak_actie", taak.pk, "wachten"), opnieuw).status_code == 302
    taak.refresh_from_db()
    assert taak.staat == TaakStaat.WACHT


def test_hetzelfde_formulier_met_iets_anders_erin_zegt_wat_er_al_gedaan_is(klant: Client) -> None:
    """The browser's way back brings a form with its old key: nothing is done until somebody presses again."""
    taak, sleutel = TaakFactory(), uuid.uuid4()
    for tekst in ("Zaal gebeld", "Zaal gebeld"):
        doe(klant, taak, "opmerking", sleutel=sleutel, tekst=tekst)
    weer = doe(klant, taak, "opmerking", sleutel=sleutel, tekst="Zaal belt terug")
    teksten = taak.gebeurtenissen.exclude(tekst="").order_by("pk").values_list("tekst", flat=True)
    assert (weer.status_code, list(teksten)) == (409, ["Zaal gebeld"])
    assert "Je hebt dit formulier al verstuurd, met iets anders erin." in weer.content.decode()
    form = weer.context["form"]
    doe(klant, taak, "opmerking", sleutel=form["sleutel"].value(), tekst=form["tekst"].value())
    assert list(teksten.all()) == ["Zaal gebeld", "Zaal belt terug"]


def test_een_leeg_veld_zegt_wat_er_mist(klant: Client) -> None:
    taak = taken.pak_op(taak=TaakFactory(), door=facilitair_medewerker())
    antwoord = doe(klant, taak, "wachten", tekst="  ")
    assert antwoord.status_code == 422
    assert "wachten_tekst" in antwoord.content.decode()


def test_elke_actie_via_haar_formulier(klant: Client, sanne: Any) -> None:
    taak, mo = TaakFactory(), facilitair_medewerker(naam="Mo Bakker")
    morgen = werkdag(1)
    stappen: list[tuple[str, dict[str, Any], str]] = [
        ("oppakken", {}, TaakStaat.IN_BEHANDELING),
        ("verzetten", {"uiterlijk": morgen.isoformat()}, TaakStaat.IN_BEHANDELING),
        ("toewijzen", {"aan": mo.pk}, TaakStaat.IN_BEHANDELING),
        ("overnemen", {}, TaakStaat.IN_BEHANDELING),
        ("wachten", {"tekst": "Even", "wacht_tot": morgen.isoformat()}, TaakStaat.WACHT),
        ("hervatten", {}, TaakStaat.IN_BEHANDELING),
        ("teruggeven", {"tekst": ""}, TaakStaat.NIEUW),
        ("klaar", {"tekst": "Gedaan"}, TaakStaat.KLAAR),
        ("heropenen", {"tekst": "Toch niet"}, TaakStaat.HEROPEND),
        ("opmerking", {"tekst": "Let op"}, TaakStaat.HEROPEND),
    ]
    for actie, velden, staat in stappen:
        assert doe(klant, taak, actie, **velden).status_code == 302, actie
        laat_voorbijgaan()
        taak.refresh_from_db()
        assert taak.staat == staat, actie
        assert klant.get(adres("taak", taak.pk)).status_code == 200, actie
    assert klant.post(adres("taak_actie", taak.pk, "verbranden")).status_code == 404
    assert klant.get(adres("taak_actie", taak.pk, "klaar")).status_code == 405


def test_een_zaal_kiezen_voor_een_groep(klant: Client) -> None:
    groep, ruimte = GroepFactory(), RuimteFactory(naam="De Kom")
    bezet = RuimteFactory(naam="Vol huis")
    ReserveringFactory(ruimte=bezet, begin=groep.bijeenkomsten.order_by("begin")[0].begin)
    maak_taken(groep)
    pagina = klant.get(adres("zaal", groep.pk))
    assert [voorstel.ruimte for voorstel in pagina.context["page_obj"]] == [ruimte, bezet]
    assert "1 keer bezet" in pagina.content.decode()
    geweigerd = klant.post(adres("zaal", groep.pk), {"ruimte": bezet.pk})
    assert geweigerd.status_code == 409
    assert "Vol huis is al bezet op" in geweigerd.content.decode()
    for _ in range(2):
        gekozen = klant.post(adres("zaal", groep.pk), {"ruimte": ruimte.pk}, follow=True)
    assert "De Kom is gereserveerd voor alle bijeenkomsten" in gekozen.content.decode()
    assert Reservering.objects.filter(ruimte=ruimte).count() == 3
    for raar in ("", "x", "999999"):
        antwoord = klant.post(adres("zaal", groep.pk), {"ruimte": raar})
        assert antwoord.status_code == 422


def test_snel_een_andere_zaal_kiezen_boekt_die_en_zegt_wat_waar_is(klant: Client) -> None:
    """From one page, that was loaded once: the last choice counts, also when it is the first one again."""
    groep, kom, zaal = GroepFactory(), RuimteFactory(naam="De Kom"), RuimteFactory(naam="De Zaal")
    sleutel = uuid.uuid4()
    for keuze in (kom, zaal, kom):
        gekozen = klant.post(adres("zaal", groep.pk), {"ruimte": keuze.pk, "sleutel": sleutel}, follow=True)
        assert f"{keuze.naam} is gereserveerd" in gekozen.content.decode()
        geboekt = Reservering.objects.filter(groep=groep, staat=ReserveringStaat.BEVESTIGD)
        assert set(geboekt.values_list("ruimte", flat=True)) == {keuze.pk}


def test_van_een_ruimte_naar_een_groep(klant: Client) -> None:
    groep, ruimte = GroepFactory(), RuimteFactory(naam="Kom & Co")
    antwoord = klant.get(adres("kies_groep", ruimte.pk, groep=groep.pk), follow=True)
    assert [voorstel.ruimte for voorstel in antwoord.context["page_obj"]] == [ruimte]


def test_ruimtes_filteren_op_wat_vrij_is(klant: Client) -> None:
    dag = klok.vandaag() + dt.timedelta(days=(0 - klok.vandaag().weekday()) % 7 + 7)  # a Monday
    vrij = RuimteFactory(naam="Aula", capaciteit=12)
    bezet = RuimteFactory(naam="Brug", capaciteit=12)
    ReserveringFactory(ruimte=bezet, begin=klok.op(dag, dt.time(15)))
    RuimteFactory(capaciteit=11)
    RuimteFactory(capaciteit=12, toegankelijk=False)
    RuimteFactory(capaciteit=12, dagdelen=[4])
    RuimteFactory(capaciteit=12, actief=False)

    def lijst(**vraag: Any) -> list[Any]:
        gevonden = klant.get(adres("ruimtes", capaciteit=12, toegankelijk="on", **vraag))
        return list(gevonden.context["page_obj"])

    assert lijst(datum=dag.isoformat(), dagdeel=1) == [vrij]
    assert lijst(datum=dag.isoformat()) == [vrij, bezet]
    assert lijst(datum=dag.isoformat(), dagdeel=1, gemeente=bezet.gemeente_id) == []
    assert not lijst(datum="31-2-2027", dagdeel=1)


def test_de_week_van_een_ruimte_biedt_vrije_dagdelen_aan(klant: Client) -> None:
    dag = klok.vandaag() + dt.timedelta(days=(1 - klok.vandaag().weekday()) % 7 + 7)  # a Tuesday
    ruimte = RuimteFactory(dagdelen=[3, 4])  # Tuesday morning and afternoon
    ReserveringFactory(ruimte=ruimte, begin=klok.op(dag, dt.time(9)), omschrijving="Overleg trainers")
    pagina = klant.get(adres("ruimte", ruimte.pk, dag=dag.isoformat())).content.decode()
    assert "Overleg trainers" in pagina
    assert f"datum={dag.isoformat()}&amp;begin=12:30" in pagina
    assert pagina.count("raster__deel--vrij bu") == 3, "before and after the meeting, and the afternoon"
    assert pagina.count("raster__deel--dicht bu") == 5, "the evening, and four days as one part each"
    maand = klant.get(adres("ruimte", ruimte.pk, weergave="maand", dag=dag.isoformat())).content.decode()
    assert "Overleg trainers" in maand
    for raar in ("gisteren", "9999-12-31", "0001-01-01"):
        assert klant.get(adres("ruimte", ruimte.pk, dag=raar)).status_code == 422


def test_een_botsing_laat_zien_wat_wel_kan(klant: Client) -> None:
    dag = klok.vandaag() + dt.timedelta(days=(1 - klok.vandaag().weekday()) % 7 + 7)
    ruimte, andere = RuimteFactory(), RuimteFactory(naam="Het Spoor")
    ReserveringFactory(ruimte=ruimte, begin=klok.op(dag, dt.time(10)))
    gegevens = {
        "datum": dag.isoformat(),
        "begin": "10:30",
        "eind": "11:30",
        "aantal": 4,
        "omschrijving": "Overleg",
        "sleutel": uuid.uuid4(),
    }
    antwoord = klant.post(adres("reserveren", ruimte.pk), gegevens)
    assert antwoord.status_code == 409
    pagina = antwoord.content.decode()
    assert "Het Spoor" in pagina
    assert "11.30 – 12.30 uur" in pagina
    voorstel = adres("reserveren", andere.pk) + "?" + antwoord.context["vraag"]
    assert klant.get(voorstel).context["form"]["omschrijving"].value() == "Overleg"
    gegevens["sleutel"] = uuid.uuid4()
    gelukt = klant.post(adres("reserveren", andere.pk), gegevens, follow=True)
    assert gelukt.status_code == 200
    rij = Reservering.objects.get(ruimte=andere)
    klant.post(adres("vrijgeven", rij.pk))
    laat_voorbijgaan()
    rij.refresh_from_db()
    assert rij.staat == ReserveringStaat.VRIJGEGEVEN
    assert "Vrijgegeven" in klant.get(adres("reservering", rij.pk)).content.decode()
    assert klant.get(adres("vrijgeven", rij.pk)).status_code == 405


def test_een_optie_bevestigen(klant: Client) -> None:
    rij = ReserveringFactory(staat=ReserveringStaat.OPTIE)
    assert "Bevestig de reservering" in klant.get(adres("reservering", rij.pk)).content.decode()
    klant.post(adres("bevestigen", rij.pk))
    rij.refresh_from_db()
    assert rij.staat == ReserveringStaat.BEVESTIGD


def test_een_nieuwe_taak(klant: Client) -> None:
    groep = GroepFactory()
    gegevens = {"titel": "Sleutel halen", "uiterlijk": "1-1-2020", "groep": groep.pk, "sleutel": uuid.uuid4()}
    fout = klant.post(adres("taak_nieuw"), gegevens)
    assert "Deze dag is al voorbij" in fout.content.decode()
    gegevens["uiterlijk"] = werkdag().isoformat()
    for _ in range(2):
        assert klant.post(adres("taak_nieuw"), gegevens).status_code == 302
    assert Taak.objects.get().gemeente == groep.gemeente
