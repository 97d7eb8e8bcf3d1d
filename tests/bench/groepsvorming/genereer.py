"""Makes lifelike pooling problems out of a seed: same arguments, same bytes.

The first region has the towns of Holland Rijnland; every further region is a jittered copy of it, moved
over a grid.  Scarcity is the point: with profile `tight` rooms and trainers stay as many while requests
grow, with `ample` they grow along.  The order of the draws is part of the contract; changing it changes
every instance ever measured.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

# name, latitude, longitude, thousands of inhabitants
STEDEN = (
    ("Alphen aan den Rijn", 52.1292, 4.6575, 113),
    ("Hillegom", 52.2917, 4.5783, 22),
    ("Kaag en Braassem", 52.2031, 4.6306, 28),
    ("Katwijk", 52.2017, 4.3986, 66),
    ("Leiden", 52.1601, 4.4970, 125),
    ("Leiderdorp", 52.1583, 4.5300, 27),
    ("Lisse", 52.2600, 4.5569, 23),
    ("Nieuwkoop", 52.1508, 4.7767, 29),
    ("Noordwijk", 52.2400, 4.4500, 28),
    ("Noordwijkerhout", 52.2617, 4.4933, 16),
    ("Oegstgeest", 52.1800, 4.4694, 25),
    ("Teylingen", 52.2242, 4.5222, 38),
    ("Voorschoten", 52.1267, 4.4469, 25),
    ("Zoeterwoude", 52.1200, 4.4950, 9),
)
INTERVENTIES = 40
HORIZON = 6
DRUKTE = (1, 5, 4, 1, 5, 4, 2, 8, 4, 1, 5, 4, 1, 5, 2)
POPULAIR = [1 / (1 + 0.12 * i) for i in range(INTERVENTIES)]
REGIOS_BIJ = {200: 1, 1000: 1, 5000: 2, 20000: 8, 100000: 42}
PEILDATUM = date(2026, 9, 1)
Rij = dict[str, Any]


def trek(dobbel: random.Random, uit: Sequence[Any], gewichten: Sequence[float], aantal: int) -> list[Any]:
    """`aantal` different items, each drawn by weight from those that are left."""
    over, kans, gekozen = list(uit), list(gewichten), []
    for _ in range(min(aantal, len(over))):
        punt, plek = dobbel.random() * sum(kans), 0
        for plek, gewicht in enumerate(kans):  # noqa: B007 - the last index is used after the loop
            punt -= gewicht
            if punt <= 0:
                break
        gekozen.append(over.pop(plek))
        kans.pop(plek)
    return gekozen


def genereer(aantal: int, zaad: int = 1, regios: int | None = None, profiel: str = "tight") -> Rij:
    """An instance in exchange format with `aantal` requests."""
    return _Maker(aantal, zaad, regios or REGIOS_BIJ.get(aantal, max(1, aantal // 2400)), profiel).maak()


class _Maker:
    def __init__(self, aantal: int, zaad: int, regios: int, profiel: str) -> None:
        self.dobbel = random.Random(f"marktplein-{aantal}-{zaad}-{profiel}")
        self.aantal, self.zaad, self.regios, self.profiel = aantal, zaad, regios, profiel
        self.per_regio = aantal / regios
        schaal = max(1.0, self.per_regio / 1000) if profiel == "ample" else 1.0
        self.ruimtes_per, self.trainers_per = int(60 * schaal), int(120 * schaal)
        self.gemeenten: list[Rij] = []
        self.teams: list[Rij] = []
        self.ruimtes: list[Rij] = []
        self.trainers: list[Rij] = []
        self.lopend: list[Rij] = []
        self.signalen: list[Rij] = []

    def maak(self) -> Rij:
        self.interventies = [self._interventie(i) for i in range(INTERVENTIES)]
        for nummer in range(self.regios):
            self._regio(nummer)
        delen = [f"{dag}-{deel}" for dag in ("ma", "di", "wo", "do", "vr") for deel in ("ochtend", "middag", "avond")]
        return {
            "format": "marktplein-match-instance/1",
            "name": f"mp-{self.profiel}-{self.aantal}-s{self.zaad}",
            "reference_date": str(PEILDATUM),
            "horizon_weeks": HORIZON,
            "dayparts": delen,
            "weight": {"base": 10, "per_week": 1, "cap_weeks": 26},
            "municipalities": self.gemeenten,
            "teams": self.teams,
            "interventions": self.interventies,
            "rooms": self.ruimtes,
            "trainers": self.trainers,
            "existing_groups": self.lopend,
            "signals": self.signalen,
        }

    def _interventie(self, i: int) -> Rij:
        kies = self.dobbel.choice
        jong = kies([4, 6, 8, 8, 10, 12, 12, 14])
        oud = min(18, jong + kies([4, 4, 5, 6]))
        klein = kies([4, 5, 5, 6, 6, 7])
        return {
            "id": f"I{i:02d}",
            "name": f"training {i:02d}",
            "min_size": klein,
            "max_size": klein + kies([3, 4, 5, 6]),
            "age_min": jong,
            "age_max": oud,
            "max_age_spread": kies([2, 2, 3, 3, 4]),
            "trainers": kies([1, 1, 2, 2, 2]),
            "weeks": kies([6, 8, 8, 10]),
        }

    def _regio(self, r: int) -> None:
        self.code = f"R{r:02d}"
        zuid, oost = (0.45 * (r // 7), 0.65 * (r % 7)) if r else (0, 0)
        ruis = 0.03 if r else 0.0
        hier = []
        for j, (naam, lat, lon, _) in enumerate(STEDEN):
            hier.append(
                {
                    "id": f"{self.code}M{j:02d}",
                    "name": f"{naam} ({r})" if r else naam,
                    "region": self.code,
                    "lat": round(lat - zuid + self.dobbel.uniform(-ruis, ruis), 5),
                    "lon": round(lon + oost + self.dobbel.uniform(-ruis, ruis), 5),
                }
            )
        self.hier, self.inwoners = hier, [stad[3] for stad in STEDEN]
        self.gemeenten += hier
        teams, drukte = self._teams()
        ruimtes, trainers = self._ruimtes(), self._trainers()
        self._lopende_groepen(ruimtes, trainers)
        if r < self.regios - 1:
            aantal = int(self.per_regio * (r + 1)) - int(self.per_regio * r)
        else:
            aantal = self.aantal - len(self.signalen)
        for _ in range(aantal):
            self._signaal(teams, drukte)

    def _rond(self, gemeente: Rij) -> tuple[float, float]:
        lat = round(gemeente["lat"] + self.dobbel.gauss(0, 0.012), 5)
        return lat, round(gemeente["lon"] + self.dobbel.gauss(0, 0.012 * 1.5), 5)

    def _teams(self) -> tuple[list[Rij], list[float]]:
        thuis = self.hier + self.dobbel.choices(self.hier, self.inwoners, k=10)
        teams, drukte = [], []
        for j, gemeente in enumerate(thuis):
            lat, lon = self._rond(gemeente)
            teams.append({"id": f"{self.code}T{j:02d}", "municipality": gemeente["id"], "lat": lat, "lon": lon})
            plek = next(i for i, g in enumerate(self.hier) if g is gemeente)
            drukte.append(self.inwoners[plek] ** 0.7)
        self.teams += teams
        return teams, drukte

    def _ruimtes(self) -> list[Rij]:
        ruimtes = []
        for j in range(self.ruimtes_per):
            gemeente = self.dobbel.choices(self.hier, [w**0.6 for w in self.inwoners])[0]
            lat, lon = self._rond(gemeente)
            plaatsen = self.dobbel.choice([6, 8, 8, 10, 10, 12, 12, 14, 16, 20])
            open_op = sorted(trek(self.dobbel, range(15), [1] * 15, self.dobbel.randint(3, 10)))
            ruimtes.append(
                {
                    "id": f"{self.code}Z{j:03d}",
                    "municipality": gemeente["id"],
                    "lat": lat,
                    "lon": lon,
                    "capacity": plaatsen,
                    "dayparts": open_op,
                }
            )
        self.ruimtes += ruimtes
        return ruimtes

    def _trainers(self) -> list[Rij]:
        trainers = []
        namen = [v["id"] for v in self.interventies]
        for j in range(self.trainers_per):
            gemeente = self.dobbel.choices(self.hier, self.inwoners)[0]
            bereik = "municipality" if self.dobbel.random() < 0.3 else "region"
            kan = sorted(trek(self.dobbel, namen, POPULAIR, self.dobbel.randint(2, 6)))
            vrij = sorted(trek(self.dobbel, range(15), [3, 4, 3] * 5, self.dobbel.randint(3, 8)))
            trainers.append(
                {
                    "id": f"{self.code}P{j:03d}",
                    "municipality": gemeente["id"],
                    "scope": bereik,
                    "interventions": kan,
                    "dayparts": vrij,
                    "max_groups_per_week": self.dobbel.choice([1, 2, 2, 3, 3, 4]),
                }
            )
        self.trainers += trainers
        return trainers

    def _lopende_groepen(self, ruimtes: list[Rij], trainers: list[Rij]) -> None:
        """Confirmed groups that do not get in each other's way."""
        self.vol: set[tuple[str, int]] = set()
        self.last: dict[str, int] = {}
        nog = max(2, int(self.per_regio / 60))
        for _ in range(4000):
            if not nog:
                break
            groep = self._lopende_groep(ruimtes, trainers)
            if groep is not None:
                self.lopend.append({"id": f"{self.code}G{nog:03d}", **groep})
                nog -= 1

    def _lopende_groep(self, ruimtes: list[Rij], trainers: list[Rij]) -> Rij | None:
        v = self.dobbel.choices(self.interventies, POPULAIR)[0]
        ruimte = self.dobbel.choice(ruimtes)
        d = self.dobbel.choice(ruimte["dayparts"])
        if (ruimte["id"], d) in self.vol:
            return None
        kan = [t for t in trainers if self._beschikbaar(t, v, ruimte, d)]
        plaatsen = min(v["max_size"], ruimte["capacity"])
        if len(kan) < v["trainers"] or plaatsen < v["min_size"]:
            return None
        kinderen = self.dobbel.randint(v["min_size"], plaatsen)
        jong = self.dobbel.randint(v["age_min"], v["age_max"] - 1)
        oud = min(v["age_max"], jong + self.dobbel.randint(0, v["max_age_spread"]))
        wie = [t["id"] for t in kan[: v["trainers"]]]
        self.vol.add((ruimte["id"], d))
        for t in wie:
            self.vol.add((t, d))
            self.last[t] = self.last.get(t, 0) + 1
        return {
            "intervention": v["id"],
            "room": ruimte["id"],
            "daypart": d,
            "start_week": self.dobbel.randint(0, HORIZON - 1),
            "trainers": sorted(wie),
            "children": kinderen,
            "age_min": jong,
            "age_max": oud,
        }

    def _beschikbaar(self, t: Rij, v: Rij, ruimte: Rij, d: int) -> bool:
        return (
            v["id"] in t["interventions"]
            and d in t["dayparts"]
            and (t["id"], d) not in self.vol
            and (t["scope"] == "region" or t["municipality"] == ruimte["municipality"])
            and self.last.get(t["id"], 0) < t["max_groups_per_week"]
        )

    def _signaal(self, teams: list[Rij], drukte: list[float]) -> None:
        dobbel = self.dobbel
        team = dobbel.choices(teams, drukte)[0]
        v = dobbel.choices(self.interventies, POPULAIR)[0]
        kinderen = dobbel.choices(range(1, 13), [35, 22, 13, 9, 6, 5, 3, 2, 2, 1, 1, 1])[0]
        ruimte = min(v["max_age_spread"], v["age_max"] - v["age_min"])
        breed = 0 if kinderen == 1 else dobbel.randint(0, ruimte)
        jong = dobbel.randint(v["age_min"], v["age_max"] - breed)
        splitsbaar = kinderen >= 2 and dobbel.random() < 0.6
        signaal = {
            "id": f"S{len(self.signalen):06d}",
            "team": team["id"],
            "intervention": v["id"],
            "children": kinderen,
            "age_min": jong,
            "age_max": jong + breed,
            "dayparts": sorted(trek(dobbel, range(15), DRUKTE, dobbel.choice([1, 2, 2, 3, 3, 4, 4, 5, 6, 8]))),
            "max_km": dobbel.choice([4, 6, 8, 10, 10, 12, 15, 20, 30]),
            "earliest_week": dobbel.choice([0, 0, 0, 1, 2, 3, 4, 5]),
            "posted": str(PEILDATUM - timedelta(days=min(300, int(dobbel.expovariate(1 / 45))))),
            "split": splitsbaar,
            "min_together": 2 if splitsbaar and dobbel.random() < 0.6 else 1,
        }
        self.signalen.append(signaal)


