"""A small region in which one training can run: two teams near each other, a room, two trainers on Wednesday."""

import datetime as dt
import random
from dataclasses import dataclass

from aanbod.enums import AanbiederType, Doelgroep, Preventievorm, Vorm
from aanbod.models import Certificaat, Interventie, Trainer
from aanbod.workflow import InterventieStaat
from facilitair.models import Ruimte
from gemeenten.grond.enums import Rol
from gemeenten.grond.models import Gemeente, Regio, Team
from marktplein.accounts.models import User
from marktplein.basis import klok
from tests.gemeenten.factories import GemeenteFactory, RegioFactory, TeamFactory, gebruiker_met
from vraag.models import Signaal

WOENSDAGMIDDAG = 7


@dataclass
class Streek:
    regio: Regio
    oegstgeest: Team
    katwijk: Team
    leiden: Team
    van_oegstgeest: User
    van_katwijk: User
    van_leiden: User
    interventie: Interventie
    ruimte: Ruimte
    trainers: list[Trainer]


def maak_streek(*, preventievorm: str = Preventievorm.SELECTIEF, trainers: int = 2, **interventie: object) -> Streek:
    """Teams in three towns 3 to 7 km apart; the training takes 6 to 9 children of 8 to 12 years."""
    plaatsen = {"oegstgeest": (52.1800, 4.4697), "katwijk": (52.2026, 4.4120), "leiden": (52.1601, 4.4970)}
    gemeenten = {
        naam: GemeenteFactory(naam=naam.title(), slug=naam, lat=la, lon=lo) for naam, (la, lo) in plaatsen.items()
    }
    teams = {
        naam: TeamFactory(naam=f"JGT {naam.title()}", slug=f"jgt-{naam}", gemeente=g, lat=g.lat, lon=g.lon)
        for naam, g in gemeenten.items()
    }
    training = maak_training(preventievorm=preventievorm, **interventie)
    return Streek(
        regio=gemeenten["leiden"].regio,
        oegstgeest=teams["oegstgeest"],
        katwijk=teams["katwijk"],
        leiden=teams["leiden"],
        van_oegstgeest=gebruiker_met(Rol.JGT, team=teams["oegstgeest"]),
        van_katwijk=gebruiker_met(Rol.JGT, team=teams["katwijk"]),
        van_leiden=gebruiker_met(Rol.JGT, team=teams["leiden"]),
        interventie=training,
        ruimte=maak_ruimte(gemeenten["oegstgeest"]),
        trainers=[maak_trainer(gemeenten["leiden"], training) for _ in range(trainers)],
    )


def maak_training(**velden: object) -> Interventie:
    standaard: dict[str, object] = {
        "naam": "Weerbaarheidstraining op maat (JGT)",
        "slug": "weerbaarheidstraining",
        "omschrijving": "Kinderen oefenen met nee zeggen en hulp vragen.",
        "preventievorm": Preventievorm.SELECTIEF,
        "doelgroep": [Doelgroep.JEUGDIGEN],
        "leeftijd_min": 8,
        "leeftijd_max": 12,
        "vorm": Vorm.GROEP,
        "groep_min": 6,
        "groep_max": 9,
        "max_leeftijdsverschil": 4,
        "bijeenkomsten": 8,
        "duur_minuten": 75,
        "trainers_nodig": 2,
        "aanmelden_bij": "Jeugd- en Gezinsteam",
        "wie_betaalt": "de gemeente",
        "aanbieder": "Jeugd- en Gezinsteam",
        "aanbieder_type": AanbiederType.JGT,
        "staat": InterventieStaat.GEPUBLICEERD,
    }
    return Interventie.objects.create(**(standaard | velden))


def maak_ruimte(gemeente: Gemeente, **velden: object) -> Ruimte:
    standaard = {
        "naam": f"Zaal {gemeente.naam}",
        "lat": gemeente.lat,
        "lon": gemeente.lon,
        "capaciteit": 12,
        "dagdelen": [WOENSDAGMIDDAG],
    }
    return Ruimte.objects.create(gemeente=gemeente, **(standaard | velden))


