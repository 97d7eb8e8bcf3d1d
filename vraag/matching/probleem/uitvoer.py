"""Stage 8, write: an answer to and from the exchange format `marktplein-match-solution/1`.

Facts that explain (`why`, `helps`) travel along; a reader that does not know them can leave them out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import astuple

from vraag.matching.probleem.antwoord import Aansluiting, Doel, Groep, Lid, NietGeplaatst, Oplossing, Reden, Rekening
from vraag.matching.probleem.typen import InstantieFout
from vraag.matching.probleem.veld import Veld

FORMAAT = "marktplein-match-solution/1"
REKENING = ("proposals", "moved", "children_filled", "children_placed")


def naar_json(oplossing: Oplossing) -> dict[str, object]:
    """Plain JSON values; equal answers give equal documents."""
    d, r = oplossing.doel, oplossing.rekening
    trouw = {} if r is None else {"steadiness": dict(zip(REKENING, astuple(r), strict=True))}
    return trouw | {
        "format": FORMAAT,
        "instance": oplossing.instantie,
        "objective": [d.aangesloten, d.gewogen, -d.groepen, -d.reis_m],
        "bound": oplossing.grens,
        "groups": [_groep_json(g) for g in oplossing.groepen],
        "joins": [
            {"existing_group": a.groep, "signal": a.signaal, "children": a.kinderen} for a in oplossing.aansluitingen
        ],
        "unplaced": [
            {
                "signal": n.signaal,
                "children": n.kinderen,
                "reason": {
                    "code": n.reden.code,
                    "detail": dict(n.reden.detail),
                    "helps": [dict(h) for h in n.reden.helpt],
                },
            }
            for n in oplossing.niet_geplaatst
        ],
    }


def _groep_json(g: Groep) -> dict[str, object]:
    return (
        {
            "id": g.id,
            "intervention": g.interventie,
            "room": g.ruimte,
            "daypart": g.dagdeel,
            "start_week": g.startweek,
            "trainers": list(g.trainers),
            "members": [{"signal": lid.signaal, "children": lid.kinderen} for lid in g.leden],
            "why": dict(g.waarom),
        }
        | ({"held": True} if g.vast else {})
        | ({"closed": True} if g.vol else {})
    )


def van_json(data: Mapping[str, object]) -> Oplossing:
    """Read an answer back.  Raises `InstantieFout` with the path of a malformed field.

    Files of other makers may lack `objective` and `bound`; the objective then reads as zeros, which is
    harmless because every use of a foreign answer re-checks it first.
    """
    wortel = Veld(data, "")
    if wortel.tekst("format") != FORMAAT:
        raise InstantieFout("format", f"verwacht {FORMAAT!r}")
    doel = [d.als_geheel() for d in wortel.lijst("objective")] if "objective" in data else [0, 0, 0, 0]
    if len(doel) != 4:
        raise InstantieFout("objective", "moet vier getallen hebben")
    return Oplossing(
        instantie=wortel.tekst("instance"),
        groepen=tuple(_lees_groep(g) for g in wortel.lijst("groups")),
        aansluitingen=tuple(
            Aansluiting(a.tekst("existing_group"), a.tekst("signal"), a.geheel("children", minimaal=1))
            for a in wortel.lijst("joins")
        ),
        niet_geplaatst=tuple(_lees_rest(u) for u in wortel.lijst("unplaced")),
        doel=Doel(doel[0], doel[1], -doel[2], -doel[3]),
        grens=wortel.geheel("bound") if data.get("bound") is not None else None,
        rekening=_lees_rekening(wortel) if "steadiness" in data else None,
    )


def _lees_rekening(wortel: Veld) -> Rekening:
    veld = wortel.object("steadiness")
    return Rekening(*(veld.geheel(naam, minimaal=0) for naam in REKENING))


def _lees_groep(veld: Veld) -> Groep:
    ruw = veld.waarde
    ruw = ruw if isinstance(ruw, Mapping) else {}
    waarom = veld.object("why").waarde if "why" in ruw else {}
    return Groep(
        id=veld.tekst("id"),
        interventie=veld.tekst("intervention"),
        ruimte=veld.tekst("room"),
        dagdeel=veld.geheel("daypart", minimaal=0),
        startweek=veld.geheel("start_week", minimaal=0),
        trainers=tuple(t.als_tekst() for t in veld.lijst("trainers")),
        leden=tuple(Lid(m.tekst("signal"), m.geheel("children", minimaal=1)) for m in veld.lijst("members")),
        vast="held" in ruw and veld.ja_nee("held"),
        vol="closed" in ruw and veld.ja_nee("closed"),
        waarom=_object(waarom),
    )


def _lees_rest(veld: Veld) -> NietGeplaatst:
    reden = veld.object("reason")
    ruw = _object(reden.waarde)
    helpt = tuple(_object(h.waarde) for h in reden.lijst("helps")) if "helps" in ruw else ()
    detail = ruw.get("detail", {})
    return NietGeplaatst(
        veld.tekst("signal"),
        veld.geheel("children", minimaal=1),
        Reden(reden.tekst("code"), _object(detail), helpt),
    )


def _object(waarde: object) -> dict[str, object]:
    return {str(k): v for k, v in waarde.items()} if isinstance(waarde, Mapping) else {}
