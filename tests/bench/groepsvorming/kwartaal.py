"""A quarter of a region, day by day: needs come and go, teams answer, and two ways of pooling are held side by side.

    python -m tests.bench.groepsvorming.kwartaal [--snel] [--vragen N] [--dagen N] [--zaad N]

Both ways get the same days: each working day 2.5 % new needs and 0.5 % withdrawn, a run, and answers by a fixed draw
per team and day (a fifth of what is still open). A yes from everybody makes a group, a no takes the proposal away.
`vrij` looks for the best plan each night, with the proposals that run as no more than an idea; `trouw` keeps what
people were asked (decision record 023), leaves alone what was asked within two days, and adds nobody in the last two.

What is told is counted twice: as messages (a mail each, as it was) and as mails of the day, one for each person who has
news on a day (decision record 025), reminders two days before the deadline and on it included.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from tests.bench.groepsvorming.genereer import genereer
from vraag.matching import Drempel, Groep, Instantie, LopendeGroep, Oplossing, Signaal, keur, lees_instantie, los_op
from vraag.matching.probleem.antwoord import Doel

ERBIJ, WEG, ANTWOORDT, NEE = 0.025, 0.005, 0.2, 0.06
WERKWEEK, TERMIJN, RUST, KORT, HERINNER = 5, 5, 2, 2, 2


@dataclass
class Voorstel:
    """A proposal that runs: since which day, who said yes, and its group with the start as a week of the quarter."""

    groep: Groep
    dag: int
    week: int
    ja: set[str] = field(default_factory=set)


@dataclass
class Stand:
    """One way of pooling: what is asked and planned, and what that took."""

    naam: str
    drempel: Drempel | None
    voorstellen: list[Voorstel] = field(default_factory=list)
    gepland: list[tuple[LopendeGroep, int]] = field(default_factory=list)
    geplaatst: Counter[str] = field(default_factory=Counter)
    verplaatst: int = 0
    onbeantwoord: int = 0
    berichten: int = 0
    # Who has news on which day: each is a mail.
    post: set[tuple[int, str]] = field(default_factory=set)
    kinderen: int = 0
    seconden: float = 0.0

    def vertel(self, dag: int, wie: set[str]) -> None:
        self.berichten += len(wie)
        self.post |= {(dag, naam) for naam in wie}

    @property
    def mails(self) -> int:
        return len(self.post)

    def meeste(self, dagen: int) -> float:
        """Mails a day of the person who got most."""
        per = Counter(naam for _, naam in self.post)
        return max(per.values(), default=0) / dagen

    def vast(self) -> list[Voorstel]:
        return [v for v in self.voorstellen if v.ja]

    def los(self) -> list[Voorstel]:
        return [v for v in self.voorstellen if not v.ja]


class Kwartaal:
    """The days, and the one region they happen in."""

    def __init__(self, vragen: int, dagen: int, zaad: int) -> None:
        per_dag = max(1, round(vragen * ERBIJ))
        self.dagen, self.zaad = dagen, zaad
        alles = lees_instantie(genereer(vragen + per_dag * dagen, zaad, 1))
        self.inst = replace(alles, lopende_groepen=())
        dobbel = random.Random(zaad)
        volgorde = list(alles.signalen)
        dobbel.shuffle(volgorde)
        self.komt = [volgorde[:vragen]] + [volgorde[vragen + d * per_dag :][:per_dag] for d in range(dagen)]
        self.gaat = [
            {s.id for s in dobbel.sample(volgorde[: vragen + d * per_dag], max(1, round(vragen * WEG)))}
            for d in range(dagen)
        ]
        self.team = {s.id: s.team for s in volgorde}

    def speel(self, stand: Stand) -> None:
        bekend: list[Signaal] = []
        for dag in range(self.dagen):
            bekend += self.komt[0] + self.komt[1] if dag == 0 else self.komt[dag + 1]
            weg = self.gaat[dag]
            bekend = [s for s in bekend if s.id not in weg]
            self._trek_in(stand, weg, dag)
            self._reken(stand, bekend, dag)
            self._antwoord(stand, dag)

    def _trek_in(self, stand: Stand, weg: set[str], dag: int) -> None:
        """Demand that is withdrawn takes its proposal along; that is nobody's fault and counts as no move."""
        raak = [v for v in stand.voorstellen if any(lid.signaal in weg for lid in v.groep.leden)]
        for v in raak:
            stand.vertel(dag, self._wie(v.groep))
        stand.voorstellen = [v for v in stand.voorstellen if v not in raak]

    def _wie(self, groep: Groep) -> set[str]:
        return {self.team[lid.signaal] for lid in groep.leden} | set(groep.trainers)

    def _reken(self, stand: Stand, bekend: list[Signaal], dag: int) -> None:
        week, begin = dag // WERKWEEK, time.monotonic()
        inst = self._vandaag(stand, bekend, week)
        start = [self._in_week(v, week, dag) for v in stand.los()]
        leeg = Oplossing(inst.naam, tuple(start), (), (), Doel(0, 0, 0, 0))
        uit = los_op(inst, start=leeg if start else None, drempel=stand.drempel)
        stand.seconden += time.monotonic() - begin
        self._vergelijk(stand, uit, dag, week)

    def _vandaag(self, stand: Stand, bekend: list[Signaal], week: int) -> Instantie:
        """The region as it is: what was planned or promised holds its room and trainers, and its children are out."""
        bezet = [*stand.gepland, *((self._als_lopend(v.groep), v.week) for v in stand.vast())]
        weg = stand.geplaatst + Counter({x.signaal: x.kinderen for v in stand.vast() for x in v.groep.leden})
        over = [replace(s, kinderen=s.kinderen - weg[s.id]) for s in bekend if s.kinderen > weg[s.id]]
        duur = {v.id: v.weken for v in self.inst.interventies}
        lopend = [replace(g, startweek=w - week) for g, w in bezet if w - week + duur[g.interventie] > 0]
        signalen = sorted((replace(s, min_samen=min(s.min_samen, s.kinderen)) for s in over), key=lambda s: s.id)
        gevraagd = replace(
            self.inst,
            lopende_groepen=tuple(sorted(lopend, key=lambda g: g.id)),
            signalen=tuple(replace(s, vroegste_week=max(0, s.vroegste_week - week)) for s in signalen),
        )
        return keur(gevraagd)

    def _als_lopend(self, g: Groep) -> LopendeGroep:
        """With as many children as it may have: nobody joins."""
        groot = next(v.max_grootte for v in self.inst.interventies if v.id == g.interventie)
        jong = next(v.leeftijd_min for v in self.inst.interventies if v.id == g.interventie)
        return LopendeGroep(f"G-{g.id}", g.interventie, g.ruimte, g.dagdeel, 0, g.trainers, groot, jong, jong)

    def _in_week(self, v: Voorstel, week: int, dag: int) -> Groep:
        oud = dag - v.dag
        return replace(v.groep, startweek=max(0, v.week - week), vast=oud < RUST, vol=oud > TERMIJN - KORT)

    def _vergelijk(self, stand: Stand, uit: Oplossing, dag: int, week: int) -> None:
        """Who was asked what: the same plan keeps its proposal, a larger one asks who came, any other is a new one."""
        oud = {self._plek(v.groep, v.week - week): v for v in stand.los()}
        stand.onbeantwoord += len(oud)
        nieuw: list[Voorstel] = []
        for g in uit.groepen:
            v = oud.pop(self._plek(g, g.startweek), None)
            if v is not None and self._houdt(v.groep, g):
                stand.vertel(dag, self._wie(g) - self._wie(v.groep))
                v.groep = replace(g, id=v.groep.id)
                nieuw.append(v)
            else:
                stand.verplaatst += v is not None
                stand.vertel(dag, self._wie(g))
                stand.vertel(dag, self._wie(v.groep) - self._wie(g) if v is not None else set())
                nieuw.append(Voorstel(replace(g, id=f"{g.id}-{dag}"), dag, week + g.startweek))
        stand.verplaatst += len(oud)
        for v in oud.values():
            stand.vertel(dag, self._wie(v.groep))
        stand.voorstellen = [*stand.vast(), *nieuw]

    def _plek(self, g: Groep, startweek: int) -> tuple[str, str, int, int]:
        return (g.interventie, g.ruimte, g.dagdeel, max(0, startweek))

    def _houdt(self, oud: Groep, nieuw: Groep) -> bool:
        nu = {x.signaal: x.kinderen for x in nieuw.leden}
        return oud.trainers == nieuw.trainers and all(nu.get(x.signaal, 0) >= x.kinderen for x in oud.leden)

    def _antwoord(self, stand: Stand, dag: int) -> None:
        for v in list(stand.voorstellen):
            if dag - v.dag in (TERMIJN - HERINNER, TERMIJN):
                stand.post |= {(dag, wie) for wie in self._wie(v.groep) - v.ja}
            for wie in sorted(self._wie(v.groep) - v.ja):
                trek = random.Random(f"{self.zaad} {dag} {wie} {v.groep.interventie}").random()
                te_laat = dag - v.dag >= TERMIJN
                if trek < NEE * ANTWOORDT or (te_laat and trek > 1 - NEE):
                    stand.voorstellen.remove(v)
                    stand.vertel(dag, self._wie(v.groep) - {wie})
                    break
                if trek < ANTWOORDT or te_laat:
                    v.ja.add(wie)
            else:
                if self._wie(v.groep) <= v.ja:
                    self._plan(stand, v, dag)

    def _plan(self, stand: Stand, v: Voorstel, dag: int) -> None:
        stand.voorstellen.remove(v)
        stand.gepland.append((self._als_lopend(v.groep), v.week))
        stand.vertel(dag, self._wie(v.groep))
        stand.kinderen += v.groep.kinderen
        stand.geplaatst.update({x.signaal: x.kinderen for x in v.groep.leden})


