"""Many at once, with real threads on PostgreSQL: exactly one wins, and the others get a clear answer."""

import datetime as dt
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import IntegrityError, close_old_connections, connections
from django.test import Client
from django.urls import reverse

from aanbod.models import Groep
from facilitair.models import Reservering, Taak, TaakGebeurtenis
from facilitair.rooster.services import wijzig_rooster
from facilitair.rooster.toets import GaatNiet
from facilitair.rooster.wijziging import Soort, Wijziging
from facilitair.ruimtes.fouten import RuimteBezet
from facilitair.ruimtes.services.reserveren import reserveer_groep
from facilitair.ruimtes.services.zalen import boek_moment
from facilitair.taken.fouten import AlOpgepakt
from facilitair.taken.services.taken import pak_op
from facilitair.taken.services.van_groep import maak_taken
from facilitair.workflow import ReserveringStaat, TaakStaat
from marktplein.basis import klok
from tests.aanbod.factories import GroepFactory
from tests.facilitair.factories import RuimteFactory, TaakFactory, facilitair_medewerker, werkdag

pytestmark = pytest.mark.django_db(transaction=True)


def tegelijk(werk: Callable[[int], Any], aantal: int) -> list[Any]:
    """Run ``werk(0)`` … ``werk(aantal - 1)`` at the same moment; an exception is an answer too."""
    start = Barrier(aantal)

    def draad(nummer: int) -> Any:
        close_old_connections()
        try:
            start.wait(20)
            return werk(nummer)
        except Exception as fout:
            return fout
        finally:
            connections.close_all()

    with ThreadPoolExecutor(aantal) as ploeg:
        return list(ploeg.map(draad, range(aantal)))


def morgen() -> tuple[dt.datetime, dt.datetime]:
    begin = klok.op(klok.vandaag() + dt.timedelta(days=1), dt.time(14))
    return begin, begin + dt.timedelta(hours=2)


def test_twintig_boekingen_van_een_zaal() -> None:
    ruimte, andere = RuimteFactory(), RuimteFactory()
    door = facilitair_medewerker()
    begin, eind = morgen()
    uit = tegelijk(
        lambda n: boek_moment(ruimte=ruimte, begin=begin, eind=eind, door=door, omschrijving=f"Overleg {n}"), 20
    )
    assert sum(isinstance(antwoord, Reservering) for antwoord in uit) == 1
    geweigerd = [antwoord for antwoord in uit if isinstance(antwoord, RuimteBezet)]
    assert len(geweigerd) == 19
    assert all([v.ruimte for v in fout.voorstellen] == [andere] and fout.tijden for fout in geweigerd)
    assert Reservering.objects.count() == 1


def test_twintig_boekingen_buiten_de_service_om() -> None:
    """Even code that knows nothing of our locks cannot book twice."""
    ruimte, periode = RuimteFactory(), morgen()

    def boek(nummer: int) -> Reservering:
        return Reservering.objects.create(ruimte=ruimte, periode=periode, staat=ReserveringStaat.BEVESTIGD)

    uit = tegelijk(boek, 20)
    assert sum(isinstance(antwoord, Reservering) for antwoord in uit) == 1
    assert sum(isinstance(antwoord, IntegrityError) for antwoord in uit) == 19


def test_acht_groepen_willen_dezelfde_zaal() -> None:
    """Whole series that overlap in part, in any order: no deadlock, no half series."""
    eerste = GroepFactory()
    groepen = [eerste, *(GroepFactory(start_op=eerste.start_op + dt.timedelta(weeks=n % 3)) for n in range(7))]
    ruimte = RuimteFactory()
    uit = tegelijk(lambda n: reserveer_groep(groep=groepen[n], ruimte=ruimte), 8)
    gelukt = [antwoord for antwoord in uit if isinstance(antwoord, list)]
    assert len(gelukt) == 1
    assert sum(isinstance(antwoord, RuimteBezet) for antwoord in uit) == 7
    assert Reservering.objects.count() == 3


def test_twee_groepen_ruilen_van_zaal_zonder_vast_te_lopen() -> None:
    een, twee = GroepFactory(), GroepFactory()
    a, b = RuimteFactory(), RuimteFactory()
    reserveer_groep(groep=een, ruimte=a)
    reserveer_groep(groep=twee, ruimte=b)
    uit = tegelijk(lambda n: reserveer_groep(groep=[een, twee][n], ruimte=[b, a][n]), 2)
    assert {type(antwoord) for antwoord in uit} <= {list, RuimteBezet}
    for groep in (een, twee):
        boekingen = groep.reserveringen.filter(staat=ReserveringStaat.BEVESTIGD)
        assert boekingen.count() == 3
        assert boekingen.values("ruimte").distinct().count() == 1


def test_twee_mensen_pakken_dezelfde_taak_op() -> None:
    taak = TaakFactory()
    mensen = [facilitair_medewerker(naam=f"Collega {n}") for n in range(8)]
    uit = tegelijk(lambda n: pak_op(taak=taak, door=mensen[n]), 8)
    assert sum(isinstance(antwoord, Taak) for antwoord in uit) == 1
    fouten = [antwoord for antwoord in uit if isinstance(antwoord, AlOpgepakt)]
    assert len(fouten) == 7
    taak.refresh_from_db()
    assert taak.staat == TaakStaat.IN_BEHANDELING
    assert all(fout.naam == taak.toegewezen_aan.naam for fout in fouten)
    assert TaakGebeurtenis.objects.filter(taak=taak, naar=TaakStaat.IN_BEHANDELING).count() == 1


