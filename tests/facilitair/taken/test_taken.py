"""What people do with a task."""

import datetime as dt
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from facilitair.models import Taak, TaakGebeurtenis
from facilitair.ruimtes.services.reserveren import reserveer_groep
from facilitair.taken import selectors
from facilitair.taken.fouten import AlOpgepakt
from facilitair.taken.services import taken
from facilitair.workflow import TaakSoort, TaakStaat
from gemeenten.grond.enums import Rol
from marktplein.audit.models import Logregel
from marktplein.basis import klok
from marktplein.basis.fouten import DomeinFout, NietToegestaan, OvergangFout, Verouderd
from marktplein.mail.models import Bericht
from tests.aanbod.factories import GroepFactory
from tests.facilitair.factories import RuimteFactory, TaakFactory, facilitair_medewerker, werkdag
from tests.gemeenten.factories import gebruiker_met


@pytest.fixture
def sanne() -> Any:
    return facilitair_medewerker(naam="Sanne de Vries")


@pytest.fixture
def mo() -> Any:
    return facilitair_medewerker(naam="Mo Bakker")


def wat(taak: Taak) -> list[str]:
    return [regel.wat for regel in selectors.geschiedenis(taak)]


def test_een_taak_van_begin_tot_eind(sanne: Any) -> None:
    taak = TaakFactory()
    taak = taken.pak_op(taak=taak, door=sanne)
    assert (taak.staat, taak.toegewezen_aan) == (TaakStaat.IN_BEHANDELING, sanne)
    morgen = klok.vandaag() + dt.timedelta(days=1)
    taak = taken.zet_op_wacht(taak=taak, door=sanne, tekst="Beheerder belt terug.", wacht_tot=morgen)
    assert (taak.staat, taak.wacht_tot) == (TaakStaat.WACHT, morgen)
    taak = taken.hervat(taak=taak, door=sanne)
    assert (taak.staat, taak.wacht_tot) == (TaakStaat.IN_BEHANDELING, None)
    taak = taken.rond_af(taak=taak, door=sanne, tekst="Geregeld.")
    assert taak.staat == TaakStaat.KLAAR
    assert taak.klaar_op
    taak = taken.heropen(taak=taak, door=sanne, tekst="Toch niet.")
    assert (taak.staat, taak.klaar_op, taak.toegewezen_aan) == (TaakStaat.HEROPEND, None, sanne)
    assert wat(taak) == [
        "Opnieuw geopend",
        "Afgerond",
        "Weer verder gegaan",
        "Op wacht gezet",
        "Opgepakt",
        "Taak gemaakt",
    ]
    namen = Logregel.objects.filter(soort="facilitair.Taak", object_id=str(taak.pk)).order_by("pk")
    assert list(namen.values_list("gebeurtenis", flat=True)) == [
        "taak.opgepakt",
        "taak.wacht",
        "taak.hervat",
        "taak.afgerond",
        "taak.heropend",
    ]


def test_opgepakt_door_een_ander_zegt_door_wie(sanne: Any, mo: Any) -> None:
    taak = TaakFactory()
    taken.pak_op(taak=taak, door=sanne)
    with pytest.raises(AlOpgepakt, match="Sanne de Vries heeft deze taak al opgepakt"):
        taken.pak_op(taak=taak, door=mo)
    assert taken.pak_op(taak=taak, door=sanne).versie == 2  # again by the same person changes nothing
    assert wat(taak) == ["Opgepakt", "Taak gemaakt"]


def test_overnemen_en_geven_aan_een_collega(sanne: Any, mo: Any) -> None:
    taak = taken.pak_op(taak=TaakFactory(), door=sanne)
    taken.wijs_toe(taak=taak, aan=mo, door=mo)
    assert not Bericht.objects.exists()
    taak = taken.wijs_toe(taak=taak, aan=sanne, door=mo)
    bericht = Bericht.objects.get()
    assert bericht.aan == sanne.email
    assert taak.titel in bericht.onderwerp
    assert f"/facilitair/taken/{taak.pk}/" in bericht.tekst
    assert wat(taak)[:2] == ["Gegeven aan Sanne de Vries", "Gegeven aan Mo Bakker"]


