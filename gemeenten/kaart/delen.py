"""What rooms above this one show on the page of an organisation: its offers. Each adds itself when the app starts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise

from gemeenten.grond.models import Organisatie


@dataclass(frozen=True, slots=True)
class Verwijzing:
    """A thing with a page of its own; ``bij`` is a few words about it."""

    naam: str
    url: str
    bij: str = ""


@dataclass(frozen=True, slots=True)
class Organisatiedeel:
    """A heading and what stands below it."""

    kop: str | Promise
    rijen: Sequence[Verwijzing]


# None: nothing to tell of this one.
Maker = Callable[[Organisatie], Organisatiedeel | None]
_makers: dict[tuple[int, str], Maker] = {}


def toon_bij_organisatie(volgorde: int, maker: Maker) -> None:
    """Let ``maker`` show a part; lower numbers come first. Once more is the same."""
    _makers[volgorde, f"{maker.__module__}.{maker.__qualname__}"] = maker


def delen_van(organisatie: Organisatie) -> list[Organisatiedeel]:
    gemaakt = (_makers[wie](organisatie) for wie in sorted(_makers))
    return [deel for deel in gemaakt if deel is not None]
