"""When a proposal is: the very dates and clock times the planner would make. Page, list, mail and planner ask here.

The week it was found for may lie in a holiday, and somebody may have taken the room or a trainer since: then it is the
first later week in which all of them are free.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from aanbod.groepen.services.planning import Rooster
from aanbod.models import Bijeenkomst, Inzet
from facilitair.models import Reservering, Ruimte
from facilitair.workflow import BEZET_DE_RUIMTE
from marktplein.basis import klok
from marktplein.basis.woorden import dag as in_woorden
from marktplein.basis.woorden import dag_kort, tel, uren, waar
from vraag.instellingen import UITSTEL_WEKEN
from vraag.models import Groepsvoorstel, Toezegging
from vraag.models.voorstel import Momenten
from vraag.workflow import VOORSTEL_LOPEND, Antwoord

Tijd = tuple[dt.datetime, dt.datetime]
# From this many days on, another first day than was told is news.
VERSCHOVEN_DAGEN = 7
JA_BLIJFT = "De groep begint nog in dezelfde week. Wie al ja zei, hoeft niet opnieuw te antwoorden."
JA_OPNIEUW = "Wie al ja zei, zei dat op de eerdere data. Daarom vragen we iedereen opnieuw of het past."
JA_ELDERS = "Wie al ja zei, zei dat op de eerdere plaats. Daarom vragen we iedereen opnieuw of het past."


def momenten_van(voorstellen: Collection[Groepsvoorstel]) -> dict[int, Momenten]:
    """Per proposal its meetings: those still to come of the group it joins or became, or those that would be planned.

    At most six queries and one per holiday region, whatever the number; wants ``interventie``, ``groep`` and
    ``ruimte__gemeente`` at hand.
    """
    uit = _van_groepen([v for v in voorstellen if v.groep_id])
    # A list of answers names a proposal once for each that it asks.
    nieuw = list({v.pk: v for v in voorstellen if v.ruimte and not v.groep_id}.values())
    if not nieuw:
        return uit
    rooster = Rooster(
        [(v.ruimte.gemeente, v.dagdeel, week) for v in nieuw if v.ruimte for week in (v.start_week, _laatste_week(v))],
        hoogstens=max(v.interventie.bijeenkomsten or 1 for v in nieuw),
    )
    bezet = _Bezetting([v for v in nieuw if v.staat in VOORSTEL_LOPEND])
    return uit | {v.pk: _zoek(v, rooster, bezet) for v in nieuw}


def _laatste_week(v: Groepsvoorstel) -> dt.date:
    return v.start_week + dt.timedelta(weeks=UITSTEL_WEKEN)


def _van_groepen(voorstellen: Sequence[Groepsvoorstel]) -> dict[int, Momenten]:
    groepen = {v.groep_id for v in voorstellen}
    per_groep: dict[int, list[Tijd]] = defaultdict(list)
    if groepen:
        for b in Bijeenkomst.objects.filter(groep__in=groepen).order_by("begin").only("groep", "begin", "eind"):
            per_groep[b.groep_id].append((b.begin, b.eind))
    uit = {}
    for v in voorstellen:
        alle = per_groep[v.groep_id or 0]
        komend = [tijd for tijd in alle if klok.lokaal(tijd[0]).date() >= v.start_week]
        uit[v.pk] = Momenten(tuple(komend or alle))
    return uit


def _zoek(v: Groepsvoorstel, rooster: Rooster, bezet: "_Bezetting") -> Momenten:
    """The dates that people were told, if room and trainers are free then; else the first week in which they are.

    The first one of all when there is none such.
    """
    eerste, vrij = Momenten(vrij=False), None
    for uitstel in range(UITSTEL_WEKEN + 1):
        assert v.ruimte is not None  # noqa: S101 - asked of proposals with a room only
        week = v.start_week + dt.timedelta(weeks=uitstel)
        tijden = tuple(rooster.reeks(v.interventie, v.ruimte.gemeente, v.dagdeel, week))
        eerste = eerste if eerste.tijden else Momenten(tijden, vrij=False)
        if not tijden or bezet.botst(v, tijden):
            continue
        gevonden = Momenten(tijden, uitstel)
        if v.verteld_data in ([], gevonden.data):
            return gevonden
        vrij = vrij or gevonden
    return vrij or eerste


class _Bezetting:
    """When the rooms and the trainers of running proposals are taken already; three queries."""

    def __init__(self, voorstellen: Sequence[Groepsvoorstel]) -> None:
        self._zaal: dict[int, list[Tijd]] = defaultdict(list)
        self._trainer: dict[int, list[Tijd]] = defaultdict(list)
        self._trainers_van: dict[int, list[int]] = defaultdict(list)
        if not voorstellen:
            return
        vanaf = DateTimeTZRange(klok.op(min(v.start_week for v in voorstellen), dt.time(0)), None)
        gevraagd = Toezegging.objects.filter(voorstel__in=voorstellen, trainer__isnull=False)
        for pk, trainer in gevraagd.exclude(antwoord=Antwoord.NEE).order_by().values_list("voorstel_id", "trainer_id"):
            self._trainers_van[pk].append(trainer or 0)
        geboekt = Reservering.objects.filter(
            ruimte__in={v.ruimte_id for v in voorstellen}, staat__in=BEZET_DE_RUIMTE, periode__overlap=vanaf
        )
        self._vul(self._zaal, geboekt.order_by().values_list("ruimte_id", "periode"))
        alle = {trainer for trainers in self._trainers_van.values() for trainer in trainers}
        ingezet = Inzet.objects.filter(trainer__in=alle, periode__overlap=vanaf)
        self._vul(self._trainer, ingezet.order_by().values_list("trainer_id", "periode"))

    @staticmethod
    def _vul(waarin: dict[int, list[Tijd]], rijen: Iterable[tuple[int, DateTimeTZRange]]) -> None:
        for pk, periode in rijen:
            waarin[pk].append((periode.lower, periode.upper))

    def botst(self, v: Groepsvoorstel, tijden: Sequence[Tijd]) -> bool:
        bezet = [*self._zaal.get(v.ruimte_id or 0, ())]
        for trainer in self._trainers_van.get(v.pk, ()):
            bezet += self._trainer.get(trainer, ())
        return any(van < eind and begin < tot for begin, eind in tijden for van, tot in bezet)


def eerste_dagen(voorstellen: Collection[Groepsvoorstel]) -> dict[int, dt.date]:
    """Per proposal its first day, as ``momenten_van``; without those that no day is found for."""
    return {pk: m.eerste_dag for pk, m in momenten_van(voorstellen).items() if m.eerste_dag}


def zet_vanaf(voorstellen: Collection[Groepsvoorstel]) -> None:
    """Give each its ``momenten``, and ``vanaf``: words to go after "vanaf" in a page, list or mail."""
    gevonden = momenten_van(voorstellen)
    for v in voorstellen:
        v.momenten = gevonden.get(v.pk) or Momenten()
        v.vanaf = vanaf(v.momenten.eerste_dag, v.start_week)


def vanaf(dag: dt.date | None, week: dt.date) -> str:
    """ "woensdag 3 maart", with the year when it is not this one; "de week van …" when no day is known."""
    if dag is None:
        return f"de week van {vanaf(week, week)}"
    return in_woorden(dag) if dag.year == klok.vandaag().year else f"{in_woorden(dag)} {dag.year}"


def vanaf_kort(v: Groepsvoorstel) -> str:
    """ "ma 4 jan 2027", where there is little room; of a proposal that has its ``momenten``."""
    dag = v.momenten.eerste_dag
    return dag_kort(dag) if dag else f"de week van {dag_kort(v.start_week)}"


def moment_kort(v: Groepsvoorstel) -> str:
    """ "ma 15.30 – 16.45, 8 keer"; of a proposal that has its ``momenten``."""
    tijden = v.momenten.tijden
    if not tijden:
        return v.dagdeel_naam
    begin, eind = tijden[0]
    dag = dag_kort(klok.lokaal(begin).date()).split()[0]
    return f"{dag} {uren(begin, eind)}, {tel(len(tijden), 'keer', 'keer')}"


@dataclass(frozen=True, slots=True)
class Verschuiving:
    """First and last day of a proposal as people were told, and as they are now; old and new place, when that moved."""

    eerst: tuple[dt.date, dt.date]
    nu: tuple[dt.date, dt.date]
    plek: tuple[str, str] | None = None

    @property
    def zelfde_week(self) -> bool:
        """Whoever said yes to a group that begins in that week and that place, said yes to this one too."""
        return self.plek is None and _maandag(self.eerst[0]) == _maandag(self.nu[0])

    @property
    def zin(self) -> str:
        """Old and new."""
        zinnen = []
        if self.plek:
            zinnen.append(f"De plaats is veranderd. Eerst: {self.plek[0]}. Nu: {self.plek[1]}.")
        if self.eerst != self.nu:
            van, tot = (vanaf(dag, dag) for dag in self.eerst)
            nu_van, nu_tot = (vanaf(dag, dag) for dag in self.nu)
            zinnen.append(f"De data zijn veranderd. Eerst: {van} tot en met {tot}. Nu: {nu_van} tot en met {nu_tot}.")
        return " ".join(zinnen)

    @property
    def kort(self) -> str:
        """In a row."""
        delen = [f"andere plaats, eerst {self.plek[0]}"] if self.plek else []
        if self.eerst[0] != self.nu[0]:
            delen.append(f"verschoven, eerst {dag_kort(self.eerst[0])}")
        elif self.eerst != self.nu:
            delen.append(f"laatste keer {dag_kort(self.nu[1])}, eerst {dag_kort(self.eerst[1])}")
        return " · ".join(delen)

    @property
    def was(self) -> str:
        """To what a yes was said."""
        return "de eerdere plaats" if self.plek else "de eerdere data"

    @property
    def ja_geldt(self) -> str:
        """What becomes of a yes to the old dates."""
        if self.plek:
            return JA_ELDERS
        return JA_BLIJFT if self.zelfde_week else JA_OPNIEUW


def verschuiving(v: Groepsvoorstel) -> Verschuiving | None:
    """What changed in dates and place since people were told, or by the last move that they were told of.

    Of a proposal that has its ``momenten``.
    """
    nu = v.momenten.data
    oud = v.eerder_data if v.eerder_data and v.verteld_data == nu else v.verteld_data
    plek = (v.eerder_plek, plek_van(v.ruimte)) if v.eerder_plek and v.ruimte else None
    if not oud or not nu or (oud == nu and plek is None):
        return None
    return Verschuiving((_dag(oud[0]), _dag(oud[-1])), (_dag(nu[0]), _dag(nu[-1])), plek)


def plek_van(ruimte: Ruimte) -> str:
    """ "Zaal De Linde, Leiden"; reads ``gemeente``."""
    return waar(ruimte.naam, plaats=ruimte.gemeente.naam)


def _dag(iso: str) -> dt.date:
    return dt.date.fromisoformat(iso)


def _maandag(dag: dt.date) -> dt.date:
    return dag - dt.timedelta(days=dag.weekday())


def is_verschoven(van: dt.date | None, naar: dt.date | None) -> bool:
    return van is not None and naar is not None and abs((naar - van).days) >= VERSCHOVEN_DAGEN
