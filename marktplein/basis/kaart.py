"""What a map beside a list shows (includes/_kaart.html): the same things, where they are. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

# Degrees are told to about ten metres: two things in one building are one marker.
DECIMALEN = 4

Plaats = tuple[str, float, float, bool]


@dataclass(frozen=True)
class Punt:
    """Something of the list. ``url`` is the address of its link there: by that the two find each other."""

    naam: str
    lat: float
    lon: float
    url: str


def kaart(
    punten: Iterable[Punt], plaatsen: Iterable[Plaats], midden: tuple[float, float] | None = None
) -> dict[str, Any]:
    """For the script: markers, names on the ground, and the middle of the rings of distance (None: no rings)."""
    plekken: dict[tuple[float, float], list[Punt]] = {}
    for punt in punten:
        plekken.setdefault((round(punt.lat, DECIMALEN), round(punt.lon, DECIMALEN)), []).append(punt)
    return {
        "punten": [
            {"plek": plek, "namen": [punt.naam for punt in hier], "adressen": [punt.url for punt in hier]}
            for plek, hier in plekken.items()
        ],
        "plaatsen": [{"naam": naam, "plek": (lat, lon), "groot": groot} for naam, lat, lon, groot in plaatsen],
        "midden": midden,
    }


def midden_van(filter_: Any) -> tuple[float, float] | None:
    """Where the gemeente lies that a filter of a list was set to; None when none was chosen."""
    formulier = filter_.form
    gemeente = formulier.cleaned_data.get("gemeente") if formulier.is_bound and formulier.is_valid() else None
    return (gemeente.lat, gemeente.lon) if gemeente else None
