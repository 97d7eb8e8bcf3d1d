"""How long people get to answer a proposal that takes the place of one they did not answer yet.

A clock that starts anew with every better plan never runs out: somebody who waits for his group would wait for ever,
because each night a slightly better plan may come. So whoever was asked before keeps the day he was given. That is
fair only as far as the question is the same:

* somebody who is asked for the first time gets the full term, and then all the others in that group have it too;
* in the same room at the same time only the company changed; a look at it is enough, so one working day is left at
  the least (the mail may come in the night before the day the old proposal ran out);
* another place or time has to be put to the parents again, and a trainer who is new has to look in the diary: they
  get what a trainer who steps in for another gets.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping

from gemeenten.grond.kalenders import kalenders
from gemeenten.grond.models import Team
from marktplein.basis.werkdagen import samen
from vraag.instellingen import ANTWOORD_WERKDAGEN, VERVANGER_WERKDAGEN, einde_termijn
from vraag.models import Groepsvoorstel
from vraag.poolen.gewenst import Gewenst

ZELFDE_PLEK_WERKDAGEN = 1


class Termijnen:
    """The deadlines of new proposals, given the ones they replace."""

    def __init__(self, ingehaald: Iterable[tuple[Gewenst, Groepsvoorstel]], team_van: Mapping[int, int]) -> None:
        """``team_van`` is the team per signaal pk; ``ingehaald`` has its answers prefetched. Two queries."""
        self.team_van = team_van
        teams = Team.objects.filter(pk__in=set(team_van.values())).select_related("gemeente")
        self.gemeente_van = {team.pk: team.gemeente for team in teams}
        self.kalenders = kalenders(self.gemeente_van.values())
        self.einden: dict[tuple[int, frozenset[int]], dt.datetime] = {}
        # By training: of another one a team knows nothing yet.
        self.eerder: dict[tuple[int, int], list[tuple[Gewenst, dt.datetime]]] = defaultdict(list)
        for plan, voorstel in ingehaald:
            for team in {t.team_id for t in voorstel.toezeggingen.all() if t.team_id}:
                self.eerder[plan.interventie, team].append((plan, voorstel.reageren_voor))

    def _einde(self, werkdagen: int, teams: set[int]) -> dt.datetime:
        """A day on which one of these teams is closed does not count for any of them."""
        plekken = frozenset(self.gemeente_van[team].pk for team in teams)
        if (werkdagen, plekken) not in self.einden:
            kalender = samen(self.kalenders[pk] for pk in sorted(plekken))
            self.einden[werkdagen, plekken] = einde_termijn(werkdagen, kalender)
        return self.einden[werkdagen, plekken]

    def voor(self, g: Gewenst) -> dt.datetime:
        """The deadline of a new proposal: the day its teams were given before, of them the one that was asked last."""
        teams = {self.team_van[pk] for pk, _ in g.leden}
        per_team = [self.eerder.get((g.interventie, team), []) for team in teams]
        vol = self._einde(ANTWOORD_WERKDAGEN, teams)
        if not all(per_team):
            return vol
        gevraagd = max(min(termijn for _, termijn in eerder) for eerder in per_team)
        zelfde = _zelfde_vraag(g, [[plan for plan, _ in eerder] for eerder in per_team])
        minstens = self._einde(ZELFDE_PLEK_WERKDAGEN if zelfde else VERVANGER_WERKDAGEN, teams)
        return min(vol, max(gevraagd, minstens))


def _zelfde_vraag(g: Gewenst, per_team: list[list[Gewenst]]) -> bool:
    """Whether every team was asked for this place and dagdeel already, and every trainer too."""
    daar = [[plan for plan in plannen if _plek(plan) == _plek(g)] for plannen in per_team]
    return all(daar) and set(g.trainers) <= {t for plannen in daar for plan in plannen for t in plan.trainers}


def _plek(g: Gewenst) -> tuple[int | None, int | None, int]:
    """Not the week: what has to be asked at home is whether this dagdeel and this place will do."""
    return (g.ruimte, g.groep, g.dagdeel)
