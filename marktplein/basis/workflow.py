"""One table of allowed moves per thing, and the one function that reads it."""

from collections.abc import Mapping
from typing import Any

from marktplein.basis.fouten import OvergangFout

Overgangen = Mapping[str, frozenset[str]]


def mag_overgang(tabel: Overgangen, van: str, naar: str) -> bool:
    return naar in tabel.get(van, frozenset())


def verplaats(obj: Any, naar: str, tabel: Overgangen, *, ding: str) -> None:
    """Set ``obj.staat`` to ``naar`` (unsaved) if ``tabel`` allows it from the current state.

    Raises OvergangFout with a Dutch sentence that names ``ding`` (e.g. "Deze vraag") otherwise.
    """
    if not mag_overgang(tabel, obj.staat, naar):
        raise OvergangFout(f"{ding} is nu ‘{obj.get_staat_display().lower()}’. Daardoor kan dit niet meer.")
    obj.staat = naar
