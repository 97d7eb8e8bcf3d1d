"""Giving a booking back can be taken back: the room may be gone to somebody else a moment later."""

from typing import Any

from facilitair.models import Reservering
from facilitair.ruimtes.services import zalen
from facilitair.workflow import ReserveringStaat
from marktplein.accounts.models import User
from marktplein.basis.fouten import DomeinFout
from marktplein.werk.uitstel import Handeling


class _Vrijgeven(Handeling):
    naam = "reservering.vrijgeven"
    ding = "reservering"
    woorden = "Ruimte vrijgegeven"

    def is_al_zo(self, pk: int) -> bool:
        return Reservering.objects.filter(pk=pk, staat=ReserveringStaat.VRIJGEGEVEN).exists()

    def doe(self, *, pk: int, door: User, gegevens: dict[str, Any]) -> None:
        reservering = Reservering.objects.filter(pk=pk).first()
        if reservering is None:
            raise DomeinFout("Deze reservering is er niet meer.")
        zalen.geef_vrij(reservering=reservering, door=door)


VRIJGEVEN = _Vrijgeven()
