"""Read the JSON of the demo, and turn its codes and distances into dagdelen and days."""

import datetime as dt
import hashlib
import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from marktplein.basis import dagdelen, klok

MAP = Path(__file__).resolve().parent / "data"
_NUMMER = {code: nummer for nummer, code in enumerate(dagdelen.CODES)}


@cache
def lees(naam: str) -> dict[str, Any]:
    """The document ``data/<naam>.json``."""
    inhoud: dict[str, Any] = json.loads((MAP / f"{naam}.json").read_text(encoding="utf-8"))
    return inhoud


def rijen(naam: str) -> list[dict[str, Any]]:
    """The rows of a document, in the order in which they are written."""
    return list(lees(naam)["rijen"])


def dagdeel(code: str) -> int:
    """7 for "wo-middag"."""
    return _NUMMER[code]


def nummers(codes: Iterable[str]) -> list[int]:
    return sorted(_NUMMER[code] for code in codes)


def over_dagen(dagen: int | None) -> dt.date | None:
    """The day that many days from today; None stays None."""
    return None if dagen is None else klok.vandaag() + dt.timedelta(days=dagen)


def maandag(weken: int) -> dt.date:
    """The Monday of the week that many weeks from this one."""
    vandaag = klok.vandaag()
    return vandaag - dt.timedelta(days=vandaag.weekday()) + dt.timedelta(weeks=weken)


def vingerafdruk(namen: Iterable[str]) -> str:
    """Changes when one of these documents changes."""
    som = hashlib.sha256()
    for naam in namen:
        som.update((MAP / f"{naam}.json").read_bytes())
    return som.hexdigest()[:16]
