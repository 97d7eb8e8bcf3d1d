"""Taking a question back can itself be taken back for ten seconds: the team is told after that."""

from typing import Any

from marktplein.accounts.models import User
from marktplein.basis.fouten import DomeinFout
from marktplein.werk.uitstel import Handeling
from vraag.models import Groepsvoorstel
from vraag.workflow import VOORSTEL_LOPEND
from vraag.zelf.terugnemen import trek_vraag_terug


class _Terug(Handeling):
    naam = "voorstel.vraag_terug"
    ding = "voorstel"
    woorden = "Vraag aan een team ingetrokken"

    def is_al_zo(self, pk: int) -> bool:
        return not Groepsvoorstel.objects.filter(pk=pk, staat__in=VOORSTEL_LOPEND).exists()

    def doe(self, *, pk: int, door: User, gegevens: dict[str, Any]) -> None:
        voorstel = Groepsvoorstel.objects.filter(pk=pk).first()
        if voorstel is None:
            raise DomeinFout("Deze vraag is er niet meer.")
        trek_vraag_terug(voorstel, door=door)


TERUG = _Terug()
