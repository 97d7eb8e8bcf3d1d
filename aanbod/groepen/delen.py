"""What rooms above this one show on the page of a group, to whom it concerns. Each adds itself when the app starts."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from aanbod.models import Groep
from marktplein.accounts.models import Bezoeker


class Plek(StrEnum):
    """Above all that the page itself tells, below it, or beside it."""

    BOVEN = "boven"
    ONDER = "onder"
    ZIJ = "zij"


@dataclass(frozen=True, slots=True)
class Groepsdeel:
    """A template, what it reads as ``deel``, and where it stands on the page."""

    sjabloon: str
    gegevens: dict[str, Any] = field(default_factory=dict)
    plek: Plek = Plek.ZIJ


# None: not for this reader, or nothing to tell.
Maker = Callable[[Groep, Bezoeker], Groepsdeel | None]

_makers: dict[tuple[int, str], Maker] = {}


def toon_bij_groep(volgorde: int, maker: Maker) -> None:
    """Let ``maker`` show a part; lower numbers come first, equal ones by name. Once more is the same."""
    _makers[volgorde, f"{maker.__module__}.{maker.__qualname__}"] = maker


def delen_van(groep: Groep, user: Bezoeker) -> list[Groepsdeel]:
    """The parts for this reader, in order."""
    gemaakt = (_makers[wie](groep, user) for wie in sorted(_makers))
    return [deel for deel in gemaakt if deel is not None]