def met_iedereen(instantie: Rij, zaad: int = 1) -> Rij:
    """The same region where everybody in the room counts: trainers always, and for some offers who comes along."""
    dobbel = random.Random(f"iedereen-{zaad}")
    soorten = [
        {**v, "room_persons": {"per_child": dobbel.choice([1, 1, 1, 1.5, 2]), "fixed": v["trainers"]}}
        for v in instantie["interventions"]
    ]
    return {**instantie, "name": f"{instantie['name']}-iedereen", "interventions": soorten}


def schrijf(instantie: Rij, pad: Path) -> None:
    pad.write_text(json.dumps(instantie, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


if __name__ == "__main__":
    lezer = argparse.ArgumentParser(description="Schrijft een voorbeeldinstantie.")
    lezer.add_argument("aantal", type=int)
    lezer.add_argument("uit", type=Path)
    lezer.add_argument("--zaad", type=int, default=1)
    lezer.add_argument("--regios", type=int)
    lezer.add_argument("--profiel", default="tight", choices=["tight", "ample"])
    lezer.add_argument("--iedereen", action="store_true", help="ouders en trainers tellen mee voor de ruimte")
    keuze = lezer.parse_args()
    gemaakt = genereer(keuze.aantal, keuze.zaad, keuze.regios, keuze.profiel)
    schrijf(met_iedereen(gemaakt, keuze.zaad) if keuze.iedereen else gemaakt, keuze.uit)
