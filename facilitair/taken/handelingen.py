"""Acts on tasks from the list that can be taken back: done, and given to a colleague (who gets a mail)."""

from typing import Any

from facilitair.models import Taak
from facilitair.taken import selectors
from facilitair.taken.services import taken
from marktplein.accounts.models import User
from marktplein.basis.fouten import DomeinFout
from marktplein.werk.uitstel import Handeling

WEG = "Deze taak is er niet meer."


class _OpTaak(Handeling):
    ding = "taak"

    def _taak(self, pk: int, door: User) -> Taak:
        taak = selectors.zichtbaar_voor(door).filter(pk=pk).first()
        if taak is None:
            raise DomeinFout(WEG)
        return taak


class _Klaar(_OpTaak):
    naam = "taak.klaar"
    woorden = "Klaar"

    def doe(self, *, pk: int, door: User, gegevens: dict[str, Any]) -> None:
        taken.rond_af(taak=self._taak(pk, door), door=door, versie=gegevens["versie"])


class _GeefAan(_OpTaak):
    naam = "taak.geef_aan"
    woorden = "Gegeven aan een collega"

    def doe(self, *, pk: int, door: User, gegevens: dict[str, Any]) -> None:
        aan = selectors.collegas().filter(pk=gegevens["aan"]).first()
        if aan is None:
            raise DomeinFout("Deze collega doet geen taken meer. Kies iemand anders.")
        taken.wijs_toe(taak=self._taak(pk, door), aan=aan, door=door, versie=gegevens["versie"])


KLAAR = _Klaar()
GEEF_AAN = _GeefAan()
ALLE = (KLAAR, GEEF_AAN)
