"""Emptying a text in which a name slipped: at any time, in any state. History keeps that it happened, not the text."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q, QuerySet

from marktplein.audit.services import Door, leg_alle_vast, leg_vast
from marktplein.basis import klok

RIJEN_PER_KEER = 500


def leeg_tekst(
    ding: models.Model,
    velden: Sequence[str],
    *,
    gebeurtenis: str,
    door: Door = None,
    in_plaats: Mapping[str, str] | None = None,
) -> bool:
    """Empty these fields of one row, in the caller's transaction; False when there was nothing.

    ``in_plaats`` is what a field says instead that may not be empty. A version moves on, so that a form that was open
    does not bring the text back unseen.
    """
    soort = type(ding)._default_manager
    vers = soort.select_for_update(of=("self",)).get(pk=ding.pk)
    leeg = dict.fromkeys(velden, "") | dict(in_plaats or {})
    gevuld = [veld for veld in velden if getattr(vers, veld) not in ("", leeg[veld])]
    if not gevuld:
        return False
    nieuw: dict[str, Any] = {veld: leeg[veld] for veld in gevuld}
    if hasattr(vers, "versie"):
        nieuw["versie"] = F("versie") + 1
    soort.filter(pk=ding.pk).update(**nieuw)
    leg_vast(gebeurtenis, vers, door=door, velden=gevuld)
    return True


def bewaard_tot() -> dt.datetime:
    """What ended before this moment has been kept long enough for its free texts to go."""
    return klok.nu() - dt.timedelta(days=settings.BEWAAR_VRIJE_TEKST_DAGEN)


def leeg_oude_teksten(
    rijen: QuerySet[Any], velden: Sequence[str], *, gebeurtenis: str, in_plaats: Mapping[str, str] | None = None
) -> int:
    """Empty these fields of all these rows, some hundreds a transaction; answers of how many. Safe to repeat.

    ``in_plaats`` as with ``leeg_tekst``.
    """
    leeg = dict.fromkeys(velden, "") | dict(in_plaats or {})
    gevuld = Q()
    for veld in velden:
        gevuld |= ~Q(**{f"{veld}__in": ("", leeg[veld])})
    totaal = 0
    while deel := _leeg_deel(rijen.filter(gevuld), leeg, gebeurtenis):
        totaal += deel
    return totaal


@transaction.atomic
def _leeg_deel(rijen: QuerySet[Any], leeg: Mapping[str, str], gebeurtenis: str) -> int:
    deel = list(rijen.order_by("pk").select_for_update(of=("self",), skip_locked=True)[:RIJEN_PER_KEER])
    if deel:
        rijen.model._default_manager.filter(pk__in=[rij.pk for rij in deel]).update(**leeg)
        leg_alle_vast(gebeurtenis, ((rij, {"reden": "bewaartermijn"}) for rij in deel), herkomst="taak")
    return len(deel)
