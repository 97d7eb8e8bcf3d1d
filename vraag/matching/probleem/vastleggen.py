"""Stage 1, read: the canonical form of an instance, to keep it, to send it, to know it again, and to judge it.

The hash is taken over that form (the idea of RFC 8785, JSON Canonicalization Scheme: sorted keys, no whitespace,
then SHA-256), so equal problems have one fingerprint however they came in.
"""

from __future__ import annotations

import hashlib
import json

from vraag.matching.probleem.invoer import FORMAAT, lees_instantie
from vraag.matching.probleem.typen import (
    ALLEEN_KINDEREN,
    InDeRuimte,
    Instantie,
    Interventie,
    LopendeGroep,
    Signaal,
    Trainer,
)


def instantie_naar_json(inst: Instantie) -> dict[str, object]:
    """The canonical exchange form; `lees_instantie` reads it back to an equal instance."""
    gewicht = inst.gewicht
    return {
        "format": FORMAAT,
        "name": inst.naam,
        "reference_date": inst.peildatum.isoformat(),
        "horizon_weeks": inst.horizon,
        "dayparts": list(inst.dagdelen),
        "weight": {"base": gewicht.basis, "per_week": gewicht.per_week, "cap_weeks": gewicht.max_weken},
        "municipalities": [
            {"id": g.id, "name": g.naam, "region": g.regio, "lat": g.lat, "lon": g.lon} for g in inst.gemeenten
        ],
        "teams": [{"id": t.id, "municipality": t.gemeente, "lat": t.lat, "lon": t.lon} for t in inst.teams],
        "interventions": [_interventie_json(v) for v in inst.interventies],
        "rooms": [
            {
                "id": r.id,
                "municipality": r.gemeente,
                "lat": r.lat,
                "lon": r.lon,
                "capacity": r.capaciteit,
                "dayparts": list(r.dagdelen),
            }
            for r in inst.ruimtes
        ],
        "trainers": [_trainer_json(t) for t in inst.trainers],
        "existing_groups": [_groep_json(g) for g in inst.lopende_groepen],
        "signals": [_signaal_json(s) for s in inst.signalen],
    }


def _interventie_json(v: Interventie) -> dict[str, object]:
    uit: dict[str, object] = {
        "id": v.id,
        "name": v.naam,
        "min_size": v.min_grootte,
        "max_size": v.max_grootte,
        "age_min": v.leeftijd_min,
        "age_max": v.leeftijd_max,
        "max_age_spread": v.max_leeftijdsverschil,
        "trainers": v.trainers,
        "weeks": v.weken,
    }
    if v.in_de_ruimte != ALLEEN_KINDEREN:
        uit["room_persons"] = _in_de_ruimte_json(v.in_de_ruimte)
    return uit


def _in_de_ruimte_json(p: InDeRuimte) -> dict[str, object]:
    heel, rest = divmod(p.honderdsten, 100)
    return {"per_child": p.honderdsten / 100 if rest else heel, "fixed": p.vast}


def _trainer_json(t: Trainer) -> dict[str, object]:
    return {
        "id": t.id,
        "municipality": t.gemeente,
        "scope": "region" if t.hele_regio else "municipality",
        "interventions": list(t.interventies),
        "dayparts": list(t.dagdelen),
        "max_groups_per_week": t.max_per_week,
        "excluded": [list(paar) for paar in t.uitgesloten],
    }


def _groep_json(g: LopendeGroep) -> dict[str, object]:
    return {
        "id": g.id,
        "intervention": g.interventie,
        "room": g.ruimte,
        "daypart": g.dagdeel,
        "start_week": g.startweek,
        "trainers": list(g.trainers),
        "children": g.kinderen,
        "age_min": g.leeftijd_min,
        "age_max": g.leeftijd_max,
    }


def _signaal_json(s: Signaal) -> dict[str, object]:
    return {
        "id": s.id,
        "team": s.team,
        "intervention": s.interventie,
        "children": s.kinderen,
        "age_min": s.leeftijd_min,
        "age_max": s.leeftijd_max,
        "dayparts": list(s.dagdelen),
        "max_km": s.max_km,
        "earliest_week": s.vroegste_week,
        "posted": s.geplaatst.isoformat(),
        "split": s.splitsbaar,
        "min_together": s.min_samen,
        "excluded": [list(paar) for paar in s.uitgesloten],
    }


def invoer_hash(inst: Instantie) -> str:
    """SHA-256 over the canonical form: equal for equal problems, however the file was ordered."""
    tekst = json.dumps(instantie_naar_json(inst), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(tekst.encode()).hexdigest()


def keur(inst: Instantie) -> Instantie:
    """An instance that was built or changed, in canonical order and held against every rule of the reader.

    Raises `InstantieFout` with the path of the field as it stands in `instantie_naar_json(inst)`.
    """
    return lees_instantie(instantie_naar_json(inst))
