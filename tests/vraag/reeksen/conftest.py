"""A municipality with a training, its contact, and demand that came back: the ground of the tests of standing series.

A conftest is read before Django is ready, so models are imported when a fixture is used.
"""

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
import time_machine

if TYPE_CHECKING:
    from aanbod.models import Interventie
    from gemeenten.grond.models import Gemeente
    from marktplein.accounts.models import User
    from vraag.reeksen.services import Terugkeer


@pytest.fixture(autouse=True)
def _vandaag() -> Iterator[None]:
    """School year 2026-2027, after the "herfst" of it and in its "winter"."""
    with time_machine.travel(dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC), tick=False):
        yield


@pytest.fixture
def hier() -> "Gemeente":
    from tests.gemeenten.factories import GemeenteFactory

    return GemeenteFactory(naam="Hier", subregio="Duin")


@pytest.fixture
def training() -> "Interventie":
    from tests.aanbod.factories import InterventieFactory

    return InterventieFactory(naam="Rots en water", groep_min=6)


@pytest.fixture
def aanspreekpunt(hier: "Gemeente") -> "User":
    from gemeenten.grond.enums import Rol
    from tests.gemeenten.factories import gebruiker_met

    return gebruiker_met(Rol.AANSPREEKPUNT, gemeente=hier)


@pytest.fixture
def terugkeer(hier: "Gemeente", training: "Interventie") -> "Terugkeer":
    """Six children each autumn."""
    from tests.vraag.reeksen.hulp import gevonden, vraag

    vraag(hier, training, 2025, 2026)
    return gevonden(hier)[0]
