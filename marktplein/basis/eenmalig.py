"""Do a piece of work once per form, however often the form arrives."""

import datetime as dt
import uuid
from collections.abc import Callable, Sequence
from typing import TypeVar

from django.db import models, transaction
from django.utils.crypto import salted_hmac

from marktplein.basis import klok
from marktplein.basis.models import Verwerking

T = TypeVar("T", bound=models.Model)
# A form left open longer than this asks for a new key; what a key points at is nobody's business any more.
BEWAAR = dt.timedelta(days=7)


def eenmalig(
    sleutel: uuid.UUID | None, soort: str, model: type[T], werk: Callable[[], T], *, invoer: Sequence[object]
) -> tuple[T, bool]:
    """Run ``werk`` once for ``sleutel`` and answer (its result, whether it ran now).

    The key is inserted in the same transaction as the work: a second request with the same key waits in the
    database until the first has committed and then gets its result; if the first failed, the second does the work.
    Without a key (None) the work just runs. It also runs again when what it made was thrown away since.

    ``invoer`` is what was asked (rows, or values with a stable ``str``): the same key with other input, or for another
    ``soort`` of work, is other work and is done, as a form that the browser brings back from its history is filled in
    for somebody else.
    """
    if sleutel is None:
        return werk(), True
    afgeleid = _sleutel_voor(sleutel, soort, invoer)
    with transaction.atomic():
        rij, _ = Verwerking.objects.select_for_update().get_or_create(sleutel=afgeleid, defaults={"soort": soort})
        if rij.resultaat and (eerder := model._default_manager.filter(pk=rij.resultaat).first()):
            return eerder, False
        resultaat = werk()
        rij.resultaat = str(resultaat.pk)
        rij.save(update_fields=["resultaat"])
        return resultaat, True


def vergeet() -> int:
    """Forget the keys of more than a week ago, each of which tells whose row it made; answer how many."""
    aantal: int = Verwerking.objects.filter(op__lt=klok.nu() - BEWAAR).delete()[0]
    return aantal


def _sleutel_voor(sleutel: uuid.UUID, soort: str, invoer: Sequence[object]) -> uuid.UUID:
    """A key that tells nothing of the input, not even to who guesses at it."""
    tekst = "\x1f".join([str(sleutel), soort, *(str(getattr(waarde, "pk", waarde)) for waarde in invoer)])
    return uuid.UUID(bytes=salted_hmac("basis.eenmalig", tekst, algorithm="sha256").digest()[:16])
