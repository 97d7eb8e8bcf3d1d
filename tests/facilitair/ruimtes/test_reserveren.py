"""A room for a whole group: all meetings or none, and proposals instead of a bare no."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from aanbod.models import Groep
from facilitair.models import Reservering
from facilitair.ruimtes.fouten import RuimteBezet
from facilitair.ruimtes.services.reserveren import geef_ruimte_vrij, reserveer_groep
from facilitair.workflow import ReserveringStaat
from marktplein.audit.models import Logregel
from marktplein.basis import klok
from marktplein.basis.fouten import DomeinFout
from tests.aanbod.factories import GroepFactory
from tests.facilitair.factories import ReserveringFactory, RuimteFactory


def test_elke_bijeenkomst_krijgt_een_bevestigde_boeking_en_de_groep_haar_plaats() -> None:
    groep, ruimte = GroepFactory(), RuimteFactory(naam="De Kom", lat=52.2, lon=4.5)
    boekingen = reserveer_groep(groep=groep, ruimte=ruimte)
    assert [b.bijeenkomst_id for b in boekingen] == [b.pk for b in groep.bijeenkomsten.order_by("begin")]
    assert {b.staat for b in boekingen} == {ReserveringStaat.BEVESTIGD}
    assert (groep.locatie_naam, groep.lat) == ("De Kom", 52.2)
    assert Groep.objects.get(pk=groep.pk).locatie_naam == "De Kom"
    assert Logregel.objects.filter(gebeurtenis="groep.zaal_geboekt", object_id=str(groep.pk)).count() == 1


def test_twee_keer_boeken_verandert_niets() -> None:
    groep, ruimte = GroepFactory(), RuimteFactory()
    eerst = reserveer_groep(groep=groep, ruimte=ruimte)
    assert reserveer_groep(groep=groep, ruimte=ruimte) == eerst
    assert Logregel.objects.filter(gebeurtenis="groep.zaal_geboekt").count() == 1


def test_een_bezet_moment_weigert_alles_en_stelt_andere_zalen_voor() -> None:
    groep = GroepFactory(capaciteit=8)
    ruimte = RuimteFactory(naam="De Kom")
    dichtbij = RuimteFactory(naam="Dichtbij", lat=ruimte.lat + 0.01)
    RuimteFactory(naam="Te klein", capaciteit=7)
    RuimteFactory(naam="Niet te huur", dagdelen=[0])
    RuimteFactory(naam="Gesloten", actief=False)
    ver = RuimteFactory(naam="Ver", lat=ruimte.lat + 0.2)
    tweede = groep.bijeenkomsten.order_by("begin")[1]
    ReserveringFactory(ruimte=ruimte, begin=tweede.begin + dt.timedelta(minutes=30))
    with transaction.atomic():
        with pytest.raises(RuimteBezet) as fout:
            reserveer_groep(groep=groep, ruimte=ruimte)
        assert Groep.objects.filter(pk=groep.pk).exists()  # the surrounding transaction goes on
    assert [v.ruimte for v in fout.value.voorstellen] == [dichtbij, ver]
    assert "De Kom is al bezet op" in fout.value.melding
    assert "14.00 – 15.30 uur" in fout.value.melding
    assert not groep.reserveringen.exists()
    groep.refresh_from_db()
    assert groep.locatie_naam == "Buurthuis De Proef"


def test_een_boeking_die_precies_aansluit_botst_niet() -> None:
    groep, ruimte = GroepFactory(), RuimteFactory()
    eerste = groep.bijeenkomsten.order_by("begin")[0]
    ReserveringFactory(ruimte=ruimte, begin=eerste.eind)
    ReserveringFactory(ruimte=ruimte, begin=eerste.begin - dt.timedelta(hours=1), eind=eerste.begin)
    assert len(reserveer_groep(groep=groep, ruimte=ruimte)) == 3


def test_een_vrijgegeven_boeking_staat_niet_in_de_weg() -> None:
    groep, ruimte = GroepFactory(), RuimteFactory()
    eerste = groep.bijeenkomsten.order_by("begin")[0]
    ReserveringFactory(ruimte=ruimte, begin=eerste.begin, staat=ReserveringStaat.VRIJGEGEVEN)
    assert len(reserveer_groep(groep=groep, ruimte=ruimte)) == 3


def test_verhuizen_geeft_de_oude_zaal_vrij() -> None:
    groep, oud, nieuw = GroepFactory(), RuimteFactory(), RuimteFactory()
    reserveer_groep(groep=groep, ruimte=oud)
    reserveer_groep(groep=groep, ruimte=nieuw)
    assert list(oud.reserveringen.values_list("staat", "bijeenkomst")) == [(ReserveringStaat.VRIJGEGEVEN, None)] * 3
    assert nieuw.reserveringen.filter(staat=ReserveringStaat.BEVESTIGD).count() == 3
    assert len(reserveer_groep(groep=GroepFactory(start_op=groep.start_op), ruimte=oud)) == 3


def test_een_mislukte_verhuizing_laat_de_oude_zaal_staan() -> None:
    groep, oud, nieuw = GroepFactory(), RuimteFactory(), RuimteFactory()
    reserveer_groep(groep=groep, ruimte=oud)
    ReserveringFactory(ruimte=nieuw, begin=groep.bijeenkomsten.order_by("begin")[2].begin)
    with pytest.raises(RuimteBezet):
        reserveer_groep(groep=groep, ruimte=nieuw)
    assert oud.reserveringen.filter(staat=ReserveringStaat.BEVESTIGD).count() == 3


def test_met_vanaf_blijven_voorbije_bijeenkomsten_waar_ze_waren() -> None:
    groep = GroepFactory(start_op=klok.vandaag() - dt.timedelta(days=9), dagdeel=1)
    oud, nieuw = RuimteFactory(), RuimteFactory()
    reserveer_groep(groep=groep, ruimte=oud)
    reserveer_groep(groep=groep, ruimte=nieuw, vanaf=klok.nu())
    assert oud.reserveringen.filter(staat=ReserveringStaat.BEVESTIGD).count() == 2
    assert nieuw.reserveringen.count() == 1


def test_een_zaal_die_niet_meer_verhuurd_wordt() -> None:
    with pytest.raises(DomeinFout, match="wordt niet meer verhuurd"):
        reserveer_groep(groep=GroepFactory(), ruimte=RuimteFactory(actief=False))


def test_vrijgeven_van_een_groep_is_herhaalbaar_en_laat_het_verleden_staan() -> None:
    groep = GroepFactory(start_op=klok.vandaag() - dt.timedelta(days=9), dagdeel=1)
    reserveer_groep(groep=groep, ruimte=RuimteFactory())
    assert geef_ruimte_vrij(groep) == 1
    assert geef_ruimte_vrij(groep) == 0
    assert groep.reserveringen.filter(staat=ReserveringStaat.BEVESTIGD).count() == 2


def test_de_database_zelf_weigert_een_dubbele_boeking() -> None:
    eerste = ReserveringFactory()
    with pytest.raises(IntegrityError, match="ruimte_nooit_dubbel"), transaction.atomic():
        ReserveringFactory(ruimte=eerste.ruimte, periode=eerste.periode, staat=ReserveringStaat.OPTIE)
    assert Reservering.objects.count() == 1