def maak_trainer(gemeente: Gemeente, interventie: Interventie, **velden: object) -> Trainer:
    user = gebruiker_met(Rol.TRAINER, gemeente=gemeente)
    standaard = {"naam": f"Trainer {user.pk}", "dagdelen": [WOENSDAGMIDDAG], "max_groepen_per_week": 2}
    trainer = Trainer.objects.create(user=user, gemeente=gemeente, **(standaard | velden))
    Certificaat.objects.create(trainer=trainer, interventie=interventie)
    return trainer


def maak_signaal(streek: Streek | None, team: Team, aantal: int, **velden: object) -> Signaal:
    """An open need, written straight to the table: the rules of posting are tested elsewhere."""
    vandaag = klok.vandaag()
    standaard: dict[str, object] = {
        **({"regio": streek.regio, "interventie": streek.interventie} if streek else {}),
        "leeftijd_min": 9,
        "leeftijd_max": 11,
        "dagdelen": [WOENSDAGMIDDAG],
        "max_km": 10,
        "vroegste_start": vandaag,
        "geplaatst_op": vandaag,
        "verloopt_op": vandaag + dt.timedelta(days=180),
    }
    return Signaal.objects.create(**({"team": team, "aantal": aantal} | standaard | velden))


def veel_vraag(streek: Streek, aantal: int) -> None:
    """Demand that takes the kernel a while: many rooms, trainers and dagdelen, small signalen."""
    for n in range(12):
        maak_ruimte(streek.leiden.gemeente, naam=f"Zaal {n}", dagdelen=list(range(15)))
        maak_trainer(streek.leiden.gemeente, streek.interventie, dagdelen=list(range(15)), max_groepen_per_week=5)
    teams = (streek.oegstgeest, streek.katwijk, streek.leiden)
    vandaag = klok.vandaag()
    for n in range(aantal):
        maak_signaal(
            streek, teams[n % 3], 1 + n % 4, dagdelen=sorted({n % 15, (n * 7) % 15, (n * 3 + 1) % 15}),
            geplaatst_op=vandaag - dt.timedelta(days=n % 150), leeftijd_min=8 + n % 4, leeftijd_max=8 + n % 4,
        )  # fmt: skip


def maak_regio(nummer: int, signalen: int, rng: random.Random) -> Regio:
    """A region of its own: four towns, rooms, trainers, and ``signalen`` needs for five trainings out of ``rng``."""
    regio = RegioFactory(naam=f"Regio {nummer}", slug=f"regio-{nummer}")
    gemeenten = [
        GemeenteFactory(regio=regio, lat=52.1 + 0.04 * n, lon=4.4 + 0.03 * n) for n in range(4)
    ]  # fmt: skip
    teams = [TeamFactory(gemeente=g, lat=g.lat, lon=g.lon) for g in gemeenten]
    trainingen = [
        Interventie.objects.filter(slug=f"schaal-{n}").first()
        or maak_training(
            naam=f"Training {n}", slug=f"schaal-{n}", groep_min=4 + n % 3, groep_max=8 + n % 4, trainers_nodig=1 + n % 2
        )
        for n in range(5)
    ]
    for n in range(20):
        maak_ruimte(gemeenten[n % 4], naam=f"Zaal {nummer}-{n}", dagdelen=sorted(rng.sample(range(15), 6)))
        trainer = Trainer.objects.create(
            naam=f"Trainer {nummer}-{n}",
            gemeente=gemeenten[n % 4],
            dagdelen=sorted(rng.sample(range(15), 6)),
            max_groepen_per_week=3,
        )
        Certificaat.objects.bulk_create(Certificaat(trainer=trainer, interventie=t) for t in rng.sample(trainingen, 3))
    for _ in range(signalen):
        team, leeftijd = rng.choice(teams), rng.randint(8, 11)
        maak_signaal(
            None, team, rng.choice((1, 1, 1, 2, 2, 3, 4)), regio=regio, interventie=rng.choice(trainingen),
            leeftijd_min=leeftijd, leeftijd_max=leeftijd + rng.randint(0, 1), dagdelen=sorted(rng.sample(range(15), 3)),
            max_km=rng.choice((5, 10, 15)), geplaatst_op=klok.vandaag() - dt.timedelta(days=rng.randint(0, 200)),
        )  # fmt: skip
    return regio
