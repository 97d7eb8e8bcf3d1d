"""The request that is being answered, as far as history needs it: where it came from, what was already written."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest

from marktplein.basis.bezoeker import adres_van


@dataclass
class Verzoek:
    adres: str | None
    gebeurtenissen: set[str] = field(default_factory=set)
    # What was asked for, is there, and may not be seen by who asks; without its content.
    verborgen: Model | None = None


_nu: ContextVar[Verzoek | None] = ContextVar("audit_verzoek", default=None)


@contextmanager
def tijdens(request: HttpRequest) -> Iterator[Verzoek]:
    """While this request is answered, history knows where it came from."""
    try:
        adres: str | None = adres_van(request)
    except PermissionDenied:
        adres = None
    verzoek = Verzoek(adres)
    bewijs = _nu.set(verzoek)
    try:
        yield verzoek
    finally:
        _nu.reset(bewijs)


def huidig() -> Verzoek | None:
    """None outside a request: in a task or on the command line."""
    return _nu.get()
