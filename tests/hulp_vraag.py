"""A team, somebody of it who is logged in, a training, and a need: the ground of the tests of demand, in every folder.

This is read before Django is ready, so models are imported when a fixture is used.
"""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from django.test import Client

    from aanbod.models import Interventie
    from gemeenten.grond.models import Team
    from marktplein.accounts.models import User
    from tests.vraag.streek import Streek
    from vraag.models import Signaal


@pytest.fixture
def team() -> "Team":
    from tests.gemeenten.factories import TeamFactory

    return TeamFactory(naam="JGT Oegstgeest")


@pytest.fixture
def user(team: "Team") -> "User":
    from gemeenten.grond.enums import Rol
    from tests.gemeenten.factories import gebruiker_met

    return gebruiker_met(Rol.JGT, team=team)


@pytest.fixture
def training() -> "Interventie":
    """6 to 12 years, at most 4 years apart, groups of 4 to 8."""
    from tests.aanbod.factories import InterventieFactory

    return InterventieFactory(naam="Weerbaar op school", slug="weerbaar", max_leeftijdsverschil=4)


@pytest.fixture
def bezoek(client: "Client", user: "User") -> "Client":
    """A browser of ``user``, logged in."""
    client.force_login(user)
    return client


@pytest.fixture
def signaal(team: "Team", training: "Interventie") -> "Signaal":
    from tests.vraag.factories import SignaalFactory

    return SignaalFactory(team=team, interventie=training, opmerking="eerste tekst")


@pytest.fixture
def streek() -> "Streek":
    """Three teams in three places, a training, a room and trainers; nobody asks for anything yet."""
    from tests.vraag.streek import maak_streek

    return maak_streek()


@pytest.fixture
def aanspreekpunt(streek: "Streek") -> "User":
    """The local contact of Katwijk, who may ask what if."""
    from gemeenten.grond.enums import Rol
    from tests.gemeenten.factories import gebruiker_met

    return gebruiker_met(Rol.AANSPREEKPUNT, gemeente=streek.katwijk.gemeente)