def meet(vragen: int, dagen: int, zaad: int, toon: Callable[[str], None] = print) -> list[Stand]:
    """Play the same days in both ways and print a line for each."""
    toon(f"{vragen} vragen, {dagen} werkdagen, zaad {zaad}")
    toon("wijze   verplaatst per run  van de onbeantwoorde  kinderen gepland  s per run | per persoon per dag:")
    toon(f"{'':77s} berichten  mails  meeste")
    standen = [Stand("vrij", None), Stand("trouw", Drempel())]
    for stand in standen:
        kwartaal = Kwartaal(vragen, dagen, zaad)
        kwartaal.speel(stand)
        mensen = len(kwartaal.inst.teams) + len(kwartaal.inst.trainers)
        toon(
            f"{stand.naam:6s} {stand.verplaatst / dagen:19.2f} {stand.verplaatst / max(1, stand.onbeantwoord):20.1%}"
            f" {stand.kinderen:17d} {stand.seconden / dagen:10.1f}"
            f" {stand.berichten / mensen / dagen:10.3f} {stand.mails / mensen / dagen:6.3f} {stand.meeste(dagen):7.3f}"
        )
    return standen


def main() -> None:
    lezer = argparse.ArgumentParser(description="Een kwartaal groepsvorming, van dag tot dag.")
    lezer.add_argument("--snel", action="store_true", help="honderd vragen en tien dagen")
    lezer.add_argument("--vragen", type=int, default=200)
    lezer.add_argument("--dagen", type=int, default=65)
    lezer.add_argument("--zaad", type=int, default=1)
    keuze = lezer.parse_args()
    meet(100, 10, keuze.zaad) if keuze.snel else meet(keuze.vragen, keuze.dagen, keuze.zaad)


if __name__ == "__main__":
    main()
