"""What a process remembers of places and subjects: never what another transaction may undo, and not for long."""

import pytest
from django.utils import translation

from gemeenten.grond.models import Gemeente
from gemeenten.grond.selectors import kaartplaatsen
from marktplein.basis import onthouden
from marktplein.basis.onthouden import Geheugen
from tests.gemeenten.factories import GemeenteFactory


class Vraag:
    """Counts how often it is asked."""

    keer = 0

    def __call__(self) -> int:
        self.keer += 1
        return self.keer


@pytest.fixture
def buiten_transactie(settings, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    """As in a request: pages are made outside transactions, tests inside one."""
    settings.ONTHOUD_SECONDEN = 30
    monkeypatch.setattr(onthouden, "connection", type("Buiten", (), {"in_atomic_block": False}))


@pytest.mark.django_db
def test_onthoudt_een_poos_en_vergeet_bij_een_wijziging(
    buiten_transactie: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    nu = 1000.0
    monkeypatch.setattr(onthouden.time, "monotonic", lambda: nu)
    geheugen, vraag = Geheugen(Gemeente), Vraag()
    assert [geheugen.geef(vraag), geheugen.geef(vraag)] == [1, 1]
    nu += 31
    assert geheugen.geef(vraag) == 2
    GemeenteFactory()
    assert geheugen.geef(vraag) == 3
    with translation.override("en"):
        assert geheugen.geef(vraag) == 4
    assert geheugen.geef(vraag, "anders") == 5
    assert geheugen.geef(vraag) == 3


@pytest.mark.django_db
def test_in_een_transactie_onthoudt_het_niets(settings) -> None:  # type: ignore[no-untyped-def]
    settings.ONTHOUD_SECONDEN = 30
    geheugen, vraag = Geheugen(Gemeente), Vraag()
    assert [geheugen.geef(vraag), geheugen.geef(vraag)] == [1, 2]


@pytest.mark.django_db
def test_een_nieuwe_gemeente_staat_meteen_op_de_kaart(buiten_transactie: None) -> None:
    kaartplaatsen()
    nieuw = GemeenteFactory(naam="Nieuwe Wetering")
    assert (nieuw.naam, nieuw.lat, nieuw.lon, True) in kaartplaatsen()
