"""From a plan in integers to an answer in words, and back from an earlier answer to what of it is still legal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from vraag.matching.probleem.antwoord import Aansluiting, Groep, Lid, Oplossing
from vraag.matching.probleem.beloften import Belofte, Beloften
from vraag.matching.probleem.plan import Blok, Plan, cel_vult, kan_aansluiten
from vraag.matching.probleem.tellen import druk


def startweken(
    plan: Plan, beloofd: Mapping[tuple[int, int, int], int] | None = None
) -> tuple[dict[tuple[int, int, int], int], Plan]:
    """Start week per group, as early as its members, the room and the trainers allow; and what is then occupied.

    A group in `beloofd` starts in the week that people were asked for.

    When weeks drop out of the model all groups stand at the last week of the horizon; moving one forward
    cannot make two new groups collide, but a running group may still be in the way, so each move is tested.
    Of the plan that comes back only rooms and trainers mean something: its groups are gone.
    """
    model = plan.model
    weken = {sleutel: model.momenten[sleutel[0]][1] for sleutel in plan.blokken}
    werk = plan.kopie()
    weten = beloofd or {}
    for sleutel in sorted(plan.blokken, key=lambda x: (x not in weten, x)):
        blok = plan.blokken[sleutel]
        d, laatst = model.momenten[blok.m]
        vroegst = max(model.inst.signalen[s].vroegste_week for s, _ in blok.leden)
        if sleutel in weten:
            vroegst = laatst = weten[sleutel]
        werk.haal_weg(blok)
        start = next((w for w in range(vroegst, laatst) if _vrij_vanaf(werk, blok, d, w)), laatst)
        masker = model.masker(blok.v, start)
        werk.ruimte[blok.r, d] = werk.ruimte.get((blok.r, d), 0) | masker
        for t in blok.trainers:
            werk.trainer[t, d] = werk.trainer.get((t, d), 0) | masker
            werk.reeksen[t].append(masker)
        weken[sleutel] = start
    return weken, werk


def _vrij_vanaf(plan: Plan, blok: Blok, d: int, week: int) -> bool:
    masker = plan.model.masker(blok.v, week)
    if plan.ruimte.get((blok.r, d), 0) & masker:
        return False
    return all(
        not plan.trainer.get((t, d), 0) & masker and druk(plan.reeksen[t], masker) < plan.model.limiet[t]
        for t in blok.trainers
    )


def groepen_van(plan: Plan, beloofd: Mapping[tuple[int, int, int], int] | None = None) -> tuple[Groep, ...]:
    """The proposed groups in words, with ids that depend on nothing but where and when they are."""
    inst, (weken, _) = plan.model.inst, startweken(plan, beloofd)
    bestaand = {g.id for g in inst.lopende_groepen}
    uit = []
    for sleutel, blok in plan.blokken.items():
        d = plan.model.momenten[blok.m][0]
        v, r, start = inst.interventies[blok.v].id, inst.ruimtes[blok.r].id, weken[sleutel]
        naam = f"N-{v}-{r}-{d}-{start}"
        while naam in bestaand:
            naam = f"N{naam}"
        leden = tuple(Lid(inst.signalen[s].id, q) for s, q in sorted(blok.leden))
        uit.append(Groep(naam, v, r, d, start, tuple(sorted(inst.trainers[t].id for t in blok.trainers)), leden))
    return tuple(sorted(uit, key=lambda g: g.id))


def aansluitingen_van(plan: Plan) -> tuple[Aansluiting, ...]:
    inst = plan.model.inst
    return tuple(
        Aansluiting(inst.lopende_groepen[g].id, inst.signalen[s].id, q)
        for (g, s), q in sorted(plan.aansluitingen.items())
    )


def neem_over(plan: Plan, vorige: Oplossing) -> None:
    """Take over whatever of an earlier answer is still legal and free; drop the rest silently."""
    _sluit_aan(plan, vorige)
    for groep in sorted(vorige.groepen, key=lambda g: g.id):
        blok = _als_blok(plan, groep)
        if blok is not None:
            plan.plaats(blok)


def _sluit_aan(plan: Plan, vorige: Oplossing) -> None:
    model = plan.model
    for a in sorted(vorige.aansluitingen, key=lambda a: (a.groep, a.signaal)):
        g, s = model.g_ix.get(a.groep), model.s_ix.get(a.signaal)
        if g is not None and s is not None and kan_aansluiten(plan, g, s, a.kinderen):
            plan.sluit_aan(g, s, a.kinderen)


def beloof(plan: Plan, vorige: Oplossing) -> Beloften:
    """As `neem_over`, with each group in the very week people were asked for: what `plan` promises from then on."""
    model, uit = plan.model, []
    _sluit_aan(plan, vorige)
    for groep in sorted(vorige.groepen, key=lambda g: g.id):
        blok = _als_blok(plan, groep, precies=True)
        if blok is None or not _vrij_vanaf(plan, blok, groep.dagdeel, groep.startweek):
            continue
        if any(model.inst.signalen[s].vroegste_week > groep.startweek for s, _ in blok.leden):
            continue
        plan.plaats(blok)
        uit.append(Belofte(blok.sleutel, blok.leden, blok.trainers, groep.startweek, groep.vast, groep.vol))
    return Beloften(model, uit)


def _als_blok(plan: Plan, groep: Groep, *, precies: bool = False) -> Blok | None:
    """An earlier group in integer form when it is still legal in every respect, with its own trainers."""
    model = plan.model
    v, r = model.v_ix.get(groep.interventie), model.r_ix.get(groep.ruimte)
    leden = tuple(sorted((model.s_ix.get(lid.signaal, -1), lid.kinderen) for lid in groep.leden))
    if v is None or r is None or any(s < 0 for s, _ in leden) or v not in model.vragen:
        return None
    start = groep.startweek if model.weken_tellen else model.H - 1
    m = model.m_ix.get((groep.dagdeel, start))
    m = m if m is None or precies else model.vragen[v].later.get((m, r), m)
    if m is None or not cel_vult(model, v, m, r, leden) or not plan.ruimte_vrij(v, m, r):
        return None
    if not all(plan.mag(s, q) for s, q in leden):
        return None
    wil = [model.t_ix[t] for t in groep.trainers if t in model.t_ix]
    trainers = _trainers_of(plan, v, m, r, wil)
    return None if trainers is None else Blok(v, m, r, leden, trainers)


def _trainers_of(plan: Plan, v: int, m: int, r: int, wil: Iterable[int]) -> tuple[int, ...] | None:
    kan = set(plan.model.trainers_op(v, m))
    eigen = tuple(sorted(t for t in wil if t in kan and plan.trainer_vrij(t, v, m, r)))
    if len(eigen) == plan.model.inst.interventies[v].trainers:
        return eigen
    return plan.kies_trainers(v, m, r)