def test_geven_aan_iemand_zonder_de_rol_kan_niet(sanne: Any) -> None:
    with pytest.raises(DomeinFout, match="geen facilitair medewerker"):
        taken.wijs_toe(taak=TaakFactory(), aan=gebruiker_met(Rol.KCC), door=sanne)


def test_teruggeven_maakt_weer_vrij(sanne: Any, mo: Any) -> None:
    taak = taken.pak_op(taak=TaakFactory(), door=sanne)
    taak = taken.geef_terug(taak=taak, door=sanne, tekst="Ik ben er niet.")
    assert (taak.staat, taak.toegewezen_aan) == (TaakStaat.NIEUW, None)
    assert taken.pak_op(taak=taak, door=mo).toegewezen_aan == mo


def test_op_een_oude_versie_verandert_er_niets(sanne: Any, mo: Any) -> None:
    taak = taken.pak_op(taak=TaakFactory(), door=sanne)
    oud = taak.versie
    taken.verzet(taak=taak, door=mo, uiterlijk=werkdag(), versie=oud)
    with pytest.raises(Verouderd):
        taken.rond_af(taak=taak, door=sanne, versie=oud)
    taak.refresh_from_db()
    assert taak.staat == TaakStaat.IN_BEHANDELING


def test_wat_de_staat_niet_toelaat(sanne: Any) -> None:
    taak = TaakFactory(staat=TaakStaat.KLAAR)
    with pytest.raises(OvergangFout, match="‘klaar’"):
        taken.zet_op_wacht(taak=taak, door=sanne, tekst="x")
    with pytest.raises(DomeinFout, match="niet meer open"):
        taken.verzet(taak=taak, door=sanne, uiterlijk=werkdag())


@pytest.mark.parametrize("rol", [rol for rol in Rol if rol != Rol.FACILITAIR])
def test_alleen_facilitair_mag(rol: Rol) -> None:
    taak, ander = TaakFactory(), gebruiker_met(rol)
    for poging in (
        lambda: taken.pak_op(taak=taak, door=ander),
        lambda: taken.rond_af(taak=taak, door=ander),
        lambda: taken.plaats_opmerking(taak=taak, door=ander, tekst="x"),
        lambda: taken.maak_taak(door=ander, titel="x", uiterlijk=werkdag()),
    ):
        with pytest.raises(NietToegestaan, match="facilitair medewerker"):
            poging()


def test_een_datum_die_voorbij_is(sanne: Any) -> None:
    gisteren = klok.vandaag() - dt.timedelta(days=1)
    taak = taken.pak_op(taak=TaakFactory(), door=sanne)
    with pytest.raises(DomeinFout, match="al voorbij"):
        taken.verzet(taak=taak, door=sanne, uiterlijk=gisteren)
    with pytest.raises(DomeinFout, match="al voorbij"):
        taken.zet_op_wacht(taak=taak, door=sanne, tekst="x", wacht_tot=gisteren)
    with pytest.raises(DomeinFout, match="al voorbij"):
        taken.maak_taak(door=sanne, titel="x", uiterlijk=gisteren)


def test_werk_is_klaar_op_een_dag_waarop_iemand_werkt(sanne: Any) -> None:
    zaterdag = klok.vandaag() + dt.timedelta(days=(5 - klok.vandaag().weekday()) % 7 + 7)
    taak = TaakFactory()
    for doe in (
        lambda: taken.maak_taak(door=sanne, titel="x", uiterlijk=zaterdag),
        lambda: taken.verzet(taak=taak, door=sanne, uiterlijk=zaterdag),
    ):
        with pytest.raises(DomeinFout, match=r"werkt er niemand\. Kies .* of ") as fout:
            doe()
        assert fout.value.veld == "uiterlijk"


def test_een_bsn_komt_er_niet_in_en_een_telefoonnummer_van_de_beheerder_wel(sanne: Any) -> None:
    taak = TaakFactory()
    with pytest.raises(DomeinFout, match="burgerservicenummer"):
        taken.plaats_opmerking(taak=taak, door=sanne, tekst="Nummer 123456782")
    taken.plaats_opmerking(taak=taak, door=sanne, tekst="Bel de beheerder: 071 516 50 00")
    assert wat(taak) == ["Opmerking", "Taak gemaakt"]


