"""Stage 8, explain: why a request was not placed, in facts a professional can act on.

The reasons form a ladder, tried from the bottom: age, start, reach, opening hours, trainers, shared
dayparts, number of children, number of children left, rooms taken, trainers taken.  The first rung that
fails is the reason: everything below it is in order, so mending that rung is what helps.  The idea is that
of a minimal explanation of infeasibility (Chinneck, Feasibility and Infeasibility in Optimization, 2008),
made cheap by the fixed order of the ladder.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property

from vraag.matching.probleem import antwoord
from vraag.matching.probleem.antwoord import NietGeplaatst, Reden
from vraag.matching.probleem.model import Model, Vraag
from vraag.matching.probleem.plan import Plan
from vraag.matching.probleem.vertaling import startweken
from vraag.matching.uitleg.hulp import Hulp

Cel = tuple[int, int]


class Uitlegger:
    """Explains one region's plan."""

    def __init__(self, plan: Plan, *, remedies: bool = True) -> None:
        """`remedies`: whether reasons carry the smallest changes that would help."""
        self.plan = plan
        self.remedies = remedies
        self._hulp: dict[int, Hulp] = {}
        self._geteld: dict[tuple[int, int, bool], int] = {}
        self.model: Model = plan.model

    def niet_geplaatst(self) -> tuple[NietGeplaatst, ...]:
        """A reason for every request with children left, in order of id."""
        signalen = self.model.inst.signalen
        return tuple(
            NietGeplaatst(signalen[s].id, rest, self.reden(s)) for s, rest in enumerate(self.plan.rest) if rest > 0
        )

    def reden(self, s: int) -> Reden:
        """The first rung of the ladder that fails for request `s`, and what would help."""
        reden = self._trede(s)
        if not self.remedies:
            return reden
        return replace(reden, helpt=self._hulp_voor(self.model.v_van[s]).voor(s, reden.code))

    @cached_property
    def _bezetting(self) -> Plan:
        return startweken(self.plan)[1]

    def _hulp_voor(self, v: int) -> Hulp:
        if v not in self._hulp:
            self._hulp[v] = Hulp(self.plan, v, lambda: self._bezetting)
        return self._hulp[v]

    def _trede(self, s: int) -> Reden:
        vast = self._vaste_reden(s)
        if vast is not None:
            return vast
        vraag = self.model.vragen[self.model.v_van[s]]
        cellen = list(self._cellen(vraag, s))
        samen = self._samen(vraag, s, cellen)
        nodig = self.model.inst.interventies[vraag.v].min_grootte
        feiten = self._feiten(s, samen, nodig)
        if samen < nodig:
            zonder_dagdeel = self._samen_elders(vraag, s)
            code = antwoord.NO_SHARED_DAYPART if zonder_dagdeel >= nodig else antwoord.TOO_FEW_CHILDREN
            return Reden(code, {**feiten, "andere_dagdelen": max(0, zonder_dagdeel)})
        over = self._samen(vraag, s, cellen, over=True)
        haalbaar = self._hulp_voor(vraag.v).haalbaar(s, [cel for cel, _ in cellen])
        if not haalbaar:
            vol = self._hulp_voor(vraag.v).vol(s)
            return Reden(antwoord.TOO_FEW_CHILDREN_LEFT, {**self._feiten(s, over, nodig), **vol})
        vrij = [(m, r) for m, r in haalbaar if self.plan.ruimte_vrij(vraag.v, m, r)]
        feiten = {**self._feiten(s, over, nodig), "dagdelen": sorted({self.model.momenten[m][0] for m, _ in haalbaar})}
        if not vrij:
            return Reden(antwoord.ROOMS_TAKEN, feiten)
        return Reden(
            antwoord.TRAINERS_TAKEN, {**feiten, "trainers_nodig": self.model.inst.interventies[vraag.v].trainers}
        )

    def _feiten(self, s: int, aanwezig: int, nodig: int) -> dict[str, object]:
        km = self.model.inst.signalen[s].max_km
        return {"aanwezig": aanwezig, "nodig": nodig, "tekort": max(0, nodig - aanwezig), "km": km}

    def _vaste_reden(self, s: int) -> Reden | None:
        """Reasons that have nothing to do with the demand of others."""
        inst, model = self.model.inst, self.model
        signaal, iv = inst.signalen[s], inst.interventies[model.v_van[s]]
        breed = signaal.leeftijd_max - signaal.leeftijd_min
        leeftijd = {"min": iv.leeftijd_min, "max": iv.leeftijd_max, "verschil": iv.max_leeftijdsverschil}
        if signaal.leeftijd_min < iv.leeftijd_min or signaal.leeftijd_max > iv.leeftijd_max:
            return Reden(antwoord.AGE, leeftijd)
        if breed > iv.max_leeftijdsverschil:
            return Reden(antwoord.AGE, leeftijd)
        if signaal.vroegste_week >= model.H:
            return Reden(antwoord.STARTS_LATER, {"week": signaal.vroegste_week, "horizon": model.H})
        return self._reden_middelen(s)

    def _reden_middelen(self, s: int) -> Reden | None:
        """No room in reach, no room on these dayparts, or no trainer on them."""
        inst, model = self.model.inst, self.model
        signaal, v = inst.signalen[s], model.v_van[s]
        iv, rij = inst.interventies[v], model.afstand[model.team_van[s]]
        groot = [r for r, plaatsen in enumerate(model.plaatsen[v]) if plaatsen >= iv.min_grootte]
        nabij = [r for r in groot if rij[r] <= signaal.max_m]
        if not nabij:
            dichtst = min((rij[r] for r in groot), default=None)
            feiten = {"km": signaal.max_km, "dichtstbij_m": dichtst, **self._te_klein(s)}
            return Reden(antwoord.NO_ROOM_WITHIN_KM, feiten)
        dagdelen = set(signaal.dagdelen)
        op_tijd = [r for r in nabij if dagdelen & set(inst.ruimtes[r].dagdelen)]
        if not op_tijd:
            open_op = sorted({d for r in nabij for d in inst.ruimtes[r].dagdelen})
            return Reden(antwoord.NO_ROOM_DAYPART, {"km": signaal.max_km, "ruimtes": len(nabij), "open_op": open_op})
        if any(True for _ in self._cellen(model.vragen[v], s)):
            return None
        return self._reden_trainer(s, op_tijd)

    def _te_klein(self, s: int) -> dict[str, object]:
        """The largest room in reach, where it would hold the children of the smallest group but not everybody."""
        inst, model = self.model.inst, self.model
        iv, rij = inst.interventies[model.v_van[s]], model.afstand[model.team_van[s]]
        past = max((z.capaciteit for r, z in enumerate(inst.ruimtes) if rij[r] <= inst.signalen[s].max_m), default=0)
        erbij = iv.in_de_ruimte
        if not iv.min_grootte <= past < erbij.nodig(iv.min_grootte):
            return {}
        kinderen = {"kinderen": iv.min_grootte, "honderdsten": erbij.honderdsten, "vast": erbij.vast}
        return {**kinderen, "mensen": erbij.nodig(iv.min_grootte), "past": past}

    def _reden_trainer(self, s: int, ruimtes: list[int]) -> Reden:
        """No open cell at all: running groups hold the rooms, or no trainers can come."""
        model = self.model
        signaal, v = model.inst.signalen[s], model.v_van[s]
        nodig = model.inst.interventies[v].trainers
        bevoegd = [t for t in model.bevoegd[v] if set(signaal.dagdelen) & model.trainer_dagdelen[t]]
        feiten = {
            "trainers_nodig": nodig,
            "bevoegd": len(model.bevoegd[v]),
            "op_dagdelen": len(bevoegd),
            "dagdelen": list(signaal.dagdelen),
        }
        for m, (d, week) in enumerate(model.momenten):
            if d in signaal.dagdelen and week >= signaal.vroegste_week:
                for r in ruimtes:
                    past = [t for t in model.trainers_op(v, m) if model.trainer_past(t, r, d)]
                    if len(past) >= nodig and d in model.inst.ruimtes[r].dagdelen:
                        return Reden(antwoord.ROOMS_TAKEN, feiten)
        return Reden(antwoord.NO_TRAINER, feiten)

    def _cellen(self, vraag: Vraag, s: int) -> Iterator[tuple[Cel, int]]:
        """Open cells request `s` could be in, with the candidates of each."""
        bit = 1 << vraag.positie[s]
        for cel, kan in vraag.open.items():
            if kan & bit:
                yield cel, kan

    def _samen(self, vraag: Vraag, s: int, cellen: list[tuple[Cel, int]], *, over: bool = False) -> int:
        """The most children, all or those still `over`, in one cell and age window with `s` (itself included)."""
        bit = 1 << vraag.positie[s]
        kans = {kan for _, kan in cellen}
        groepen = {kan & venster for kan in kans for venster in vraag.vensters if venster & bit}
        alleen = self.plan.rest[s] if over else self.model.n[s]
        return max((self._tel(vraag, g, over) for g in groepen), default=alleen)

    def _tel(self, vraag: Vraag, groep: int, over: bool) -> int:
        sleutel = (vraag.v, groep, over)
        if sleutel not in self._geteld:
            kinderen, totaal = self.plan.rest if over else self.model.n, 0
            while groep:
                laagste = groep & -groep
                totaal += kinderen[vraag.signalen[laagste.bit_length() - 1]]
                groep ^= laagste
            self._geteld[sleutel] = totaal
        return self._geteld[sleutel]

    def _samen_elders(self, vraag: Vraag, s: int) -> int:
        """The same count as if `s` could come on every daypart."""
        model = self.model
        signaal = model.inst.signalen[s]
        bit, rij = 1 << vraag.positie[s], model.afstand[model.team_van[s]]
        cellen = [
            (cel, kan | bit)
            for cel, kan in vraag.open.items()
            if rij[cel[1]] <= signaal.max_m and model.momenten[cel[0]][1] >= signaal.vroegste_week
        ]
        return self._samen(vraag, s, cellen)
