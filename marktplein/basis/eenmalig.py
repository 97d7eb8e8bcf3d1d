"""Do a piece of work once per form, however often the form arrives."""

import uuid
from collections.abc import Callable
from typing import TypeVar

from django.db import models, transaction

from marktplein.basis.fouten import DomeinFout
from marktplein.basis.models import Verwerking

T = TypeVar("T", bound=models.Model)


def eenmalig(sleutel: uuid.UUID | None, soort: str, model: type[T], werk: Callable[[], T]) -> tuple[T, bool]:
    """Run ``werk`` once for ``sleutel`` and answer (its result, whether it ran now).

    The key is inserted in the same transaction as the work: a second request with the same key waits in the
    database until the first has committed and then gets its result; if the first failed, the second does the work.
    Without a key (None) the work just runs. Raises DomeinFout when a key is reused for another kind of work.
    """
    if sleutel is None:
        return werk(), True
    with transaction.atomic():
        rij, nieuw = Verwerking.objects.get_or_create(sleutel=sleutel, defaults={"soort": soort})
        if not nieuw:
            if rij.soort != soort or not rij.resultaat:
                raise DomeinFout("Dit formulier is al gebruikt. Open het opnieuw en probeer het nog een keer.")
            return model._default_manager.get(pk=rij.resultaat), False
        resultaat = werk()
        rij.resultaat = str(resultaat.pk)
        rij.save(update_fields=["resultaat"])
        return resultaat, True
