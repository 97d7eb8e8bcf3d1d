"""Is an answer legal? Judged on the two files alone: not a line is shared with the kernel.

    python -m tests.bench.groepsvorming.keuring instantie.json antwoord.json

Written from the statement in `docs/ontwikkelen/kern.md`, in plain rules over the exchange format: everybody in the room
(`room_persons`: children, who comes with each of them, trainers), for whom (a request goes only into groups of what it
asks), ages, travel, weeks, trainers, pieces, and a reason for each child left. Numbers of people are fractions.
"""

from __future__ import annotations

import json
import math
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

Rij = dict[str, Any]
AARDSTRAAL_M = 6_371_008.8


def mensen(interventie: Rij, kinderen: int) -> int:
    """Everybody who is in the room with so many children, a half person counted as a whole one."""
    erbij = interventie.get("room_persons") or {"per_child": 1, "fixed": 0}
    return math.ceil(Fraction(str(erbij["per_child"])) * kinderen) + int(erbij["fixed"])


def meters(een: Rij, ander: Rij) -> int:
    """Great circle, in whole metres."""
    b1, b2 = math.radians(een["lat"]), math.radians(ander["lat"])
    half = math.sin((b2 - b1) / 2) ** 2
    half += math.cos(b1) * math.cos(b2) * math.sin(math.radians(ander["lon"] - een["lon"]) / 2) ** 2
    return round(2 * AARDSTRAAL_M * math.asin(math.sqrt(half)))


