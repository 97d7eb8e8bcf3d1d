"""The tasks that come with a group."""

import datetime as dt

import pytest
import time_machine

from facilitair.models import Taak, Taaksjabloon
from facilitair.ruimtes.services.reserveren import reserveer_groep
from facilitair.taken.services.van_groep import laat_taken_vervallen, maak_taken, uiterste_dag
from facilitair.workflow import TaakSoort, TaakStaat
from marktplein.basis.werkdagen import LANDELIJK, is_werkdag, plus_werkdagen
from tests.aanbod.factories import GroepFactory
from tests.facilitair.factories import RuimteFactory


def test_een_groep_krijgt_vijf_taken_met_een_datum_in_werkdagen() -> None:
    groep = GroepFactory(start_op=dt.date(2031, 3, 5), eind_op=dt.date(2031, 3, 19))
    taken = maak_taken(groep)
    assert [(taak.soort, taak.uiterlijk) for taak in taken] == [
        (TaakSoort.WERVING, dt.date(2031, 2, 5)),
        (TaakSoort.ZAAL, dt.date(2031, 2, 12)),
        (TaakSoort.MATERIAAL, dt.date(2031, 2, 19)),
        (TaakSoort.AANMELDINGEN, dt.date(2031, 2, 26)),
        (TaakSoort.PRESENTIELIJST, dt.date(2031, 3, 3)),
    ]
    assert {taak.gemeente_id for taak in taken} == {groep.gemeente_id}
    assert all(taak.gebeurtenissen.get().naar == TaakStaat.NIEUW for taak in taken)


def test_nog_een_keer_maken_maakt_niets_dubbel() -> None:
    groep = GroepFactory()
    assert maak_taken(groep) == maak_taken(groep)
    assert Taak.objects.count() == 5


def test_geen_taak_wordt_te_laat_geboren() -> None:
    with time_machine.travel(dt.datetime(2031, 3, 1, 12, tzinfo=dt.UTC)):  # a Saturday
        assert uiterste_dag(dt.date(2031, 3, 5), -20, LANDELIJK) == dt.date(2031, 3, 3)


def test_is_de_zaal_er_al_dan_vraagt_de_taak_om_controle() -> None:
    groep = GroepFactory()
    reserveer_groep(groep=groep, ruimte=RuimteFactory(naam="De Kom"))
    zaal = next(taak for taak in maak_taken(groep) if taak.soort == TaakSoort.ZAAL)
    assert zaal.titel == "Ruimte controleren"
    assert "De Kom" in zaal.uitleg


def test_een_uitgezet_sjabloon_maakt_geen_taak() -> None:
    Taaksjabloon.objects.filter(soort=TaakSoort.MATERIAAL).update(actief=False)
    assert TaakSoort.MATERIAAL not in {taak.soort for taak in maak_taken(GroepFactory())}


def test_gaat_de_groep_niet_door_dan_vervallen_open_taken() -> None:
    groep = GroepFactory()
    klaar, *_ = maak_taken(groep)
    Taak.objects.filter(pk=klaar.pk).update(staat=TaakStaat.KLAAR)
    assert laat_taken_vervallen(groep) == 4
    assert laat_taken_vervallen(groep) == 0
    assert Taak.objects.get(pk=klaar.pk).staat == TaakStaat.KLAAR
    assert Taak.objects.filter(staat=TaakStaat.VERVALLEN).count() == 4


@pytest.mark.puur
@pytest.mark.parametrize(
    ("dag", "n", "uit"),
    [
        ((2026, 12, 24), 1, (2026, 12, 28)),  # Christmas on a Friday
        ((2027, 1, 4), -1, (2026, 12, 31)),
        ((2027, 1, 2), 0, (2027, 1, 2)),
        ((2027, 4, 26), 1, (2027, 4, 28)),  # King's day
        ((2027, 5, 10), -5, (2027, 4, 30)),  # back over Ascension day (6 May)
    ],
)
def test_werkdagen(dag: tuple[int, int, int], n: int, uit: tuple[int, int, int]) -> None:
    assert plus_werkdagen(dt.date(*dag), n, LANDELIJK) == dt.date(*uit)


@pytest.mark.puur
def test_zaterdag_is_geen_werkdag() -> None:
    assert not is_werkdag(dt.date(2027, 1, 2), LANDELIJK)
