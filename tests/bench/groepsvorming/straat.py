"""Are the proposals that run, and the groups they became, what the street asked for? Read from the tables alone.

For whom a group is, everybody in its room, and trainers enough: said again from the rows, without a line of what pools,
explains or plans. ``python manage.py shell -c "from tests.bench.groepsvorming.straat import mis; print(mis())"``.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from fractions import Fraction

from aanbod.models import Groep, Interventie
from facilitair.models import Reservering
from vraag.models import Groepsvoorstel

LOPEND = ("voorgesteld", "toegezegd")
GROEP_KOMT = ("voorbereiding", "open", "vol", "bezig")
MET_OUDER = "samen"


def mis() -> list[str]:
    """What is wrong; nothing is an empty list."""
    voorstellen = Groepsvoorstel.objects.filter(staat__in=LOPEND).select_related("interventie", "ruimte", "groep")
    groepen = Groep.objects.filter(staat__in=GROEP_KOMT).select_related("interventie")
    return [
        *(f"voorstel {v.pk}: {wat}" for v in voorstellen.order_by("pk") for wat in _mis_aan_voorstel(v)),
        *(f"groep {g.pk}: {wat}" for g in groepen.order_by("pk") for wat in _mis_aan_groep(g)),
    ]


def mensen(training: Interventie, voor: str, deelnemers: int) -> int:
    """Everybody in the room: a child with a parent is two, unless the owner of the offer says otherwise."""
    met_ouder = {"jeugdigen", "ouders"} <= set(training.doelgroep)
    per = Fraction(2 if voor == MET_OUDER else 1)
    if training.personen_per_deelnemer is not None and (voor == MET_OUDER or not met_ouder):
        per = Fraction(str(training.personen_per_deelnemer))
    return math.ceil(per * deelnemers) + training.trainers_nodig


def _mis_aan_voorstel(v: Groepsvoorstel) -> Iterator[str]:
    regels = list(v.regels.select_related("signaal"))
    soorten = {r.signaal.voor for r in regels}
    if soorten - {v.voor}:
        yield f"voor {v.voor}, met vraag voor {sorted(soorten)}"
    aantal = sum(r.aantal for r in regels)
    if v.groep is not None:
        if aantal + v.groep.bezet > v.groep.capaciteit:
            yield "meer dan er plek is"
        if (v.groep.voor or v.voor) != v.voor:
            yield f"voor {v.voor}, in een groep voor {v.groep.voor}"
        return
    if v.ruimte is not None and mensen(v.interventie, v.voor, aantal) > v.ruimte.capaciteit:
        yield f"{mensen(v.interventie, v.voor, aantal)} mensen in een ruimte voor {v.ruimte.capaciteit}"
    if v.toezeggingen.filter(trainer__isnull=False).exclude(antwoord="nee").count() < v.interventie.trainers_nodig:
        yield "te weinig trainers"


def _mis_aan_groep(g: Groep) -> Iterator[str]:
    geboekt = Reservering.objects.filter(bijeenkomst__groep=g, staat__in=("optie", "bevestigd"))
    for plekken in geboekt.values_list("ruimte__capaciteit", flat=True).distinct():
        if (nodig := mensen(g.interventie, g.is_voor, g.capaciteit)) > plekken:
            yield f"{nodig} mensen in een ruimte voor {plekken}"
