"""Stage 8, explain: why this group, with these members, in this room, on this daypart.

Facts only, each counted from the instance: on which dayparts all members could have come, how many rooms
and trainers would have served, how this room ranks in travel, and how long the longest-waiting member
waited.  A professional can check every one of them.
"""

from __future__ import annotations

from dataclasses import replace

from vraag.matching.probleem.antwoord import Groep
from vraag.matching.probleem.model import Model


def met_waarom(model: Model, groepen: tuple[Groep, ...]) -> tuple[Groep, ...]:
    """The groups with their facts filled in."""
    return tuple(replace(g, waarom=_feiten(model, g)) for g in groepen)


def _feiten(model: Model, groep: Groep) -> dict[str, object]:
    inst = model.inst
    leden = [(model.s_ix[lid.signaal], lid.kinderen) for lid in groep.leden]
    signalen = [inst.signalen[s] for s, _ in leden]
    v = model.v_ix[groep.interventie]
    gedeeld = set(range(len(inst.dagdelen)))
    for s in signalen:
        gedeeld &= set(s.dagdelen)
    reis = {
        r: sum(q * model.afstand[model.team_van[s]][r] for s, q in leden)
        for r, ruimte in enumerate(inst.ruimtes)
        if groep.dagdeel in ruimte.dagdelen
        and model.plaatsen[v][r] >= groep.kinderen
        and all(model.afstand[model.team_van[s]][r] <= inst.signalen[s].max_m for s, _ in leden)
    }
    hier = model.r_ix[groep.ruimte]
    trainers = [t for t in model.bevoegd[v] if groep.dagdeel in model.trainer_dagdelen[t]]
    afstanden = [model.afstand[model.team_van[s]][hier] for s, _ in leden]
    return {
        "teams": len({s.team for s in signalen}),
        "kinderen": groep.kinderen,
        "leeftijd": [min(s.leeftijd_min for s in signalen), max(s.leeftijd_max for s in signalen)],
        "gedeelde_dagdelen": sorted(gedeeld),
        "geschikte_ruimtes": len(reis),
        "dichterbij": sum(1 for m in reis.values() if m < reis[hier]),
        "reis_m_per_kind": round(reis[hier] / groep.kinderen),
        "verste_m": max(afstanden),
        "geschikte_trainers": sum(1 for t in trainers if model.trainer_past(t, hier, groep.dagdeel)),
        "langst_gewacht_weken": max((inst.peildatum - s.geplaatst).days // 7 for s in signalen),
        "vol": groep.kinderen >= model.plaatsen[v][hier],
    }
