"""Stage 7, check: does an answer obey every hard rule, and what is it worth?

Written against the problem statement alone.  It shares no data structure with the stages that search, so a
mistake there cannot hide here; only the definition of a distance is common property.  Every answer passes
through this check before it leaves the kernel, and property tests hold it against generated problems.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from vraag.matching.probleem.afstand import afstand_m
from vraag.matching.probleem.antwoord import Doel, Groep, Lid, Oordeel, Oplossing
from vraag.matching.probleem.typen import Instantie, Interventie, Ruimte, Signaal


def controleer(inst: Instantie, oplossing: Oplossing) -> Oordeel:
    """Check `oplossing` against every rule of `inst` and compute its objective from scratch."""
    return _Controle(inst).oordeel(oplossing)


class _Controle:
    def __init__(self, inst: Instantie) -> None:
        self.inst = inst
        self.fouten: list[str] = []
        self.regio = {g.id: g.regio for g in inst.gemeenten}
        self.teams = {t.id: t for t in inst.teams}
        self.interventies = {v.id: v for v in inst.interventies}
        self.ruimtes = {r.id: r for r in inst.ruimtes}
        self.trainers = {t.id: t for t in inst.trainers}
        self.lopend = {g.id: g for g in inst.lopende_groepen}
        self.signalen = {s.id: s for s in inst.signalen}
        self.stukken: dict[str, list[int]] = defaultdict(list)
        self.bezet: dict[tuple[str, str, int, int], str] = {}
        self.belasting: dict[tuple[str, int], int] = defaultdict(int)
        self.reis = 0

    def eis(self, waar: bool, melding: str) -> None:
        if not waar:
            self.fouten.append(melding)

    def oordeel(self, opl: Oplossing) -> Oordeel:
        self.eis(opl.instantie == self.inst.naam, "de oplossing hoort bij een andere instantie")
        for g in self.inst.lopende_groepen:
            self._bezet(g.id, g.ruimte, g.dagdeel, g.startweek, g.interventie, g.trainers)
        aangesloten = self._aansluitingen(opl)
        ids = [g.id for g in opl.groepen] + list(self.lopend)
        self.eis(len(set(ids)) == len(ids), "een groepsnummer komt twee keer voor")
        for groep in opl.groepen:
            self._groep(groep)
        for (wie, week), aantal in sorted(self.belasting.items()):
            self.eis(aantal <= self.trainers[wie].max_per_week, f"{wie}: {aantal} groepen in week {week}")
        geplaatst, gewogen = self._stukken()
        self._niet_geplaatst(opl)
        return Oordeel(
            geldig=not self.fouten,
            fouten=tuple(self.fouten),
            doel=Doel(aangesloten, gewogen, len(opl.groepen), self.reis),
            kinderen_geplaatst=geplaatst,
            kinderen_totaal=sum(s.kinderen for s in self.inst.signalen),
            gewogen_totaal=sum(s.kinderen * self.inst.kindgewicht(s) for s in self.inst.signalen),
        )

    def _bezet(
        self, gid: str, ruimte: str, dagdeel: int, start: int, interventie: str, trainers: Iterable[str]
    ) -> None:
        for week in range(start, start + self.interventies[interventie].weken):
            sleutels = [("ruimte", ruimte, dagdeel, week)]
            for wie in trainers:
                sleutels.append(("trainer", wie, dagdeel, week))
                self.belasting[wie, week] += 1
            for sleutel in sleutels:
                eerder = self.bezet.setdefault(sleutel, gid)
                self.eis(eerder == gid, f"{gid}: {sleutel[0]} {sleutel[1]} dubbel bezet met {eerder}")

    def _lid(self, gid: str, lid: Lid, v: Interventie, ruimte: str, dagdeel: int, start: int) -> Signaal | None:
        s = self.signalen.get(lid.signaal)
        if s is None or lid.kinderen < 1:
            self.eis(False, f"{gid}: onbekend of leeg lid {lid.signaal}")
            return None
        z, team = self.ruimtes[ruimte], self.teams[s.team]
        meters = afstand_m(team.lat, team.lon, z.lat, z.lon)
        self.stukken[s.id].append(lid.kinderen)
        self.reis += lid.kinderen * meters
        self.eis(s.interventie == v.id, f"{gid}: {s.id} vraagt {s.interventie}")
        self.eis(dagdeel in s.dagdelen, f"{gid}: {s.id} kan niet op dagdeel {dagdeel}")
        self.eis(start >= s.vroegste_week, f"{gid}: {s.id} kan niet voor week {s.vroegste_week}")
        self.eis(self.regio[team.gemeente] == self.regio[z.gemeente], f"{gid}: {s.id} uit andere regio")
        self.eis(meters <= s.max_m, f"{gid}: {s.id} reist {meters} m")
        self.eis((ruimte, dagdeel) not in s.uitgesloten, f"{gid}: {s.id} wees deze combinatie af")
        return s

    def _leeftijden(self, gid: str, v: Interventie, jong: Iterable[int], oud: Iterable[int]) -> None:
        a, b = min(jong), max(oud)
        self.eis(b - a <= v.max_leeftijdsverschil, f"{gid}: leeftijdsverschil {b - a}")
        self.eis(v.leeftijd_min <= a and b <= v.leeftijd_max, f"{gid}: leeftijd {a}-{b} buiten de grenzen")

    def _aansluitingen(self, opl: Oplossing) -> int:
        per_groep: dict[str, list[Lid]] = defaultdict(list)
        for a in opl.aansluitingen:
            self.eis(a.groep in self.lopend, f"aansluiting bij onbekende groep {a.groep}")
            per_groep[a.groep].append(Lid(a.signaal, a.kinderen))
        totaal = 0
        for gid, leden in sorted(per_groep.items()):
            if gid not in self.lopend:
                continue
            g = self.lopend[gid]
            v = self.interventies[g.interventie]
            namen = [lid.signaal for lid in leden]
            self.eis(len(set(namen)) == len(namen), f"{gid}: een signaal staat er twee keer in")
            bekend = [self._lid(gid, lid, v, g.ruimte, g.dagdeel, g.startweek) for lid in leden]
            ss = [s for s in bekend if s is not None]
            n = sum(lid.kinderen for lid in leden)
            totaal += n
            self.eis(g.kinderen + n <= v.max_grootte, f"{gid}: {g.kinderen + n} kinderen op {v.max_grootte} plaatsen")
            self._iedereen_past(gid, v, self.ruimtes[g.ruimte], g.kinderen + n)
            jong = [g.leeftijd_min, *(s.leeftijd_min for s in ss)]
            self._leeftijden(gid, v, jong, [g.leeftijd_max, *(s.leeftijd_max for s in ss)])
        return totaal

    def _groep(self, g: Groep) -> None:
        v, z = self.interventies.get(g.interventie), self.ruimtes.get(g.ruimte)
        if v is None or z is None or any(t not in self.trainers for t in g.trainers):
            self.eis(False, f"{g.id}: onbekende interventie, ruimte of trainer")
            return
        self.eis(0 <= g.startweek < self.inst.horizon, f"{g.id}: start buiten de horizon")
        self.eis(g.dagdeel in z.dagdelen, f"{g.id}: ruimte dicht op dagdeel {g.dagdeel}")
        uniek = len(set(g.trainers)) == len(g.trainers) == v.trainers
        self.eis(uniek, f"{g.id}: heeft {v.trainers} verschillende trainers nodig")
        for wie in g.trainers:
            self._trainer(g, wie)
        self._bezet(g.id, g.ruimte, g.dagdeel, g.startweek, g.interventie, g.trainers)
        namen = [lid.signaal for lid in g.leden]
        self.eis(len(set(namen)) == len(namen), f"{g.id}: een signaal staat er twee keer in")
        leden = [self._lid(g.id, lid, v, g.ruimte, g.dagdeel, g.startweek) for lid in g.leden]
        ss = [s for s in leden if s is not None]
        self.eis(v.min_grootte <= g.kinderen <= v.max_grootte, f"{g.id}: {g.kinderen} kinderen")
        self._iedereen_past(g.id, v, z, g.kinderen)
        if ss:
            self._leeftijden(g.id, v, [s.leeftijd_min for s in ss], [s.leeftijd_max for s in ss])

    def _iedereen_past(self, gid: str, v: Interventie, z: Ruimte, kinderen: int) -> None:
        """Children, who comes with them and trainers: all of them are in the room."""
        p = v.in_de_ruimte
        past = p.honderdsten * kinderen <= 100 * (z.capaciteit - p.vast)
        self.eis(past, f"{gid}: {kinderen} kinderen en wie erbij is passen niet in {z.id} ({z.capaciteit})")

    def _trainer(self, g: Groep, wie: str) -> None:
        t, z = self.trainers[wie], self.ruimtes[g.ruimte]
        self.eis(g.interventie in t.interventies, f"{g.id}: {wie} geeft {g.interventie} niet")
        self.eis(g.dagdeel in t.dagdelen, f"{g.id}: {wie} kan niet op dagdeel {g.dagdeel}")
        zelfde_regio = self.regio[t.gemeente] == self.regio[z.gemeente]
        dichtbij = t.hele_regio or t.gemeente == z.gemeente
        self.eis(zelfde_regio and dichtbij, f"{g.id}: {wie} werkt niet in {z.gemeente}")
        self.eis((g.ruimte, g.dagdeel) not in t.uitgesloten, f"{g.id}: {wie} wees deze combinatie af")

    def _stukken(self) -> tuple[int, int]:
        geplaatst = gewogen = 0
        for sid, stukken in sorted(self.stukken.items()):
            s = self.signalen[sid]
            rest = s.kinderen - sum(stukken)
            geplaatst += sum(stukken)
            gewogen += sum(stukken) * self.inst.kindgewicht(s)
            self.eis(rest >= 0, f"{sid}: meer geplaatst dan gevraagd")
            if s.splitsbaar:
                heel = min(stukken) >= s.min_samen and (rest == 0 or rest >= s.min_samen)
                self.eis(heel, f"{sid}: stukken {stukken} en rest {rest} onder {s.min_samen}")
            else:
                self.eis(len(stukken) == 1 and rest == 0, f"{sid}: mag niet gesplitst worden")
        return geplaatst, gewogen

    def _niet_geplaatst(self, opl: Oplossing) -> None:
        over = {n.signaal: n for n in opl.niet_geplaatst}
        self.eis(len(over) == len(opl.niet_geplaatst), "een signaal staat twee keer bij niet geplaatst")
        for s in self.inst.signalen:
            rest = s.kinderen - sum(self.stukken.get(s.id, ()))
            genoemd = over[s.id].kinderen if s.id in over else 0
            self.eis(genoemd == rest, f"{s.id}: {rest} over, {genoemd} genoemd")
            self.eis(s.id not in over or bool(over[s.id].reden.code), f"{s.id}: geen reden")
        vreemd = sorted(set(over) - set(self.signalen))
        self.eis(not vreemd, f"onbekende signalen bij niet geplaatst: {vreemd[:3]}")
