"""The one door through which history is written."""

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db import models

from marktplein.audit.models import Logregel

Door = AbstractBaseUser | AnonymousUser | None


def leg_vast(
    gebeurtenis: str, ding: models.Model, *, door: Door = None, herkomst: str = "web", **gegevens: Any
) -> Logregel:
    """Append one line of history in the caller's transaction.

    ``gegevens`` holds counts, codes and states (JSON-able), never free text or personal data.
    ``door`` is the acting user; None or anonymous for a task or a visitor without an account.
    """
    return Logregel.objects.create(
        gebeurtenis=gebeurtenis,
        soort=ding._meta.label,
        object_id=str(ding.pk),
        door_id=getattr(door, "pk", None),
        gegevens=gegevens,
        herkomst=herkomst,
    )
