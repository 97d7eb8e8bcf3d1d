"""The order of the stages for one region: prune, join, bound, build, improve, polish, explain.

Each stage lives in a module of its own and says there what it does and where the method comes from; this
one only strings them together and keeps the best plan seen.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from vraag.matching.probleem.antwoord import Doel, Oplossing, Rekening
from vraag.matching.probleem.beloften import Beloften, Drempel
from vraag.matching.probleem.model import Model
from vraag.matching.probleem.plan import Plan
from vraag.matching.probleem.typen import Instantie
from vraag.matching.probleem.vertaling import aansluitingen_van, beloof, groepen_van, neem_over
from vraag.matching.uitleg.redenen import Uitlegger
from vraag.matching.uitleg.waarom import met_waarom
from vraag.matching.zoeken.duik import duik
from vraag.matching.zoeken.grens import Relaxatie, genereer
from vraag.matching.zoeken.gulzig import Prijzen, gulzig
from vraag.matching.zoeken.hoofd import Hoofd, Kolom
from vraag.matching.zoeken.inspanning import Inspanning
from vraag.matching.zoeken.lopend import Aansluit, pas_toe, vul_lopende, vul_verder
from vraag.matching.zoeken.polijsten import polijst
from vraag.matching.zoeken.rugzak import Rugzak
from vraag.matching.zoeken.scherp import scherp
from vraag.matching.zoeken.trouw import ZWAAR, breid_uit, herstel, houd, ruil
from vraag.matching.zoeken.verbeteren import Verbeteraar

PRIJSFACTOR = 0.9
"""Greedy with full prices starves itself; this share of them did best on generated instances"""
TROUW_FIJN = 80
"""With promises the neighbourhoods are gone over three times, and most of the plan stands: no more of them each time"""


class Werkgang:
    """One run over one region."""

    def __init__(self, inst: Instantie, inspanning: Inspanning, meld: Callable[[str, float], None]) -> None:
        self.inst = inst
        self.inspanning = inspanning
        self.meld = meld
        self.model = Model(inst)
        self.grens: int | None = None
        self.rugzakken = {v: Rugzak(self.model, vraag) for v, vraag in self.model.vragen.items() if vraag.rijen}

    def los_op(self, start: Oplossing | None, drempel: Drempel | None = None) -> Oplossing:
        """Run the stages; the answer is legal whatever the effort.

        What of `start` is still legal is a promise: it is moved only for what `drempel` asks. Without a `drempel` it
        is no more than an idea: of equally good plans the nearest to it wins, for it stands first and `max` keeps that.
        """
        self.meld("lopende groepen vullen", 0.02)
        plan = Plan(self.model)
        beloften = beloof(plan, start) if start is not None and drempel is not None else None
        if beloften and drempel is not None:
            return self._met_beloften(plan, beloften, drempel)
        aansluiten = vul_lopende(self.model)
        begin = [self._van_start(start, aansluiten)] if start is not None else []
        plannen = [*begin] if self._haast() else [*begin, self._gulzig(aansluiten, None)]
        if self.inspanning.kolomrondes:
            plannen = self._met_prijzen(aansluiten, plannen)
        plan = max(plannen, key=lambda p: p.waarde())
        self.meld("polijsten", 0.92)
        gepolijst = [polijst(p.kopie(), self.inspanning.polijstrondes) for p in (*begin, plan)]
        plan = max([*begin, *gepolijst], key=lambda p: p.waarde())
        return self._oplossing(plan)

    def _haast(self) -> bool:
        """Greedy comes again with prices, and does better then: no time for it without."""
        return self.inspanning.kolomrondes > 0 and self.inspanning.duikdeel <= 0

    def _gulzig(self, aansluiten: Aansluit, prijs: Prijzen | None) -> Plan:
        plan = Plan(self.model)
        pas_toe(plan, aansluiten)
        if prijs is not None:
            gulzig(plan, self.rugzakken, prijs)
        gulzig(plan, self.rugzakken)
        return plan

    def _van_start(self, start: Oplossing, aansluiten: Aansluit) -> Plan:
        """An earlier answer, what is left of it, filled up again.

        When free places came since, those are filled first: level 1 would otherwise cost all of it its place.
        """
        plan = Plan(self.model)
        neem_over(plan, start)
        if sum(plan.aansluitingen.values()) < sum(aansluiten.values()):
            plan = Plan(self.model)
            pas_toe(plan, aansluiten)
            neem_over(plan, start)
        gulzig(plan, self.rugzakken)
        return plan

    def _met_prijzen(self, aansluiten: Aansluit, plannen: list[Plan]) -> list[Plan]:
        """Bound, dive and improve; the plans known so far seed the columns and stay in the race."""
        kracht = self.inspanning
        hoofd, relaxatie, prijs = self._ontspan(aansluiten, plannen)
        self.grens = relaxatie.grens
        plannen, kolommen = self._bouw(hoofd, prijs, plannen)
        beste = self._verbeter(max(plannen, key=lambda p: p.waarde()), kolommen, prijs, relaxatie.grens)
        if len(self.inst.signalen) <= kracht.scherp_tot:
            self.meld("grens aanscherpen", 0.9)
            self.grens, beste = scherp(hoofd, relaxatie, beste, kracht.knopen)
        return [*plannen, beste]

    def _ontspan(self, aansluiten: Aansluit, plannen: list[Plan]) -> tuple[Hoofd, Relaxatie, Prijzen]:
        """The relaxation, its bound and its prices; `aansluiten` are the fullest joins, `plannen` seed the columns."""
        kracht = self.inspanning
        plafond: dict[int, int] = {}
        for (_, s), q in aansluiten.items():
            plafond[self.model.v_van[s]] = plafond.get(self.model.v_van[s], 0) + q
        hoofd = Hoofd(self.model, self.rugzakken, plafond)
        later = {v: vraag.later for v, vraag in self.model.vragen.items()}
        blokken = [b for p in plannen for b in p.blokken.values() if b.v in self.rugzakken]
        hoofd.voeg_toe((b.v, later[b.v].get((b.m, b.r), b.m), b.r, b.leden) for b in blokken)
        relaxatie = genereer(
            hoofd,
            kracht.kolomrondes,
            kracht.kloof,
            lambda deel: self.meld("grens bepalen", 0.05 + 0.3 * deel),
            kracht.scherprondes,
        )
        prijs = Prijzen(
            hoofd.kindprijs(relaxatie.duaal), {v: hoofd.celprijs(v, relaxatie.duaal) for v in self.rugzakken}
        )
        return hoofd, relaxatie, prijs

    def _met_beloften(self, plan: Plan, beloften: Beloften, drempel: Drempel) -> Oplossing:
        """Keep `plan` and fill it up; then move what brings enough; then take back what was moved for nothing."""
        pas_toe(plan, vul_verder(plan))
        breid_uit(plan, beloften)
        gulzig(plan, self.rugzakken)
        gevuld = plan
        if self.inspanning.kolomrondes:
            gevuld, plan = self._verbeter_trouw(plan, beloften, drempel)
        self.meld("polijsten", 0.92)
        plan = polijst(plan.kopie(), self.inspanning.polijstrondes, beloften)
        rekening = Rekening(len(beloften.per_cel), beloften.verplaatst(plan), gevuld.geplaatst(), plan.geplaatst())
        return replace(self._oplossing(plan, beloften), rekening=rekening)

    def _verbeter_trouw(self, plan: Plan, beloften: Beloften, drempel: Drempel) -> tuple[Plan, Plan]:
        """`plan` filled up with every promise kept, and what moving makes of that."""
        kracht, gevuld = self.inspanning, plan
        hoofd, relaxatie, prijs = self._ontspan(vul_lopende(self.model), [plan])
        self.grens = relaxatie.grens
        if plan.waarde()[1] >= relaxatie.grens:
            return plan, plan
        _, kolommen = self._bouw(hoofd, prijs, [])
        stappen = ((houd(beloften), 0.4, 0.2), (ruil(beloften, drempel), 0.6, 0.2), (herstel(beloften), 0.8, 0.1))
        for trouw, vanaf, deel in stappen:
            if trouw.boete == ZWAAR and not beloften.verplaatst(plan):
                break
            beter = Verbeteraar(
                plan, self.rugzakken, kolommen, prijs.kind, prijs.cel, kracht.knopen, kracht.buren, trouw
            )

            def meld(aandeel: float, vanaf: float = vanaf, deel: float = deel) -> None:
                self.meld("verbeteren", vanaf + deel * aandeel)

            plan = beter.verbeter(kracht.buurten, min(kracht.fijn, TROUW_FIJN), relaxatie.grens, meld)
            gevuld = plan if trouw.ruil is None else gevuld
            kolommen = [k for pool in beter.pool.values() for k in pool]
        # Where weeks count, a group that keeps its week stands in a cell that the list does not know.
        if len(self.inst.signalen) <= kracht.scherp_tot and not self.model.weken_tellen:
            self.meld("grens aanscherpen", 0.9)
            self.grens, _ = scherp(hoofd, relaxatie, plan, kracht.knopen)
        return gevuld, plan

    def _bouw(self, hoofd: Hoofd, prijs: Prijzen, plannen: list[Plan]) -> tuple[list[Plan], list[Kolom]]:
        """`plannen` and those built with prices, by diving or (in haste) greedily; and the columns known then."""
        weegt = [float(w - p) for w, p in zip(self.model.gewicht, prijs.kind, strict=True)]
        aansluiten = vul_lopende(self.model, weegt)
        self.meld("groepen bouwen", 0.4)
        kolommen = hoofd.kolommen
        if self.inspanning.duikdeel <= 0:
            lager = Prijzen(PRIJSFACTOR * prijs.kind, {v: PRIJSFACTOR * p for v, p in prijs.cel.items()})
            return [*plannen, self._gulzig(aansluiten, lager)], kolommen
        begin = Plan(self.model)
        pas_toe(begin, aansluiten)
        geduikt, kolommen = duik(hoofd, begin, self.inspanning.duikdeel, self.inspanning.duiken)
        for plan in geduikt:
            gulzig(plan, self.rugzakken)
        return [*plannen, *geduikt], kolommen

    def _verbeter(self, beste: Plan, kolommen: list[Kolom], prijs: Prijzen, grens: int) -> Plan:
        kracht = self.inspanning
        beter = Verbeteraar(beste, self.rugzakken, kolommen, prijs.kind, prijs.cel, kracht.knopen, kracht.buren)
        return beter.verbeter(
            kracht.buurten, kracht.fijn, grens, lambda deel: self.meld("verbeteren", 0.5 + 0.4 * deel)
        )

    def _oplossing(self, plan: Plan, beloften: Beloften | None = None) -> Oplossing:
        self.meld("uitleggen", 0.95)
        weken = beloften.weken(plan) if beloften is not None else {}
        uitleg = Uitlegger(plan, remedies=self.inspanning.uitleg)
        aangesloten, gewogen, groepen, reis = plan.waarde()
        return Oplossing(
            instantie=self.inst.naam,
            groepen=met_waarom(self.model, groepen_van(plan, weken)),
            aansluitingen=aansluitingen_van(plan),
            niet_geplaatst=uitleg.niet_geplaatst(),
            doel=Doel(aangesloten, gewogen, -groepen, -reis),
            grens=self.grens,
        )
