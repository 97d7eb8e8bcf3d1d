"""What the tests of what-if scenarios share: logging in, and changes to ask for."""

import uuid
from typing import Any

from django.test import Client

from marktplein.accounts.models import User
from tests.vraag.streek import Streek
from vraag.models import Scenario
from vraag.wat_als import services
from vraag.workflow import ScenarioStaat

DONDERDAGMIDDAG = 10


def als(user: User) -> Client:
    klant = Client()
    klant.force_login(user)
    return klant


def kleiner(streek: Streek, minimum: int = 4) -> dict[str, Any]:
    i = streek.interventie
    return {"soort": "grootte", "interventie": i.pk, "naam": i.naam, "minimum": minimum, "maximum": None}


def bewaar(streek: Streek, door: User, *wijzigingen: dict[str, Any], naam: str = "proef") -> Scenario:
    return services.maak(regio=streek.regio, naam=naam, wijzigingen=list(wijzigingen), door=door)


def gerekend(streek: Streek, door: User, *wijzigingen: dict[str, Any], naam: str = "proef") -> Scenario:
    scenario = services.voer_uit(bewaar(streek, door, *wijzigingen, naam=naam).pk)
    assert scenario is not None
    assert scenario.staat == ScenarioStaat.KLAAR
    return scenario


def formulier(**anders: Any) -> dict[str, Any]:
    """What a browser posts for the form as it first opens, with these fields filled in."""
    velden: dict[str, Any] = {"sleutel": str(uuid.uuid4()), "naam": "Kleinere groepen", "reizen-0-voor": "allen"}
    velden |= {f"{soort}-aantal": "1" for soort in ("grootte", "reizen", "dagdeel", "ruimte", "trainer")}
    velden["trainer-0-groepen"] = "2"
    return velden | {naam.replace("__", "-"): waarde for naam, waarde in anders.items()}
