"""Do a piece of work once per form, however often the form arrives."""

import datetime as dt
import json
import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from typing import Any, TypeVar

from django.db import models, transaction
from django.utils.crypto import constant_time_compare, salted_hmac

from marktplein.basis import klok
from marktplein.basis.fouten import AlVerwerkt, Eerder
from marktplein.basis.models import Verwerking

T = TypeVar("T", bound=models.Model)
# A form left open longer than this asks for a new key; what a key points at is nobody's business any more.
BEWAAR = dt.timedelta(days=7)


def eenmalig(
    sleutel: uuid.UUID | None,
    soort: str,
    model: type[T],
    werk: Callable[[], T],
    *,
    van: models.Model | None,
    invoer: Sequence[object],
    eerder: Callable[[T], Eerder],
) -> tuple[T, bool]:
    """Run ``werk`` once for ``sleutel`` and answer (its result, whether it ran now).

    The key is inserted in the same transaction as the work: a second request with the same key waits in the
    database until the first has committed and then gets its result; if the first failed, the second does the work.
    Without a key (None) the work just runs. It also runs again when what it made was thrown away since.

    ``invoer`` is everything that was asked. The same key with other input is a form that the browser brought back and
    somebody filled in anew: nothing is written, and AlVerwerkt says what the form made before (``eerder``, in words).
    ``basis.formulier.meld`` shows it and puts a fresh key in the form. For another ``soort`` of work, or a form of
    somebody else than ``van`` (None: a visitor), it is another key.
    """
    if sleutel is None:
        return werk(), True
    met = f"{sleutel}\x1f{soort}\x1f{van.pk if van else ''}"
    afdruk = _geheim("invoer", f"{met}\x1f{json.dumps(_kaal(invoer))}").hex()
    afgeleid = uuid.UUID(bytes=_geheim("sleutel", met)[:16])
    with transaction.atomic():
        rij, _ = Verwerking.objects.select_for_update().get_or_create(
            sleutel=afgeleid, defaults={"soort": soort, "afdruk": afdruk}
        )
        if rij.resultaat and (gemaakt := model._default_manager.filter(pk=rij.resultaat).first()):
            if not constant_time_compare(rij.afdruk, afdruk):
                raise AlVerwerkt(eerder(gemaakt))
            return gemaakt, False
        resultaat = werk()
        rij.resultaat, rij.afdruk = str(resultaat.pk), afdruk
        rij.save(update_fields=["resultaat", "afdruk"])
        return resultaat, True


def vergeet() -> int:
    """Forget the keys of more than a week ago, each of which tells whose row it made; answer how many."""
    aantal: int = Verwerking.objects.filter(op__lt=klok.nu() - BEWAAR).delete()[0]
    return aantal


def _geheim(waarvoor: str, tekst: str) -> bytes:
    """A print that tells nothing of the input, not even to who guesses at it."""
    return bytes(salted_hmac(f"basis.eenmalig.{waarvoor}", tekst, algorithm="sha256").digest())


def _kaal(waarde: Any) -> Any:
    """The input as it is compared: rows by their number, never by what they are called."""
    if isinstance(waarde, models.Model):
        return [waarde._meta.label, str(waarde.pk)]
    if waarde is None or isinstance(waarde, bool | int):
        return waarde
    if is_dataclass(waarde):
        return [_kaal(getattr(waarde, veld.name)) for veld in fields(waarde)]
    if isinstance(waarde, Mapping):
        return [[str(naam), _kaal(deel)] for naam, deel in sorted(waarde.items())]
    if isinstance(waarde, str) or not isinstance(waarde, Iterable):
        return "\n".join(str(waarde).split("\r\n")).strip()
    return [_kaal(deel) for deel in waarde]
