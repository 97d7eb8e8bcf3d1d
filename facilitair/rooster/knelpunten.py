"""What stands in the way of meetings as somebody wants them: closed days, rooms and trainers that are taken."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from aanbod.expertise.selectors import bevoegde_trainers
from aanbod.models import Groep, Interventie, Inzet, Trainer
from facilitair.models import Ruimte
from facilitair.rooster.afspraak import Afspraak
from facilitair.rooster.dagen import Dagen
from facilitair.ruimtes import vrij
from gemeenten.grond.models import Gemeente
from marktplein.basis import klok, woorden

Tijd = tuple[dt.datetime, dt.datetime]
# Who plans further ahead has mistyped the year more often than planned that far.
HOOGSTENS_VOORUIT = dt.timedelta(days=550)
GENOEMD = 3


@dataclass(frozen=True, slots=True)
class Knelpunt:
    """``veld`` is where the form shows it."""

    veld: str
    tekst: str


@dataclass(frozen=True, slots=True)
class Wens:
    """The meetings as they would be. ``groep`` holds its own rooms and trainers, which are no obstacle.

    ``blijft`` are meetings of that group that stay as they are. ``dagen`` are the days to hold against closed days and
    holidays: none where those are meant, or where the day was so already.
    """

    afspraken: Sequence[Afspraak]
    interventie: Interventie
    gemeente: Gemeente
    minstens: int
    groep: Groep | None = None
    blijft: Sequence[Afspraak] = ()
    dagen: frozenset[dt.date] = frozenset()

    @property
    def tijden(self) -> list[Tijd]:
        return [a.tijd for a in self.afspraken]

    @property
    def trainers(self) -> frozenset[int]:
        return frozenset().union(*(a.trainers for a in self.afspraken))


def knelpunten(wens: Wens) -> list[Knelpunt]:
    """All that stands in the way, each told once; about six queries. Empty when it can be done."""
    if not wens.afspraken:
        return []
    return [*_moment(wens), *_dichte_dagen(wens), *_ruimtes(wens), *_trainers(wens)]


def _moment(wens: Wens) -> Iterable[Knelpunt]:
    nu = klok.nu()
    if any(a.begin <= nu for a in wens.afspraken):
        yield Knelpunt("datum", "Dit moment is al voorbij. Kies een later moment.")
    if any(a.begin > nu + HOOGSTENS_VOORUIT for a in wens.afspraken):
        yield Knelpunt("datum", "Dit is meer dan anderhalf jaar vooruit. Klopt het jaar?")
    alle = sorted([*wens.afspraken, *wens.blijft], key=lambda a: a.begin)
    for een, ander in pairwise(alle):
        if ander.begin < een.eind:
            al = woorden.tijd(*een.tijd)
            yield Knelpunt("datum", f"De groep komt dan al bij elkaar: {al}. Kies een ander moment.")


def _dichte_dagen(wens: Wens) -> Iterable[Knelpunt]:
    if not wens.dagen:
        return
    dagen = Dagen(wens.gemeente, min(wens.dagen))
    for dag in sorted(wens.dagen):
        if reden := dagen.waarom_niet(dag):
            wanneer = woorden.dag(dag).capitalize()
            tekst = f"{wanneer} is een vrije dag: {reden}. Kies een andere dag, of vink aan dat het toch zo moet."
            yield Knelpunt("datum", tekst)


def _ruimtes(wens: Wens) -> Iterable[Knelpunt]:
    per_ruimte: dict[int, list[Tijd]] = defaultdict(list)
    for a in wens.afspraken:
        if a.ruimte:
            per_ruimte[a.ruimte].append(a.tijd)
    for ruimte in Ruimte.objects.filter(pk__in=per_ruimte).order_by("naam"):
        tijden = per_ruimte[ruimte.pk]
        if not ruimte.actief:
            yield Knelpunt("plek", f"{ruimte.naam} wordt niet meer verhuurd. Kies een andere ruimte.")
        elif ruimte.capaciteit < wens.minstens:
            plekken = woorden.plekken(ruimte.capaciteit)
            yield Knelpunt("plek", f"{ruimte.naam} heeft {plekken}. Er zijn er {wens.minstens} nodig.")
        elif bezet := vrij.botsingen(ruimte, tijden, behalve_groep=wens.groep):
            yield Knelpunt("plek", f"{ruimte.naam} is al bezet op {_opsomming(bezet)}.")
        elif not vrij.te_huur_op(ruimte, tijden):
            yield Knelpunt("plek", f"{ruimte.naam} wordt op dat dagdeel niet verhuurd.")


def _trainers(wens: Wens) -> Iterable[Knelpunt]:
    if not wens.trainers:
        return
    bevoegd = set(bevoegde_trainers(wens.interventie, wens.afspraken[-1].dag).values_list("pk", flat=True))
    bezet = bezet_van(wens.trainers, wens.tijden, behalve=wens.groep)
    for trainer in Trainer.objects.filter(pk__in=wens.trainers).order_by("naam", "pk"):
        tijden = [a.tijd for a in wens.afspraken if trainer.pk in a.trainers]
        if trainer.pk not in bevoegd:
            tekst = f"{trainer.naam} heeft voor deze training geen certificaat dat lang genoeg geldig is."
            yield Knelpunt("trainers", tekst)
        elif raakt := [tijd for tijd in tijden if _raakt(tijd, bezet[trainer.pk])]:
            yield Knelpunt("trainers", f"{trainer.naam} geeft dan al een andere groep: {_opsomming(raakt)}.")


def bezet_van(trainers: Collection[int], tijden: Sequence[Tijd], *, behalve: Groep | None) -> dict[int, list[Tijd]]:
    """When these trainers give other groups, between the first begin and the last end. One query."""
    heel = DateTimeTZRange(min(begin for begin, _ in tijden), max(eind for _, eind in tijden))
    rijen = Inzet.objects.filter(trainer__in=trainers, periode__overlap=heel).order_by("periode", "pk")
    if behalve is not None:
        rijen = rijen.exclude(bijeenkomst__groep=behalve)
    bezet: dict[int, list[Tijd]] = defaultdict(list)
    for trainer, periode in rijen.values_list("trainer_id", "periode"):
        bezet[trainer].append((periode.lower, periode.upper))
    return bezet


def raakt_een(tijden: Iterable[Tijd], bezet: Sequence[Tijd]) -> bool:
    return any(_raakt(tijd, bezet) for tijd in tijden)


def _raakt(tijd: Tijd, bezet: Iterable[Tijd]) -> bool:
    return any(begin < tijd[1] and tijd[0] < eind for begin, eind in bezet)


def _opsomming(tijden: Sequence[Tijd]) -> str:
    genoemd = "; ".join(woorden.tijd(*tijd) for tijd in tijden[:GENOEMD])
    rest = len(tijden) - GENOEMD
    return f"{genoemd} en nog {rest} keer" if rest > 0 else genoemd
