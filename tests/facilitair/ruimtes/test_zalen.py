"""Bookings by hand: for a group, for one moment, confirmed and given back."""

import datetime as dt
from typing import Any

import pytest

from aanbod.workflow import GroepStaat
from facilitair.models import Taak
from facilitair.ruimtes.fouten import RuimteBezet
from facilitair.ruimtes.services import zalen
from facilitair.taken.services.van_groep import maak_taken
from facilitair.workflow import ReserveringStaat, TaakSoort, TaakStaat
from gemeenten.grond.enums import Rol
from marktplein.basis import klok
from marktplein.basis.fouten import DomeinFout, NietToegestaan
from marktplein.mail.models import Bericht
from tests.aanbod.factories import AanmeldingFactory, GroepFactory, TeamPlaatsFactory, TrainerFactory
from tests.facilitair.factories import ReserveringFactory, RuimteFactory, facilitair_medewerker
from tests.gemeenten.factories import GebruikerFactory, TeamFactory, gebruiker_met


@pytest.fixture
def sanne() -> Any:
    return facilitair_medewerker(naam="Sanne de Vries")


def op(dagen: int, uur: int) -> dt.datetime:
    """A working-week moment some weeks ahead: Monday plus ``dagen``."""
    vandaag = klok.vandaag()
    maandag = vandaag - dt.timedelta(days=vandaag.weekday()) + dt.timedelta(weeks=2)
    return klok.op(maandag + dt.timedelta(days=dagen), dt.time(uur))


def test_een_andere_zaal_voor_een_groep(sanne: Any) -> None:
    """Bookings, place, task and mail change together."""
    trainer = TrainerFactory(user=GebruikerFactory(email="trainer@voorbeeld.example"))
    groep = GroepFactory(trainers=[trainer], bezet=3)
    team = TeamFactory()
    gebruiker_met(Rol.JGT, team=team, email="team@voorbeeld.example")
    TeamPlaatsFactory(groep=groep, team=team, aantal=2)
    AanmeldingFactory(groep=groep, email="ouder@voorbeeld.example")
    maak_taken(groep)
    ruimte = RuimteFactory(naam="De Kom", adres="Dorpsstraat 2", gemeente__naam="Lisse")
    zalen.kies_zaal(groep=groep, ruimte=ruimte, door=sanne)
    groep.refresh_from_db()
    assert (groep.locatie_naam, groep.locatie_adres) == ("De Kom", "Dorpsstraat 2, Lisse")
    taak = Taak.objects.get(groep=groep, soort=TaakSoort.ZAAL)
    assert (taak.staat, taak.toegewezen_aan) == (TaakStaat.KLAAR, sanne)
    assert set(Bericht.objects.values_list("aan", flat=True)) == {
        "trainer@voorbeeld.example",
        "team@voorbeeld.example",
        "ouder@voorbeeld.example",
    }
    assert all("De Kom" in bericht.tekst for bericht in Bericht.objects.all())


def test_dezelfde_zaal_nog_eens_kiezen_mailt_niet_nog_eens(sanne: Any) -> None:
    trainer = TrainerFactory(user=GebruikerFactory())
    groep, ruimte = GroepFactory(trainers=[trainer]), RuimteFactory()
    zalen.kies_zaal(groep=groep, ruimte=ruimte, door=sanne)
    zalen.kies_zaal(groep=groep, ruimte=ruimte, door=sanne)
    assert Bericht.objects.count() == 1


def test_een_zaal_die_te_klein_is_of_dan_niet_verhuurd(sanne: Any) -> None:
    groep = GroepFactory(capaciteit=8)
    with pytest.raises(DomeinFout, match="heeft 7 plekken"):
        zalen.kies_zaal(groep=groep, ruimte=RuimteFactory(capaciteit=7), door=sanne)
    with pytest.raises(DomeinFout, match=r"8 plekken\. Er zijn er 9 nodig voor 8 kinderen en 1 trainer"):
        zalen.kies_zaal(groep=groep, ruimte=RuimteFactory(capaciteit=8), door=sanne)
    with pytest.raises(DomeinFout, match="niet verhuurd"):
        zalen.kies_zaal(groep=groep, ruimte=RuimteFactory(dagdelen=[0]), door=sanne)


def test_een_groep_die_niet_doorgaat_krijgt_geen_zaal(sanne: Any) -> None:
    groep = GroepFactory(staat=GroepStaat.GEANNULEERD)
    with pytest.raises(DomeinFout, match="gaat niet door"):
        zalen.kies_zaal(groep=groep, ruimte=RuimteFactory(), door=sanne)


