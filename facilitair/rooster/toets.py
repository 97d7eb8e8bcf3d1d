"""A change held against what is there: what stands in the way, and what can be done instead."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace

from aanbod.models import Groep
from facilitair.rooster.afspraak import Afspraak, Plan, afspraken_van, bereken, komende
from facilitair.rooster.knelpunten import Knelpunt, Wens, knelpunten
from facilitair.rooster.uitwegen import Uitweg, uitwegen
from facilitair.rooster.wijziging import Soort, Wijziging
from marktplein.basis.fouten import DomeinFout


@dataclass(frozen=True, slots=True)
class Uitslag:
    plan: Plan
    knelpunten: tuple[Knelpunt, ...] = ()
    uitwegen: tuple[Uitweg, ...] = ()


class GaatNiet(DomeinFout):
    """A change that cannot be; ``uitslag`` holds all that stands in the way and the ways out."""

    def __init__(self, uitslag: Uitslag) -> None:
        eerste = uitslag.knelpunten[0]
        super().__init__(eerste.tekst, veld=eerste.veld)
        self.uitslag = uitslag


def toets(groep: Groep, w: Wijziging) -> Uitslag:
    """What ``w`` would do; wants ``interventie`` and ``gemeente``. Raises DomeinFout as ``afspraak.bereken``."""
    rijen = komende(groep)
    nu = afspraken_van(rijen)

    def reken(w: Wijziging) -> tuple[Plan, Wens | None]:
        plan = bereken(groep, w, rijen, nu)
        return plan, _wens(groep, w, plan, nu)

    def anders(datum: dt.date, begin: dt.time) -> Wens | None:
        return reken(replace(w, datum=datum, begin=begin, eind=_even_lang(w, begin)))[1]

    plan, wens = reken(w)
    gevonden = knelpunten(wens) if wens else []
    if not gevonden or wens is None or w.soort == Soort.OVERSLAAN:
        return Uitslag(plan, tuple(gevonden))
    return Uitslag(plan, tuple(gevonden), tuple(uitwegen(wens, gevonden, anders)))


def _even_lang(w: Wijziging, begin: dt.time) -> dt.time:
    dag, van, tot = w.gevraagd
    duur = dt.datetime.combine(dag, tot) - dt.datetime.combine(dag, van)
    return (dt.datetime.combine(dag, begin) + duur).time()


def _wens(groep: Groep, w: Wijziging, plan: Plan, nu: Mapping[int, Afspraak]) -> Wens | None:
    """None when nothing has to be possible."""
    afspraken = [a for stap in plan.stappen if (a := stap.te_toetsen)]
    if not afspraken:
        return None
    geraakt = {stap.bijeenkomst.pk for stap in plan.stappen if stap.bijeenkomst}
    blijft = [a for pk, a in nu.items() if pk not in geraakt]
    dagen = frozenset(dag for stap in plan.stappen if (dag := stap.andere_dag))
    return Wens(
        afspraken,
        groep.interventie,
        groep.gemeente,
        minstens=groep.mensen,
        groep=groep,
        blijft=blijft,
        dagen=frozenset() if w.vrije_dag else dagen,
    )
