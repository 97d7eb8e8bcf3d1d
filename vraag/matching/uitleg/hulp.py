"""Stage 8, explain: the smallest changes that would place a request, each one tried out.

A remedy is only named after the changed request was held against the plan as it stands: a free place in a
running group, a place in a proposed group, or a new group from children who are still waiting, in a room
that is free and with trainers who are free.  That makes them counterfactual explanations (Wachter,
Mittelstadt & Russell, Harvard JOLT 31, 2018): the nearest world in which the answer is yes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from math import ceil

from vraag.matching.probleem import antwoord
from vraag.matching.probleem.plan import Plan, vrije_plaatsen
from vraag.matching.probleem.tellen import stukmaten
from vraag.matching.probleem.typen import Signaal
from vraag.matching.uitleg.agenda import MAX_WEKEN, Agenda
from vraag.matching.uitleg.wachtenden import Wachtenden

EXTRA_KM = (1, 2, 3, 5, 7, 10, 15, 20)
EXTRA_KINDEREN = 8
Remedie = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Plek:
    """A free room at a moment for one intervention, with how many of its trainers are free."""

    m: int
    r: int
    plaatsen: int
    trainers: int


class Hulp:
    """Tries changes to requests of one intervention against one plan."""

    def __init__(self, plan: Plan, v: int, bezetting: Callable[[], Plan]) -> None:
        """`bezetting` gives the rooms and trainers once groups start as early as they can (`plan.startweken`)."""
        self.plan = plan
        self.model = plan.model
        self.v = v
        self.iv = self.model.inst.interventies[v]
        self.wachtenden = Wachtenden(plan, v)
        self.agenda = Agenda(self.model, v, bezetting)
        self.blokken = [b for b in plan.blokken.values() if b.v == v]

    @cached_property
    def plekken(self) -> dict[tuple[int, bool], list[Plek]]:
        """Free rooms per daypart, apart for those that lack trainers; only remedies ask for them."""
        uit: dict[tuple[int, bool], list[Plek]] = {}
        for plek in self._plekken():
            sleutel = (self.model.momenten[plek.m][0], plek.trainers < self.iv.trainers)
            uit.setdefault(sleutel, []).append(plek)
        return uit

    def _plekken(self) -> Iterator[Plek]:
        model = self.model
        for m, (d, _) in enumerate(model.momenten):
            kan = model.trainers_op(self.v, m)
            for r, ruimte in enumerate(model.inst.ruimtes):
                plaatsen = model.plaatsen[self.v][r]
                if d in ruimte.dagdelen and plaatsen >= self.iv.min_grootte and self.plan.ruimte_vrij(self.v, m, r):
                    vrij = sum(1 for t in kan if self.plan.trainer_vrij(t, self.v, m, r))
                    yield Plek(m, r, plaatsen, vrij)

    def voor(self, s: int, code: str) -> tuple[Remedie, ...]:
        """Remedies for request `s`, whose reason is `code`; an empty tuple when nothing small helps."""
        signaal = replace(self.model.inst.signalen[s], kinderen=self.plan.rest[s])
        if code in (antwoord.AGE, antwoord.STARTS_LATER):
            return ()
        stappen = (self._dagdelen, self._km, self._splitsen, self._kinderen, self._trainer, self._wachten)
        return tuple(r for stap in stappen if (r := stap(s, signaal)) is not None)

    def hoe(self, s: int, signaal: Signaal, extra: int = 0) -> str | None:
        """How request `s` would be placed if it read as `signaal`, with `extra` children of others added."""
        if not extra and self._in_lopende(signaal, s):
            return "lopende_groep"
        if not extra and self._in_voorstel(signaal, s):
            return "voorstel"
        return "nieuwe_groep" if any(True for _ in self._nieuwe(s, signaal, extra)) else None

    def _maten(self, signaal: Signaal) -> tuple[int, ...]:
        return stukmaten(signaal.splitsbaar, signaal.min_samen, signaal.kinderen)

    def _in_lopende(self, signaal: Signaal, s: int) -> bool:
        model = self.model
        for g, groep in enumerate(model.inst.lopende_groepen):
            if groep.interventie != self.iv.id or groep.startweek < signaal.vroegste_week:
                continue
            erbij = [(x, q) for (gg, x), q in self.plan.aansluitingen.items() if gg == g]
            plek = vrije_plaatsen(model, g) - sum(q for _, q in erbij)
            leden = [x for x, _ in erbij]
            r = model.r_ix[groep.ruimte]
            if s in leden or not self._kan(signaal, s, r, groep.dagdeel):
                continue
            grenzen = (groep.leeftijd_min, groep.leeftijd_max)
            if self._leeftijd(signaal, leden, grenzen) and any(q <= plek for q in self._maten(signaal)):
                return True
        return False

    def _in_voorstel(self, signaal: Signaal, s: int) -> bool:
        model = self.model
        for blok in self.blokken:
            d, start = model.momenten[blok.m]
            if start < signaal.vroegste_week or not self._kan(signaal, s, blok.r, d):
                continue
            plek = model.plaatsen[self.v][blok.r] - sum(q for _, q in blok.leden)
            leden = [x for x, _ in blok.leden]
            if s not in leden and self._leeftijd(signaal, leden) and any(q <= plek for q in self._maten(signaal)):
                return True
        return False

    def _kan(self, signaal: Signaal, s: int, r: int, d: int) -> bool:
        meters = self.model.afstand[self.model.team_van[s]][r]
        return d in signaal.dagdelen and meters <= signaal.max_m and (s, r, d) not in self.model.uitgesloten

    def _leeftijd(self, signaal: Signaal, leden: list[int], grenzen: tuple[int, int] | None = None) -> bool:
        anderen = [self.model.inst.signalen[x] for x in leden]
        jong = min([signaal.leeftijd_min, *(x.leeftijd_min for x in anderen)])
        oud = max([signaal.leeftijd_max, *(x.leeftijd_max for x in anderen)])
        if grenzen is not None:
            jong, oud = min(jong, grenzen[0]), max(oud, grenzen[1])
        return (
            oud - jong <= self.iv.max_leeftijdsverschil and self.iv.leeftijd_min <= jong and oud <= self.iv.leeftijd_max
        )

    def _nieuwe(self, s: int, signaal: Signaal, extra: int = 0, *, tekort: bool = False) -> Iterator[Plek]:
        """Free rooms where waiting children and this request make a group.

        With `tekort` only rooms that lack trainers, otherwise only rooms that have enough of them.
        """
        bekend: dict[tuple[int, int], bool] = {}
        for d in signaal.dagdelen:
            for plek in self.plekken.get((d, tekort), ()):
                if self.model.momenten[plek.m][1] < signaal.vroegste_week:
                    continue
                if self._kan(signaal, s, plek.r, d) and self._vult(s, signaal, plek, extra, bekend):
                    yield plek

    def _vult(self, s: int, signaal: Signaal, plek: Plek, extra: int, bekend: dict[tuple[int, int], bool]) -> bool:
        """Whether the sizes add up to a group in this room, in some age window that holds the request.

        `bekend` keeps the answers for this `signaal` and `extra`: most rooms have the same children in reach.
        """
        wie = self.wachtenden.hier(plek.m, plek.r)
        sleutel = (wie, plek.plaatsen)
        if sleutel not in bekend:
            bekend[sleutel] = self.wachtenden.vult(s, signaal, wie, plek.plaatsen, extra)
        return bekend[sleutel]

    def haalbaar(self, s: int, cellen: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
        """Those of `cellen` in which the children who wait make a full group with `s` in it."""
        signaal = replace(self.model.inst.signalen[s], kinderen=self.plan.rest[s])
        uit: list[tuple[int, int]] = []
        bekend: dict[tuple[int, int], bool] = {}
        hier, plaatsen = self.wachtenden.hier, self.model.plaatsen[self.v]
        for m, r in cellen:
            sleutel = (hier(m, r), plaatsen[r])
            past = bekend.get(sleutel)
            if past is None:
                past = bekend[sleutel] = self.wachtenden.vult(s, signaal, *sleutel, 0)
            if past:
                uit.append((m, r))
        return uit

    def _dagdelen(self, s: int, signaal: Signaal) -> Remedie | None:
        goed: dict[int, str] = {}
        for d in range(len(self.model.inst.dagdelen)):
            if d not in signaal.dagdelen:
                hoe = self.hoe(s, replace(signaal, dagdelen=(d,)))
                if hoe is not None:
                    goed[d] = hoe
        if not goed:
            return None
        return {"soort": "ander_dagdeel", "dagdelen": sorted(goed), "hoe": goed[min(goed)]}

    def _km(self, s: int, signaal: Signaal) -> Remedie | None:
        for extra in EXTRA_KM:
            hoe = self.hoe(s, replace(signaal, max_km=signaal.max_km + extra))
            if hoe is not None:
                return {"soort": "meer_km", "extra_km": extra, "km": ceil(signaal.max_km + extra), "hoe": hoe}
        return None

    def _splitsen(self, s: int, signaal: Signaal) -> Remedie | None:
        """With as many as can staying together."""
        if signaal.kinderen < 2 or (signaal.splitsbaar and signaal.min_samen == 1):
            return None
        if (hoe := self._verdeeld(s, signaal, 1)) is None:
            return None
        meest = min(signaal.kinderen // 2, signaal.min_samen - 1 if signaal.splitsbaar else signaal.kinderen)
        for samen in range(meest, 1, -1):
            if (met := self._verdeeld(s, signaal, samen)) is not None:
                return {"soort": "splitsen", "min_samen": samen, "hoe": met}
        return {"soort": "splitsen", "min_samen": 1, "hoe": hoe}

    def _verdeeld(self, s: int, signaal: Signaal, samen: int) -> str | None:
        return self.hoe(s, replace(signaal, splitsbaar=True, min_samen=samen))

    def vol(self, s: int) -> Mapping[str, object]:
        """The roomiest proposed group that suits request `s` but for its number: how many fit in it, and are left."""
        model, signaal = self.model, self.model.inst.signalen[s]
        past: list[tuple[int, int]] = []
        for blok in self.blokken:
            d, start = model.momenten[blok.m]
            if start < signaal.vroegste_week or not self._kan(signaal, s, blok.r, d):
                continue
            if self._leeftijd(signaal, [x for x, _ in blok.leden]):
                plaatsen = model.plaatsen[self.v][blok.r]
                past.append((plaatsen - sum(q for _, q in blok.leden), plaatsen))
        if not past:
            return {}
        over, hoogstens = max(past)
        return {"hoogstens": hoogstens, "nog_plek": over}

    def _kinderen(self, s: int, signaal: Signaal) -> Remedie | None:
        """The fewest more children with the same possibilities, and teams that wait for nearly the same."""
        for extra in range(1, EXTRA_KINDEREN + 1):
            plekken = list(self._nieuwe(s, signaal, extra))
            if plekken:
                dagdelen = sorted({self.model.momenten[p.m][0] for p in plekken})
                return {"soort": "meer_kinderen", "kinderen": extra, "dagdelen": dagdelen, "teams": self._teams(s)}
        return None

    def _teams(self, s: int) -> list[str]:
        """Teams with waiting children for the same intervention, nearest first, at most five."""
        model, hier = self.model, self.model.team_van[s]
        teams = {model.team_van[x] for x in self.wachtenden.over if x != s} - {hier}
        midden = model.afstand[hier]
        ver = sorted((min(map(sum, zip(midden, model.afstand[t], strict=True)), default=0), t) for t in teams)
        return [model.inst.teams[t].id for _, t in ver[:5]]

    def _trainer(self, s: int, signaal: Signaal) -> Remedie | None:
        plekken = [
            (self.iv.trainers - p.trainers, self.model.momenten[p.m][0]) for p in self._nieuwe(s, signaal, tekort=True)
        ]
        if not plekken:
            return None
        minst = min(plekken)[0]
        return {"soort": "trainer", "trainers": minst, "dagdelen": sorted({d for k, d in plekken if k == minst})}

    def _wachten(self, s: int, signaal: Signaal) -> Remedie | None:
        """The first week in which room and trainers are free for a group of children who wait now."""
        model, eerste = self.model, MAX_WEKEN + 1
        bekend: dict[tuple[int, int], bool] = {}
        for m, (d, start) in enumerate(model.momenten):
            if start != model.momenten[-1][1] or d not in signaal.dagdelen:
                continue
            for r, ruimte in enumerate(model.inst.ruimtes):
                plaatsen = model.plaatsen[self.v][r]
                if d in ruimte.dagdelen and plaatsen >= self.iv.min_grootte and self._kan(signaal, s, r, d):
                    week = self.agenda.eerste_week(m, r)
                    if week < eerste and self._vult(s, signaal, Plek(m, r, plaatsen, 0), 0, bekend):
                        eerste = week
        if eerste > MAX_WEKEN or eerste <= model.H - 1:
            return None
        return {"soort": "wachten", "weken": eerste}
