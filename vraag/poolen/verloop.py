"""How pooling has gone lately: one point per finished run, to draw and to read."""

import datetime as dt
from dataclasses import dataclass

from gemeenten.grond.models import Regio
from marktplein.accounts.models import Bezoeker
from marktplein.basis.kleine_aantallen import Getal, toon
from vraag.poolen.selectors import zichtbare_runs
from vraag.workflow import RunStaat

HOOGSTENS = 40


@dataclass(frozen=True, slots=True)
class Punt:
    """``deel`` is how much of the proven bound was reached, in percent; None when there was no bound."""

    run_id: int
    op: dt.datetime
    kinderen: Getal
    geplaatst: Getal
    deel: float | None
    seconden: float | None


@dataclass(frozen=True, slots=True)
class Verloop:
    """The latest finished runs of one region, oldest first."""

    regio: Regio
    punten: tuple[Punt, ...]


def verloop_van_runs(user: Bezoeker, regio: Regio | None = None) -> Verloop | None:
    """Of ``regio``, or the one that was computed last; None when there are not two runs to draw a line between."""
    klaar = zichtbare_runs(user).filter(staat=RunStaat.KLAAR).order_by("-aangemaakt_op", "-pk")
    if regio is not None:
        klaar = klaar.filter(regio=regio)
    laatste = klaar.first()
    if laatste is None:
        return None
    runs = list(klaar.filter(regio=laatste.regio)[:HOOGSTENS])
    if len(runs) < 2:
        return None
    punten = (
        Punt(
            r.pk,
            r.aangemaakt_op,
            toon(r.kinderen),
            toon(r.kinderen_geplaatst),
            None if r.gat is None else round(100 * (1 - r.gat), 1),
            None if r.seconden is None else round(r.seconden, 1),
        )
        for r in reversed(runs)
    )
    return Verloop(laatste.regio, tuple(punten))
