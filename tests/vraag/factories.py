"""Factories for demand and proposals.

SignaalFactory(team=team, aantal=5)                     # open, for a made-up training, posted today
SignaalFactory(interventie=None, thema=ThemaFactory())  # only a theme
VoorstelFactory(regels=[(signaal, 5)])                  # a proposal for these children, an open answer per team
velden_van(interventie, aantal=5)                       # what the services want
formulier_van(team, interventie, aantal=5)              # what the form posts
"""

import datetime as dt
import hashlib
from collections.abc import Sequence
from typing import Any

import factory
from factory.django import DjangoModelFactory

from aanbod.models import Interventie
from gemeenten.grond.models import Team
from marktplein.basis import klok
from marktplein.basis.mensen import Voor
from tests.aanbod.factories import InterventieFactory
from tests.gemeenten.factories import TeamFactory
from vraag.models import Groepsvoorstel, Reden, Regel, Run, Signaal, Toezegging
from vraag.signalen.validators import SignaalVelden

WOENSDAGMIDDAG = 7


class SignaalFactory(DjangoModelFactory):
    class Meta:
        model = Signaal

    team = factory.SubFactory(TeamFactory)
    regio = factory.SelfAttribute("team.gemeente.regio")
    interventie = factory.SubFactory(InterventieFactory)
    aantal = 4
    leeftijd_min = 8
    leeftijd_max = 10
    dagdelen = factory.LazyFunction(lambda: [WOENSDAGMIDDAG])
    max_km = 10
    vroegste_start = factory.LazyFunction(klok.vandaag)
    geplaatst_op = factory.LazyFunction(klok.vandaag)
    verloopt_op = factory.LazyAttribute(lambda o: o.vroegste_start + dt.timedelta(days=182))


class RunFactory(DjangoModelFactory):
    class Meta:
        model = Run

    regio = factory.SubFactory("tests.gemeenten.factories.RegioFactory")
    aanleiding = "nacht"
    staat = "klaar"
    begonnen_op = factory.LazyFunction(klok.nu)
    klaar_op = factory.LazyFunction(klok.nu)


class RedenFactory(DjangoModelFactory):
    class Meta:
        model = Reden

    signaal = factory.SubFactory(SignaalFactory)
    run = factory.SubFactory(RunFactory, regio=factory.SelfAttribute("..signaal.regio"))
    aantal = factory.SelfAttribute("signaal.aantal")
    code = "TOO_FEW_CHILDREN"
    detail = factory.LazyFunction(lambda: {"aanwezig": 3, "nodig": 6, "tekort": 3, "km": 10})


class VoorstelFactory(DjangoModelFactory):
    """``regels=[(signaal, children), …]`` puts children in it and asks their teams."""

    class Meta:
        model = Groepsvoorstel
        skip_postgeneration_save = True

    run = factory.SubFactory(RunFactory)
    regio = factory.SelfAttribute("run.regio")
    interventie = factory.SubFactory(InterventieFactory)
    dagdeel = WOENSDAGMIDDAG
    start_week = factory.LazyFunction(lambda: klok.vandaag() + dt.timedelta(days=21))
    leeftijd_min = 8
    leeftijd_max = 10
    reageren_voor = factory.LazyFunction(lambda: klok.nu() + dt.timedelta(days=5))
    kenmerk = factory.Sequence(lambda n: hashlib.sha256(str(n).encode()).hexdigest())

    @factory.post_generation
    def regels(self, create: bool, extracted: Sequence[tuple[Signaal, int]] | None, **kwargs: Any) -> None:
        for signaal, aantal in extracted or ():
            Regel.objects.create(voorstel=self, signaal=signaal, aantal=aantal, afstand_m=1000)
            Toezegging.objects.get_or_create(voorstel=self, team=signaal.team)


def velden_van(interventie: Interventie | None, /, **anders: Any) -> SignaalVelden:
    """The fields of a good need for this training."""
    velden: dict[str, Any] = {
        "interventie": interventie,
        "thema": None,
        "vraag": "",
        "voor": interventie.eerst_voor if interventie else Voor.KINDEREN,
        "aantal": 4,
        "leeftijd_min": 8,
        "leeftijd_max": 10,
        "dagdelen": [WOENSDAGMIDDAG],
        "max_km": 10,
        "vroegste_start": klok.vandaag(),
        "splitsbaar": False,
        "min_samen": 1,
        "opmerking": "",
    }
    return velden | anders  # type: ignore[return-value]


def formulier_van(team: Team, interventie: Interventie | None, /, **anders: Any) -> dict[str, Any]:
    """What a browser posts for a good need; None leaves a field out."""
    velden: dict[str, Any] = {
        "team": team.pk,
        "interventie": interventie.pk if interventie else "",
        "thema": "",
        "vraag": "",
        "voor": interventie.eerst_voor.value if interventie else Voor.KINDEREN.value,
        "aantal": "4",
        "leeftijd_min": "8",
        "leeftijd_max": "10",
        "dagdelen": ["7", "10"],
        "max_km": "10",
        "vroegste_start": klok.vandaag().isoformat(),
        "min_samen": "1",
        "opmerking": "",
    }
    return {naam: waarde for naam, waarde in (velden | anders).items() if waarde is not None}
