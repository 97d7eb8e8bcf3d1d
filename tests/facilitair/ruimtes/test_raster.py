"""The agenda of the region and the short form behind a free hour."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from marktplein.basis import klok
from tests.facilitair.factories import ReserveringFactory, RuimteFactory, facilitair_medewerker


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
