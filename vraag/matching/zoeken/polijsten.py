"""Stage 6, polish: the last two levels of the objective, without touching the first two.

Fewest groups: a group whose members all fit into the free places of others of the same intervention is
given up.  Least travel: at each moment the groups are dealt over the rooms anew, which is an assignment
problem (Burkard, Dell'Amico & Martello, Assignment Problems, 2009) and therefore exact for the members and
trainers as they are.
"""

from __future__ import annotations

from dataclasses import replace

from vraag.matching.probleem.beloften import Beloften
from vraag.matching.probleem.plan import Blok, Plan, cel_vult
from vraag.matching.zoeken.hoogs import Programma, los_geheel


def polijst(plan: Plan, rondes: int, beloften: Beloften | None = None) -> Plan:
    """A plan with the same children placed, never more groups, and never more travel per set of groups.

    Groups that keep a promise stay where they are, with who is in them.
    """
    for _ in range(rondes):
        voor = plan.waarde()
        plan = _minder_groepen(plan, beloften)
        _herverdeel_ruimtes(plan, beloften)
        if plan.waarde() == voor:
            break
    return plan


def _minder_groepen(plan: Plan, beloften: Beloften | None) -> Plan:
    for sleutel in sorted(plan.blokken, key=lambda x: (sum(q for _, q in plan.blokken[x].leden), x)):
        blok = plan.blokken[sleutel]
        zonder = None if _beloofd(beloften, blok) else _hef_op(plan, blok, beloften)
        if zonder is not None:
            plan = zonder
    return plan


def _beloofd(beloften: Beloften | None, blok: Blok) -> bool:
    return beloften is not None and beloften.houdt(blok.sleutel, blok.leden) is not None


def _hef_op(plan: Plan, blok: Blok, beloften: Beloften | None) -> Plan | None:
    """The plan without this group, its members taken in by others; None when they do not all fit."""
    werk = plan.kopie()
    werk.haal_weg(blok)
    for s, q in sorted(blok.leden, key=lambda x: (-x[1], x[0])):
        gast = next(iter(_gastheren(werk, blok.v, s, q, beloften)), None)
        if gast is None:
            return None
        oud = werk.blokken[gast.sleutel]
        werk.haal_weg(oud)
        werk.plaats(gast)
    return werk


def _gastheren(plan: Plan, v: int, s: int, q: int, beloften: Beloften | None) -> list[Blok]:
    """Groups of `v` as they would be with `q` children of `s` added, shortest way first."""
    model, uit = plan.model, []
    for sleutel in sorted(plan.blokken):
        blok = plan.blokken[sleutel]
        if blok.v == v and all(x != s for x, _ in blok.leden):
            leden = tuple(sorted((*blok.leden, (s, q))))
            blijft = not _beloofd(beloften, blok) or _beloofd(beloften, replace(blok, leden=leden))
            if blijft and cel_vult(model, v, blok.m, blok.r, leden):
                uit.append(replace(blok, leden=leden))
    return sorted(uit, key=lambda b: (model.afstand[model.team_van[s]][b.r], b.sleutel))


def _herverdeel_ruimtes(plan: Plan, beloften: Beloften | None) -> None:
    """Deal the groups of each moment over the rooms with the least travel in all."""
    for m in range(len(plan.model.momenten)):
        blokken = [plan.blokken[x] for x in sorted(plan.blokken) if x[0] == m]
        blokken = [blok for blok in blokken if not _beloofd(beloften, blok)]
        if not blokken:
            continue
        for blok in blokken:
            plan.haal_weg(blok)
        for blok in _beste_ruimtes(plan, m, blokken) or blokken:
            plan.plaats(blok)


def _beste_ruimtes(plan: Plan, m: int, blokken: list[Blok]) -> list[Blok] | None:
    model, p = plan.model, Programma()
    d = model.momenten[m][0]
    blijf = 1.0 / (len(blokken) + 1)  # less than a metre in all: a room that is no nearer is no reason to move
    ruimterij: dict[int, int] = {}
    keuzes: list[Blok] = []
    for blok in blokken:
        een = p.rij(1.0, 1.0)
        for r in range(len(model.inst.ruimtes)):
            kan = plan.ruimte_vrij(blok.v, m, r) and all(model.trainer_past(t, r, d) for t in blok.trainers)
            if kan and cel_vult(model, blok.v, m, r, blok.leden):
                if r not in ruimterij:
                    ruimterij[r] = p.rij(0.0, 1.0)
                reis = sum(q * model.afstand[model.team_van[s]][r] for s, q in blok.leden)
                p.kolom(blijf * (r == blok.r) - float(reis), [(een, 1.0), (ruimterij[r], 1.0)])
                keuzes.append(replace(blok, r=r))
    x = los_geheel(p, knopen=100)
    if x is None:
        return None
    gekozen = [blok for i, blok in enumerate(keuzes) if x[i] > 0.5]
    return gekozen if len(gekozen) == len(blokken) else None
