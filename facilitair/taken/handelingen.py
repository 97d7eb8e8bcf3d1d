"""Acts on tasks from the list that can be taken back: done, and given to a colleague (who gets a mail)."""

import uuid
from typing import Any

from facilitair.models import Taak
from facilitair.taken import selectors
from facilitair.taken.services import taken
from marktplein.accounts.models import User
from marktplein.basis.fouten import DomeinFout
from marktplein.werk.uitstel import Handeling

WEG = "Deze taak is er niet meer."


def _sleutel(gegevens: dict[str, Any]) -> uuid.UUID | None:
    """The key of the form it was asked with; an act in the list has none."""
    return uuid.UUID(gegevens["sleutel"]) if gegevens.get("sleutel") else None


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
        taak, tekst = self._taak(pk, door), gegevens.get("tekst", "")
        sleutel, versie = _sleutel(gegevens), gegevens["versie"]
        taken.zet_eenmaal(taken.rond_af, taak=taak, door=door, sleutel=sleutel, tekst=tekst, versie=versie)


class _GeefAan(_OpTaak):
    naam = "taak.geef_aan"
    woorden = "Gegeven aan een collega"

    def doe(self, *, pk: int, door: User, gegevens: dict[str, Any]) -> None:
        aan = selectors.collegas().filter(pk=gegevens["aan"]).first()
        if aan is None:
            raise DomeinFout("Deze collega doet geen taken meer. Kies iemand anders.")
        taak, sleutel, versie = self._taak(pk, door), _sleutel(gegevens), gegevens["versie"]
        taken.zet_eenmaal(taken.wijs_toe, taak=taak, door=door, sleutel=sleutel, aan=aan, versie=versie)


KLAAR = _Klaar()
GEEF_AAN = _GeefAan()
ALLE = (KLAAR, GEEF_AAN)
