"""The order of the stages for one region: prune, join, bound, build, improve, polish, explain.

Each stage lives in a module of its own and says there what it does and where the method comes from; this
one only strings them together and keeps the best plan seen.
"""

from __future__ import annotations

from collections.abc import Callable

from vraag.matching.probleem.antwoord import Doel, Oplossing
from vraag.matching.probleem.model import Model
from vraag.matching.probleem.plan import Plan
from vraag.matching.probleem.typen import Instantie
from vraag.matching.probleem.vertaling import aansluitingen_van, groepen_van, neem_over
from vraag.matching.uitleg.redenen import Uitlegger
from vraag.matching.uitleg.waarom import met_waarom
from vraag.matching.zoeken.duik import duik
from vraag.matching.zoeken.grens import genereer
from vraag.matching.zoeken.gulzig import Prijzen, gulzig
from vraag.matching.zoeken.hoofd import Hoofd, Kolom
from vraag.matching.zoeken.inspanning import Inspanning
from vraag.matching.zoeken.lopend import Aansluit, pas_toe, vul_lopende
from vraag.matching.zoeken.polijsten import polijst
from vraag.matching.zoeken.rugzak import Rugzak
from vraag.matching.zoeken.scherp import scherp
from vraag.matching.zoeken.verbeteren import Verbeteraar

PRIJSFACTOR = 0.9
"""Greedy with full prices starves itself; this share of them did best on generated instances"""


class Werkgang:
    """One run over one region."""

    def __init__(self, inst: Instantie, inspanning: Inspanning, meld: Callable[[str, float], None]) -> None:
        self.inst = inst
        self.inspanning = inspanning
        self.meld = meld
        self.model = Model(inst)
        self.grens: int | None = None
        self.rugzakken = {v: Rugzak(self.model, vraag) for v, vraag in self.model.vragen.items() if vraag.rijen}

    def los_op(self, start: Oplossing | None) -> Oplossing:
        """Run the stages; the answer is legal whatever the effort.

        Of equally good plans the one nearest to `start` wins: it stands first, and `max` keeps the first.
        """
        self.meld("lopende groepen vullen", 0.02)
        aansluiten = vul_lopende(self.model)
        begin = [self._van_start(start, aansluiten)] if start is not None else []
        plannen = [*begin] if self._haast() else [*begin, self._gulzig(aansluiten, None)]
        if self.inspanning.kolomrondes:
            plannen = self._met_prijzen(aansluiten, plannen)
        plan = max(plannen, key=lambda p: p.waarde())
        self.meld("polijsten", 0.92)
        gepolijst = [polijst(p.kopie(), self.inspanning.polijstrondes) for p in (*begin, plan)]
        plan = max([*begin, *gepolijst], key=lambda p: p.waarde())
        self.meld("uitleggen", 0.95)
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
        plafond: dict[int, int] = {}
        for (_, s), q in aansluiten.items():
            plafond[self.model.v_van[s]] = plafond.get(self.model.v_van[s], 0) + q
        hoofd = Hoofd(self.model, self.rugzakken, plafond)
        hoofd.voeg_toe((b.v, b.m, b.r, b.leden) for p in plannen for b in p.blokken.values())
        relaxatie = genereer(
            hoofd,
            kracht.kolomrondes,
            kracht.kloof,
            lambda deel: self.meld("grens bepalen", 0.05 + 0.3 * deel),
            kracht.scherprondes,
        )
        self.grens = relaxatie.grens
        prijs = Prijzen(
            hoofd.kindprijs(relaxatie.duaal), {v: hoofd.celprijs(v, relaxatie.duaal) for v in self.rugzakken}
        )
        plannen, kolommen = self._bouw(hoofd, prijs, plannen)
        beste = self._verbeter(max(plannen, key=lambda p: p.waarde()), kolommen, prijs, relaxatie.grens)
        if len(self.inst.signalen) <= kracht.scherp_tot:
            self.meld("grens aanscherpen", 0.9)
            self.grens, beste = scherp(hoofd, relaxatie, beste, kracht.knopen)
        return [*plannen, beste]

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

    def _oplossing(self, plan: Plan) -> Oplossing:
        uitleg = Uitlegger(plan, remedies=self.inspanning.uitleg)
        aangesloten, gewogen, groepen, reis = plan.waarde()
        return Oplossing(
            instantie=self.inst.naam,
            groepen=met_waarom(self.model, groepen_van(plan)),
            aansluitingen=aansluitingen_van(plan),
            niet_geplaatst=uitleg.niet_geplaatst(),
            doel=Doel(aangesloten, gewogen, -groepen, -reis),
            grens=self.grens,
        )
