"""Acts on demand and proposals that can be taken back: withdrawing, and the answer of a team or trainer.

Both may end a proposal or plan a group, and tell many people by mail.
"""

import datetime as dt
from typing import Any

from marktplein.accounts.models import User
from marktplein.basis.fouten import OvergangFout
from marktplein.werk.uitstel import Handeling
from vraag.models import Groepsvoorstel, Signaal, Toezegging
from vraag.voorstellen import services
from vraag.voorstellen.terugtrekken import trek_in
from vraag.workflow import VOORSTEL_LOPEND, Antwoord


class _Intrekken(Handeling):
    naam = "signaal.intrekken"
    ding = "signaal"
    woorden = "Vraag ingetrokken"

    def uiterlijk(self, pk: int) -> dt.datetime | None:
        lopend = Groepsvoorstel.objects.filter(regels__signaal=pk, staat__in=VOORSTEL_LOPEND)
        return lopend.order_by("reageren_voor").values_list("reageren_voor", flat=True).first()

    def gezegd(self, gegevens: dict[str, Any]) -> str:
        # Who withdrew saw these proposals: the team's place in them goes too.
        return "Vraag en plek in het voorstel ingetrokken" if gegevens.get("gezien") else self.woorden

    def doe(self, *, pk: int, door: User, gegevens: dict[str, Any]) -> None:
        signaal = Signaal.objects.filter(pk=pk).first()
        if signaal is None:
            raise OvergangFout("Deze vraag is er niet meer.")
        trek_in(signaal, door=door, **gegevens)


class _Antwoord(Handeling):
    ding = "toezegging"
    keus: Antwoord

    def uiterlijk(self, pk: int) -> dt.datetime | None:
        return Toezegging.objects.filter(pk=pk).values_list("voorstel__reageren_voor", flat=True).first()

    def is_al_zo(self, pk: int) -> bool:
        return Toezegging.objects.filter(pk=pk, antwoord=self.keus).exists()

    def doe(self, *, pk: int, door: User, gegevens: dict[str, Any]) -> None:
        toezegging = Toezegging.objects.filter(pk=pk).first()
        if toezegging is None:
            raise OvergangFout("Een collega zei intussen nee. Het voorstel gaat verder zonder jullie.")
        services.antwoord(toezegging, keus=self.keus, door=door, **gegevens)


class _Ja(_Antwoord):
    naam = "voorstel.ja"
    woorden = "Antwoord: ja"
    keus = Antwoord.JA


class _Nee(_Antwoord):
    naam = "voorstel.nee"
    woorden = "Antwoord: nee"
    keus = Antwoord.NEE


INTREKKEN = _Intrekken()
JA = _Ja()
NEE = _Nee()
ANTWOORDEN = {Antwoord.JA: JA, Antwoord.NEE: NEE}
