"""Conditions move offers down, never out, and can be taken off."""

import datetime as dt

import pytest
from django.http import QueryDict
from django.utils import timezone

from aanbod.enums import Vorm
from aanbod.models import Bijeenkomst, Interventie
from aanbod.paginas.begrepen import begrippen, zonder_in
from aanbod.zoeken.taal.vraag import Deel, begrijp
from aanbod.zoeken.voldoet import voldoet
from marktplein.basis import klok
from tests.aanbod.factories import GroepFactory, InterventieFactory

pytestmark = pytest.mark.django_db


def _nummers() -> list[int]:
    return list(Interventie.objects.values_list("pk", flat=True))


def test_wie_op_woensdagmiddag_kan_vindt_wat_dan_is() -> None:
    dag = klok.vandaag() + dt.timedelta(days=(2 - klok.vandaag().weekday()) % 7 + 7)
    groep, ander = GroepFactory(start_op=dag), GroepFactory(start_op=dag)
    for een, uur in ((groep, 14), (ander, 19)):
        begin = timezone.make_aware(dt.datetime.combine(dag, dt.time(uur)))
        Bijeenkomst.objects.filter(groep=een).delete()
        Bijeenkomst.objects.create(groep=een, nummer=1, begin=begin, eind=begin + dt.timedelta(hours=1))
    gevraagd = begrijp("iets op woensdagmiddag").voorwaarden
    assert voldoet(_nummers(), gevraagd) == {groep.interventie_id}


def test_gratis_en_online() -> None:
    gratis = InterventieFactory(eigen_bijdrage_cent=0)
    InterventieFactory(eigen_bijdrage_cent=1500)
    online = InterventieFactory(eigen_bijdrage_cent=1500, vorm=Vorm.ONLINE)
    assert voldoet(_nummers(), begrijp("gratis sport").voorwaarden) == {gratis.pk}
    assert voldoet(_nummers(), begrijp("online cursus").voorwaarden) == {online.pk}


def test_zonder_voorwaarde_wordt_er_niets_gevraagd(django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        assert voldoet([1], begrijp("boos kind").voorwaarden) is None


def test_wat_begrepen_is_kan_weg_en_blijft_weg() -> None:
    vraag = "gratis iets voor mijn zoon van 7 op woensdag"
    gegevens = QueryDict(f"q={vraag}&zonder=leeftijd&zonder=onzin&page=3")
    assert zonder_in(gegevens) == {Deel.LEEFTIJD}
    over = begrippen(begrijp(vraag).zonder(zonder_in(gegevens)), None, gegevens)
    assert [(een.naam, een.tekst) for een in over] == [("wanneer", "woensdag"), ("gratis", "gratis")]
    assert over[1].weg.endswith("zonder=leeftijd&zonder=gratis")
    assert "page" not in over[1].weg
