"""What may happen to proposals that people think about: which stay, which may grow, and what a move must bring.

A proposal is a promise to think. Who was only just asked, or who says "wij overleggen met gezinnen", is left alone; any
other proposal nobody answered is moved only for what the setting ``POOLEN_DREMPEL`` asks (``matching.Drempel``).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.conf import settings

from gemeenten.grond.kalenders import kalenders
from gemeenten.grond.models import Team
from marktplein.basis import klok
from marktplein.basis.werkdagen import LANDELIJK, plus_werkdagen, samen
from vraag import matching
from vraag.instellingen import ERBIJ_WERKDAGEN, RUST_WERKDAGEN
from vraag.models import Groepsvoorstel


def drempel() -> matching.Drempel:
    """At least so many more children placed per so many proposals moved."""
    kinderen, voorstellen = settings.POOLEN_DREMPEL
    return matching.Drempel(kinderen, voorstellen)


@dataclass(frozen=True, slots=True)
class Rust:
    """``vast``: it is not moved. ``vol``: nobody is added any more."""

    vast: bool = False
    vol: bool = False


def rust_van(voorstellen: Iterable[Groepsvoorstel]) -> Mapping[int, Rust]:
    """By proposal (with ``toezeggingen`` prefetched). Two queries."""
    lijst = list(voorstellen)
    teams = {v.pk: {t.team_id for t in v.toezeggingen.all() if t.team_id} for v in lijst}
    rijen = Team.objects.filter(pk__in=set().union(*teams.values())).select_related("gemeente")
    gemeente = {team.pk: team.gemeente for team in rijen}
    per_gemeente = kalenders(gemeente.values())
    uit = {}
    for v in lijst:
        plekken = sorted({gemeente[team].pk for team in teams[v.pk]})
        kalender = samen(per_gemeente[pk] for pk in plekken) if plekken else LANDELIJK
        vandaag, gevraagd = klok.vandaag(), klok.lokaal(v.aangemaakt_op).date()
        net = vandaag < plus_werkdagen(gevraagd, RUST_WERKDAGEN, kalender)
        overleg = any(t.overlegt_sinds is not None for t in v.toezeggingen.all())
        kort = klok.lokaal(v.reageren_voor).date() < plus_werkdagen(vandaag, ERBIJ_WERKDAGEN, kalender)
        uit[v.pk] = Rust(net or overleg, kort)
    return uit