def gewogen(inst: Rij, antwoord: Rij) -> int:
    """The weighted children that the answer places."""
    w, dag = inst["weight"], date.fromisoformat(inst["reference_date"])
    per_signaal = {
        s["id"]: w["base"]
        + w["per_week"] * max(0, min(w["cap_weeks"], (dag - date.fromisoformat(s["posted"])).days // 7))
        for s in inst["signals"]
    }
    return sum(per_signaal[s] * n for s, n, _ in _stukken(antwoord))


def _stukken(antwoord: Rij) -> Iterator[tuple[str, int, str]]:
    """(request, children, group) of every place that is given."""
    for groep in antwoord["groups"]:
        for lid in groep["members"]:
            yield lid["signal"], lid["children"], groep["id"]
    for aansluiting in antwoord["joins"]:
        yield aansluiting["signal"], aansluiting["children"], aansluiting["existing_group"]


def keur(inst: Rij, antwoord: Rij) -> list[str]:
    """What is wrong with the answer; nothing is an empty list."""
    return [*_Keuring(inst).fouten(antwoord)]


class _Keuring:
    def __init__(self, inst: Rij) -> None:
        self.inst = inst
        namen = ("municipalities", "teams", "interventions", "rooms", "trainers", "existing_groups", "signals")
        self.van: dict[str, dict[str, Rij]] = {naam: {rij["id"]: rij for rij in inst[naam]} for naam in namen}

    def fouten(self, antwoord: Rij) -> Iterator[str]:
        if antwoord["instance"] != self.inst["name"]:
            yield "antwoord op een ander probleem"
        if any(aantal > 1 for aantal in Counter((g, s) for s, _, g in _stukken(antwoord)).values()):
            yield "een signaal staat twee keer in een groep"
        erbij: dict[str, list[Rij]] = defaultdict(list)
        for aansluiting in antwoord["joins"]:
            erbij[aansluiting["existing_group"]].append(aansluiting)
        for naam, leden in sorted(erbij.items()):
            groep = self.van["existing_groups"][naam]
            yield from self._groep(groep, leden, al=groep["children"], leeftijd=(groep["age_min"], groep["age_max"]))
        for groep in antwoord["groups"]:
            yield from self._nieuw(groep)
        yield from self._bezetting([*self.inst["existing_groups"], *antwoord["groups"]])
        yield from self._signalen(antwoord)

    def _nieuw(self, groep: Rij) -> Iterator[str]:
        naam, soort, zaal = groep["id"], self._soort(groep), self._zaal(groep)
        if not 0 <= groep["start_week"] < self.inst["horizon_weeks"]:
            yield f"{naam}: begint buiten de weken"
        if groep["daypart"] not in zaal["dayparts"]:
            yield f"{naam}: de ruimte is dan niet open"
        if sum(lid["children"] for lid in groep["members"]) < soort["min_size"]:
            yield f"{naam}: te klein"
        if len(set(groep["trainers"])) != soort["trainers"] or len(groep["trainers"]) != soort["trainers"]:
            yield f"{naam}: niet het goede aantal trainers"
        for trainer in (self.van["trainers"][t] for t in groep["trainers"]):
            if not self._mag_geven(trainer, groep, zaal):
                yield f"{naam}: {trainer['id']} kan deze groep niet geven"
        yield from self._groep(groep, groep["members"], al=0, leeftijd=None)

    def _groep(self, groep: Rij, leden: list[Rij], *, al: int, leeftijd: tuple[int, int] | None) -> Iterator[str]:
        """What holds for who comes into a group, new or running."""
        naam, soort, zaal = groep["id"], self._soort(groep), self._zaal(groep)
        aantal = al + sum(lid["children"] for lid in leden)
        if aantal > soort["max_size"]:
            yield f"{naam}: te groot"
        if mensen(soort, aantal) > zaal["capacity"]:
            yield f"{naam}: {mensen(soort, aantal)} mensen in een ruimte voor {zaal['capacity']}"
        wie = [self.van["signals"][lid["signal"]] for lid in leden]
        for lid, signaal in zip(leden, wie, strict=True):
            if lid["children"] < 1 or not self._kan_komen(signaal, groep, zaal):
                yield f"{naam}: {signaal['id']} kan hier niet in"
        jong = min([s["age_min"] for s in wie] + [leeftijd[0] if leeftijd else 999])
        oud = max([s["age_max"] for s in wie] + [leeftijd[1] if leeftijd else -1])
        if jong < soort["age_min"] or oud > soort["age_max"] or oud - jong > soort["max_age_spread"]:
            yield f"{naam}: leeftijden {jong} tot en met {oud}"

    def _kan_komen(self, signaal: Rij, groep: Rij, zaal: Rij) -> bool:
        team = self.van["teams"][signaal["team"]]
        return (
            signaal["intervention"] == groep["intervention"]
            and groep["daypart"] in signaal["dayparts"]
            and signaal["earliest_week"] <= groep["start_week"]
            and self._regio(team) == self._regio(zaal)
            and meters(team, zaal) <= round(signaal["max_km"] * 1000)
            and [zaal["id"], groep["daypart"]] not in signaal.get("excluded", [])
        )

    def _mag_geven(self, trainer: Rij, groep: Rij, zaal: Rij) -> bool:
        return (
            groep["intervention"] in trainer["interventions"]
            and groep["daypart"] in trainer["dayparts"]
            and self._regio(trainer) == self._regio(zaal)
            and (trainer["scope"] == "region" or trainer["municipality"] == zaal["municipality"])
            and [zaal["id"], groep["daypart"]] not in trainer.get("excluded", [])
        )

    def _bezetting(self, groepen: list[Rij]) -> Iterator[str]:
        """Nothing and nobody in two places at once, in any week of any series; no trainer too busy in a week."""
        plekken, druk = Counter[tuple[str, int, int]](), Counter[tuple[str, int]]()
        for groep in groepen:
            for week in range(groep["start_week"], groep["start_week"] + self._soort(groep)["weeks"]):
                plekken.update((wie, groep["daypart"], week) for wie in (groep["room"], *groep["trainers"]))
                druk.update((t, week) for t in groep["trainers"])
        yield from (f"{wie}: twee groepen tegelijk in week {week}" for (wie, _, week), n in plekken.items() if n > 1)
        for (trainer, week), aantal in druk.items():
            if aantal > self.van["trainers"][trainer]["max_groups_per_week"]:
                yield f"{trainer}: te veel groepen in week {week}"

    def _signalen(self, antwoord: Rij) -> Iterator[str]:
        stukken: dict[str, list[int]] = defaultdict(list)
        for signaal, aantal, _ in _stukken(antwoord):
            stukken[signaal].append(aantal)
        gemist = {u["signal"]: u for u in antwoord["unplaced"]}
        for signaal in self.inst["signals"]:
            naam, delen = signaal["id"], stukken[signaal["id"]]
            rest = signaal["children"] - sum(delen)
            if rest < 0 or (delen and not self._hele_delen(signaal, delen, rest)):
                yield f"{naam}: {delen} van {signaal['children']}"
            if (gemist[naam]["children"] if naam in gemist else 0) != rest:
                yield f"{naam}: {rest} over, niet zo opgeschreven"
            if naam in gemist and not gemist[naam]["reason"]["code"]:
                yield f"{naam}: geen reden"

    @staticmethod
    def _hele_delen(signaal: Rij, delen: list[int], rest: int) -> bool:
        if not signaal["split"]:
            return rest == 0 and len(delen) == 1
        return all(deel >= signaal["min_together"] for deel in [*delen, *([rest] if rest else [])])

    def _soort(self, groep: Rij) -> Rij:
        return self.van["interventions"][groep["intervention"]]

    def _zaal(self, groep: Rij) -> Rij:
        return self.van["rooms"][groep["room"]]

    def _regio(self, iets: Rij) -> str:
        return str(self.van["municipalities"][iets["municipality"]]["region"])


def main() -> int:
    inst, antwoord = (json.loads(Path(pad).read_text(encoding="utf-8")) for pad in sys.argv[1:3])
    fouten = keur(inst, antwoord)
    print(json.dumps({"geldig": not fouten, "gewogen": gewogen(inst, antwoord), "fouten": fouten[:50]}, indent=1))
    return bool(fouten)


if __name__ == "__main__":
    sys.exit(main())
