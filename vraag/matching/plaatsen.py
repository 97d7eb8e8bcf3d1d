"""One new signal: what does it lead to, answered in a second from yesterday's answer.

Nothing that was proposed is taken apart; the new request may only add.  In order of what a professional
would prefer: free places in a running group, a place in a proposed group, a new group together with
children who were still waiting.  What is left gets its reason.  This is the insertion step of dynamic
vehicle routing (Psaraftis, Wen & Kontovas, Networks 67, 2016) on groups; the nightly run still looks for
the best.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, replace
from functools import partial

from vraag.matching.probleem.antwoord import Doel, NietGeplaatst, Oplossing, Reden
from vraag.matching.probleem.controle import controleer
from vraag.matching.probleem.model import Model
from vraag.matching.probleem.plan import Blok, Leden, Plan, cel_vult, kan_aansluiten, vrije_plaatsen
from vraag.matching.probleem.tellen import stukmaten
from vraag.matching.probleem.typen import Instantie
from vraag.matching.probleem.vertaling import aansluitingen_van, groepen_van, neem_over
from vraag.matching.regio import OngeldigAntwoord, deel
from vraag.matching.uitleg.redenen import Uitlegger
from vraag.matching.uitleg.waarom import met_waarom
from vraag.matching.zoeken.rugzak import Rugzak

LOPENDE_GROEP = "lopende_groep"
VOORSTEL = "voorstel"
NIEUWE_GROEP = "nieuwe_groep"
NIET = "niet"


@dataclass(frozen=True, slots=True)
class Plaatsing:
    """What one request leads to.

    `soort` tells the best that happened; `groepen` the ids of running or proposed groups it is in, with the
    number of children in each; `over` and `reden` what is not placed and why; `oplossing` the answer of the
    region with this request in it.
    """

    signaal: str
    soort: str
    groepen: Mapping[str, int]
    over: int
    reden: Reden | None
    oplossing: Oplossing


def plaats_signaal(inst: Instantie, vorige: Oplossing, signaal_id: str) -> Plaatsing:
    """Where request `signaal_id` of `inst` ends up when `vorige` stays as it is.

    `inst` holds the new request; `vorige` may be of before it came.  KeyError when `inst` lacks the request.
    Every group and every placed child of `vorige` that is still legal is kept.
    """
    signaal = next((s for s in inst.signalen if s.id == signaal_id), None)
    if signaal is None:
        raise KeyError(signaal_id)
    gemeente = next(t.gemeente for t in inst.teams if t.id == signaal.team)
    klein = deel(inst, next(g.regio for g in inst.gemeenten if g.id == gemeente))
    model = Model(klein)
    plan = Plan(model)
    neem_over(plan, vorige)
    s, v = model.s_ix[signaal_id], model.v_ix[signaal.interventie]
    vraag = model.vragen[v]
    rugzakken = {v: Rugzak(model, vraag)} if vraag.rijen else {}
    soort = NIET
    bij_voorstel = partial(_bij_voorstel, _volle(model, vorige))
    for naam, stap in ((LOPENDE_GROEP, _lopend), (VOORSTEL, bij_voorstel), (NIEUWE_GROEP, _nieuwe_groep)):
        while plan.rest[s] > 0 and stap(plan, rugzakken, s):
            soort = naam if soort == NIET else soort
    if soort == NIET and plan.rest[s] < model.n[s]:
        soort = LOPENDE_GROEP if any(x == s for _, x in plan.aansluitingen) else VOORSTEL
    return _antwoord(klein, plan, vorige, Uitlegger(plan), s, soort)


def _maten(plan: Plan, s: int) -> list[int]:
    signaal = plan.model.inst.signalen[s]
    return sorted(stukmaten(signaal.splitsbaar, signaal.min_samen, plan.rest[s]), reverse=True)


def _lopend(plan: Plan, _rugzakken: dict[int, Rugzak], s: int) -> bool:
    """Join the running group with the shortest way that takes the most children."""
    model, beste = plan.model, None
    for g, groep in enumerate(model.inst.lopende_groepen):
        if groep.interventie == model.inst.signalen[s].interventie and vrije_plaatsen(model, g):
            q = next((q for q in _maten(plan, s) if kan_aansluiten(plan, g, s, q)), 0)
            reis = model.afstand[model.team_van[s]][model.r_ix[groep.ruimte]]
            if q and (beste is None or (-q, reis, g) < beste):
                beste = (-q, reis, g)
    if beste is None:
        return False
    plan.sluit_aan(beste[2], s, -beste[0])
    return True


def _volle(model: Model, vorige: Oplossing) -> frozenset[tuple[int, int, Leden]]:
    """(intervention, room, members) of the proposals that nobody is added to any more."""
    return frozenset(
        (
            model.v_ix[g.interventie],
            model.r_ix[g.ruimte],
            tuple(sorted((model.s_ix.get(lid.signaal, -1), lid.kinderen) for lid in g.leden)),
        )
        for g in vorige.groepen
        if g.vol and g.interventie in model.v_ix and g.ruimte in model.r_ix
    )


def _bij_voorstel(vol: Container[tuple[int, int, Leden]], plan: Plan, _rugzakken: dict[int, Rugzak], s: int) -> bool:
    """Add children to the proposed group with the shortest way that takes the most of them."""
    model, beste = plan.model, None
    for blok in plan.blokken.values():
        if blok.v != model.v_van[s] or any(x == s for x, _ in blok.leden) or (blok.v, blok.r, blok.leden) in vol:
            continue
        for q in _maten(plan, s):
            leden = tuple(sorted((*blok.leden, (s, q))))
            if cel_vult(model, blok.v, blok.m, blok.r, leden):
                kandidaat = (-q, model.afstand[model.team_van[s]][blok.r], blok.sleutel)
                beste = kandidaat if beste is None else min(beste, kandidaat)
                break
    if beste is None:
        return False
    oud = plan.blokken[beste[2]]
    plan.haal_weg(oud)
    plan.plaats(replace(oud, leden=tuple(sorted((*oud.leden, (s, -beste[0]))))))
    return True


def _nieuwe_groep(plan: Plan, rugzakken: dict[int, Rugzak], s: int) -> bool:
    """Start a group with `s` in it from the children who are still waiting, room and trainers being free."""
    model = plan.model
    v = model.v_van[s]
    if v not in rugzakken:
        return False
    waarde = [float(w) for w in model.gewicht]
    bonus = 1000.0 * max(waarde)
    waarde[s] += bonus
    vulling = rugzakken[v].los(waarde, plan.rest)
    for _, c in vulling.volgorde(None, bonus):
        m, r = rugzakken[v].cellen[c]
        trainers = plan.kies_trainers(v, m, r) if plan.ruimte_vrij(v, m, r) else None
        if trainers is not None:
            plan.plaats(Blok(v, m, r, vulling.leden(int(rugzakken[v].cel_rij[c])), trainers))
            return True
    return False


def _antwoord(inst: Instantie, plan: Plan, vorige: Oplossing, uitleg: Uitlegger, s: int, soort: str) -> Plaatsing:
    naam = inst.signalen[s].id
    eerder = {n.signaal: n.reden for n in vorige.niet_geplaatst}
    over = []
    for x, rest in enumerate(plan.rest):
        if rest > 0:
            wie = inst.signalen[x].id
            bekend = eerder.get(wie) if x != s else None
            over.append(NietGeplaatst(wie, rest, bekend if bekend is not None else uitleg.reden(x)))
    oplossing = Oplossing(
        inst.naam,
        met_waarom(plan.model, groepen_van(plan)),
        aansluitingen_van(plan),
        tuple(over),
        Doel(0, 0, 0, 0),
        None,
    )
    oordeel = controleer(inst, oplossing)
    if not oordeel.geldig:
        raise OngeldigAntwoord("; ".join(oordeel.fouten[:5]))
    groepen = {a.groep: a.kinderen for a in oplossing.aansluitingen if a.signaal == naam}
    groepen.update({g.id: lid.kinderen for g in oplossing.groepen for lid in g.leden if lid.signaal == naam})
    reden = next((n.reden for n in over if n.signaal == naam), None)
    return Plaatsing(naam, soort, groepen, plan.rest[s], reden, replace(oplossing, doel=oordeel.doel))
