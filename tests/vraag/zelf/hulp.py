"""Groups made by hand, for tests: what is chosen, and what it becomes."""

import datetime as dt
from typing import Any

from aanbod.models import Groep, Trainer
from marktplein.basis import klok
from marktplein.basis.werkdagen import LANDELIJK
from tests.vraag.streek import Streek
from vraag.models import Groepsvoorstel, Signaal, Toezegging
from vraag.voorstellen.met_de_hand import trainersvragen
from vraag.voorstellen.services import antwoord
from vraag.workflow import Antwoord, VoorstelStaat
from vraag.zelf.opzet import Opzet
from vraag.zelf.services import Gekozen, maak_zelf


def gewone_woensdag() -> dt.date:
    """A Wednesday far enough ahead, after which nothing is closed for weeks."""
    dag = klok.vandaag() + dt.timedelta(weeks=4)
    dag += dt.timedelta(days=(2 - dag.weekday()) % 7)
    while any(LANDELIJK.is_dicht(dag + dt.timedelta(days=n)) for n in range(70) if (dag.weekday() + n) % 7 < 5):
        dag += dt.timedelta(weeks=1)
    return dag


def opzet(streek: Streek, **anders: Any) -> Opzet:
    velden: dict[str, Any] = {
        "interventie": streek.interventie,
        "gemeente": streek.oegstgeest.gemeente,
        "voor": "kinderen",
        "datum": gewone_woensdag(),
        "begin": dt.time(14),
        "keren": 4,
        "om_de": 1,
        "duur": 75,
        "minimum": 6,
        "maximum": 9,
        "leeftijd_min": 8,
        "leeftijd_max": 12,
    }
    return Opzet(**{**velden, **anders})


def keuzes(streek: Streek, *vragen: Signaal, **anders: Any) -> Gekozen:
    velden: dict[str, Any] = {
        "ruimte": streek.ruimte,
        "trainers": tuple(t.pk for t in streek.trainers),
        "vragen": tuple(v.pk for v in vragen),
        "team": streek.oegstgeest,
    }
    return Gekozen(**{**velden, **anders})


def maak(streek: Streek, *vragen: Signaal, hoeveel: dict[int, int] | None = None, **anders: Any) -> Groep:
    """With trainers who all say yes."""
    groep = vraag(streek, *vragen, hoeveel=hoeveel, **anders)
    for t in trainersvragen(groep):
        antwoord(t, keus=Antwoord.JA, door=t.trainer.user)
    groep.refresh_from_db()
    return groep


def vraag(streek: Streek, *vragen: Signaal, hoeveel: dict[int, int] | None = None, **anders: Any) -> Groep:
    """As it is when the trainers have not answered yet."""
    gekozen = keuzes(streek, *vragen, aantallen=tuple((hoeveel or {}).items()))
    return maak_zelf(opzet=opzet(streek, **anders), keuzes=gekozen, door=streek.van_oegstgeest)


def aan_team(groep: Groep) -> Groepsvoorstel:
    """The question to the other team."""
    return Groepsvoorstel.objects.get(groep=groep, staat=VoorstelStaat.VOORGESTELD, toezeggingen__team__isnull=False)


def trainer_van(groep: Groep, trainer: Trainer) -> Toezegging:
    return trainersvragen(groep).get(trainer=trainer)
