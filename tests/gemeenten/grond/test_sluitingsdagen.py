"""Closed days: what a region, its desk and a municipality set, who may, and what it does to deadlines and meetings."""

import datetime as dt

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from aanbod.groepen.services.planning import bijeenkomst_tijden
from facilitair.taken.services.van_groep import uiterste_dag
from gemeenten.grond.enums import Rol
from gemeenten.grond.kalenders import kalender_van, kalender_van_balie
from gemeenten.grond.models import Sluitingsdag
from gemeenten.grond.services.sluitingsdagen import haal_sluitingsdag_weg, voeg_sluitingsdag_toe
from marktplein.audit.models import Logregel
from marktplein.basis import klok
from marktplein.basis.fouten import DomeinFout, NietToegestaan
from tests.aanbod.factories import InterventieFactory
from tests.gemeenten.factories import GemeenteFactory, SluitingsdagFactory, gebruiker_met
from vraag.instellingen import einde_termijn

GOEDE_VRIJDAG = dt.date(2027, 3, 26)
ONTZET = dt.date(2026, 10, 5)  # a Monday
MAANDAGAVOND = 2
pytestmark = pytest.mark.django_db


def test_de_gemeente_gaat_voor_de_regio_en_een_datum_voor_een_feestdag():
    leiden, katwijk = GemeenteFactory(), GemeenteFactory()
    SluitingsdagFactory(regio=leiden.regio, feestdag="goede_vrijdag", naam="Goede Vrijdag")
    assert kalender_van(leiden).is_dicht(GOEDE_VRIJDAG)
    SluitingsdagFactory(gemeente=leiden, feestdag="goede_vrijdag", dicht=False, naam="Goede Vrijdag")
    assert not kalender_van(leiden).is_dicht(GOEDE_VRIJDAG)
    assert kalender_van(katwijk).is_dicht(GOEDE_VRIJDAG)
    assert kalender_van(leiden, katwijk).is_dicht(GOEDE_VRIJDAG)
    SluitingsdagFactory(gemeente=leiden, datum=GOEDE_VRIJDAG, naam="Dit jaar dicht")
    assert kalender_van(leiden).is_dicht(GOEDE_VRIJDAG)
    assert not kalender_van(leiden).is_dicht(dt.date(2028, 4, 14))


def test_elk_jaar_op_een_datum_en_de_balie_apart():
    leiden = GemeenteFactory()
    SluitingsdagFactory(gemeente=leiden, datum=dt.date(2020, 10, 5), elk_jaar=True)
    assert kalender_van(leiden).is_dicht(ONTZET)
    SluitingsdagFactory(regio=leiden.regio, balie=True, feestdag="bevrijdingsdag", naam="5 mei")
    vijf_mei = dt.date(2027, 5, 5)
    assert kalender_van_balie(leiden.regio_id).is_dicht(vijf_mei)
    assert kalender_van_balie(None).is_dicht(vijf_mei)
    assert not kalender_van(leiden).is_dicht(vijf_mei)


@time_machine.travel(dt.datetime(2026, 10, 1, 9, tzinfo=dt.UTC))
def test_een_plaatselijke_dag_verschuift_een_termijn_een_bijeenkomst_en_een_taak():
    leiden, elders = GemeenteFactory(), GemeenteFactory()
    SluitingsdagFactory(gemeente=leiden, datum=ONTZET)
    SluitingsdagFactory(regio=leiden.regio, balie=True, datum=ONTZET)
    dagen = [klok.lokaal(einde_termijn(2, kalender_van(g))).date() for g in (leiden, elders)]
    assert dagen == [dt.date(2026, 10, 6), ONTZET]
    training = InterventieFactory(bijeenkomsten=1)
    eerste = [klok.lokaal(bijeenkomst_tijden(training, g, MAANDAGAVOND, ONTZET)[0][0]).date() for g in (leiden, elders)]
    assert eerste == [dt.date(2026, 10, 12), ONTZET]
    balie = kalender_van_balie(leiden.regio_id)
    assert uiterste_dag(dt.date(2026, 10, 12), -5, balie) == dt.date(2026, 10, 2)


def test_wie_waar_een_dag_zet_en_dat_het_in_de_geschiedenis_staat():
    leiden, elders = GemeenteFactory(), GemeenteFactory()
    beheer = gebruiker_met(Rol.GEMEENTEBEHEER, gemeente=leiden)
    velden = {"naam": "Ontzet", "datum": ONTZET, "dicht": True}
    dag = voeg_sluitingsdag_toe(plek=Sluitingsdag(gemeente=leiden), door=beheer, **velden)
    with pytest.raises(DomeinFout, match="al iets ingesteld"):
        voeg_sluitingsdag_toe(plek=Sluitingsdag(gemeente=leiden), door=beheer, **velden)
    for plek in (Sluitingsdag(gemeente=elders), Sluitingsdag(regio=leiden.regio, balie=True)):
        with pytest.raises(NietToegestaan):
            voeg_sluitingsdag_toe(plek=plek, door=beheer, **velden)
    facilitair = gebruiker_met(Rol.FACILITAIR)
    voeg_sluitingsdag_toe(plek=Sluitingsdag(regio=leiden.regio, balie=True), door=facilitair, **velden)
    with pytest.raises(NietToegestaan):
        haal_sluitingsdag_weg(dag=dag, door=facilitair)
    for _ in range(2):
        haal_sluitingsdag_weg(dag=dag, door=beheer)
    gebeurd = (
        Logregel.objects.filter(soort="gemeenten.Sluitingsdag").order_by("pk").values_list("gebeurtenis", flat=True)
    )
    assert list(gebeurd) == ["sluitingsdag.toegevoegd", "sluitingsdag.toegevoegd", "sluitingsdag.weggehaald"]


def test_de_pagina_laat_zien_toevoegen_en_weghalen(client: Client):
    leiden = GemeenteFactory(naam="Leiden")
    client.force_login(gebruiker_met(Rol.AANSPREEKPUNT, gemeente=leiden))
    nieuw, lijst = reverse("gemeenten:sluitingsdag_nieuw"), reverse("gemeenten:sluitingsdagen")
    plek = f"-{leiden.pk}-0"
    assert client.post(nieuw, {"plek": plek, "dicht": "1"}).status_code == 422
    gezet = client.post(nieuw, {"plek": plek, "dicht": "1", "feestdag": "goede_vrijdag"}, follow=True)
    assert "Goede Vrijdag" in gezet.content.decode()
    dag = Sluitingsdag.objects.get()
    assert (dag.gemeente, dag.naam, dag.dicht) == (leiden, "Goede Vrijdag", True)
    assert client.get(lijst, {"soort": "open"}).context["page_obj"].paginator.count == 0
    weg = client.post(reverse("gemeenten:sluitingsdag_weg", args=[dag.pk]), follow=True)
    assert not Sluitingsdag.objects.exists()
    assert "Goede Vrijdag dicht weggehaald" in weg.content.decode()