def test_een_moment_boeken(sanne: Any) -> None:
    ruimte = RuimteFactory()
    rij = zalen.boek_moment(ruimte=ruimte, begin=op(1, 10), eind=op(1, 11), door=sanne, omschrijving=" Overleg ")
    assert (rij.staat, rij.omschrijving, rij.door) == (ReserveringStaat.BEVESTIGD, "Overleg", sanne)
    optie = zalen.boek_moment(
        ruimte=ruimte, begin=op(1, 11), eind=op(1, 12), door=sanne, omschrijving="Later", optie=True
    )
    assert optie.staat == ReserveringStaat.OPTIE
    assert zalen.bevestig(reservering=optie, door=sanne).staat == ReserveringStaat.BEVESTIGD
    assert zalen.bevestig(reservering=optie, door=sanne).staat == ReserveringStaat.BEVESTIGD


def test_een_bezet_moment_stelt_andere_tijden_en_zalen_voor(sanne: Any) -> None:
    ruimte, andere = RuimteFactory(naam="De Kom"), RuimteFactory(naam="Het Spoor")
    RuimteFactory(capaciteit=3)
    ReserveringFactory(ruimte=ruimte, begin=op(1, 9), eind=op(1, 12))
    ReserveringFactory(ruimte=ruimte, begin=op(8, 10), eind=op(8, 11))  # a week later
    with pytest.raises(RuimteBezet) as fout:
        zalen.boek_moment(ruimte=ruimte, begin=op(1, 10), eind=op(1, 11), door=sanne, omschrijving="x", aantal=4)
    assert [voorstel.ruimte for voorstel in fout.value.voorstellen] == [andere]
    begin = [klok.lokaal(begin) for begin, _ in fout.value.tijden]
    dag = klok.lokaal(op(1, 9)).date()
    assert [(moment.date() - dag, f"{moment:%H:%M}") for moment in begin] == [
        (dt.timedelta(), "12:00"),
        (dt.timedelta(), "15:30"),
        (dt.timedelta(), "19:30"),
        (dt.timedelta(weeks=2), "10:00"),
    ]
    assert all(eind - begin == dt.timedelta(hours=1) for begin, eind in fout.value.tijden)


@pytest.mark.parametrize(
    ("begin", "eind", "veld"),
    [(op(-21, 10), op(-21, 11), "datum"), (op(1, 11), op(1, 11), "eind"), (op(700, 9), op(700, 10), "datum")],
)
def test_een_tijd_die_niet_kan(sanne: Any, begin: dt.datetime, eind: dt.datetime, veld: str) -> None:
    with pytest.raises(DomeinFout) as fout:
        zalen.boek_moment(ruimte=RuimteFactory(), begin=begin, eind=eind, door=sanne, omschrijving="x")
    assert fout.value.veld == veld


def test_vrijgeven_opent_de_zaaltaak_weer(sanne: Any) -> None:
    groep, ruimte = GroepFactory(), RuimteFactory()
    maak_taken(groep)
    zalen.kies_zaal(groep=groep, ruimte=ruimte, door=sanne)
    eerste = groep.reserveringen.order_by("periode")[0]
    rij = zalen.geef_vrij(reservering=eerste, door=sanne)
    assert (rij.staat, rij.bijeenkomst) == (ReserveringStaat.VRIJGEGEVEN, None)
    assert zalen.geef_vrij(reservering=eerste, door=sanne).staat == ReserveringStaat.VRIJGEGEVEN
    taak = Taak.objects.get(groep=groep, soort=TaakSoort.ZAAL)
    assert taak.staat == TaakStaat.HEROPEND
    assert taak.gebeurtenissen.filter(tekst__contains="is vrijgegeven").count() == 1
    zalen.kies_zaal(groep=groep, ruimte=ruimte, door=sanne)
    taak.refresh_from_db()
    assert taak.staat == TaakStaat.KLAAR


def test_wat_voorbij_is_geef_je_niet_vrij(sanne: Any) -> None:
    rij = ReserveringFactory(begin=klok.nu() - dt.timedelta(days=1))
    with pytest.raises(DomeinFout, match="al voorbij"):
        zalen.geef_vrij(reservering=rij, door=sanne)


@pytest.mark.parametrize("rol", [rol for rol in Rol if rol != Rol.FACILITAIR])
def test_alleen_facilitair_mag_boeken(rol: Rol) -> None:
    ander, ruimte, groep = gebruiker_met(rol), RuimteFactory(), GroepFactory()
    rij = ReserveringFactory(ruimte=ruimte)
    for poging in (
        lambda: zalen.boek_moment(ruimte=ruimte, begin=op(1, 10), eind=op(1, 11), door=ander, omschrijving="x"),
        lambda: zalen.kies_zaal(groep=groep, ruimte=ruimte, door=ander),
        lambda: zalen.bevestig(reservering=rij, door=ander),
        lambda: zalen.geef_vrij(reservering=rij, door=ander),
    ):
        with pytest.raises(NietToegestaan, match="facilitair medewerker"):
            poging()
