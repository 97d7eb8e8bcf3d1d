"""The agenda of the region and the short form behind a free hour."""

import datetime as dt
import re
import uuid
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse

from marktplein.basis import klok
from tests.facilitair.factories import ReserveringFactory, RuimteFactory, facilitair_medewerker
from tests.gemeenten.factories import SluitingsdagFactory


@pytest.fixture
def klant(client: Client) -> Client:
    client.force_login(facilitair_medewerker(naam="Sanne de Vries"))
    return client


def adres(naam: str, *args: Any, **vraag: Any) -> str:
    return reverse(f"facilitair:{naam}", args=args, query=vraag or None)


def test_de_agenda_van_de_regio_als_week_en_als_dag(klant: Client) -> None:
    dag = klok.vandaag() + dt.timedelta(days=(1 - klok.vandaag().weekday()) % 7 + 7)  # a Tuesday
    vol = RuimteFactory(naam="Volle zaal")
    RuimteFactory(naam="Lege zaal")
    ReserveringFactory(ruimte=vol, begin=klok.op(dag, dt.time(9)), omschrijving="Overleg trainers")

    week = klant.get(adres("agenda", dag=dag.isoformat())).content.decode()
    een_dag = klant.get(adres("agenda", weergave="dag", dag=dag.isoformat())).content.decode()

    assert 'class="raster raster--regio van8 tot22"' in week
    assert week.count("Hele week vrij") == 1
    assert 'class="raster raster--dag van8 tot22"' in een_dag
    assert een_dag.count("Hele dag vrij") == 1
    assert "Overleg trainers" in week
    assert "Overleg trainers" in een_dag
    assert f"weergave=dag&amp;dag={dag - dt.timedelta(days=1)}" in een_dag


def test_een_gesloten_dag_staat_bij_de_dag_en_is_te_boeken(klant: Client) -> None:
    """What the desk itself set, and Christmas, which nobody has to set."""
    ruimte = RuimteFactory()
    maandag = dt.date(klok.vandaag().year + 1, 12, 25)
    maandag -= dt.timedelta(days=maandag.weekday())
    eigen = maandag if maandag.day < 25 else maandag + dt.timedelta(days=4)
    SluitingsdagFactory(regio=ruimte.gemeente.regio, balie=True, datum=eigen, naam="Teamdag")

    for vraag in ({}, {"weergave": "dag"}):
        assert "dicht: Teamdag" in klant.get(adres("agenda", dag=eigen.isoformat(), **vraag)).content.decode()
    zaal = reverse("facilitair:ruimte", args=[ruimte.pk], query={"dag": eigen.isoformat()})
    assert "dicht: Teamdag" in klant.get(zaal).content.decode()
    assert "dicht: Teamdag" in klant.get(f"{zaal}&weergave=maand").content.decode()
    assert f"datum={eigen}" in klant.get(zaal).content.decode()
    kerst = klant.get(adres("agenda", weergave="dag", dag=f"{maandag.year}-12-25")).content.decode()
    assert "dicht: Eerste kerstdag" in kerst
    gewoon = klant.get(adres("agenda", weergave="dag", dag=f"{maandag.year}-11-25")).content.decode()
    assert "dicht:" not in gewoon


def test_week_en_dag_bieden_dezelfde_tijden(klant: Client) -> None:
    dag = klok.vandaag() + dt.timedelta(days=(1 - klok.vandaag().weekday()) % 7 + 7)  # a Tuesday
    RuimteFactory(dagdelen=[4, 5])  # afternoon and evening of a Tuesday
    RuimteFactory(dagdelen=[4, 5])  # two rows: days in boxes
    paginas = [klant.get(adres("agenda", dag=dag.isoformat(), **v)).content.decode() for v in ({}, {"weergave": "dag"})]
    week, een_dag = (sorted(re.findall(r'href="([^"]*reserveren[^"]*begin[^"]*)"', pagina)) for pagina in paginas)
    assert week == een_dag
    assert len(week) == 4
    assert not any("Hele " in pagina for pagina in paginas)


def test_filteren_blijft_op_dezelfde_dag(klant: Client) -> None:
    RuimteFactory()
    pagina = klant.get(adres("agenda", weergave="dag", dag="2027-03-02", capaciteit="5")).content.decode()
    balk = pagina.split("data-filterbalk")[1].split("</details>")[0]
    assert '<input type="hidden" name="weergave" value="dag">' in balk
    assert '<input type="hidden" name="dag" value="2027-03-02">' in balk
    assert 'href="?weergave=dag&amp;dag=2027-03-02"' in balk


def test_een_gekozen_moment_vraagt_nog_twee_velden(klant: Client) -> None:
    ruimte = RuimteFactory()
    kaal = klant.get(adres("reserveren", ruimte.pk)).content.decode()
    gekozen = klant.get(adres("reserveren", ruimte.pk, datum="2027-03-02", begin="09:30", eind="11:00"))
    raar = klant.get(adres("reserveren", ruimte.pk, datum="2027-03-28", begin="02:30", eind="99:00"))

    assert "gekozen-moment" not in kaal
    pagina = gekozen.content.decode()
    assert "Dinsdag 2 maart" in pagina.split("gekozen-moment")[1][:80]
    voor_meer = pagina.split('class="formulier smal"')[1].split("<details")[0]
    assert [naam for naam in ("datum", "begin", "eind", "aantal", "omschrijving") if f'name="{naam}"' in voor_meer] == [
        "aantal",
        "omschrijving",
    ]
    assert raar.status_code == 200
    assert "gekozen-moment" not in raar.content.decode()


def test_de_kop_zegt_wat_er_mis_is(klant: Client) -> None:
    dag = klok.vandaag() + dt.timedelta(days=30)
    ruimte = RuimteFactory()
    ReserveringFactory(ruimte=ruimte, begin=klok.op(dag, dt.time(9)))
    plek = adres("reserveren", ruimte.pk)
    vast = {"datum": dag.isoformat(), "aantal": 4, "omschrijving": "Overleg"}

    def gestuurd(begin: str, eind: str) -> tuple[int, str, str]:
        antwoord = klant.post(plek, vast | {"begin": begin, "eind": eind, "sleutel": uuid.uuid4()})
        pagina = antwoord.content.decode()
        return antwoord.status_code, pagina.split('id="foutoverzicht-kop"')[1].split("</h2>")[0], pagina

    status, kop, pagina = gestuurd("15:30", "12:00")
    assert status == 422
    assert "De eindtijd ligt voor de begintijd" in kop
    assert 'href="#id_eind"' in pagina
    assert f"{ruimte} is dan al bezet" in gestuurd("09:30", "10:00")[1]
    gevraagd = klant.get(f"{plek}?{urlencode(vast | {'begin': '15:30', 'eind': '12:00'})}").content.decode()
    assert "gekozen-moment" not in gevraagd, "a moment that cannot be is not shown as chosen"


@pytest.mark.parametrize("aantal", [300, 501])
def test_te_veel_mensen_noemt_en_wijst_het_veld(klant: Client, aantal: int) -> None:
    plek = adres("reserveren", RuimteFactory(capaciteit=20).pk)
    tijden = {"datum": (klok.vandaag() + dt.timedelta(days=30)).isoformat(), "begin": "10:00", "eind": "12:00"}
    antwoord = klant.post(plek, tijden | {"aantal": aantal, "omschrijving": "Overleg", "sleutel": uuid.uuid4()})
    assert antwoord.status_code == 422
    assert 'href="#id_aantal">Aantal mensen:' in antwoord.content.decode()
