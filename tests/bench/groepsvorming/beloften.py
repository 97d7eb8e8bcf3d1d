"""Does an answer keep its promises? Judged on the three files alone: not a line is shared with the kernel.

    python -m tests.bench.groepsvorming.beloften instantie.json start.json antwoord.json [--drempel 1,2]

Written from "Promises" in `docs/ontwikkelen/kern.md`. Which groups of the start are still legal, and whether others may
come into them, is asked of `keuring`, one group after the other.
"""

from __future__ import annotations

import argparse
import itertools
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.bench.groepsvorming.keuring import gewogen, keur

Rij = dict[str, Any]
STANDAARD = (1, 2)
"""At least one child more per two proposals moved"""


@dataclass(frozen=True)
class Belofte:
    """A group of the start that may still stand; `trainers` is None when those who were asked can no longer come."""

    groep: Rij
    trainers: frozenset[str] | None

    def gehouden(self, antwoord: Rij) -> bool:
        leden = Counter(_leden(self.groep))
        for ander in antwoord["groups"]:
            zelfde = all(ander[x] == self.groep[x] for x in ("intervention", "room", "daypart", "start_week"))
            if zelfde and self.trainers in (None, frozenset(ander["trainers"])):
                nu = Counter(_leden(ander))
                return nu == leden if self.groep.get("closed") else nu >= leden
        return False


def _leden(groep: Rij) -> dict[str, int]:
    return {lid["signal"]: lid["children"] for lid in groep["members"]}


def kinderen(antwoord: Rij) -> int:
    """All children with a place."""
    return sum(n for g in antwoord["groups"] for n in _leden(g).values()) + sum(
        j["children"] for j in antwoord["joins"]
    )


def als_antwoord(inst: Rij, groepen: Iterable[Rij], joins: Iterable[Rij]) -> Rij:
    """These groups and joins, and all other children written down as waiting."""
    antwoord = {"instance": inst["name"], "groups": list(groepen), "joins": list(joins)}
    weg = Counter[str]()
    for lid in [lid for g in antwoord["groups"] for lid in g["members"]] + antwoord["joins"]:
        weg[lid["signal"]] += lid["children"]
    rest = {s["id"]: s["children"] - weg[s["id"]] for s in inst["signals"]}
    over = [{"signal": s, "children": n, "reason": {"code": "X"}} for s, n in rest.items() if n]
    return {**antwoord, "unplaced": over}


class Start:
    """What of an earlier answer binds: its joins and its groups, as far as they are legal together."""

    def __init__(self, inst: Rij, start: Rij) -> None:
        self.inst = inst
        self.joins: list[Rij] = []
        self.beloften: list[Belofte] = []
        self._staat: list[Rij] = []
        self._bekend = {naam: {rij["id"] for rij in inst[naam]} for naam in ("interventions", "rooms", "signals")}
        lopend = {g["id"] for g in inst["existing_groups"]}
        for j in sorted(start["joins"], key=lambda j: (j["existing_group"], j["signal"])):
            bestaat = j["existing_group"] in lopend and j["signal"] in self._bekend["signals"]
            if bestaat and not keur(inst, als_antwoord(inst, [], [*self.joins, j])):
                self.joins.append(j)
        for groep in sorted(start["groups"], key=lambda g: str(g["id"])):
            self._beloof(groep)

    def _beloof(self, groep: Rij) -> None:
        if groep["intervention"] not in self._bekend["interventions"] or groep["room"] not in self._bekend["rooms"]:
            return
        if not _leden(groep).keys() <= self._bekend["signals"]:
            return
        for wie in self._trainers(groep):
            proef = {**groep, "trainers": list(wie)}
            if not keur(self.inst, als_antwoord(self.inst, [*self._staat, proef], self.joins)):
                eigen = frozenset(wie) if set(wie) == set(groep["trainers"]) else None
                self._staat.append(proef)
                self.beloften.append(Belofte(groep, eigen))
                return

    def _trainers(self, groep: Rij) -> Iterator[tuple[str, ...]]:
        """Those who were asked, and after them all others there are."""
        bekend = [t["id"] for t in self.inst["trainers"]]
        aantal = next(v["trainers"] for v in self.inst["interventions"] if v["id"] == groep["intervention"])
        if set(groep["trainers"]) <= set(bekend):
            yield tuple(groep["trainers"])
        yield from itertools.combinations(bekend, aantal)

    def verplaatst(self, antwoord: Rij) -> list[Belofte]:
        return [b for b in self.beloften if not b.gehouden(antwoord)]

    def gehouden(self) -> Rij:
        """The plan that keeps everything and takes nobody in."""
        return als_antwoord(self.inst, self._staat, self.joins)

    def vul(self) -> Rij:
        """The same, filled up the plain way: who waited longest first, in the first place that takes them."""
        plan = self.gehouden()
        wacht = sorted(self.inst["signals"], key=lambda s: (s["posted"], s["id"]))
        dicht = {b.groep["id"] for b in self.beloften if b.groep.get("closed")}
        for signaal in wacht:
            for doel in [*self.inst["existing_groups"], *plan["groups"]]:
                if doel["id"] in dicht or doel["intervention"] != signaal["intervention"]:
                    continue
                for aantal in self._maten(signaal, plan):
                    proef = self._erbij(plan, doel["id"], signaal["id"], aantal)
                    if not keur(self.inst, proef):
                        plan = proef
                        break
        return plan

    def _maten(self, signaal: Rij, plan: Rij) -> Iterable[int]:
        over = next((u["children"] for u in plan["unplaced"] if u["signal"] == signaal["id"]), 0)
        return (
            range(over, signaal["min_together"] - 1, -1) if signaal["split"] else [over][: over == signaal["children"]]
        )

    def _erbij(self, plan: Rij, doel: str, signaal: str, aantal: int) -> Rij:
        lid = {"signal": signaal, "children": aantal}
        groepen = [{**g, "members": [*g["members"], lid]} if g["id"] == doel else g for g in plan["groups"]]
        nieuw = doel in {g["id"] for g in self.inst["existing_groups"]}
        joins = [*plan["joins"], {"existing_group": doel, **lid}] if nieuw else plan["joins"]
        return als_antwoord(self.inst, groepen, joins)


