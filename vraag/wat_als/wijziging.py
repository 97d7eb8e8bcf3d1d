"""The changes of a what-if scenario: their shapes, what is allowed, and what they do to an instance of the kernel.

A change is a dict of JSON values with its ``soort``; names are kept with it, so that a scenario stays readable:

    grootte  interventie, naam, minimum (or None), maximum (or None)
    reizen   km, voor ("allen", "interventie", "gemeente"), id (or None), naam
    dagdeel  interventie, naam, dagdelen
    ruimte   gemeente, naam, plaatsen, dagdelen
    trainer  interventies, namen, gemeente (or None: the whole region), naam, dagdelen, groepen (a week)
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from aanbod.models import Interventie
from gemeenten.grond.fusies import fusies, opvolger_van
from gemeenten.grond.models import Gemeente, Regio
from marktplein.basis import dagdelen
from marktplein.basis.fouten import DomeinFout
from marktplein.basis.mensen import SAMENGETELD, meervoud, mensen
from marktplein.basis.woorden import tel
from vraag import matching
from vraag.poolen import ids

Wijziging = Mapping[str, Any]

GROOTTE, REIZEN, DAGDEEL, RUIMTE, TRAINER = "grootte", "reizen", "dagdeel", "ruimte", "trainer"
ALLEN, INTERVENTIE, GEMEENTE = "allen", "interventie", "gemeente"
MAX_WIJZIGINGEN = 20
MAX_KM_ERBIJ, MAX_KM = 50, 100
MAX_GROEP, MAX_PLAATSEN, MAX_GROEPEN_PER_WEEK = 50, 200, 15


def van_nu(wijzigingen: Iterable[Wijziging]) -> list[dict[str, Any]]:
    """The changes of a kept scenario as they count today: a municipality that merged is its successor. Two queries."""
    gegaan = fusies()
    namen = dict(Gemeente.objects.filter(pk__in=set(gegaan.values())).order_by("pk").values_list("pk", "naam"))
    uit = []
    for w in wijzigingen:
        veld = "id" if w["soort"] == REIZEN and w["voor"] == GEMEENTE else "gemeente"
        nieuw = opvolger_van(w[veld], gegaan) if w.get(veld) else None
        uit.append({**w, veld: nieuw, "naam": namen[nieuw]} if nieuw in namen and nieuw != w[veld] else {**w})
    return uit


# --- what they do ---------------------------------------------------------------------------------------------


def gemeenten_van_teams(inst: matching.Instantie) -> dict[str, str]:
    """The municipality of each team by their names in the instance; of a merged one its successor. One query."""
    gegaan = fusies()
    return {t.id: ids.gemeente(opvolger_van(ids.pk_van(t.gemeente), gegaan)) for t in inst.teams}


def verander(inst: matching.Instantie, wijzigingen: Iterable[Wijziging]) -> matching.Instantie:
    """The instance with the changes in it; what a change finds nothing for stays as it is.

    Raises ``matching.InstantieFout`` when the changes do not go together.
    """
    for nummer, w in enumerate(van_nu(wijzigingen), start=1):
        inst = _DOE[w["soort"]](inst, w, nummer)
    return matching.keur(inst)


def _grootte(inst: matching.Instantie, w: Wijziging, nummer: int) -> matching.Instantie:
    return replace(
        inst,
        interventies=tuple(
            replace(i, min_grootte=w["minimum"] or i.min_grootte, max_grootte=w["maximum"] or i.max_grootte)
            if ids.pk_van(i.id) == w["interventie"]
            else i
            for i in inst.interventies
        ),
    )


def _reizen(inst: matching.Instantie, w: Wijziging, nummer: int) -> matching.Instantie:
    gemeente_van = gemeenten_van_teams(inst)

    def raakt(s: matching.Signaal) -> bool:
        return (
            w["voor"] == ALLEN
            or (w["voor"] == INTERVENTIE and ids.pk_van(s.interventie) == w["id"])
            or (w["voor"] == GEMEENTE and gemeente_van[s.team] == ids.gemeente(w["id"]))
        )

    return _voor_signalen(inst, raakt, lambda s: replace(s, max_km=max(s.max_km, min(MAX_KM, s.max_km + w["km"]))))


def _dagdeel(inst: matching.Instantie, w: Wijziging, nummer: int) -> matching.Instantie:
    return _voor_signalen(
        inst,
        lambda s: ids.pk_van(s.interventie) == w["interventie"],
        lambda s: replace(s, dagdelen=(*s.dagdelen, *w["dagdelen"])),
    )


def _voor_signalen(
    inst: matching.Instantie,
    raakt: Callable[[matching.Signaal], bool],
    anders: Callable[[matching.Signaal], matching.Signaal],
) -> matching.Instantie:
    return replace(inst, signalen=tuple(anders(s) if raakt(s) else s for s in inst.signalen))


def _ruimte(inst: matching.Instantie, w: Wijziging, nummer: int) -> matching.Instantie:
    plaats = next((g for g in inst.gemeenten if g.id == ids.gemeente(w["gemeente"])), None)
    if plaats is None:
        return inst
    erbij = matching.Ruimte(
        id=ids.extra_ruimte(nummer),
        gemeente=plaats.id,
        lat=plaats.lat,
        lon=plaats.lon,
        capaciteit=w["plaatsen"],
        dagdelen=tuple(w["dagdelen"]),
    )
    return replace(inst, ruimtes=(*inst.ruimtes, erbij))


def _trainer(inst: matching.Instantie, w: Wijziging, nummer: int) -> matching.Instantie:
    """A trainer for the whole region lives in its first municipality, which changes nothing for anybody."""
    gemeenten = sorted(ids.pk_van(g.id) for g in inst.gemeenten)
    thuis = w["gemeente"] or next(iter(gemeenten), None)
    kan = sorted(i.id for i in inst.interventies if ids.pk_van(i.id) in w["interventies"])
    if not kan or thuis not in gemeenten:
        return inst
    erbij = matching.Trainer(
        id=ids.extra_trainer(nummer),
        gemeente=ids.gemeente(thuis),
        hele_regio=not w["gemeente"],
        interventies=tuple(kan),
        dagdelen=tuple(w["dagdelen"]),
        max_per_week=w["groepen"],
    )
    return replace(inst, trainers=(*inst.trainers, erbij))


_DOE: dict[str, Callable[[matching.Instantie, Wijziging, int], matching.Instantie]] = {
    GROOTTE: _grootte,
    REIZEN: _reizen,
    DAGDEEL: _dagdeel,
    RUIMTE: _ruimte,
    TRAINER: _trainer,
}


# --- what is allowed ------------------------------------------------------------------------------------------


def controleer(regio: Regio, wijzigingen: Sequence[Wijziging]) -> None:
    """Raise DomeinFout for a list that cannot be computed: empty, too long, twice the same, or out of bounds."""
    if not wijzigingen:
        raise DomeinFout("Kies minstens één wijziging. Zonder wijziging valt er niets te vergelijken.")
    if len(wijzigingen) > MAX_WIJZIGINGEN:
        raise DomeinFout(f"Kies hoogstens {MAX_WIJZIGINGEN} wijzigingen tegelijk.")
    groottes = [w["interventie"] for w in wijzigingen if w["soort"] == GROOTTE]
    if len(set(groottes)) < len(groottes):
        raise DomeinFout("Wijzig de groepsgrootte van een training maar één keer.")
    interventies = Interventie.objects.in_bulk({pk for w in wijzigingen for pk in _interventies(w)})
    gemeenten = set(regio.gemeenten.values_list("pk", flat=True))
    for w in wijzigingen:
        if not set(_interventies(w)) <= set(interventies):
            raise DomeinFout("Een gekozen training bestaat niet meer. Kies een andere.")
        if not set(_gemeenten(w)) <= gemeenten:
            raise DomeinFout("Een gekozen gemeente hoort niet bij deze regio.")
        _eis_grenzen(w, interventies)


def _interventies(w: Wijziging) -> list[int]:
    if w["soort"] == TRAINER:
        return list(w["interventies"])
    if w["soort"] == REIZEN:
        return [w["id"]] if w["voor"] == INTERVENTIE else []
    return [w["interventie"]] if "interventie" in w else []


def _gemeenten(w: Wijziging) -> list[int]:
    if w["soort"] == REIZEN:
        return [w["id"]] if w["voor"] == GEMEENTE else []
    return [w["gemeente"]] if w.get("gemeente") else []


def _eis_grenzen(w: Wijziging, interventies: Mapping[int, Interventie]) -> None:
    goed = True
    if w["soort"] == GROOTTE:
        i = interventies[w["interventie"]]
        goed = 1 <= (w["minimum"] or i.groep_min) <= (w["maximum"] or i.groep_max) <= max(MAX_GROEP, i.groep_max)
    elif w["soort"] == REIZEN:
        goed = 1 <= w["km"] <= MAX_KM_ERBIJ
    elif w["soort"] == RUIMTE:
        goed = 1 <= w["plaatsen"] <= MAX_PLAATSEN
    elif w["soort"] == TRAINER:
        goed = bool(w["interventies"]) and 1 <= w["groepen"] <= MAX_GROEPEN_PER_WEEK
    if w["soort"] in (DAGDEEL, RUIMTE, TRAINER):
        goed = goed and bool(w["dagdelen"]) and all(0 <= d < dagdelen.AANTAL for d in w["dagdelen"])
    if not goed:
        raise DomeinFout(f"Deze wijziging kan niet: {omschrijf(w)}")


# --- in words -------------------------------------------------------------------------------------------------


def omschrijf(w: Wijziging) -> str:
    """One change as a sentence."""
    return _ZIN[w["soort"]](w)


def _zin_grootte(w: Wijziging) -> str:
    delen = [f"minstens {w['minimum']}"] if w["minimum"] else []
    delen += [f"hoogstens {w['maximum']}"] if w["maximum"] else []
    return f"Groepen van {w['naam']}: {' en '.join(delen)} {meervoud(SAMENGETELD)}."


def _zin_reizen(w: Wijziging) -> str:
    if w["voor"] == ALLEN:
        return f"Iedereen kan {w['km']} km verder reizen."
    voor = f"voor {w['naam']}" if w["voor"] == INTERVENTIE else f"uit {w['naam']}"
    return f"De mensen {voor} kunnen {w['km']} km verder reizen."


def _zin_ruimte(w: Wijziging) -> str:
    wie = mensen(w["plaatsen"], SAMENGETELD)
    return f"Een extra ruimte in {w['naam']} voor {wie}, op {dagdelen.kort(w['dagdelen'])}."


def _zin_trainer(w: Wijziging) -> str:
    waar = f"in {w['naam']}" if w["gemeente"] else "voor de hele regio"
    aantal = tel(w["groepen"], "groep", "groepen")
    return (
        f"Een extra trainer {waar} voor {', '.join(w['namen'])}: {aantal} per week, op {dagdelen.kort(w['dagdelen'])}."
    )


_ZIN: dict[str, Callable[[Wijziging], str]] = {
    GROOTTE: _zin_grootte,
    REIZEN: _zin_reizen,
    DAGDEEL: lambda w: f"De mensen voor {w['naam']} kunnen ook op {dagdelen.kort(w['dagdelen'])}.",
    RUIMTE: _zin_ruimte,
    TRAINER: _zin_trainer,
}
