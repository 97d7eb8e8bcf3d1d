"""One table of allowed moves per thing. ``marktplein.audit.overgang`` makes them."""

from collections.abc import Mapping

Overgangen = Mapping[str, frozenset[str]]


def mag_overgang(tabel: Overgangen, van: str, naar: str) -> bool:
    return naar in tabel.get(van, frozenset())
