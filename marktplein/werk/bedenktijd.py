"""What the page of a thing shows of acts on it that can still be taken back, or that turned out not to be possible."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass

from marktplein.accounts.models import Bezoeker, User
from marktplein.werk.models import Uitgesteld
from marktplein.werk.uitstel import bij, handelingen
from marktplein.werk.workflow import WerkStaat


@dataclass(frozen=True)
class Lopend:
    """One of them, as ``includes/_bedenktijd.html`` shows it to somebody; ``terug`` is the page it stands on."""

    rij: Uitgesteld
    van_mij: bool
    terug: str

    @property
    def woorden(self) -> str:
        return handelingen()[self.rij.soort].gezegd(self.rij.gegevens)


def lopend_bij(user: Bezoeker, ding: str, pks: Collection[int], *, terug: str) -> list[Lopend]:
    """Those on these things of one kind: what waits, whoever asked it, and what this user was refused. One query."""
    handelingen_ = [handeling for handeling in handelingen().values() if handeling.ding == ding]
    if not pks or not user.is_authenticated:
        return []
    dingen = {handeling.sleutel(pk) for handeling in handelingen_ for pk in pks}
    return [Lopend(rij, rij.door_id == user.pk, terug) for rij in bij(user, handelingen_, pks) if rij.ding in dingen]


def lopend_in(user: User, bundel: uuid.UUID, *, terug: str) -> list[Lopend]:
    """What this user asked for together."""
    rijen = Uitgesteld.objects.filter(bundel=bundel, door=user.pk).order_by("pk")
    return [Lopend(rij, True, terug) for rij in rijen]


def geweigerd_van(user: User, *, terug: str) -> list[Lopend]:
    """Everything this user asked for that was refused later, and has not read yet."""
    rijen = Uitgesteld.objects.filter(door=user.pk, staat=WerkStaat.MISLUKT, soort__in=handelingen()).order_by("pk")
    return [Lopend(rij, True, terug) for rij in rijen]
