"""What somebody wants to change in the meetings of a group, as typed: it can be kept as JSON and done later."""

import datetime as dt
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

ZELFDE = "zelfde"
EIGEN = "eigen"


class Soort(StrEnum):
    WIJZIG = "wijzig"
    OVERSLAAN = "overslaan"
    ERBIJ = "erbij"


@dataclass(frozen=True, slots=True)
class Wijziging:
    """``nummer`` names the meeting (0 for one more); ``vanaf`` takes all later ones along.

    ``plek`` is ZELFDE, EIGEN (then ``naam`` and ``adres`` tell where) or the number of a room. ``trainers`` None leaves
    them as they are. ``versie`` is that of the group as it stood on the page.
    """

    soort: Soort
    versie: int
    nummer: int = 0
    vanaf: bool = False
    datum: dt.date | None = None
    begin: dt.time | None = None
    eind: dt.time | None = None
    plek: str = ZELFDE
    naam: str = ""
    adres: str = ""
    trainers: tuple[int, ...] | None = None
    vrije_dag: bool = False

    @property
    def gevraagd(self) -> tuple[dt.date, dt.time, dt.time]:
        """Day, begin and end; only of a change that asks for them."""
        if self.datum is None or self.begin is None or self.eind is None:
            raise ValueError("deze wijziging heeft geen moment")
        return self.datum, self.begin, self.eind

    @property
    def ruimte(self) -> int | None:
        return int(self.plek) if self.plek.isdecimal() else None

    def als_json(self) -> dict[str, Any]:
        kaal = asdict(self)
        return {naam: w.isoformat() if isinstance(w, dt.date | dt.time) else w for naam, w in kaal.items()}

    @classmethod
    def uit_json(cls, gegevens: dict[str, Any]) -> "Wijziging":
        datum, begin, eind = (gegevens.get(naam) for naam in ("datum", "begin", "eind"))
        trainers = gegevens.get("trainers")
        return cls(
            **{
                **gegevens,
                "soort": Soort(gegevens["soort"]),
                "datum": dt.date.fromisoformat(datum) if datum else None,
                "begin": dt.time.fromisoformat(begin) if begin else None,
                "eind": dt.time.fromisoformat(eind) if eind else None,
                "trainers": None if trainers is None else tuple(trainers),
            }
        )
