"""Factories for the shelf and its groups.

InterventieFactory()                          # published, universal, a group of 4 to 8 children of 6 to 12
GroepFactory(capaciteit=8, bezet=7)           # published, begins in three weeks, with its meetings
GroepFactory(trainers=[TrainerFactory()])     # with booked trainers
AanmeldingFactory(groep=groep)                # placed; the caller keeps groep.bezet right, or uses the service
"""

import datetime as dt
import secrets
from typing import Any

import factory
from factory.django import DjangoModelFactory

from aanbod.aanbieders.koppeling import hash_van, token_van
from aanbod.doorgeven.koppeling import hash_van as hash_van_attendering
from aanbod.doorgeven.koppeling import token_van as token_van_attendering
from aanbod.enums import AanbiederType, Bereik, Doelgroep, Preventievorm, Vorm
from aanbod.models import (
    AanbiederAanvraag,
    Aanmelding,
    Attendering,
    Bijeenkomst,
    Certificaat,
    Groep,
    Interventie,
    Inzet,
    TeamPlaats,
    Thema,
    Trainer,
    Zoekwoord,
)
from aanbod.workflow import AanmeldingStaat, AanvraagStaat, GroepStaat, InterventieStaat
from marktplein.basis import dagdelen, klok
from tests.gemeenten.factories import LEIDEN, GemeenteFactory, TeamFactory


class ThemaFactory(DjangoModelFactory):
    class Meta:
        model = Thema

    naam = factory.Sequence(lambda n: f"thema {n}")
    slug = factory.Sequence(lambda n: f"thema-{n}")
    uitleg = "Waar dit thema over gaat."


class ZoekwoordFactory(DjangoModelFactory):
    class Meta:
        model = Zoekwoord

    thema = factory.SubFactory(ThemaFactory)
    woord = factory.Sequence(lambda n: f"woord {n}")


class InterventieFactory(DjangoModelFactory):
    class Meta:
        model = Interventie
        skip_postgeneration_save = True

    naam = factory.Sequence(lambda n: f"Training {n}")
    slug = factory.Sequence(lambda n: f"training-{n}")
    omschrijving = "Kinderen leren voor zichzelf opkomen."
    preventievorm = Preventievorm.UNIVERSEEL
    doelgroep = factory.LazyFunction(lambda: [Doelgroep.JEUGDIGEN])
    leeftijd_min = 6
    leeftijd_max = 12
    vorm = Vorm.GROEP
    groep_min = 4
    groep_max = 8
    max_leeftijdsverschil = 6
    bijeenkomsten = 3
    duur_minuten = 90
    trainers_nodig = 1
    eigen_bijdrage_cent = 0
    aanmelden_bij = "CJG Cursusbureau"
    wie_betaalt = "de gemeente"
    aanbieder = "CJG"
    aanbieder_type = AanbiederType.JGZ
    staat = InterventieStaat.GEPUBLICEERD

    @factory.post_generation
    def themas(self, create: bool, extracted: Any, **kwargs: Any) -> None:
        if create and extracted:
            self.themas.set(extracted)  # type: ignore[attr-defined]


class TrainerFactory(DjangoModelFactory):
    """``interventie=…`` gives a certificate for it."""

    class Meta:
        model = Trainer
        skip_postgeneration_save = True

    naam = factory.Sequence(lambda n: f"Trainer {n}")
    gemeente = factory.SubFactory(GemeenteFactory)
    bereik = Bereik.REGIO
    dagdelen = factory.LazyFunction(lambda: list(range(15)))

    @factory.post_generation
    def interventie(self, create: bool, extracted: Any, **kwargs: Any) -> None:
        if create and extracted:
            CertificaatFactory(trainer=self, interventie=extracted)


class CertificaatFactory(DjangoModelFactory):
    class Meta:
        model = Certificaat

    trainer = factory.SubFactory(TrainerFactory)
    interventie = factory.SubFactory(InterventieFactory)
    geldig_tot = None


