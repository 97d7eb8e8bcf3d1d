"""Whether the answer to a need is still being computed: until it is there, no page says what may turn out otherwise."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from marktplein.werk.workflow import ONAF, WerkStaat
from vraag.models import Run, Signaal
from vraag.workflow import RunStaat, SignaalStaat

GESPROKEN = (RunStaat.KLAAR, RunStaat.ONGEWIJZIGD)


@dataclass(frozen=True, slots=True)
class Berekening:
    """``run`` is the one that sees the need as it is now; None when that one failed and no other waits.

    ``na_andere``: before it, one is at work that began before the need was as it is now.
    """

    run: Run | None
    na_andere: bool = False


def berekening_van(signaal: Signaal) -> Berekening | None:
    """What still has to speak about this need, or failed to; None when its answer is there. At most three queries."""
    if berekening := _berekeningen([signaal]).get(signaal.pk):
        return berekening
    return Berekening(None) if _mislukte(signaal) else None


def in_berekening(signalen: Iterable[Signaal]) -> frozenset[int]:
    """Those of these needs that are being computed; at most two queries, whatever their number."""
    return frozenset(_berekeningen(signalen))


def _berekeningen(signalen: Iterable[Signaal]) -> dict[int, Berekening]:
    """A run that sees the need holds it up only if none did before: in a busy region there is always a next one."""
    open_ = [s for s in signalen if s.staat == SignaalStaat.OPEN]
    runs = Run.objects.filter(regio__in={s.regio_id for s in open_}, staat__in=ONAF) if open_ else []
    onaf: dict[int, list[Run]] = {}
    for run in runs:
        onaf.setdefault(run.regio_id, []).append(run)
    wachtend = [s for s in open_ if s.regio_id in onaf]
    if not wachtend:
        return {}
    gezien = _laatste_begin(wachtend)
    return {
        s.pk: _welke(s, onaf[s.regio_id])
        for s in wachtend
        if s.regio_id not in gezien or gezien[s.regio_id] < s.gewijzigd_op
    }


def _welke(signaal: Signaal, onaf: list[Run]) -> Berekening:
    """The one at work if it began after the last change, or else the one that waits."""
    bezig = next((run for run in onaf if run.staat == WerkStaat.BEZIG), None)
    wacht = next((run for run in onaf if run.staat == WerkStaat.WACHT), None)
    if bezig and bezig.begonnen_op and bezig.begonnen_op >= signaal.gewijzigd_op:
        return Berekening(bezig)
    return Berekening(wacht or bezig, na_andere=wacht is not None and bezig is not None)


def _laatste_begin(signalen: list[Signaal]) -> dict[int, dt.datetime]:
    """Per region, when the last run began that came to an answer after the first of these changed."""
    sinds = min(s.gewijzigd_op for s in signalen)
    gesproken = Run.objects.filter(
        regio__in={s.regio_id for s in signalen}, staat__in=GESPROKEN, begonnen_op__gte=sinds
    ).order_by("begonnen_op")
    return {regio: begin for regio, begin in gesproken.values_list("regio_id", "begonnen_op") if begin}


def _mislukte(signaal: Signaal) -> bool:
    """Whether the last run that had to see it fell over, with none after it that did."""
    if signaal.staat != SignaalStaat.OPEN or hasattr(signaal, "reden"):
        return False
    laatste = Run.objects.filter(regio=signaal.regio_id, klaar_op__gte=signaal.gewijzigd_op).order_by(
        "-klaar_op", "-pk"
    )
    return laatste.values_list("staat", flat=True).first() == RunStaat.MISLUKT
