"""The one door through which history is written."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db import models

from marktplein.audit.models import Logregel

Door = AbstractBaseUser | AnonymousUser | None
REGELS_PER_KEER = 2000


def leg_vast(
    gebeurtenis: str, ding: models.Model, *, door: Door = None, herkomst: str = "web", **gegevens: Any
) -> Logregel:
    """Append one line of history in the caller's transaction.

    ``gegevens`` holds counts, codes and states (JSON-able), never free text or personal data.
    ``door`` is the acting user; None or anonymous for a task or a visitor without an account.
    """
    regel = _regel(gebeurtenis, ding, door, herkomst, gegevens)
    regel.save(force_insert=True)
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


def _regel(gebeurtenis: str, ding: models.Model, door: Door, herkomst: str, gegevens: dict[str, Any]) -> Logregel:
    return Logregel(
        gebeurtenis=gebeurtenis,
        soort=ding._meta.label,
        object_id=str(ding.pk),
        door_id=getattr(door, "pk", None),
        gegevens=gegevens,
        herkomst=herkomst,
    )
