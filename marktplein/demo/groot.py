"""Large data to measure with: made-up regions beside the demo, always the same for the same size.

Offers are rows of the shelf with a search index; demand asks for the group offers of the demo, from teams in regions
of their own with rooms and trainers, so that pooling has real work. Everything is written in bulk.
"""

import datetime as dt
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from math import cos, radians
from random import Random
from typing import Any

from django.db import transaction

from aanbod.models import Certificaat, Interventie, Thema, Trainer
from aanbod.vindbaar import van_aanbod
from aanbod.workflow import InterventieStaat
from aanbod.zoeken.services import nieuwe_stand, schrijf_documenten
from facilitair.models import Ruimte
from gemeenten.grond.models import Gemeente, Regio, Team
from marktplein.audit.models import Logregel
from marktplein.audit.services import leg_vast
from marktplein.basis import klok
from marktplein.basis.models import TeIndexeren
from marktplein.demo.fixtures import rijen
from vraag.models import Signaal
from vraag.signalen.services import GELDIG_DAGEN

GEBEURTENIS = "demo.groot_geladen"
PER_KEER = 2000
GEMEENTEN, TEAMS, RUIMTES_PER_GEMEENTE = 14, 24, 5
# So many signalen need one trainer; about what the demo has.
SIGNALEN_PER_TRAINER = 3
NOORDELIJKST, WESTELIJKST, STAP_GRADEN, SPREIDING_KM = 53.0, 4.0, 0.45, 14.0
SOORTEN = ("Training", "Cursus", "Groep", "Avond", "Spreekuur", "Inloop", "Workshop", "Maatjes", "Themareeks", "Café")
VORMEN = ("groep", "individueel", "online", "inloop", "huisbezoek")
ZINNEN = (
    "Samen met anderen leert u stap voor stap wat helpt.",
    "U krijgt tips die u thuis meteen kunt gebruiken.",
    "Kinderen oefenen met spelletjes en rollenspel.",
    "De begeleider denkt met u mee en belt na afloop.",
    "Ook als u nog twijfelt bent u welkom.",
    "We beginnen rustig en iedereen mag vertellen wat hij wil.",
    "Ouders en kinderen komen tegelijk.",
    "Voor wie er even niet uitkomt.",
)


@dataclass(frozen=True)
class Omvang:
    aanbod: int
    signalen: int
    regios: int


Melder = Callable[[str], None]


def laad(omvang: Omvang, meld: Melder) -> bool:
    """Make the data of this size; False when they are there already. What a killed run left is finished.

    Raises ValueError when large data of another size are there: start over for another size.
    """
    eerder = Logregel.objects.filter(gebeurtenis=GEBEURTENIS).order_by("-pk").first()
    if eerder is not None:
        if {veld: eerder.gegevens.get(veld) for veld in asdict(omvang)} != asdict(omvang):
            raise ValueError("Er staan al grote gegevens van een andere omvang. Begin opnieuw: make demo-opnieuw")
        meld("De grote gegevens staan er al.")
        return False
    stappen: tuple[tuple[str, Callable[[], int]], ...] = (
        ("regio's met teams, ruimtes en trainers", lambda: _regios(omvang)),
        ("interventies met zoekindex", lambda: _interventies(omvang.aanbod)),
        ("vragen", lambda: _signalen(omvang)),
    )
    for wat, doe in stappen:
        begin = time.monotonic()
        aantal = doe()
        meld(f"{aantal:,} {wat} ({time.monotonic() - begin:.1f} s)".replace(",", "."))
    return True


def _toeval(waarvoor: str) -> Random:
    """Chance that falls the same way every time."""
    return Random(f"marktplein-groot-{waarvoor}")  # noqa: S311 - made-up data, no secret


def _regios(omvang: Omvang) -> int:
    """Regions far enough from each other, each in one transaction; one that is there already is left alone."""
    for nummer in range(1, omvang.regios + 1):
        if not Regio.objects.filter(slug=f"groot-{nummer}").exists():
            _regio(nummer, omvang)
    return omvang.regios


