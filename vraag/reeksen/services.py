"""Demand that comes back each season: found in past needs, and what the contact of the municipality decides about it.

A season is a quarter of a school year. Demand counts as returning when, in at least two school years and in the
latest season of that kind too, enough people of one kind (``Voor``) for a group were asked for: in one municipality, or
else in its part of the region together.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db import IntegrityError, transaction

from aanbod.models import Interventie
from aanbod.workflow import InterventieStaat
from gemeenten.grond.enums import Rol
from gemeenten.grond.models import Gemeente, Regio
from gemeenten.grond.selectors import gemeente_ids_van
from marktplein.accounts.models import Bezoeker, User
from marktplein.audit.services import leg_vast
from marktplein.basis import klok
from marktplein.basis.fouten import DomeinFout
from marktplein.basis.toegang import eis
from vraag.models import Besluit, Reeks, Seizoen, Signaal
from vraag.permissions import kan_reeks_beslissen
from vraag.signalen.validators import controleer_tekst
from vraag.workflow import SignaalStaat

# (gemeente or None, subregio, interventie, voor, seizoen)
Sleutel = tuple[int | None, str, int, str, int]
MINSTENS_JAREN = 2
# School years looked at, the present one included.
JAREN_TERUG = 4
AL_BESLIST = "Over deze reeks is al beslist. Kijk wat er besloten is; het lokaal aanspreekpunt kan dat terugdraaien."
ALLEEN_AANSPREEKPUNT = "Alleen het lokaal aanspreekpunt van deze gemeente beslist over een vaste reeks."


def schooljaar_van(dag: dt.date) -> int:
    """The year in which the school year of this day began (in August)."""
    return dag.year - (dag.month < 8)


def seizoen_van(dag: dt.date) -> Seizoen:
    return Seizoen((dag.month - 8) % 12 // 3)


def begin_van(schooljaar: int, seizoen: int) -> dt.date:
    maand = 8 + 3 * seizoen
    return dt.date(schooljaar + (maand > 12), (maand - 1) % 12 + 1, 1)


@dataclass(frozen=True, slots=True)
class Terugkeer:
    """Returning demand. ``per_jaar``: school year → municipality → people asked for; oldest first."""

    regio_id: int
    interventie: Interventie
    voor: str
    seizoen: Seizoen
    gemeenten: tuple[Gemeente, ...]
    subregio: str
    per_jaar: dict[int, dict[int, int]] = field(default_factory=dict)
    start_maand: int = 1

    @property
    def kenmerk(self) -> str:
        """Names this demand in an address; a decision goes by ``sleutel``."""
        waar = f"s{self.gemeenten[0].pk}" if self.subregio else f"g{self.gemeenten[0].pk}"
        wie = "" if self.voor == self.interventie.eerst_voor else f"-{self.voor}"
        return f"i{self.interventie.pk}-{waar}-{self.seizoen.value}{wie}"

    @property
    def naam(self) -> str:
        return self.interventie.naam_voor(self.voor)

    @property
    def waar(self) -> str:
        return f"subregio {self.subregio}" if self.subregio else str(self.gemeenten[0])

    @property
    def gemeente_ids(self) -> frozenset[int]:
        return frozenset(g.pk for g in self.gemeenten)

    @property
    def totalen(self) -> dict[int, int]:
        return {jaar: sum(per.values()) for jaar, per in self.per_jaar.items()}

    @property
    def sleutel(self) -> Sleutel:
        """What a decision is about: as in the table of decisions."""
        gemeente = None if self.subregio else self.gemeenten[0].pk
        return (gemeente, self.subregio, self.interventie.pk, self.voor, self.seizoen.value)


class _Vraag(NamedTuple):
    gemeente: int
    interventie: int
    voor: str
    geplaatst_op: dt.date
    aantal: int


def terugkerende_vraag(regio: Regio) -> list[Terugkeer]:
    """All demand of a region that comes back, decided or not; three queries."""
    vandaag = klok.vandaag()
    rijen = (
        Signaal.objects.filter(
            regio=regio,
            interventie__isnull=False,
            interventie__staat=InterventieStaat.GEPUBLICEERD,
            geplaatst_op__gte=dt.date(schooljaar_van(vandaag) - JAREN_TERUG + 1, 8, 1),
            geplaatst_op__lte=vandaag,
        )
        .exclude(staat=SignaalStaat.INGETROKKEN)
        .order_by("pk")
        .values_list("team__gemeente_id", "interventie_id", "voor", "geplaatst_op", "aantal")
    )
    per: dict[tuple[int, str, Seizoen], list[_Vraag]] = defaultdict(list)
    for vraag in map(_Vraag._make, rijen):
        per[vraag.interventie, vraag.voor, seizoen_van(vraag.geplaatst_op)].append(vraag)
    gemeenten = {g.pk: g for g in Gemeente.objects.filter(regio=regio).order_by("naam")}
    interventies = Interventie.objects.in_bulk({i for i, _, _ in per})
    uit: list[Terugkeer] = []
    for (interventie, _, seizoen), vragen in per.items():
        uit += _in_gebieden(regio, interventies[interventie], seizoen, vragen, gemeenten)
    return sorted(uit, key=lambda t: (t.naam.casefold(), t.seizoen, t.waar, t.kenmerk))


def _in_gebieden(
    regio: Regio, interventie: Interventie, seizoen: Seizoen, vragen: list[_Vraag], gemeenten: dict[int, Gemeente]
) -> Iterable[Terugkeer]:
    """Each municipality by itself; those that are too small together with the rest of their part of the region."""
    per_gemeente: dict[int, list[_Vraag]] = defaultdict(list)
    for v in vragen:
        per_gemeente[v.gemeente].append(v)
    samen: dict[str, list[int]] = defaultdict(list)
    for pk, van_hier in per_gemeente.items():
        if t := _terugkeer(regio, interventie, seizoen, van_hier, [gemeenten[pk]], ""):
            yield t
        elif gemeenten[pk].subregio:
            samen[gemeenten[pk].subregio].append(pk)
    for subregio, pks in samen.items():
        van_hier = [v for pk in pks for v in per_gemeente[pk]]
        gebied = sorted((gemeenten[pk] for pk in pks), key=lambda g: g.pk)
        if len(pks) > 1 and (t := _terugkeer(regio, interventie, seizoen, van_hier, gebied, subregio)):
            yield t


def _terugkeer(
    regio: Regio,
    interventie: Interventie,
    seizoen: Seizoen,
    vragen: Sequence[_Vraag],
    gebied: Sequence[Gemeente],
    subregio: str,
) -> Terugkeer | None:
    per_jaar: dict[int, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    maanden: Counter[int] = Counter()
    for v in vragen:
        per_jaar[schooljaar_van(v.geplaatst_op)][v.gemeente] += v.aantal
        maanden[v.geplaatst_op.month] += v.aantal
    genoeg = [jaar for jaar, per in per_jaar.items() if sum(per.values()) >= interventie.groep_min]
    if len(genoeg) < MINSTENS_JAREN or max(genoeg) < _laatste(seizoen):
        return None
    # A group takes a month to arrange: begin in the month after the one in which most was asked.
    drukste = max(maanden, key=lambda m: (maanden[m], -((m - 8) % 12)))
    jaren = {jaar: dict(per_jaar[jaar]) for jaar in sorted(per_jaar)}
    voor = vragen[0].voor
    return Terugkeer(regio.pk, interventie, voor, seizoen, tuple(gebied), subregio, jaren, drukste % 12 + 1)


def _laatste(seizoen: int) -> int:
    """The school year of the latest season of this kind that is over."""
    vandaag = klok.vandaag()
    jaar = schooljaar_van(vandaag)
    einde = begin_van(jaar + (seizoen == Seizoen.ZOMER), (seizoen + 1) % 4)
    return jaar if vandaag >= einde else jaar - 1


# --- deciding -------------------------------------------------------------------------------------------------


def besluiten(regio: Regio) -> dict[Sleutel, Reeks]:
    """The decisions of a region, by what they are about."""
    reeksen = Reeks.objects.filter(regio=regio).select_related("gemeente", "interventie", "door").order_by("pk")
    return {(r.gemeente_id, r.subregio, r.interventie_id, r.voor, r.seizoen): r for r in reeksen}


def besluit_over(terugkeer: Terugkeer) -> Reeks | None:
    """What was decided about this demand as it stands now."""
    gemeente, subregio, interventie, voor, seizoen = terugkeer.sleutel
    wat = {"gemeente": gemeente, "subregio": subregio, "interventie": interventie, "voor": voor, "seizoen": seizoen}
    return Reeks.objects.filter(regio=terugkeer.regio_id, **wat).first()


def zonder_terugkeer(regio: Regio, reeksen: Iterable[Reeks]) -> list[Terugkeer]:
    """Decisions about demand that no longer comes back, with the figures they were made on; one query."""
    gemeenten = list(Gemeente.objects.filter(regio=regio).order_by("pk"))
    uit = []
    for reeks in reeksen:
        gebied = [
            g for g in gemeenten if g.pk == reeks.gemeente_id or (reeks.subregio and g.subregio == reeks.subregio)
        ]
        if gebied:
            wat = (reeks.interventie, reeks.voor, Seizoen(reeks.seizoen))
            uit.append(Terugkeer(regio.pk, *wat, tuple(gebied), reeks.subregio, start_maand=reeks.start_maand or 1))
    return sorted(uit, key=lambda t: (t.naam.casefold(), t.seizoen, t.waar, t.kenmerk))


def te_beslissen(user: Bezoeker) -> list[Terugkeer]:
    """What comes back and waits for a decision that this user may take; five queries per region of the user."""
    van_mij = gemeente_ids_van(user, Rol.AANSPREEKPUNT)
    if not van_mij:
        return []
    uit: list[Terugkeer] = []
    for regio in Regio.objects.filter(gemeenten__in=van_mij).distinct().order_by("naam"):
        besloten = besluiten(regio)
        uit += [t for t in terugkerende_vraag(regio) if t.gemeente_ids & van_mij and t.sleutel not in besloten]
    return uit


@transaction.atomic
def beslis(terugkeer: Terugkeer, *, besluit: str, start_maand: int | None, reden: str, door: User) -> Reeks:
    """Accept as a standing series from ``start_maand`` on, or dismiss with a reason; a decision stays until taken back.

    An accepted series asks the teams in its area each year for their demand (``selectors.reeksen``).

    Raises DomeinFout with its field when month or reason lacks, or when a colleague was first.
    """
    eis(kan_reeks_beslissen(door, terugkeer.gemeente_ids), ALLEEN_AANSPREEKPUNT)
    reden = reden.strip()
    _controleer(besluit, start_maand, reden)
    gemeente, subregio, interventie, voor, seizoen = terugkeer.sleutel
    try:
        with transaction.atomic():
            reeks = Reeks.objects.create(
                regio_id=terugkeer.regio_id,
                gemeente_id=gemeente,
                subregio=subregio,
                interventie_id=interventie,
                voor=voor,
                seizoen=seizoen,
                besluit=besluit,
                start_maand=start_maand if besluit == Besluit.AANVAARD else None,
                reden=reden,
                door=door,
                cijfers={str(jaar): n for jaar, n in terugkeer.totalen.items()},
            )
    except IntegrityError:
        raise DomeinFout(AL_BESLIST) from None
    jaren = len(terugkeer.per_jaar)
    leg_vast(f"reeks.{besluit}", reeks, door=door, voor=voor, start_maand=reeks.start_maand, jaren=jaren)
    return reeks


@transaction.atomic
def draai_terug(reeks: Reeks, *, gemeente_ids: frozenset[int], door: User) -> None:
    """Undo a decision: the demand is proposed again as long as it comes back. Twice changes nothing."""
    eis(kan_reeks_beslissen(door, gemeente_ids), ALLEEN_AANSPREEKPUNT)
    vers = Reeks.objects.select_for_update().filter(pk=reeks.pk).first()
    if vers is not None:
        leg_vast("reeks.teruggedraaid", vers, door=door, besluit=vers.besluit)
        vers.delete()


def _controleer(besluit: str, start_maand: int | None, reden: str) -> None:
    if besluit not in Besluit.values:
        raise DomeinFout("Kies of je er een vaste reeks van maakt of niet.", veld="besluit")
    if besluit == Besluit.AANVAARD and not 1 <= (start_maand or 0) <= 12:
        raise DomeinFout("Kies de maand waarin de reeks elk jaar begint.", veld="start_maand")
    if besluit == Besluit.AFGEWEZEN and not reden:
        raise DomeinFout("Schrijf kort op waarom een vaste reeks niet nodig is.", veld="reden")
    for fout in controleer_tekst("reden", reden, 300):
        raise fout