def test_twee_werkers_maken_de_taken_van_een_groep() -> None:
    groep = GroepFactory()
    uit = tegelijk(lambda n: maak_taken(groep), 4)
    assert not [antwoord for antwoord in uit if isinstance(antwoord, Exception)]
    assert Taak.objects.count() == 5
    assert TaakGebeurtenis.objects.count() == 5


def verstuur(user: Any, adres: str, gegevens: dict[str, Any], aantal: int = 6) -> list[Any]:
    def post(nummer: int) -> int:
        klant = Client()
        klant.force_login(user)
        return klant.post(adres, gegevens).status_code

    return tegelijk(post, aantal)


def test_dubbel_verstuurde_opmerking_komt_er_een_keer() -> None:
    user, taak = facilitair_medewerker(), TaakFactory()
    adres = reverse("facilitair:taak_actie", args=[taak.pk, "opmerking"])
    codes = verstuur(user, adres, {"tekst": "Gebeld", "sleutel": uuid.uuid4(), "versie": taak.versie})
    assert codes == [302] * 6
    assert taak.gebeurtenissen.filter(tekst="Gebeld").count() == 1


def test_dubbel_verstuurde_boeking_komt_er_een_keer() -> None:
    user, ruimte = facilitair_medewerker(), RuimteFactory()
    begin, eind = morgen()
    gegevens = {
        "datum": f"{klok.lokaal(begin):%Y-%m-%d}",
        "begin": "14:00",
        "eind": "16:00",
        "omschrijving": "Overleg",
        "aantal": 4,
        "sleutel": uuid.uuid4(),
    }
    codes = verstuur(user, reverse("facilitair:reserveren", args=[ruimte.pk]), gegevens)
    assert codes == [302] * 6
    assert Reservering.objects.get().periode.upper == eind


def test_dubbel_verstuurde_nieuwe_taak_komt_er_een_keer() -> None:
    user = facilitair_medewerker()
    dag = werkdag(3)
    gegevens = {"titel": "Sleutel halen", "uiterlijk": f"{dag:%Y-%m-%d}", "sleutel": uuid.uuid4()}
    codes = verstuur(user, reverse("facilitair:taak_nieuw"), gegevens)
    assert codes == [302] * 6
    assert Taak.objects.get().titel == "Sleutel halen"


def test_twee_verzetten_dezelfde_bijeenkomst() -> None:
    """One wins; the other hears that the page is old, and nobody's meeting, booking or mail is made twice."""
    ruimte = RuimteFactory()
    groep = GroepFactory(gemeente=ruimte.gemeente, locatie_naam=ruimte.naam, locatie_adres=ruimte.adres)
    reserveer_groep(groep=groep, ruimte=ruimte)
    groep.refresh_from_db()
    door = facilitair_medewerker()
    dag, versie = groep.start_op + dt.timedelta(days=1), groep.versie

    def verzet(n: int) -> Any:
        wijziging = Wijziging(
            Soort.WIJZIG, versie, 1, datum=dag, begin=dt.time(9 + n), eind=dt.time(10 + n), vrije_dag=True
        )
        return wijzig_rooster(groep=Groep.objects.get(pk=groep.pk), wijziging=wijziging, door=door)

    uit = tegelijk(verzet, 4)
    assert sorted(type(a).__name__ for a in uit) == ["DomeinFout"] * 3 + ["Groep"]
    assert Reservering.objects.filter(bijeenkomst__groep=groep, bijeenkomst__nummer=1).count() == 1


def test_een_boeking_die_een_bijeenkomst_voor_is() -> None:
    """Whoever is first has the room; the other gets a clear answer, and the group is as it was or as it was asked."""
    ruimte = RuimteFactory()
    groep = GroepFactory(gemeente=ruimte.gemeente, locatie_naam=ruimte.naam, locatie_adres=ruimte.adres)
    reserveer_groep(groep=groep, ruimte=ruimte)
    groep.refresh_from_db()
    door, versie = facilitair_medewerker(), groep.versie
    dag = groep.start_op + dt.timedelta(days=1)
    begin, eind = klok.op(dag, dt.time(9)), klok.op(dag, dt.time(10))

    def werk(n: int) -> Any:
        if n:
            return boek_moment(ruimte=ruimte, begin=begin, eind=eind, door=door, omschrijving="Overleg")
        wijziging = Wijziging(Soort.WIJZIG, versie, 1, datum=dag, begin=dt.time(9), eind=dt.time(10), vrije_dag=True)
        return wijzig_rooster(groep=Groep.objects.get(pk=groep.pk), wijziging=wijziging, door=door)

    uit = tegelijk(werk, 2)
    assert sum(isinstance(a, GaatNiet | RuimteBezet) for a in uit) == 1, uit
    assert Reservering.objects.filter(ruimte=ruimte, periode__overlap=(begin, eind), staat="bevestigd").count() == 1
    assert Reservering.objects.filter(bijeenkomst__groep=groep).count() == groep.bijeenkomsten.count()
