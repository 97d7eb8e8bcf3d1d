"""Regions: closed worlds that can be solved apart, in any order, by any worker, and put together again.

A part holds everything of one region and nothing else, in a form that pickles small; the whole answer is
the parts in order of region.  Splitting by region is exact because no rule and no resource crosses a
region's border.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import astuple, replace

from vraag.matching.probleem.antwoord import Doel, Oplossing, Rekening
from vraag.matching.probleem.beloften import Drempel
from vraag.matching.probleem.controle import controleer
from vraag.matching.probleem.typen import Instantie
from vraag.matching.werkgang import Werkgang
from vraag.matching.zoeken.inspanning import Inspanning

VEEL_TRAINERS = 200
Voortgang = Callable[[str, float], None]


class OngeldigAntwoord(RuntimeError):
    """The kernel's own check refused its answer: a defect in the kernel, never the caller's fault."""


def regios(inst: Instantie) -> tuple[str, ...]:
    """The regions of an instance, sorted."""
    return tuple(sorted({g.regio for g in inst.gemeenten}))


def deel(inst: Instantie, regio: str) -> Instantie:
    """The part of `inst` that lies in `regio`: a complete instance of its own."""
    gemeenten = tuple(g for g in inst.gemeenten if g.regio == regio)
    hier = {g.id for g in gemeenten}
    teams = tuple(t for t in inst.teams if t.gemeente in hier)
    ruimtes = tuple(r for r in inst.ruimtes if r.gemeente in hier)
    team_ids, ruimte_ids = {t.id for t in teams}, {r.id for r in ruimtes}
    return replace(
        inst,
        gemeenten=gemeenten,
        teams=teams,
        ruimtes=ruimtes,
        trainers=tuple(t for t in inst.trainers if t.gemeente in hier),
        lopende_groepen=tuple(g for g in inst.lopende_groepen if g.ruimte in ruimte_ids),
        signalen=tuple(s for s in inst.signalen if s.team in team_ids),
    )


def los_regio_op(
    inst: Instantie,
    *,
    start: Oplossing | None = None,
    drempel: Drempel | None = None,
    inspanning: Inspanning | None = None,
    voortgang: Voortgang | None = None,
) -> Oplossing:
    """Solve one part.  `start` may be an answer to the whole instance or to this part.

    The answer is never worse than what of `start` is still legal.  With a `drempel` the groups of `start` are moved
    only for what it asks (`beloften`).  `voortgang` hears (stage, share done).
    """
    meld = voortgang or (lambda _fase, _deel: None)
    gang = Werkgang(inst, inspanning or Inspanning(), meld)
    oplossing = gang.los_op(start, drempel)
    return _gecontroleerd(inst, oplossing)


def voeg_samen(inst: Instantie, delen: Iterable[Oplossing]) -> Oplossing:
    """Put the answers of all regions together; the order in which they come does not matter."""
    stukken = list(delen)
    grenzen = [o.grens for o in stukken]
    samen = Oplossing(
        instantie=inst.naam,
        groepen=tuple(sorted((g for o in stukken for g in o.groepen), key=lambda g: g.id)),
        aansluitingen=tuple(sorted((a for o in stukken for a in o.aansluitingen), key=lambda a: (a.groep, a.signaal))),
        niet_geplaatst=tuple(sorted((n for o in stukken for n in o.niet_geplaatst), key=lambda n: n.signaal)),
        doel=Doel(0, 0, 0, 0),
        grens=sum(g for g in grenzen if g is not None) if all(g is not None for g in grenzen) else None,
        rekening=_tel_op([o.rekening for o in stukken if o.rekening is not None]),
    )
    return _gecontroleerd(inst, samen)


def _tel_op(rekeningen: list[Rekening]) -> Rekening | None:
    return Rekening(*map(sum, zip(*map(astuple, rekeningen), strict=True))) if rekeningen else None


def los_op(
    inst: Instantie,
    *,
    start: Oplossing | None = None,
    drempel: Drempel | None = None,
    inspanning: Inspanning | None = None,
    voortgang: Voortgang | None = None,
) -> Oplossing:
    """Solve a whole instance in this process, region after region."""
    namen = regios(inst)
    kracht = inspanning or inspanning_voor(inst)
    delen = []
    for i, regio in enumerate(namen):

        def meld(fase: str, aandeel: float, i: int = i, regio: str = regio) -> None:
            if voortgang is not None:
                voortgang(f"{regio}: {fase}", (i + aandeel) / len(namen))

        deel_ = los_regio_op(deel(inst, regio), start=start, drempel=drempel, inspanning=kracht, voortgang=meld)
        delen.append(deel_)
    return voeg_samen(inst, delen)


def inspanning_voor(inst: Instantie) -> Inspanning:
    """The effort per region that fits the size of the whole run.

    One answer for one instance: it looks at the number of regions, requests and trainers, never at workers or time.
    """
    aantal = max(1, len(regios(inst)))
    per_regio = len(inst.signalen) / aantal
    if per_regio <= 400:
        klein = Inspanning(kloof=0.0005, duikdeel=0.3, duiken=2, buren=6, buurten=4, fijn=16)
        return klein if aantal <= 3 else Inspanning(buurten=8, fijn=12)
    if aantal == 1 and per_regio <= 1500:
        return Inspanning(buurten=0, fijn=160, duikdeel=0.1, duiken=2)
    # The relaxation grows with the trainers, not with the requests: many of them, and each round costs more.
    if len(inst.trainers) / aantal > VEEL_TRAINERS:
        if aantal <= 3:
            return Inspanning(kloof=0.02, scherprondes=2, duikdeel=0.2, buurten=0, fijn=0)
        ver = 0.04 if aantal <= 12 else 0.06
        return Inspanning(kloof=ver, scherprondes=0, duikdeel=0.0, buurten=0, fijn=0, uitleg=False)
    if aantal <= 3:
        return Inspanning(kloof=0.002, duikdeel=0.1, buurten=16, fijn=24)
    if aantal <= 12:
        return Inspanning(kloof=0.01, duikdeel=0.2, buurten=8, fijn=0, scherprondes=3, uitleg=False)
    return Inspanning(kloof=0.03, duikdeel=0.4, buurten=0, fijn=0, scherprondes=2, uitleg=False)


def _gecontroleerd(inst: Instantie, oplossing: Oplossing) -> Oplossing:
    oordeel = controleer(inst, oplossing)
    if not oordeel.geldig:
        raise OngeldigAntwoord("; ".join(oordeel.fouten[:5]))
    return replace(oplossing, doel=oordeel.doel)
