"""Ask teams and trainers about new proposals, after the run that made them has let go of the region.

A proposal says itself that it still has to be told (``te_melden``), written in the transaction that made it. Telling
it puts the messages in the outbox and takes the mark away in one transaction, so whoever does this, however often and
whoever dies on the way: every team gets its mail, once.
"""

from collections.abc import Sequence

from django.db import transaction

from marktplein.basis.een_voor_een import in_porties
from vraag import notifications_voorstel as berichten
from vraag.models import Groepsvoorstel
from vraag.workflow import VOORSTEL_LOPEND

VOORSTELLEN_PER_KEER = 200


def meld_voorstellen() -> int:
    """Put the messages about all proposals that wait for it in the outbox; answers how many proposals were told.

    A proposal that somebody else is busy with is left for the next round of beat. A proposal that ended before it was
    told is not told: there is nothing left to answer.
    """
    wachtend = Groepsvoorstel.objects.filter(te_melden=True, staat__in=VOORSTEL_LOPEND).order_by("pk")
    return in_porties(wachtend.values_list("pk", flat=True), _meld_samen, per_keer=VOORSTELLEN_PER_KEER)


@transaction.atomic
def _meld_samen(nummers: Sequence[int]) -> int:
    """No lock but that on the rows themselves, and no waiting for it: answering goes on meanwhile."""
    voorstellen = list(
        Groepsvoorstel.objects.select_for_update(skip_locked=True)
        .filter(pk__in=nummers, te_melden=True, staat__in=VOORSTEL_LOPEND)
        .order_by("pk")
    )
    berichten.nieuwe_voorstellen(voorstellen)
    Groepsvoorstel.objects.filter(pk__in=[v.pk for v in voorstellen]).update(te_melden=False)
    return len(voorstellen)
