"""Which place a question names."""

import pytest

from aanbod.zoeken.plaats import plaats_in, plek_in
from tests.gemeenten.factories import GemeenteFactory, KernFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def streek():
    lisse = GemeenteFactory(naam="Lisse", subregio="Duin- en Bollenstreek", lat=52.26, lon=4.55)
    katwijk = GemeenteFactory(naam="Katwijk", subregio="Duin- en Bollenstreek", lat=52.20, lon=4.40)
    KernFactory(gemeente=katwijk, naam="Rijnsburg", postcodes=["2231"])
    return lisse, katwijk


@pytest.mark.parametrize(
    ("vraag", "naam"),
    [
        ("judo in lisse", "Lisse"),
        ("judo in Rijnsburg", "Rijnsburg"),
        ("2231 AB judo", "2231 Rijnsburg"),
        ("judo 2231", "2231 Rijnsburg"),
        ("judo in de bollenstreek", "Duin- en Bollenstreek"),
        ("judo in de Duin- en Bollenstreek", "Duin- en Bollenstreek"),
    ],
)
def test_de_plek_in_een_vraag(streek, vraag, naam):
    plek = plek_in(vraag)
    assert plek is not None
    assert plek.naam == naam


@pytest.mark.parametrize("vraag", ["judo", "", "in de buurt", "1234", "jaar 2024", "😀"])
def test_geen_plek(streek, vraag):
    assert plek_in(vraag) is None


def test_een_streek_heeft_al_haar_gemeenten_en_is_er_zelf_geen(streek):
    plek = plek_in("sport bollenstreek")
    assert plek is not None
    assert set(plek.gemeenten) == set(streek)
    assert plaats_in("sport bollenstreek") is None


def test_alles_wordt_in_een_paar_keer_gelezen(streek, django_assert_max_num_queries):
    with django_assert_max_num_queries(3):
        plek_in("judo in een dorp dat niemand kent")
