"""What this app does by itself about groups that are called off, and about time that goes by."""

import datetime as dt

import pytest
from django.db import connection

from aanbod.deelname.services.afgelasten import annuleer_groep
from facilitair.ruimtes.services.reserveren import reserveer_groep
from facilitair.taken.services import volgen
from facilitair.taken.services.van_groep import maak_taken
from facilitair.tasks import volg_groepen
from facilitair.workflow import ReserveringStaat, TaakStaat
from marktplein.basis import klok
from tests.aanbod.factories import GroepFactory
from tests.facilitair.factories import ReserveringFactory, RuimteFactory


def test_een_afgelaste_groep_laat_taken_en_zalen_los() -> None:
    groep, blijft = GroepFactory(), GroepFactory()
    for elk in (groep, blijft):
        reserveer_groep(groep=elk, ruimte=RuimteFactory())
        maak_taken(elk)
    annuleer_groep(groep, "Te weinig deelnemers")
    volg_groepen()
    assert set(groep.taken.values_list("staat", flat=True)) == {TaakStaat.VERVALLEN}
    assert set(groep.reserveringen.values_list("staat", flat=True)) == {ReserveringStaat.VRIJGEGEVEN}
    assert set(blijft.taken.values_list("staat", flat=True)) == {TaakStaat.NIEUW}
    assert volgen.ruim_geannuleerde_groepen_op() == 0


def test_voorbije_boekingen_zijn_gebruikt_en_voorbije_opties_vrij() -> None:
    gisteren = klok.nu() - dt.timedelta(days=1)
    gebruikt = ReserveringFactory(begin=gisteren)
    optie = ReserveringFactory(begin=gisteren, staat=ReserveringStaat.OPTIE)
    komt = ReserveringFactory()
    assert volgen.sluit_voorbije_reserveringen_af() == 2
    assert volgen.sluit_voorbije_reserveringen_af() == 0
    for rij in (gebruikt, optie, komt):
        rij.refresh_from_db()
    assert gebruikt.staat == ReserveringStaat.GEBRUIKT
    assert optie.staat == ReserveringStaat.VRIJGEGEVEN
    assert komt.staat == ReserveringStaat.BEVESTIGD


def test_een_boeking_die_niet_af_kan_houdt_de_andere_niet_op(caplog: pytest.LogCaptureFixture) -> None:
    gisteren = klok.nu() - dt.timedelta(days=1)
    stuk, goed = ReserveringFactory(begin=gisteren), ReserveringFactory(begin=gisteren)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(
            f"ALTER TABLE facilitair_reservering ADD CONSTRAINT proef CHECK (id <> {stuk.pk} OR staat <> 'gebruikt')"
        )

    assert volgen.sluit_voorbije_reserveringen_af() == 1

    goed.refresh_from_db()
    assert goed.staat == ReserveringStaat.GEBRUIKT
    assert f"_sluit_af van {stuk.pk} mislukte" in caplog.text


def test_verhuizen_halverwege_laat_gebruikte_boekingen_staan() -> None:
    groep = GroepFactory(start_op=klok.vandaag() - dt.timedelta(days=9), dagdeel=1)
    oud, nieuw = RuimteFactory(), RuimteFactory()
    reserveer_groep(groep=groep, ruimte=oud)
    volgen.sluit_voorbije_reserveringen_af()
    assert len(reserveer_groep(groep=groep, ruimte=nieuw)) == 3
    assert oud.reserveringen.filter(staat=ReserveringStaat.GEBRUIKT).count() == 2
    assert nieuw.reserveringen.count() == 1