def keur_beloften(inst: Rij, start: Rij, antwoord: Rij, drempel: tuple[int, int] = STANDAARD) -> list[str]:
    """What is wrong with how the answer treats the start; nothing is an empty list."""
    return [*_fouten(Start(inst, start), antwoord, drempel)]


def _fouten(start: Start, antwoord: Rij, drempel: tuple[int, int]) -> Iterator[str]:
    weg, geplaatst = start.verplaatst(antwoord), kinderen(antwoord)
    yield from (f"{b.groep['id']}: staat vast en is verplaatst" for b in weg if b.groep.get("held"))
    nu = Counter({(j["existing_group"], j["signal"]): j["children"] for j in antwoord["joins"]})
    for j in start.joins:
        if nu[j["existing_group"], j["signal"]] < j["children"]:
            yield f"{j['signal']}: niet meer bij {j['existing_group']}"
    behouden, gevuld = start.gehouden(), start.vul()
    rekening = antwoord.get("steadiness")
    if start.beloften and rekening is None:
        yield "geen rekening van de beloften"
    vooraf = rekening["children_filled"] if rekening else kinderen(behouden)
    if rekening:
        telling = {"proposals": len(start.beloften), "moved": len(weg), "children_placed": geplaatst}
        yield from (f"{naam}: {rekening[naam]}, geteld {n}" for naam, n in telling.items() if rekening[naam] != n)
    if vooraf < kinderen(behouden):
        yield f"vullen liet {kinderen(behouden)} kinderen er {vooraf} worden"
    if drempel[1] * (geplaatst - vooraf) < drempel[0] * len(weg):
        yield f"{len(weg)} verplaatst voor {geplaatst - vooraf} kinderen"
    if geplaatst < kinderen(gevuld) and gewogen(start.inst, antwoord) < gewogen(start.inst, gevuld):
        yield f"{geplaatst} kinderen, gewoon vullen geeft er {kinderen(gevuld)}"


def main() -> int:
    lezer = argparse.ArgumentParser(description="Houdt een antwoord zich aan de voorstellen die er al waren?")
    lezer.add_argument("paden", nargs=3, metavar="pad", help="instantie, start en antwoord")
    lezer.add_argument("--drempel", default="1,2", help="kinderen,voorstellen")
    keuze = lezer.parse_args()
    inst, start, antwoord = (json.loads(Path(pad).read_text(encoding="utf-8")) for pad in keuze.paden)
    meer, per = map(int, keuze.drempel.split(","))
    fouten = [*keur(inst, antwoord), *keur_beloften(inst, start, antwoord, (meer, per))]
    stand = Start(inst, start)
    tel = {"beloften": len(stand.beloften), "verplaatst": len(stand.verplaatst(antwoord)), "fouten": fouten[:50]}
    print(json.dumps({"geldig": not fouten, **tel}, indent=1))
    return bool(fouten)


if __name__ == "__main__":
    raise SystemExit(main())
