"""Changing the meetings of a group can be taken back for ten seconds; nobody is told before that."""

import datetime as dt
import uuid
from typing import Any

from aanbod.models import Groep
from facilitair.rooster.services import wijzig_rooster
from facilitair.rooster.wijziging import Wijziging
from marktplein.accounts.models import User
from marktplein.basis import klok
from marktplein.basis.fouten import DomeinFout
from marktplein.werk.uitstel import Handeling


class _Rooster(Handeling):
    naam = "groep.rooster"
    ding = "groep"
    woorden = "Data en plaats gewijzigd"

    def doe(self, *, pk: int, door: User, gegevens: dict[str, Any]) -> None:
        groep = Groep.objects.select_related("interventie", "gemeente").filter(pk=pk).first()
        if groep is None:
            raise DomeinFout("Deze groep is er niet meer.")
        wijziging = Wijziging.uit_json(gegevens["wijziging"])
        wijzig_rooster(groep=groep, wijziging=wijziging, door=door, sleutel=uuid.UUID(gegevens["sleutel"]))

    def uiterlijk(self, pk: int) -> dt.datetime | None:
        """A meeting that has begun can no longer be moved."""
        komend = Groep.objects.filter(pk=pk, bijeenkomsten__begin__gt=klok.nu()).order_by("bijeenkomsten__begin")
        return komend.values_list("bijeenkomsten__begin", flat=True).first()


ROOSTER = _Rooster()