@transaction.atomic
def _regio(nummer: int, omvang: Omvang) -> None:
    toeval = _toeval(f"regio-{nummer}")
    regio = Regio.objects.create(naam=f"Meetregio {nummer}", slug=f"groot-{nummer}")
    gemeenten = _gemeenten(regio, nummer, toeval)
    teams = [gemeenten[n % GEMEENTEN] for n in range(TEAMS)]
    Team.objects.bulk_create(
        Team(naam=f"JGT Meet {nummer}-{n + 1}", slug=f"jgt-meet-{nummer}-{n + 1}", gemeente=g, **_bij(g, toeval))
        for n, g in enumerate(teams)
    )
    _ruimtes(gemeenten, nummer, toeval)
    _trainers(gemeenten, omvang.signalen // omvang.regios // SIGNALEN_PER_TRAINER, toeval)


def _gemeenten(regio: Regio, nummer: int, toeval: Random) -> list[Gemeente]:
    midden = NOORDELIJKST - STAP_GRADEN * (nummer % 7), WESTELIJKST + STAP_GRADEN * 1.6 * (nummer // 7)
    return Gemeente.objects.bulk_create(
        Gemeente(
            # GM codes of real municipalities have four digits.
            cbs_code=f"M{nummer:03}{n:02}",
            naam=f"Meetstad {nummer}-{n + 1}",
            slug=f"meetstad-{nummer}-{n + 1}",
            regio=regio,
            lat=round(midden[0] + toeval.uniform(-1, 1) * SPREIDING_KM / 111.2, 5),
            lon=round(midden[1] + toeval.uniform(-1, 1) * SPREIDING_KM / (111.2 * cos(radians(midden[0]))), 5),
        )
        for n in range(GEMEENTEN)
    )


def _bij(gemeente: Gemeente, toeval: Random) -> dict[str, float]:
    """A point within some kilometres."""
    return {
        "lat": round(gemeente.lat + toeval.uniform(-0.02, 0.02), 5),
        "lon": round(gemeente.lon + toeval.uniform(-0.03, 0.03), 5),
    }


def _ruimtes(gemeenten: list[Gemeente], nummer: int, toeval: Random) -> None:
    Ruimte.objects.bulk_create(
        Ruimte(
            naam=f"Meetzaal {nummer}-{g + 1}-{n + 1}",
            gemeente=gemeente,
            adres=f"Voorbeeldstraat {n + 1}",
            capaciteit=toeval.choice((8, 10, 12, 15, 20)),
            dagdelen=sorted(toeval.sample(range(15), 8)),
            toegankelijk=toeval.random() < 0.7,
            **_bij(gemeente, toeval),
        )
        for g, gemeente in enumerate(gemeenten)
        for n in range(RUIMTES_PER_GEMEENTE)
    )


def _trainers(gemeenten: list[Gemeente], aantal: int, toeval: Random) -> None:
    groepsaanbod = _groepsaanbod()
    trainers = Trainer.objects.bulk_create(
        Trainer(
            naam=f"Trainer {gemeenten[0].regio_id}-{n + 1}",
            gemeente=toeval.choice(gemeenten),
            bereik=toeval.choice(("regio", "regio", "gemeente")),
            dagdelen=sorted(toeval.sample(range(15), toeval.randint(3, 6))),
            max_groepen_per_week=toeval.randint(1, 3),
        )
        for n in range(max(aantal, 20))
    )
    Certificaat.objects.bulk_create(
        Certificaat(trainer=trainer, interventie=interventie)
        for trainer in trainers
        for interventie in toeval.sample(groepsaanbod, min(3, len(groepsaanbod)))
    )


def _groepsaanbod() -> list[Interventie]:
    """The group offers for children in the demo, that demand can ask for."""
    slugs = [rij["slug"] for rij in rijen("interventies") if "jeugdigen" in rij["doelgroep"]]
    return [i for i in Interventie.objects.filter(slug__in=slugs).order_by("pk") if i.is_groepsaanbod]


def _interventies(aantal: int) -> int:
    """Published offers, named after themes and their everyday words, that can be found.

    Written in blocks, each in one transaction and with chance of its own, so that a killed run can go on.
    """
    themas = list(Thema.objects.prefetch_related("zoekwoorden").order_by("pk"))
    woorden = {thema.pk: sorted(z.woord for z in thema.zoekwoorden.all() if z.woord.isascii()) for thema in themas}
    er_zijn = set(Interventie.objects.filter(slug__startswith="groot-").values_list("slug", flat=True))
    for begin in range(0, aantal, PER_KEER):
        nummers = range(begin, min(begin + PER_KEER, aantal))
        if _slug(nummers[-1]) not in er_zijn:
            _blok(nummers, themas, woorden)
    return aantal


@transaction.atomic
def _blok(nummers: range, themas: list[Thema], woorden: dict[int, list[str]]) -> None:
    toeval = _toeval(f"aanbod-{nummers.start}")
    gekozen = [toeval.sample(themas, toeval.randint(1, 2)) for _ in nummers]
    nieuw = [_interventie(n, keus, woorden, toeval) for n, keus in zip(nummers, gekozen, strict=True)]
    Interventie.objects.bulk_create(nieuw)
    dingen = [van_aanbod(interventie, keus) for interventie, keus in zip(nieuw, gekozen, strict=True)]
    schrijf_documenten("aanbod", dingen, nieuwe_stand())
    TeIndexeren.objects.filter(soort="aanbod", nummer__in=[interventie.pk for interventie in nieuw]).delete()
    koppeling = Interventie.themas.through
    koppeling.objects.bulk_create(
        koppeling(interventie_id=interventie.pk, thema_id=thema.pk)
        for interventie, keus in zip(nieuw, gekozen, strict=True)
        for thema in keus
    )


def _slug(n: int) -> str:
    return f"groot-{n + 1}"


def _interventie(n: int, themas: list[Thema], woorden: dict[int, list[str]], toeval: Random) -> Interventie:
    soort, woord = toeval.choice(SOORTEN), toeval.choice(woorden[themas[0].pk])
    leeftijd = toeval.randint(0, 14)
    groep_min = toeval.randint(3, 8)
    zinnen = " ".join(toeval.sample(ZINNEN, 3))
    return Interventie(
        naam=f"{soort} {woord} {n + 1}",
        slug=_slug(n),
        omschrijving=f"Over {woord} en {toeval.choice(woorden[themas[-1].pk])}. {zinnen}",
        preventievorm=toeval.choice(("universeel", "selectief", "probleemgericht")),
        doelgroep=[toeval.choice(("ouders", "jeugdigen"))],
        leeftijd_min=leeftijd,
        leeftijd_max=leeftijd + toeval.randint(2, 8),
        vorm=toeval.choice(VORMEN),
        groep_min=groep_min,
        groep_max=groep_min + toeval.randint(2, 10),
        bijeenkomsten=toeval.randint(1, 12),
        duur_minuten=toeval.choice((60, 75, 90, 120)),
        eigen_bijdrage_cent=toeval.choice((0, 0, 0, 1000, 2500)),
        trainers_nodig=toeval.randint(1, 2),
        aanmeldwijze="marktplein",
        wie_betaalt="gemeente",
        aanbieder=f"Aanbieder {toeval.randint(1, 400)}",
        aanbieder_type=toeval.choice(("JGZ", "JGT", "moederorganisatie", "vrijgevestigd", "voorveld")),
        staat=InterventieStaat.GEPUBLICEERD,
        laatst_gecontroleerd=klok.vandaag() - dt.timedelta(days=toeval.randint(1, 600)),
    )


@transaction.atomic
def _signalen(omvang: Omvang) -> int:
    """All demand and the line in the history that says it is complete."""
    teams = list(Team.objects.filter(slug__startswith="jgt-meet-").select_related("gemeente").order_by("pk"))
    Signaal.objects.bulk_create(_vragen(omvang.signalen, teams), batch_size=PER_KEER)
    leg_vast(GEBEURTENIS, Regio.objects.get(slug="groot-1"), herkomst="opdracht", **asdict(omvang))
    return omvang.signalen


def _vragen(aantal: int, teams: list[Team]) -> Iterator[Signaal]:
    groepsaanbod, toeval, vandaag = _groepsaanbod(), _toeval("vragen"), klok.vandaag()
    for n in range(aantal):
        team, interventie = teams[n % len(teams)], toeval.choice(groepsaanbod)
        kinderen = toeval.randint(1, 6)
        splitsbaar = kinderen >= 4 and toeval.random() < 0.4
        geplaatst = vandaag - dt.timedelta(days=toeval.randint(0, 150))
        yield Signaal(
            regio_id=team.gemeente.regio_id,
            team=team,
            interventie=interventie,
            voor=interventie.eerst_voor,
            aantal=kinderen,
            dagdelen=sorted(toeval.sample(range(15), toeval.randint(2, 5))),
            max_km=toeval.choice((5, 8, 10, 15, 20)),
            vroegste_start=geplaatst + dt.timedelta(days=toeval.choice((7, 14, 28))),
            splitsbaar=splitsbaar,
            min_samen=2 if splitsbaar else 1,
            geplaatst_op=geplaatst,
            verloopt_op=geplaatst + dt.timedelta(days=GELDIG_DAGEN + 28),
            **_leeftijden(interventie, toeval),
        )


def _leeftijden(interventie: Interventie, toeval: Random) -> dict[str, Any]:
    spanne = min(interventie.max_leeftijdsverschil, interventie.leeftijd_max - interventie.leeftijd_min)
    jongste = toeval.randint(interventie.leeftijd_min, interventie.leeftijd_max)
    oudste = min(interventie.leeftijd_max, jongste + toeval.randint(0, min(2, spanne)))
    return {"leeftijd_min": jongste, "leeftijd_max": oudste}
