"""Factories for the people and places every test needs. Defaults lie close to Leiden, so distances are small.

GebruikerFactory(lid=[(Rol.JGT, team), (Rol.FACILITAIR, None)])   # a user with two roles
gebruiker_met(Rol.JGT, team=team)                                 # the same for one role
"""

import datetime as dt
from typing import Any

import factory
from allauth.account.models import EmailAddress
from factory.django import DjangoModelFactory

from gemeenten.grond.enums import (
    ROLLEN_MET_GEMEENTE,
    ROLLEN_MET_ORGANISATIE,
    ROLLEN_MET_TEAM,
    Rol,
    Teamsoort,
    Vakantieregio,
)
from gemeenten.grond.models import (
    Gemeente,
    GemeenteCijfer,
    Kern,
    Lidmaatschap,
    Organisatie,
    Regio,
    Schoolvakantie,
    Sluitingsdag,
    Team,
)
from gemeenten.kaart.models import Categorie, Contact, Locatie
from marktplein.accounts.models import User
from marktplein.basis import klok

WACHTWOORD = "een-lang-wachtwoord"
LEIDEN = (52.1601, 4.4970)


class RegioFactory(DjangoModelFactory):
    class Meta:
        model = Regio
        django_get_or_create = ("slug",)

    naam = "Proefregio"
    slug = "proefregio"


class GemeenteFactory(DjangoModelFactory):
    class Meta:
        model = Gemeente

    cbs_code = factory.Sequence(lambda n: f"GM{5000 + n}")
    naam = factory.Sequence(lambda n: f"Gemeente {n}")
    slug = factory.Sequence(lambda n: f"gemeente-{n}")
    regio = factory.SubFactory(RegioFactory)
    vakantieregio = Vakantieregio.MIDDEN
    lat = LEIDEN[0]
    lon = LEIDEN[1]


class KernFactory(DjangoModelFactory):
    class Meta:
        model = Kern

    gemeente = factory.SubFactory(GemeenteFactory)
    naam = factory.Sequence(lambda n: f"Kern {n}")
    lat = factory.SelfAttribute("gemeente.lat")
    lon = factory.SelfAttribute("gemeente.lon")
    postcodes = factory.LazyFunction(lambda: ["2300"])


class GemeenteCijferFactory(DjangoModelFactory):
    class Meta:
        model = GemeenteCijfer

    gemeente = factory.SubFactory(GemeenteFactory)
    jaar = 2021
    soort = "inwoners"
    waarde = 10000
    bron = "proef"


class TeamFactory(DjangoModelFactory):
    class Meta:
        model = Team

    naam = factory.Sequence(lambda n: f"JGT Proef {n}")
    slug = factory.Sequence(lambda n: f"jgt-proef-{n}")
    soort = Teamsoort.JGT
    gemeente = factory.SubFactory(GemeenteFactory)
    lat = factory.SelfAttribute("gemeente.lat")
    lon = factory.SelfAttribute("gemeente.lon")


class OrganisatieFactory(DjangoModelFactory):
    class Meta:
        model = Organisatie
        skip_postgeneration_save = True

    naam = factory.Sequence(lambda n: f"Organisatie {n}")
    slug = factory.Sequence(lambda n: f"organisatie-{n}")
    omschrijving = "Een organisatie voor de proef."
    fictief = True

    @factory.post_generation
    def gemeenten(self, create: bool, extracted: Any, **kwargs: Any) -> None:
        if create and extracted:
            self.gemeenten.set(extracted)  # type: ignore[attr-defined]

    @factory.post_generation
    def categorieen(self, create: bool, extracted: Any, **kwargs: Any) -> None:
        """By name, from the register."""
        if create and extracted:
            self.categorieen.set(Categorie.objects.filter(naam__in=extracted))  # type: ignore[attr-defined]


class GebruikerFactory(DjangoModelFactory):
    """A user with a verified address; log in with ``client.force_login`` or with WACHTWOORD."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"gebruiker{n}@voorbeeld.example")
    naam = factory.Sequence(lambda n: f"Gebruiker {n}")

    @classmethod
    def _create(cls, model_class: type[User], *args: Any, **kwargs: Any) -> User:
        wachtwoord = kwargs.pop("password", WACHTWOORD)
        user = User.objects.create_user(password=wachtwoord, **kwargs)
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        return user

    @factory.post_generation
    def lid(self, create: bool, extracted: Any, **kwargs: Any) -> None:
        """``lid=[(rol, team | gemeente | organisatie | None), …]`` gives the user these roles."""
        for rol, plek in extracted or ():
            LidmaatschapFactory(user=self, rol=rol, plek=plek)


class LidmaatschapFactory(DjangoModelFactory):
    """``plek`` is the team, municipality or organisation the role hangs on; made up when left out."""

    class Meta:
        model = Lidmaatschap

    class Params:
        plek = None

    user = factory.SubFactory(GebruikerFactory)
    rol = Rol.JGT
    van = factory.LazyFunction(klok.vandaag)
    tot = None
    team = factory.LazyAttribute(lambda o: (o.plek or TeamFactory()) if o.rol in ROLLEN_MET_TEAM else None)
    gemeente = factory.LazyAttribute(lambda o: (o.plek or GemeenteFactory()) if o.rol in ROLLEN_MET_GEMEENTE else None)
    organisatie = factory.LazyAttribute(
        lambda o: (o.plek or OrganisatieFactory()) if o.rol in ROLLEN_MET_ORGANISATIE else None
    )


class SchoolvakantieFactory(DjangoModelFactory):
    class Meta:
        model = Schoolvakantie

    naam = "Proefvakantie"
    vakantieregio = Vakantieregio.MIDDEN
    begin = factory.LazyFunction(klok.vandaag)
    eind = factory.SelfAttribute("begin")


def gebruiker_met(
    rol: Rol,
    *,
    team: Team | None = None,
    gemeente: Gemeente | None = None,
    organisatie: Organisatie | None = None,
    **velden: Any,
) -> User:
    """A user with one role; the place it hangs on is made up when not given."""
    plek: Team | Gemeente | Organisatie | None = team or gemeente or organisatie
    return GebruikerFactory(lid=[(rol, plek)], **velden)


class SluitingsdagFactory(DjangoModelFactory):
    """A local day in October; ``feestdag=…, datum=None`` for a holiday."""

    class Meta:
        model = Sluitingsdag

    naam = "Ontzet"
    datum = factory.LazyAttribute(lambda o: None if getattr(o, "feestdag", "") else dt.date(2026, 10, 5))


class LocatieFactory(DjangoModelFactory):
    class Meta:
        model = Locatie

    organisatie = factory.SubFactory(OrganisatieFactory)
    straat = "Proefstraat"
    huisnummer = factory.Sequence(lambda n: str(n + 1))
    postcode = "2311 AB"
    plaats = factory.SelfAttribute("gemeente.naam")
    gemeente = factory.SubFactory(GemeenteFactory)
    lat = LEIDEN[0]
    lon = LEIDEN[1]
    openingstijden = factory.LazyFunction(lambda: ["ma 09:00-12:30", "wo 13:00-17:00"])


class ContactFactory(DjangoModelFactory):
    class Meta:
        model = Contact

    organisatie = factory.SubFactory(OrganisatieFactory)
    naam = factory.Sequence(lambda n: f"Spreekuur {n}")
    telefoon = "+31715160000"
    openingstijden = factory.LazyFunction(lambda: ["ma 09:00-11:00"])
