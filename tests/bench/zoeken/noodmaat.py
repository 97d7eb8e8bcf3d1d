"""How many cries for help are heard, and how many harmless texts are taken for one: `make bench BENCH=nood`.

nood.json was written by somebody who saw neither phrases nor sentences, and split by lot: "stem" for tuning, "toets"
for the figures. nood_tweede.json came later, by somebody else again, when sentences had been added; nothing of it was
looked at. A text counts as heard when help is shown, whatever its kind; how often the kind is right stands apart.
"""

import json
import sys
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from marktplein.taal.nood import Nood, nood_in
from marktplein.taal.nood.tekens import kaal
from marktplein.taal.nood.wie import is_jong

BESTAND, TWEEDE = Path(__file__).with_name("nood.json"), Path(__file__).with_name("nood_tweede.json")


@dataclass
class Telling:
    goed: int = 0
    van: int = 0

    def tel(self, *, goed: bool) -> None:
        self.goed += goed
        self.van += 1

    @property
    def deel(self) -> float:
        return self.goed / self.van if self.van else 0.0

    def __str__(self) -> str:
        return f"{self.goed:>3}/{self.van:<3} {self.deel:6.1%}"


@dataclass
class Uitkomst:
    gevonden: Telling = field(default_factory=Telling)
    vals: Telling = field(default_factory=Telling)
    soort: Telling = field(default_factory=Telling)
    jong: Telling = field(default_factory=Telling)
    per: dict[str, Telling] = field(default_factory=lambda: defaultdict(Telling))
    gemist: list[str] = field(default_factory=list)

    def regels(self) -> str:
        kop = [
            f"gehoord          {self.gevonden}",
            f"  juiste soort   {self.soort}",
            f"  je voor jong   {self.jong}",
            f"vals (lijkt erop){self.vals}",
        ]
        return "\n".join([*kop, *(f"  {naam:<16} {telling}" for naam, telling in sorted(self.per.items()))])


@cache
def _lees(bestand: Path) -> list[dict[str, Any]]:
    gelezen: list[dict[str, Any]] = json.loads(bestand.read_text("utf-8"))
    return gelezen


def meet(deel: str, bestand: Path = BESTAND) -> Uitkomst:
    """Over one half of the set."""
    uit = Uitkomst()
    for geval in (g for g in _lees(bestand) if g["deel"] == deel):
        nood = nood_in(geval["tekst"])
        if not geval["soort"]:
            uit.vals.tel(goed=nood is not None)
            continue
        uit.gevonden.tel(goed=nood is not None)
        for naam in (geval["soort"], geval["taal"], geval["wie"]):
            uit.per[naam].tel(goed=nood is not None)
        if nood is not None:
            uit.soort.tel(goed=nood == Nood(geval["soort"]))
            uit.jong.tel(goed=is_jong(kaal(geval["tekst"])) == (geval["wie"] == "kind"))
    return uit


def main() -> int:
    print("Noodkreten (tests/bench/zoeken/nood.json), de helft waarop niet is afgestemd")
    print(meet("toets").regels())
    print("Noodkreten (nood_tweede.json), van later en van iemand anders")
    print(meet("toets", TWEEDE).regels())
    return 0


if __name__ == "__main__":
    sys.exit(main())
