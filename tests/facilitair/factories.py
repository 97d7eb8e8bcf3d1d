"""Factories for rooms, bookings and tasks.

RuimteFactory(capaciteit=20)                                  # let always, close to Leiden
ReserveringFactory(ruimte=r, begin=moment)                    # 90 minutes, confirmed
TaakFactory(groep=groep, soort=TaakSoort.ZAAL)                # new, due in five days
facilitair_medewerker()                                       # a user who may do it all
"""

import datetime as dt
from typing import Any

import factory
from factory.django import DjangoModelFactory

from facilitair.models import Reservering, Ruimte, Taak, TaakGebeurtenis
from facilitair.workflow import ReserveringStaat, TaakSoort, TaakStaat
from gemeenten.grond.enums import Rol
from marktplein.basis import klok
from marktplein.basis.werkdagen import LANDELIJK, eerste_werkdag
from tests.gemeenten.factories import LEIDEN, GemeenteFactory, gebruiker_met


def werkdag(dagen: int = 0) -> dt.date:
    """A day on which the desk works: that many days from today, or the first one after."""
    return eerste_werkdag(klok.vandaag() + dt.timedelta(days=dagen), LANDELIJK)


class RuimteFactory(DjangoModelFactory):
    class Meta:
        model = Ruimte

    naam = factory.Sequence(lambda n: f"Zaal {n}")
    gemeente = factory.SubFactory(GemeenteFactory)
    adres = "Proefstraat 1"
    lat = LEIDEN[0]
    lon = LEIDEN[1]
    capaciteit = 12
    dagdelen = factory.LazyFunction(list)
    toegankelijk = True


class ReserveringFactory(DjangoModelFactory):
    class Meta:
        model = Reservering

    class Params:
        begin = factory.LazyFunction(lambda: klok.nu() + dt.timedelta(days=7))
        eind = factory.LazyAttribute(lambda o: o.begin + dt.timedelta(minutes=90))

    ruimte = factory.SubFactory(RuimteFactory)
    periode = factory.LazyAttribute(lambda o: (o.begin, o.eind))
    omschrijving = "Overleg"
    staat = ReserveringStaat.BEVESTIGD


class TaakFactory(DjangoModelFactory):
    """With its first line of history."""

    class Meta:
        model = Taak
        skip_postgeneration_save = True

    soort = TaakSoort.OVERIG
    titel = factory.Sequence(lambda n: f"Taak {n}")
    uitleg = "Doe dit."
    groep = None
    gemeente = factory.LazyAttribute(lambda o: o.groep.gemeente if o.groep else GemeenteFactory())
    staat = TaakStaat.NIEUW
    uiterlijk = factory.LazyFunction(lambda: klok.vandaag() + dt.timedelta(days=5))

    @factory.post_generation
    def gebeurtenissen(self, create: bool, extracted: Any, **kwargs: Any) -> None:
        if create:
            TaakGebeurtenis.objects.create(taak=self, naar=TaakStaat.NIEUW)


def facilitair_medewerker(**velden: Any) -> Any:
    return gebruiker_met(Rol.FACILITAIR, **velden)
