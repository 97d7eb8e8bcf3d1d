"""From when a proposal is: the first real day. The week it was found for may lie in a holiday."""

import datetime as dt
from collections.abc import Collection

from aanbod.groepen.services.planning import eerste_lesdagen
from aanbod.models import Bijeenkomst
from marktplein.basis import klok
from marktplein.basis.woorden import dag as in_woorden
from vraag.models import Groepsvoorstel


def eerste_dagen(voorstellen: Collection[Groepsvoorstel]) -> dict[int, dt.date]:
    """Per proposal its first day: of the group it joins or became, or of the series that would be planned.

    Without those that no day is found for. A query for the groups and one per holiday region; wants ``groep`` and
    ``ruimte__gemeente`` at hand.
    """
    in_groep = {v.groep_id: v.groep for v in voorstellen if v.groep is not None}
    per_groep: dict[int, list[dt.date]] = {}
    begintijden = Bijeenkomst.objects.filter(groep__in=in_groep).order_by("begin") if in_groep else ()
    for bijeenkomst in begintijden:
        per_groep.setdefault(bijeenkomst.groep_id, []).append(klok.lokaal(bijeenkomst.begin).date())
    nieuw = {v.pk: (v.ruimte.gemeente, v.dagdeel, v.start_week) for v in voorstellen if v.ruimte and not v.groep_id}
    lesdagen = eerste_lesdagen(nieuw.values())
    uit = {pk: lesdagen[plek] for pk, plek in nieuw.items() if plek in lesdagen}
    for v in voorstellen:
        if v.groep is not None:
            komend = (dag for dag in per_groep.get(v.groep.pk, ()) if dag >= v.start_week)
            uit[v.pk] = next(komend, v.groep.start_op)
    return uit


def zet_vanaf(voorstellen: Collection[Groepsvoorstel]) -> None:
    """Give each its ``vanaf``, words to go after "vanaf" in a page, list or mail."""
    dagen = eerste_dagen(voorstellen)
    for v in voorstellen:
        v.vanaf = vanaf(dagen.get(v.pk), v.start_week)


def vanaf(dag: dt.date | None, week: dt.date) -> str:
    """ "woensdag 3 maart", with the year when it is not this one; "de week van …" when no day is known."""
    if dag is None:
        return f"de week van {vanaf(week, week)}"
    return in_woorden(dag) if dag.year == klok.vandaag().year else f"{in_woorden(dag)} {dag.year}"