def test_een_zaaltaak_is_pas_klaar_met_een_zaal(sanne: Any) -> None:
    groep = GroepFactory()
    taak = TaakFactory(groep=groep, soort=TaakSoort.ZAAL)
    with pytest.raises(DomeinFout, match="nog geen ruimte") as fout:
        taken.rond_af(taak=taak, door=sanne)
    assert fout.value.veld == "tekst"
    reserveer_groep(groep=groep, ruimte=RuimteFactory())
    assert taken.rond_af(taak=taak, door=sanne).staat == TaakStaat.KLAAR


def test_een_zaaltaak_zonder_boeking_met_toelichting(sanne: Any) -> None:
    taak = TaakFactory(groep=GroepFactory(), soort=TaakSoort.ZAAL)
    assert taken.rond_af(taak=taak, door=sanne, tekst="De groep zit op school.").staat == TaakStaat.KLAAR


def test_heropenen_na_de_datum_is_vandaag_klaar(sanne: Any) -> None:
    vorige = klok.vandaag() - dt.timedelta(days=9)
    taak = TaakFactory(staat=TaakStaat.KLAAR, uiterlijk=vorige)
    assert taken.heropen(taak=taak, door=sanne, tekst="Nog iets.").uiterlijk == werkdag()


def test_de_geschiedenis_ligt_vast_in_de_database(sanne: Any) -> None:
    taak = TaakFactory()
    regel = taak.gebeurtenissen.get()
    with pytest.raises(IntegrityError, match="ligt vast"), transaction.atomic():
        TaakGebeurtenis.objects.filter(pk=regel.pk).update(tekst="anders")
    with transaction.atomic():
        regel.delete()
        with pytest.raises(IntegrityError, match="ligt vast"):
            connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")
        transaction.set_rollback(True)
    taak.delete()  # a task goes with its history
    assert not TaakGebeurtenis.objects.exists()


def test_wie_weggaat_blijft_niet_in_de_geschiedenis(sanne: Any) -> None:
    taak = TaakFactory()
    taken.plaats_opmerking(taak=taak, door=sanne, tekst="Gebeld.")
    sanne.delete()
    assert selectors.geschiedenis(taak)[0].wie == "Marktplein"


def test_lijsten_en_tellingen(sanne: Any, mo: Any) -> None:
    vandaag = klok.vandaag()
    laat = TaakFactory(uiterlijk=vandaag - dt.timedelta(days=1))
    van_mij = taken.pak_op(taak=TaakFactory(uiterlijk=vandaag), door=sanne)
    wacht = taken.zet_op_wacht(taak=taken.pak_op(taak=TaakFactory(), door=mo), door=mo, tekst="x")
    klaar = taken.rond_af(taak=TaakFactory(), door=mo)
    TaakFactory(staat=TaakStaat.VERVALLEN)
    rij = selectors.wachtrij(sanne)

    def in_(lijst: str) -> list[Taak]:
        return list(selectors.in_lijst(rij, lijst, sanne))

    assert in_("open") == [laat, van_mij, wacht]
    assert (in_("mijn"), in_("vrij"), in_("te-laat")) == ([van_mij], [laat], [laat])
    assert (in_("wacht"), in_("klaar")) == ([wacht], [klaar])
    assert selectors.tellingen(sanne) == {"open": 3, "mijn": 1, "vrij": 1, "te-laat": 1, "wacht": 1, "klaar": 1}
    assert not selectors.wachtrij(gebruiker_met(Rol.KCC)).exists()


def test_zoeken_op_elk_woord() -> None:
    groep = GroepFactory(interventie__naam="Rots en Water", gemeente__naam="Katwijk")
    taak = TaakFactory(titel="Zaal regelen", groep=groep)
    TaakFactory(titel="Zaal regelen")
    alle = Taak.objects.order_by("pk")
    assert list(selectors.zoek(alle, "zaal rots katwijk")) == [taak]
    assert not selectors.zoek(alle, "zaal lisse").exists()
