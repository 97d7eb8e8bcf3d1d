"""Giving places of a team back can be taken back: the waiting list gets them, and who is on it a mail."""

import datetime as dt
import uuid
from typing import Any

from aanbod.deelname.services.teamplaatsen import haal_teamplaats_weg
from aanbod.deelname.services.teamwacht import verlaat
from aanbod.models import TeamPlaats, TeamWacht
from aanbod.workflow import TEAMWACHT_LOPEND
from marktplein.accounts.models import User
from marktplein.basis.fouten import DomeinFout
from marktplein.werk.uitstel import Handeling


class _Teruggeven(Handeling):
    naam = "teamplaats.teruggeven"
    ding = "teamplaats"
    woorden = "Plekken teruggegeven"

    def doe(self, *, pk: int, door: User, gegevens: dict[str, Any]) -> None:
        plaats = TeamPlaats.objects.select_related("groep", "team").filter(pk=pk).first()
        if plaats is None:
            raise DomeinFout("Jullie team heeft in deze groep geen plekken (meer).")
        haal_teamplaats_weg(
            groep=plaats.groep,
            team=plaats.team,
            aantal=gegevens["aantal"],
            vraag=gegevens.get("vraag"),
            door=door,
            sleutel=uuid.UUID(gegevens["sleutel"]),
        )


TERUGGEVEN = _Teruggeven()


class _VanDeLijst(Handeling):
    """Leave the line, or say no: what was held goes to the next, and who that is gets a mail."""

    naam = "teamwacht.verlaten"
    ding = "teamwacht"
    woorden = "Jullie gaan van de wachtlijst"

    def doe(self, *, pk: int, door: User, gegevens: dict[str, Any]) -> None:
        wacht = TeamWacht.objects.select_related("groep", "team").filter(pk=pk).first()
        if wacht is None:
            raise DomeinFout("Je team staat hier niet (meer) op de wachtlijst.")
        verlaat(wacht, door=door)

    def uiterlijk(self, pk: int) -> dt.datetime | None:
        return TeamWacht.objects.filter(pk=pk).values_list("beslis_voor", flat=True).first()

    def is_al_zo(self, pk: int) -> bool:
        return not TeamWacht.objects.filter(pk=pk, staat__in=TEAMWACHT_LOPEND).exists()


VAN_DE_LIJST = _VanDeLijst()
