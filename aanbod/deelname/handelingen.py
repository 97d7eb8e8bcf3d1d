"""Giving places of a team back can be taken back: the waiting list gets them, and who is on it a mail."""

import uuid
from typing import Any

from aanbod.deelname.services.teamplaatsen import haal_teamplaats_weg
from aanbod.models import TeamPlaats
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
