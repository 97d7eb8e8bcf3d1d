"""Stage 1, read: does the instance agree with itself?

Fields that are fine one by one can still contradict each other: a team in a municipality nobody listed, a
daypart that does not exist, two running groups in one room at one time.  Such an instance has no valid
answer at all, so it is refused here, with the path of the field to look at.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from vraag.matching.probleem.typen import Instantie, InstantieFout, LopendeGroep

Plaatsen = Mapping[tuple[str, str], str]


def controleer_samenhang(inst: Instantie, plaatsen: Plaatsen) -> None:
    """Raise `InstantieFout` for the first contradiction; `plaatsen` maps (list, id) to a path."""
    _verwijzingen(inst, plaatsen)
    _dagdelen(inst, plaatsen)
    _lopende_groepen(inst, plaatsen)


def _verwijzingen(inst: Instantie, plaatsen: Plaatsen) -> None:
    gemeenten = {g.id for g in inst.gemeenten}
    teams = {t.id for t in inst.teams}
    interventies = {v.id for v in inst.interventies}
    ruimtes = {r.id for r in inst.ruimtes}
    trainers = {t.id for t in inst.trainers}

    def bekend(waarde: str, verzameling: set[str], lijst: str, wie: str, veld: str) -> None:
        if waarde not in verzameling:
            raise InstantieFout(f"{plaatsen[lijst, wie]}.{veld}", f"onbekend: {waarde!r}")

    for team in inst.teams:
        bekend(team.gemeente, gemeenten, "teams", team.id, "municipality")
    for ruimte in inst.ruimtes:
        bekend(ruimte.gemeente, gemeenten, "rooms", ruimte.id, "municipality")
    for t in inst.trainers:
        bekend(t.gemeente, gemeenten, "trainers", t.id, "municipality")
        for v in t.interventies:
            bekend(v, interventies, "trainers", t.id, "interventions")
    for g in inst.lopende_groepen:
        bekend(g.interventie, interventies, "existing_groups", g.id, "intervention")
        bekend(g.ruimte, ruimtes, "existing_groups", g.id, "room")
        for wie in g.trainers:
            bekend(wie, trainers, "existing_groups", g.id, "trainers")
    for s in inst.signalen:
        bekend(s.team, teams, "signals", s.id, "team")
        bekend(s.interventie, interventies, "signals", s.id, "intervention")


def _dagdelen(inst: Instantie, plaatsen: Plaatsen) -> None:
    aantal = len(inst.dagdelen)

    def binnen(dagdelen: Iterable[int], lijst: str, wie: str, veld: str) -> None:
        if any(d >= aantal for d in dagdelen):
            raise InstantieFout(f"{plaatsen[lijst, wie]}.{veld}", f"er zijn maar {aantal} dagdelen")

    for ruimte in inst.ruimtes:
        binnen(ruimte.dagdelen, "rooms", ruimte.id, "dayparts")
    for t in inst.trainers:
        binnen(t.dagdelen, "trainers", t.id, "dayparts")
        binnen((d for _, d in t.uitgesloten), "trainers", t.id, "excluded")
    for g in inst.lopende_groepen:
        binnen((g.dagdeel,), "existing_groups", g.id, "daypart")
    for s in inst.signalen:
        binnen(s.dagdelen, "signals", s.id, "dayparts")
        binnen((d for _, d in s.uitgesloten), "signals", s.id, "excluded")


def _lopende_groepen(inst: Instantie, plaatsen: Plaatsen) -> None:
    regio = {g.id: g.regio for g in inst.gemeenten}
    ruimte_regio = {r.id: regio[r.gemeente] for r in inst.ruimtes}
    trainers = {t.id: t for t in inst.trainers}
    weken = {v.id: v.weken for v in inst.interventies}
    bezet: dict[tuple[str, str, int, int], str] = {}
    belasting: dict[tuple[str, int], int] = {}

    def houd(soort: str, wie: str, g: LopendeGroep, week: int, veld: str) -> None:
        eerder = bezet.setdefault((soort, wie, g.dagdeel, week), g.id)
        if eerder != g.id:
            pad = f"{plaatsen['existing_groups', g.id]}.{veld}"
            raise InstantieFout(pad, f"{wie!r} is in week {week} al bezet door {eerder!r}")

    for g in inst.lopende_groepen:
        pad = plaatsen["existing_groups", g.id]
        for wie in g.trainers:
            if regio[trainers[wie].gemeente] != ruimte_regio[g.ruimte]:
                raise InstantieFout(f"{pad}.trainers", f"{wie!r} hoort bij een andere regio dan de ruimte")
        for week in range(g.startweek, g.startweek + weken[g.interventie]):
            houd("ruimte", g.ruimte, g, week, "room")
            for wie in g.trainers:
                houd("trainer", wie, g, week, "trainers")
                belasting[wie, week] = belasting.get((wie, week), 0) + 1
                if belasting[wie, week] > trainers[wie].max_per_week:
                    raise InstantieFout(f"{pad}.trainers", f"{wie!r} heeft in week {week} te veel groepen")
