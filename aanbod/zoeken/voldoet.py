"""Which offers keep to the conditions a question states (free, online, on Wednesday afternoon).

Never a hard line: who asks for Wednesday still sees what has no date yet; it stands lower.
"""

import datetime as dt
from collections.abc import Collection

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import ExtractHour, ExtractIsoWeekDay

from aanbod.enums import Vorm
from aanbod.groepen.selectors import aankomend
from aanbod.models import Bijeenkomst, Groep, Interventie
from aanbod.zoeken.taal.voorwaarden import Dagdeel, Voorwaarden
from marktplein.basis import klok

# From–until, in hours of the day here.
UREN = {Dagdeel.OCHTEND: (5, 12), Dagdeel.MIDDAG: (12, 18), Dagdeel.AVOND: (18, 24)}


def voldoet(nummers: Collection[int], wat: Voorwaarden) -> frozenset[int] | None:
    """Of these offers the ones that keep to all that was asked; None when nothing was asked. One read."""
    eis = Q()
    if wat.gratis:
        eis &= Q(eigen_bijdrage_cent=0)
    if wat.online:
        eis &= Q(vorm=Vorm.ONLINE)
    if wat.dagen or wat.dagdelen or wat.over_dagen is not None:
        eis &= Q(_op_de_dag(wat))
    if not eis:
        return None
    return frozenset(Interventie.objects.filter(eis, pk__in=nummers).order_by().values_list("pk", flat=True))


def _op_de_dag(wat: Voorwaarden) -> Exists:
    """A group that is coming meets then; asked for today or tomorrow, on that very day."""
    groepen = aankomend(Groep.objects.all()).order_by().values("pk")
    keren = Bijeenkomst.objects.filter(groep__interventie=OuterRef("pk"), groep__in=groepen, begin__gte=klok.nu())
    if wat.dagen:
        keren = keren.annotate(dag=ExtractIsoWeekDay("begin")).filter(dag__in=[dag + 1 for dag in wat.dagen])
    if wat.over_dagen is not None:
        keren = keren.filter(begin__date=klok.vandaag() + dt.timedelta(days=wat.over_dagen))
    if wat.dagdelen:
        uren = Q()
        for deel in wat.dagdelen:
            van, tot = UREN[deel]
            uren |= Q(uur__gte=van, uur__lt=tot)
        keren = keren.annotate(uur=ExtractHour("begin")).filter(uren)
    return Exists(keren.order_by())
