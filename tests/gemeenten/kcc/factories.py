import datetime as dt
from typing import Any

import factory
from factory.django import DjangoModelFactory

from gemeenten.kcc.models import Adviespunt, Terugbelverzoek
from marktplein.basis import klok
from tests.gemeenten.factories import ContactFactory, TeamFactory


class AdviespuntFactory(DjangoModelFactory):
    """Of the whole region; ``gemeenten`` are set afterwards."""

    class Meta:
        model = Adviespunt

    contact = factory.SubFactory(ContactFactory)


class TerugbelverzoekFactory(DjangoModelFactory):
    """Of a team; ``team=None, organisatie=…, gemeente=…`` for an organisation."""

    class Meta:
        model = Terugbelverzoek

    team: Any = factory.SubFactory(TeamFactory)
    gemeente = factory.LazyAttribute(lambda v: v.team.gemeente)
    naam = "Samira"
    telefoon = "0612345678"
    onderwerp = "slecht slapen"
    uiterlijk = factory.LazyFunction(lambda: klok.vandaag() + dt.timedelta(days=1))
    wissen_op = factory.LazyFunction(lambda: klok.vandaag() + dt.timedelta(days=30))
