"""The one door through which history is written."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import models

from marktplein.accounts.models import Bezoeker
from marktplein.audit.models import Logregel, Oorsprong
from marktplein.audit.soorten import hoort_oorsprong_bij
from marktplein.audit.verzoek import huidig
from marktplein.basis import klok

# Who acts: nobody for a task of our own or the command line, somebody unknown for a visitor.
Door = Bezoeker | None
REGELS_PER_KEER = 2000
# Six months, counted in the longest of them: the database refuses before.
BEWAAR_OORSPRONG = dt.timedelta(days=184)


def leg_vast(
    gebeurtenis: str, ding: models.Model, *, door: Door = None, herkomst: str = "web", **gegevens: Any
) -> Logregel:
    """Append one line of history in the caller's transaction.

    ``gegevens`` holds counts, codes and states (JSON-able), never free text or personal data.
    ``door`` is the acting user; None or anonymous for a task or a visitor without an account.
    A happening about doors and locks (audit.soorten) keeps the address it came from. A ``ding`` that is not saved is a
    kind without a number.
    """
    regel = _regel(gebeurtenis, ding, door, herkomst, gegevens)
    regel.save(force_insert=True)
    if verzoek := huidig():
        verzoek.gebeurtenissen.add(gebeurtenis)
        if verzoek.adres and hoort_oorsprong_bij(gebeurtenis):
            Oorsprong.objects.create(regel=regel, adres=verzoek.adres)
    return regel


def leg_alle_vast(
    gebeurtenis: str,
    dingen: Iterable[tuple[models.Model, dict[str, Any]]],
    *,
    door: Door = None,
    herkomst: str = "web",
) -> int:
    """Append the same happening for many things, each with its own ``gegevens``; answers how many.

    One statement per two thousand lines: for whoever moves thousands of rows while others wait for a lock.
    """
    regels = [_regel(gebeurtenis, ding, door, herkomst, gegevens) for ding, gegevens in dingen]
    Logregel.objects.bulk_create(regels, batch_size=REGELS_PER_KEER)
    return len(regels)


def vergeet_oorsprong() -> int:
    """Forget where things came from, half a year after they happened; answers of how many."""
    aantal: int = Oorsprong.objects.filter(op__lt=klok.nu() - BEWAAR_OORSPRONG).delete()[0]
    return aantal


def _regel(gebeurtenis: str, ding: models.Model, door: Door, herkomst: str, gegevens: dict[str, Any]) -> Logregel:
    return Logregel(
        gebeurtenis=gebeurtenis,
        soort=ding._meta.label,
        object_id="" if ding.pk is None else str(ding.pk),
        door_id=getattr(door, "pk", None),
        gegevens=gegevens,
        herkomst=herkomst,
    )
