"""History can be added to and read; never changed."""

import pytest
from django.db import DatabaseError, connection, transaction

from gemeenten.enums import Rol
from marktplein.audit.models import Logregel
from marktplein.audit.services import leg_vast
from tests.gemeenten.factories import TeamFactory, gebruiker_met


def test_een_regel_zegt_wat_wie_waaraan_wanneer_en_waarvandaan() -> None:
    user, team = gebruiker_met(Rol.BEHEER), TeamFactory()
    regel = leg_vast("team.gewijzigd", team, door=user, herkomst="taak", aantal=3)
    assert (regel.gebeurtenis, regel.soort, regel.object_id) == ("team.gewijzigd", "gemeenten.Team", str(team.pk))
    assert (regel.door, regel.herkomst, regel.gegevens) == (user, "taak", {"aantal": 3})
    assert regel.op.utcoffset() is not None


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
