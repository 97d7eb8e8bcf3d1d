"""The same demand from several sides at the same time, with real threads and connections."""

import uuid

import pytest

from gemeenten.grond.enums import Rol
from marktplein.audit.models import Logregel
from marktplein.basis.fouten import AlVerwerkt, OvergangFout, Verouderd
from marktplein.mail.models import Bericht
from tests.aanbod.factories import InterventieFactory
from tests.gemeenten.factories import TeamFactory, gebruiker_met
from tests.vraag.factories import SignaalFactory, velden_van
from tests.vraag.hulp import tegelijk
from vraag.models import Signaal
from vraag.signalen import services as signalen

# --- at the same time -----------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_acht_keer_hetzelfde_formulier_tegelijk_is_een_vraag() -> None:
    team = TeamFactory()
    user, training, sleutel = gebruiker_met(Rol.JGT, team=team), InterventieFactory(), uuid.uuid4()
    uitkomst = tegelijk(*[lambda: signalen.indienen(team=team, door=user, sleutel=sleutel, **velden_van(training))] * 8)
    assert {s.pk for s in uitkomst} == {Signaal.objects.get().pk}
    assert Logregel.objects.filter(gebeurtenis="signaal.ingediend").count() == 1


@pytest.mark.django_db(transaction=True)
def test_van_twee_wijzigingen_tegelijk_wint_er_een() -> None:
    team = TeamFactory()
    user, training = gebruiker_met(Rol.JGT, team=team), InterventieFactory()
    signaal = SignaalFactory(team=team, interventie=training)
    uitkomst = tegelijk(
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
def test_een_sleutel_en_andere_aantallen_tegelijk_is_een_vraag_en_de_ander_hoort_het() -> None:
    team = TeamFactory()
    user, training, sleutel = gebruiker_met(Rol.JGT, team=team), InterventieFactory(), uuid.uuid4()
    uitkomst = tegelijk(
        *[
            lambda n=n: signalen.indienen(team=team, door=user, sleutel=sleutel, **velden_van(training, aantal=n))  # type: ignore[misc]
            for n in (4, 5)
        ]
    )
    [gelukt] = [u for u in uitkomst if isinstance(u, Signaal)]
    [geweigerd] = [u for u in uitkomst if isinstance(u, AlVerwerkt)]
    assert Signaal.objects.get() == gelukt
    assert f"{gelukt.aantal} kinderen" in geweigerd.melding


@pytest.mark.django_db(transaction=True)
def test_aansluiten_en_intrekken_tegelijk_laten_geen_half_antwoord() -> None:
    team, ander_team = TeamFactory(), TeamFactory()
    user, collega, training = (
        gebruiker_met(Rol.JGT, team=team),
        gebruiker_met(Rol.JGT, team=ander_team),
        InterventieFactory(),
    )
    ander = SignaalFactory(team=ander_team, interventie=training)
    aansluiting, intrekking = tegelijk(
        lambda: signalen.aansluiten(ander, team=team, door=user, **velden_van(training)),
        lambda: signalen.intrekken(ander, reden="al geholpen", door=collega),
    )
    assert isinstance(intrekking, Signaal)
    if isinstance(aansluiting, Signaal):
        assert (Signaal.objects.count(), Bericht.objects.count()) == (2, 1)
    else:
        assert isinstance(aansluiting, OvergangFout)
        assert (Signaal.objects.count(), Bericht.objects.count()) == (1, 0)
