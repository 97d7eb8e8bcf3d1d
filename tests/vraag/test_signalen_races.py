"""The same demand from several sides at the same time, with real threads and connections."""

import threading
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from gemeenten.enums import Rol
from marktplein.audit.models import Logregel
from marktplein.basis.fouten import OvergangFout, Verouderd
from marktplein.mail.models import Bericht
from tests.aanbod.factories import InterventieFactory
from tests.gemeenten.factories import TeamFactory, gebruiker_met
from tests.vraag.factories import SignaalFactory, velden_van
from vraag.models import Signaal
from vraag.services import signalen

# --- at the same time -----------------------------------------------------------------------------------------


def _tegelijk(*werk: Callable[[], Any]) -> list[Any]:
    """Run each piece in a thread and connection of its own, started together; results or exceptions, in order."""
    start = threading.Barrier(len(werk))
    uitkomst: list[Any] = [None] * len(werk)

    def loop(nummer: int) -> None:
        try:
            start.wait(timeout=10)
            uitkomst[nummer] = werk[nummer]()
        except Exception as fout:
            uitkomst[nummer] = fout
        finally:
            connection.close()

    draden = [threading.Thread(target=loop, args=(nummer,)) for nummer in range(len(werk))]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join(timeout=30)
    return uitkomst


@pytest.mark.django_db(transaction=True)
def test_acht_keer_hetzelfde_formulier_tegelijk_is_een_vraag() -> None:
    team = TeamFactory()
    user, training, sleutel = gebruiker_met(Rol.JGT, team=team), InterventieFactory(), uuid.uuid4()
    uitkomst = _tegelijk(
        *[lambda: signalen.indienen(team=team, door=user, sleutel=sleutel, **velden_van(training))] * 8
    )
    assert {s.pk for s in uitkomst} == {Signaal.objects.get().pk}
    assert Logregel.objects.filter(gebeurtenis="signaal.ingediend").count() == 1


@pytest.mark.django_db(transaction=True)
def test_van_twee_wijzigingen_tegelijk_wint_er_een() -> None:
    team = TeamFactory()
    user, training = gebruiker_met(Rol.JGT, team=team), InterventieFactory()
    signaal = SignaalFactory(team=team, interventie=training)
    uitkomst = _tegelijk(
        *[
            lambda n=n: signalen.wijzigen(signaal, versie=1, door=user, **velden_van(training, aantal=n))  # type: ignore[misc]
            for n in (2, 3, 5, 6)
        ]
    )
    gelukt = [u for u in uitkomst if isinstance(u, Signaal)]
    assert [type(u) for u in uitkomst if not isinstance(u, Signaal)] == [Verouderd] * 3
    signaal.refresh_from_db()
    assert (signaal.aantal, signaal.versie) == (gelukt[0].aantal, 2)


@pytest.mark.django_db(transaction=True)
def test_aansluiten_en_intrekken_tegelijk_laten_geen_half_antwoord() -> None:
    team, ander_team = TeamFactory(), TeamFactory()
    user, collega, training = (
        gebruiker_met(Rol.JGT, team=team),
        gebruiker_met(Rol.JGT, team=ander_team),
        InterventieFactory(),
    )
    ander = SignaalFactory(team=ander_team, interventie=training)
    aansluiting, intrekking = _tegelijk(
        lambda: signalen.aansluiten(ander, team=team, door=user, **velden_van(training)),
        lambda: signalen.intrekken(ander, reden="al geholpen", door=collega),
    )
    assert isinstance(intrekking, Signaal)
    if isinstance(aansluiting, Signaal):
        assert (Signaal.objects.count(), Bericht.objects.count()) == (2, 1)
    else:
        assert isinstance(aansluiting, OvergangFout)
        assert (Signaal.objects.count(), Bericht.objects.count()) == (1, 0)
