"""What the tests stand on: a database that is as new before each of them, and an order that loses no test."""

from pathlib import Path

import pytest
from django.db import connection

from marktplein.audit.models import Logregel
from tests import hulp_database, hulp_kopie, verdeling
from tests.gemeenten.factories import TeamFactory
from tests.vraag.streek import maak_signaal, maak_streek


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("veel", [hulp_database.VEEL, 1], ids=["rij-voor-rij", "tabel-voor-tabel"])
def test_na_het_legen_staat_er_wat_er_na_de_migraties_stond(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, veel: int
) -> None:
    """A migration that leaves rows behind must say so in ``hulp_database``: else a later test would miss them."""
    monkeypatch.setattr(hulp_database, "VEEL", veel)
    streek = maak_streek()
    maak_signaal(streek, streek.oegstgeest, 5)
    TeamFactory()
    Logregel.objects.create(gebeurtenis="proef", gegevens={})

    hulp_database._leeg(None)

    monkeypatch.setattr(hulp_database, "VEEL", 10_000)
    with connection.cursor() as cursor:
        assert hulp_database._gevuld(cursor) == request.session.stash[hulp_database.NA_MIGRATIES]


@pytest.mark.puur
def test_wat_mislukt_wordt_door_de_volgende_gemaakt(tmp_path: Path) -> None:
    gemaakt: list[int] = []

    def maak() -> None:
        gemaakt.append(1)
        if len(gemaakt) == 1:
            raise OSError("schijf vol")

    with pytest.raises(OSError, match="schijf vol"):
        hulp_kopie.eenmaal(tmp_path, "iets", maak)
    assert hulp_kopie.eenmaal(tmp_path, "iets", maak)
    assert not hulp_kopie.eenmaal(tmp_path, "iets", maak)
    assert len(gemaakt) == 2


@pytest.mark.puur
def test_mengen_verliest_geen_test(request: pytest.FixtureRequest) -> None:
    items = request.session.items * 3

    gemengd = verdeling.meng(items)

    assert sorted(item.nodeid for item in gemengd) == sorted(item.nodeid for item in items)
    assert verdeling._rang(gemengd[0]) == min(verdeling._rang(item) for item in items)
