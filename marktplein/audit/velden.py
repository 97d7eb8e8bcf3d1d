"""Fields of a thing that several people change: saved once seen, and history tells which of them changed."""

from collections.abc import Mapping
from typing import Any

from django.db import models

from marktplein.accounts.models import User
from marktplein.audit.services import leg_vast
from marktplein.basis.samen import eis_gezien


def wijzig_velden(
    ding: models.Model, nieuw: Mapping[str, Any], *, als: str, door: User, gezien: Mapping[str, str] | None = None
) -> None:
    """Save ``nieuw`` in a locked row that keeps when it changed, with ``als`` in its history. Idempotent.

    History tells which fields, never what stood in them. Raises Verouderd when it would wipe a value that was not
    ``gezien`` (basis.samen).
    """
    nu = {naam: getattr(ding, naam) for naam in nieuw}
    eis_gezien(nu, gezien, nieuw)
    gewijzigd = [naam for naam, waarde in nieuw.items() if nu[naam] != waarde]
    if not gewijzigd:
        return
    for naam in gewijzigd:
        setattr(ding, naam, nieuw[naam])
    ding.save(update_fields=[*gewijzigd, "gewijzigd_op"])
    leg_vast(als, ding, door=door, velden=gewijzigd)