class GroepFactory(DjangoModelFactory):
    """Published; its meetings are weekly from ``start_op`` on; ``trainers=[…]`` books them."""

    class Meta:
        model = Groep
        skip_postgeneration_save = True

    slug = factory.Sequence(lambda n: f"groep-{n}")
    interventie = factory.SubFactory(InterventieFactory)
    gemeente = factory.SubFactory(GemeenteFactory)
    locatie_naam = "Buurthuis De Proef"
    locatie_adres = "Proefstraat 1"
    lat = LEIDEN[0]
    lon = LEIDEN[1]
    preventievorm = factory.SelfAttribute("interventie.preventievorm")
    dagdeel = 7
    start_op = factory.LazyFunction(lambda: _woensdag(klok.vandaag() + dt.timedelta(weeks=3)))
    eind_op = factory.LazyAttribute(lambda o: o.start_op + dt.timedelta(weeks=(o.interventie.bijeenkomsten or 1) - 1))
    minimum = factory.SelfAttribute("interventie.groep_min")
    capaciteit = factory.SelfAttribute("interventie.groep_max")
    bezet = 0
    leeftijd_min = factory.SelfAttribute("interventie.leeftijd_min")
    leeftijd_max = factory.SelfAttribute("interventie.leeftijd_max")
    staat = factory.LazyAttribute(lambda o: GroepStaat.OPEN if o.bezet < o.capaciteit else GroepStaat.VOL)

    @factory.post_generation
    def trainers(self, create: bool, extracted: Any, **kwargs: Any) -> None:
        if not create:
            return
        for nummer in range(self.interventie.bijeenkomsten or 1):
            begin = klok.op(self.start_op + dt.timedelta(weeks=nummer), dagdelen.begintijd(self.dagdeel))
            bijeenkomst = BijeenkomstFactory(groep=self, nummer=nummer + 1, begin=begin)
            for trainer in extracted or ():
                InzetFactory(trainer=trainer, bijeenkomst=bijeenkomst)


def _woensdag(dag: dt.date) -> dt.date:
    return dag + dt.timedelta(days=(2 - dag.weekday()) % 7)


class BijeenkomstFactory(DjangoModelFactory):
    class Meta:
        model = Bijeenkomst

    groep = factory.SubFactory(GroepFactory)
    nummer = 1
    begin = factory.LazyFunction(klok.nu)
    eind = factory.LazyAttribute(lambda o: o.begin + dt.timedelta(minutes=90))


class InzetFactory(DjangoModelFactory):
    class Meta:
        model = Inzet

    trainer = factory.SubFactory(TrainerFactory)
    bijeenkomst = factory.SubFactory(BijeenkomstFactory)
    periode = factory.LazyAttribute(lambda o: (o.bijeenkomst.begin, o.bijeenkomst.eind))


class TeamPlaatsFactory(DjangoModelFactory):
    class Meta:
        model = TeamPlaats

    groep = factory.SubFactory(GroepFactory)
    team = factory.SubFactory(TeamFactory)
    aantal = 1


class AanmeldingFactory(DjangoModelFactory):
    class Meta:
        model = Aanmelding

    groep = factory.SubFactory(GroepFactory)
    naam = factory.Sequence(lambda n: f"Ouder {n}")
    email = factory.Sequence(lambda n: f"ouder{n}@voorbeeld.example")
    leeftijd_kind = 8
    token_hash = factory.LazyFunction(lambda: secrets.token_hex(32))
    staat = AanmeldingStaat.GEPLAATST
    bevestigd_op = factory.LazyFunction(klok.nu)
    wissen_op = factory.LazyAttribute(lambda o: o.groep.eind_op + dt.timedelta(days=28))


class AanbiederAanvraagFactory(DjangoModelFactory):
    """Confirmed, and to be looked at."""

    class Meta:
        model = AanbiederAanvraag
        skip_postgeneration_save = True

    organisatie_naam = factory.Sequence(lambda n: f"Praktijk {n}")
    soort = AanbiederType.VRIJGEVESTIGD
    aanbod = "Een groep voor kinderen."
    naam = "Robin"
    email = factory.Sequence(lambda n: f"praktijk{n}@voorbeeld.example")
    token_hash = factory.LazyFunction(lambda: secrets.token_hex(32))
    staat = AanvraagStaat.VOORGELEGD
    bevestig_voor = factory.LazyFunction(lambda: klok.nu() + dt.timedelta(days=2))
    bevestigd_op = factory.LazyFunction(klok.nu)

    @factory.post_generation
    def link(self, create: bool, extracted: Any, **kwargs: Any) -> None:
        if create:
            self.token_hash = hash_van(token_van(self))  # type: ignore[arg-type]
            self.save(update_fields=["token_hash"])  # type: ignore[attr-defined]


class AttenderingFactory(DjangoModelFactory):
    """Confirmed, of a theme; its link opens it."""

    class Meta:
        model = Attendering
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"bezoeker{n}@voorbeeld.example")
    bevestigd_op = factory.LazyFunction(klok.nu)
    geldig_tot = factory.LazyFunction(lambda: klok.nu() + dt.timedelta(days=100))
    token_hash = factory.Sequence(lambda n: f"{n:064d}")

    @factory.post_generation
    def link(self, create: bool, extracted: Any, **kwargs: Any) -> None:
        if create:
            self.token_hash = hash_van_attendering(token_van_attendering(self))  # type: ignore[arg-type]
            self.save(update_fields=["token_hash"])  # type: ignore[attr-defined]
