"""History can be added to and read; never changed."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from gemeenten.grond.enums import Rol
from marktplein.audit.models import Logregel
from marktplein.audit.services import leg_alle_vast, leg_vast
from tests.gemeenten.factories import TeamFactory, gebruiker_met


def test_een_regel_zegt_wat_wie_waaraan_wanneer_en_waarvandaan() -> None:
    user, team = gebruiker_met(Rol.BEHEER), TeamFactory()
    regel = leg_vast("team.gewijzigd", team, door=user, herkomst="taak", aantal=3)
    assert (regel.gebeurtenis, regel.soort, regel.object_id) == ("team.gewijzigd", "gemeenten.Team", str(team.pk))
    assert (regel.door, regel.herkomst, regel.gegevens) == (user, "taak", {"aantal": 3})
    assert regel.op.utcoffset() is not None


def test_veel_regels_in_een_opdracht() -> None:
    user, teams = gebruiker_met(Rol.BEHEER), [TeamFactory() for _ in range(3)]
    with CaptureQueriesContext(connection) as vragen:
        assert leg_alle_vast("team.gewijzigd", [(t, {"aantal": n}) for n, t in enumerate(teams)], door=user) == 3
        assert leg_alle_vast("team.gewijzigd", []) == 0
    assert len([v for v in vragen if "INSERT" in v["sql"]]) == 1
    regels = Logregel.objects.order_by("pk")
    assert [(r.object_id, r.gegevens["aantal"]) for r in regels] == [(str(t.pk), n) for n, t in enumerate(teams)]
    assert {(r.soort, r.door, r.herkomst) for r in regels} == {("gemeenten.Team", user, "web")}


def test_de_database_weigert_wijzigen_en_wissen() -> None:
    regel = leg_vast("team.gewijzigd", TeamFactory())
    for doe in (
        lambda: Logregel.objects.filter(pk=regel.pk).update(gebeurtenis="iets.anders"),
        lambda: Logregel.objects.filter(pk=regel.pk).delete(),
        lambda: connection.cursor().execute("DELETE FROM audit_logregel"),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            doe()
    assert Logregel.objects.get().gebeurtenis == "team.gewijzigd"


def test_een_teruggedraaide_handeling_laat_geen_regel_na() -> None:
    with transaction.atomic():
        leg_vast("team.gewijzigd", TeamFactory())
        transaction.set_rollback(True)
    assert not Logregel.objects.exists()


def test_zonder_gebruiker_blijft_wie_leeg() -> None:
    assert leg_vast("team.gewijzigd", TeamFactory()).door_id is None
