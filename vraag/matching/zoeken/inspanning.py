"""How hard the search looks."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Inspanning:
    """How hard to look, in steps; never in seconds, so that load on the machine changes nothing.

    kolomrondes: rounds of column generation (0: no bound and no prices); kloof: stop them when the relaxation
    is this close to the bound; scherprondes: times that rows on trainers sharpen the relaxation;
    duikdeel: share of the groups fixed per step of the dive (0: no dive); duiken: how many dives;
    buurten: neighbourhoods the improvement stage tries with candidates at hand; buren: interventions in each
    beside the one it starts from; fijn: neighbourhoods it then tries with candidates made to measure;
    knopen: node budget of each small exact problem;
    polijstrondes: passes over the number of groups and the travel; uitleg: whether reasons carry verified
    remedies; scherp_tot: regions with at most this many requests get a bound tightened by cutting planes.
    """

    kolomrondes: int = 40
    kloof: float = 0.0005
    duikdeel: float = 0.08
    duiken: int = 1
    buurten: int = 120
    buren: int = 2
    fijn: int = 40
    knopen: int = 60
    polijstrondes: int = 1
    uitleg: bool = True
    scherp_tot: int = 300
    scherprondes: int = 5
