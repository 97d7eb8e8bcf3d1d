"""Stage 3, join: fill the free places of running groups, exactly (level 1 of the objective).

Per intervention this is a small multiple-knapsack problem with an age window per group; interventions do
not meet here, because joining takes no room and no trainer.  The number of children is maximised first;
among the fullest answers the one that gives up least elsewhere is taken: a child is worth its weight minus
the price the relaxation puts on it, when prices are known.
"""

from __future__ import annotations

from collections.abc import Sequence

from vraag.matching.probleem.model import Model
from vraag.matching.probleem.plan import Plan, past_bij_groep, vrije_plaatsen
from vraag.matching.probleem.tellen import stukmaten
from vraag.matching.zoeken.hoogs import Programma, los_geheel

Aansluit = dict[tuple[int, int], int]
"""(running group, request) → children"""


def kandidaten(model: Model, v: int) -> list[tuple[int, int]]:
    """(running group, request) pairs of one intervention that fit on their own."""
    inst = model.inst
    groepen = [g for g, x in enumerate(inst.lopende_groepen) if x.interventie == inst.interventies[v].id]
    return [
        (g, s)
        for g in groepen
        if vrije_plaatsen(model, g) > 0
        for s in model.per_interventie[v]
        if past_bij_groep(model, g, s)
    ]


def vul_lopende(model: Model, waarde: Sequence[float] | None = None, knopen: int = 2000) -> Aansluit:
    """Fullest joins; `waarde` (per request, per child) decides among equals, the weight when absent."""
    return vul_verder(Plan(model), waarde, knopen)


def vul_verder(plan: Plan, waarde: Sequence[float] | None = None, knopen: int = 2000) -> Aansluit:
    """Fullest joins of the children that `plan` has no place for, in the places it leaves free."""
    uit: Aansluit = {}
    model = plan.model
    for v in range(len(model.inst.interventies)):
        paren = [
            (g, s)
            for g, s in kandidaten(model, v)
            if plan.vrij_bij(g) > 0 and plan.rest[s] > 0 and (g, s) not in plan.aansluitingen
        ]
        if paren:
            uit.update(_vul_interventie(plan, v, paren, waarde or model.gewicht, knopen))
    return uit


def _vul_interventie(
    plan: Plan, v: int, paren: list[tuple[int, int]], waarde: Sequence[float], knopen: int
) -> Aansluit:
    programma, model = Programma(), plan.model
    vrij = {g: plan.vrij_bij(g) for g in sorted({g for g, _ in paren})}
    plekken = sum(vrij.values())
    groot = 1.0 + plekken * max(1.0, 2.0 * max(abs(float(waarde[s])) for _, s in paren))
    stuk: dict[tuple[int, int, int], int] = {}
    groeprij = {g: programma.rij(-1e9, plekken_vrij) for g, plekken_vrij in vrij.items()}
    rest = {s: _restrijen(programma, plan, s) for s in sorted({s for _, s in paren})}
    paarrij = {paar: programma.rij(-1e9, 0.0) for paar in paren}
    for g in sorted(groeprij):
        _vensters(programma, plan, v, g, paarrij)
    for g, s in paren:
        signaal = model.inst.signalen[s]
        for q in stukmaten(signaal.splitsbaar, signaal.min_samen, plan.rest[s]):
            if q <= vrij[g]:
                termen = [(groeprij[g], float(q)), (paarrij[g, s], 1.0), *((r, float(q)) for r in rest[s])]
                stuk[g, s, q] = programma.kolom(q * (groot + float(waarde[s])), termen)
    gekozen = los_geheel(programma, knopen=knopen)
    if gekozen is None:
        return {}
    return {(g, s): q for (g, s, q), k in stuk.items() if gekozen[k] > 0.5}


def _restrijen(programma: Programma, plan: Plan, s: int) -> list[int]:
    """Rows for what stays behind: everything placed, or at least `min_samen` children left."""
    signaal, n = plan.model.inst.signalen[s], float(plan.rest[s])
    rijen = [programma.rij(-1e9, n)]
    if signaal.splitsbaar and signaal.min_samen > 1:
        hoog, laag = programma.rij(-1e9, n - signaal.min_samen), programma.rij(0.0, 1e9)
        programma.kolom(0.0, [(hoog, -float(signaal.min_samen)), (laag, -n)])
        rijen += [hoog, laag]
    return rijen


def _vensters(programma: Programma, plan: Plan, v: int, g: int, paarrij: dict[tuple[int, int], int]) -> None:
    """Choose one age window for running group `g`; only requests inside it may join."""
    model = plan.model
    iv, (jong, oud) = model.inst.interventies[v], plan.leeftijden_bij(g)
    een = programma.rij(-1e9, 1.0)
    hoogste = max(iv.leeftijd_min, iv.leeftijd_max - iv.max_leeftijdsverschil)
    for a in range(iv.leeftijd_min, hoogste + 1):
        b = a + iv.max_leeftijdsverschil
        if a <= jong and oud <= b:
            binnen = [
                (rij, -1.0)
                for (gg, s), rij in paarrij.items()
                if gg == g and a <= model.inst.signalen[s].leeftijd_min and model.inst.signalen[s].leeftijd_max <= b
            ]
            programma.kolom(0.0, [(een, 1.0), *binnen])


def pas_toe(plan: Plan, aansluitingen: Aansluit) -> None:
    """Put the joins into an empty plan."""
    for (g, s), q in sorted(aansluitingen.items()):
        plan.sluit_aan(g, s, q)
