"""Stage 1, read: one field of raw input together with the path that leads to it.

A small cursor over parsed JSON.  Each getter checks the type and the range and raises `InstantieFout`
with the full path, so the parser in `invoer` reads as a list of fields instead of a list of checks.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import date

from vraag.matching.probleem.typen import InstantieFout


class Veld:
    """A raw value at a path."""

    __slots__ = ("pad", "waarde")

    def __init__(self, waarde: object, pad: str) -> None:
        self.waarde = waarde
        self.pad = pad

    def _neem(self, naam: str) -> Veld:
        pad = f"{self.pad}.{naam}" if self.pad else naam
        if not isinstance(self.waarde, Mapping):
            raise InstantieFout(self.pad or "(bestand)", "moet een object zijn")
        if naam not in self.waarde:
            raise InstantieFout(pad, "ontbreekt")
        return Veld(self.waarde[naam], pad)

    def heeft(self, naam: str) -> bool:
        return isinstance(self.waarde, Mapping) and naam in self.waarde

    def object(self, naam: str) -> Veld:
        veld = self._neem(naam)
        if not isinstance(veld.waarde, Mapping):
            raise InstantieFout(veld.pad, "moet een object zijn")
        return veld

    def lijst(self, naam: str) -> list[Veld]:
        return self._neem(naam).als_lijst()

    def als_lijst(self) -> list[Veld]:
        if not isinstance(self.waarde, Sequence) or isinstance(self.waarde, (str, bytes)):
            raise InstantieFout(self.pad, "moet een lijst zijn")
        return [Veld(deel, f"{self.pad}[{i}]") for i, deel in enumerate(self.waarde)]

    def tekst(self, naam: str) -> str:
        return self._neem(naam).als_tekst()

    def als_tekst(self) -> str:
        if not isinstance(self.waarde, str) or not self.waarde:
            raise InstantieFout(self.pad, "moet een niet-lege tekst zijn")
        return self.waarde

    def geheel(self, naam: str, *, minimaal: int | None = None, maximaal: int | None = None) -> int:
        return self._neem(naam).als_geheel(minimaal=minimaal, maximaal=maximaal)

    def als_geheel(self, *, minimaal: int | None = None, maximaal: int | None = None) -> int:
        if type(self.waarde) is not int:
            raise InstantieFout(self.pad, "moet een geheel getal zijn")
        _binnen(self.waarde, minimaal, maximaal, self.pad)
        return self.waarde

    def getal(self, naam: str, *, minimaal: float | None = None, maximaal: float | None = None) -> float:
        veld = self._neem(naam)
        waarde = veld.waarde
        if isinstance(waarde, bool) or not isinstance(waarde, (int, float)) or not math.isfinite(waarde):
            raise InstantieFout(veld.pad, "moet een getal zijn")
        _binnen(waarde, minimaal, maximaal, veld.pad)
        return float(waarde)

    def ja_nee(self, naam: str) -> bool:
        veld = self._neem(naam)
        if not isinstance(veld.waarde, bool):
            raise InstantieFout(veld.pad, "moet true of false zijn")
        return veld.waarde

    def datum(self, naam: str) -> date:
        veld = self._neem(naam)
        tekst = veld.als_tekst()
        try:
            return date.fromisoformat(tekst)
        except ValueError:
            raise InstantieFout(veld.pad, "moet een datum zijn (jjjj-mm-dd)") from None

    def dagdelen(self, naam: str) -> tuple[int, ...]:
        """Daypart indices, sorted, each once; the upper end is checked when the whole file is known."""
        return tuple(sorted({d.als_geheel(minimaal=0) for d in self.lijst(naam)}))

    def paren(self, naam: str) -> tuple[tuple[str, int], ...]:
        """Optional list of [room, daypart] pairs; absent means none."""
        if isinstance(self.waarde, Mapping) and naam not in self.waarde:
            return ()
        gelezen = set()
        for paar in self.lijst(naam):
            delen = paar.als_lijst()
            if len(delen) != 2:
                raise InstantieFout(paar.pad, "moet [ruimte, dagdeel] zijn")
            gelezen.add((delen[0].als_tekst(), delen[1].als_geheel(minimaal=0)))
        return tuple(sorted(gelezen))


def _binnen(waarde: float, minimaal: float | None, maximaal: float | None, pad: str) -> None:
    if minimaal is not None and waarde < minimaal:
        raise InstantieFout(pad, f"moet minstens {minimaal} zijn")
    if maximaal is not None and waarde > maximaal:
        raise InstantieFout(pad, f"mag hoogstens {maximaal} zijn")
