"""Tell teams and trainers what a run made of their proposals, after it has let go of the region.

A proposal says itself that it still has to be told (``te_melden``), and who was asked for one that a better plan took
the place of, that this still has to be told (``einde_te_melden``); both are written in the transaction that did it.
Telling puts the messages in the outbox and takes the marks away in one transaction, so whoever does this, however often
and whoever dies on the way: every team gets its mail, once. A team that is asked for a new proposal for the same
demand, and a trainer who is asked for any, read there what it replaces; the others get a message that theirs is off.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from django.db import transaction
from django.db.models import Q, QuerySet

from marktplein.basis import klok
from marktplein.basis.een_voor_een import in_porties
from vraag.models import Groepsvoorstel, Toezegging
from vraag.voorstellen import berichten
from vraag.voorstellen.berichten import Gevraagd, Vervangen
from vraag.voorstellen.stand import standen
from vraag.workflow import VOORSTEL_LOPEND

VOORSTELLEN_PER_KEER = 200
# Nobody heard of it yet, or somebody was added to it (or asked for more children) since the others heard.
TE_VRAGEN = Q(te_melden=True) | Q(toezeggingen__te_vragen=True)
# Who is asked: (team, None) or (None, trainer).
Wie = tuple[int | None, int | None]


def meld_voorstellen() -> int:
    """Put the messages about all proposals that wait for it in the outbox; answers how many proposals were told.

    A proposal that somebody else is busy with is left for the next round of beat. A proposal that ended before it was
    told is not told: there is nothing left to answer.
    """
    nieuw = Groepsvoorstel.objects.filter(TE_VRAGEN, staat__in=VOORSTEL_LOPEND).order_by("pk").distinct()
    weg = Toezegging.objects.filter(einde_te_melden=True).order_by("voorstel_id").distinct()
    return sum(
        in_porties(wachtend.values_list(veld, flat=True), werk, per_keer=VOORSTELLEN_PER_KEER)
        for wachtend, veld, werk in ((nieuw, "pk", _meld_nieuw), (weg, "voorstel_id", _meld_einde))
    )


@transaction.atomic
def _meld_nieuw(nummers: Sequence[int]) -> int:
    """No lock but that on the rows themselves, and no waiting for it: answering goes on meanwhile."""
    voorstellen = _nog_te_vragen(
        Groepsvoorstel.objects.select_for_update(skip_locked=True)
        .filter(pk__in=nummers, staat__in=VOORSTEL_LOPEND)
        .prefetch_related("regels", "toezeggingen")
        .order_by("pk")
    )
    if not voorstellen:
        return 0
    signalen = {v.pk: {r.signaal_id for r in v.regels.all()} for v in voorstellen}
    gevraagd = [(v.pk, *_wie(t)) for v in voorstellen for t in v.toezeggingen.all() if v.te_melden or t.te_vragen]
    zelfde_vraag = Q(team__isnull=False, voorstel__regels__signaal__in=set().union(*signalen.values()))
    einden: dict[Wie, list[Toezegging]] = defaultdict(list)
    for t in _einden(zelfde_vraag | Q(trainer__in={trainer for *_, trainer in gevraagd if trainer})):
        einden[_wie(t)].append(t)
    vervangen = {
        (pk, team, trainer): [t for t in einden[team, trainer] if trainer or _signalen(t) & signalen[pk]]
        for pk, team, trainer in gevraagd
    }
    berichten.nieuwe_voorstellen(voorstellen, _met_stand(vervangen))
    _is_gemeld(t for rij in vervangen.values() for t in rij)
    for v in voorstellen:
        v.verteld = v.verteld or v.momenten.eerste_dag
        v.verteld_data = v.verteld_data or v.momenten.data
    Groepsvoorstel.objects.bulk_update(voorstellen, ["verteld", "verteld_data"])
    nu_gevraagd = [t.pk for v in voorstellen for t in v.toezeggingen.all() if v.te_melden or t.te_vragen]
    Toezegging.objects.filter(pk__in=nu_gevraagd).update(gevraagd_op=klok.nu())
    Groepsvoorstel.objects.filter(pk__in=[v.pk for v in voorstellen]).update(te_melden=False)
    Toezegging.objects.filter(voorstel__in=voorstellen, te_vragen=True).update(te_vragen=False)
    return len(voorstellen)


def _nog_te_vragen(voorstellen: Iterable[Groepsvoorstel]) -> list[Groepsvoorstel]:
    """Those in which somebody still has to be asked, as they are now that they are locked."""
    return [v for v in voorstellen if v.te_melden or any(t.te_vragen for t in v.toezeggingen.all())]


@transaction.atomic
def _meld_einde(nummers: Sequence[int]) -> int:
    """Who is asked for a new proposal that is not told yet, hears of it with that one: later, if need be."""
    einden = _einden(Q(voorstel__in=nummers))
    wachtend = Toezegging.objects.filter(
        Q(voorstel__te_melden=True) | Q(te_vragen=True), voorstel__staat__in=VOORSTEL_LOPEND
    )
    teams = set(wachtend.filter(team__isnull=False).values_list("team", "voorstel__regels__signaal"))
    trainers = set(wachtend.filter(trainer__in=[t.trainer_id for t in einden]).values_list("trainer", flat=True))
    nu = [
        t for t in einden if t.trainer_id not in trainers and not any((t.team_id, pk) in teams for pk in _signalen(t))
    ]
    berichten.voorstellen_ingehaald(_met_stand({(t.voorstel_id, *_wie(t)): [t] for t in nu}))
    return _is_gemeld(nu)


def _einden(welke: Q) -> list[Toezegging]:
    """Those that still have to hear of the end, locked, with all that the messages say; three queries."""
    gevonden: QuerySet[Toezegging] = Toezegging.objects.filter(welke, einde_te_melden=True)
    return list(
        Toezegging.objects.select_for_update(of=("self",), skip_locked=True)
        .filter(pk__in=gevonden.values("pk"), einde_te_melden=True)
        .select_related(
            "trainer__user", "voorstel__interventie", "voorstel__ruimte__gemeente", "voorstel__groep__gemeente"
        )
        .prefetch_related("voorstel__regels__signaal")
        .order_by("pk")
    )


def _signalen(t: Toezegging) -> set[int]:
    """The demand of the team that it was about; a trainer has none."""
    return {r.signaal_id for r in t.voorstel.regels.all() if r.signaal.team_id == t.team_id}


def _wie(t: Toezegging) -> Wie:
    return t.team_id, t.trainer_id


def _met_stand(vervangen: Mapping[Gevraagd, list[Toezegging]]) -> dict[Gevraagd, Vervangen]:
    """With where the children are now, for teams; who has nothing replaced is left out."""
    gevuld = {wie: rij for wie, rij in vervangen.items() if rij}
    stand = standen({wie: {pk for t in rij for pk in _signalen(t)} for wie, rij in gevuld.items() if wie[1]})
    return {wie: Vervangen(rij, stand.get(wie)) for wie, rij in gevuld.items()}


def _is_gemeld(toezeggingen: Iterable[Toezegging]) -> int:
    """Take the mark away; answers in how many proposals."""
    rijen = list(toezeggingen)
    Toezegging.objects.filter(pk__in=[t.pk for t in rijen]).update(einde_te_melden=False)
    return len({t.voorstel_id for t in rijen})
