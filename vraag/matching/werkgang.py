"""The order of the stages for one region: prune, join, build, improve, polish, explain.

Each stage lives in a module of its own and says there what it does and where the method comes from; this
one only strings them together and keeps the best plan seen.
"""

from __future__ import annotations

from collections.abc import Callable

from vraag.matching.gulzig import gulzig
from vraag.matching.lopend import pas_toe, vul_lopende
from vraag.matching.plan import Plan, aansluitingen_van, groepen_van, neem_over
from vraag.matching.rugzak import Rugzak
from vraag.matching.typen import Doel, Inspanning, Instantie, Oplossing
from vraag.matching.uitleg import Uitleg
from vraag.matching.voorbereiding import Model


class Werkgang:
    """One run over one region."""

    def __init__(self, inst: Instantie, inspanning: Inspanning, meld: Callable[[str, float], None]) -> None:
        self.inst = inst
        self.inspanning = inspanning
        self.meld = meld
        self.model = Model(inst)
        self.rugzakken = {v: Rugzak(self.model, vraag) for v, vraag in self.model.vragen.items() if vraag.rijen}

    def los_op(self, start: Oplossing | None) -> Oplossing:
        """Run the stages; the answer is legal whatever the effort."""
        self.meld("groepen bouwen", 0.1)
        aansluiten = vul_lopende(self.model)
        plan = Plan(self.model)
        pas_toe(plan, aansluiten)
        gulzig(plan, self.rugzakken)
        if start is not None:
            eerder = Plan(self.model)
            neem_over(eerder, start)
            gulzig(eerder, self.rugzakken)
            plan = max(eerder, plan, key=lambda p: p.waarde())
        self.meld("uitleggen", 0.9)
        return self._oplossing(plan)

    def _oplossing(self, plan: Plan) -> Oplossing:
        uitleg = Uitleg(plan, self.rugzakken)
        aangesloten, gewogen, groepen, reis = plan.waarde()
        return Oplossing(
            instantie=self.inst.naam,
            groepen=groepen_van(plan),
            aansluitingen=aansluitingen_van(plan),
            niet_geplaatst=uitleg.niet_geplaatst(),
            doel=Doel(aangesloten, gewogen, -groepen, -reis),
            grens=None,
        )
