"""What a region has to offer its groups: rooms, trainers and running groups, as far as they are free.

Everything that is really booked, or promised to a proposal somebody said yes to, is simply not available.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from django.db.models import Q

from aanbod.enums import Bereik
from aanbod.groepen.selectors import punt_van
from aanbod.models import Certificaat, Groep, Interventie, Inzet, Trainer
from aanbod.workflow import GroepStaat
from facilitair.models import Reservering, Ruimte
from facilitair.workflow import BEZET_DE_RUIMTE
from gemeenten.grond.fusies import fusies, opvolger_van
from gemeenten.grond.models import Gemeente, Regio
from marktplein.basis import dagdelen, klok
from marktplein.basis.mensen import Voor, heeft_leeftijd
from vraag import matching
from vraag.instellingen import HORIZON_WEKEN, UITSTEL_WEKEN, VAKANTIEWEKEN
from vraag.models import Groepsvoorstel, Regel
from vraag.models.voorstel import ligt_vast
from vraag.poolen import ids
from vraag.workflow import VOORSTEL_LOPEND, Antwoord, VoorstelSoort

Uitgesloten = Mapping[str, Collection[tuple[str, int]]]
"""Declined combinations, (room id, dagdeel), per id of a signaal or trainer"""


def vaste_voorstellen(regio: Regio) -> list[Groepsvoorstel]:
    """Proposals nobody may disturb (``ligt_vast``). Their room and trainers are taken."""
    return list(
        Groepsvoorstel.objects.filter(regio=regio, staat__in=VOORSTEL_LOPEND, soort=VoorstelSoort.NIEUW)
        .filter(ligt_vast())
        .distinct()
        .prefetch_related("toezeggingen")
        .order_by("pk")
    )


# --- running groups -------------------------------------------------------------------------------------------


def gevraagd_voor_groep(regio: Regio) -> dict[int, set[int]]:
    """Per running group the signalen that were asked to join it and whose proposal still runs."""
    regels = Regel.objects.filter(
        voorstel__regio=regio, voorstel__staat__in=VOORSTEL_LOPEND, voorstel__soort=VoorstelSoort.AANSLUITEN
    ).order_by()
    gevraagd: dict[int, set[int]] = defaultdict(set)
    for groep_id, signaal_id in regels.values_list("voorstel__groep", "signaal"):
        gevraagd[groep_id or 0].add(signaal_id)
    return gevraagd


def aansluitbare_groepen(
    gemeenten: Sequence[Gemeente],
    interventies: Sequence[Interventie],
    week0: dt.date,
    gevraagd: Mapping[int, Collection[int]],
) -> list[Groep]:
    """Groups with free places that have not begun by week 0 and can still be joined.

    A group that begins in the week before it is left to those who were asked to join it when that was still week 0.
    """
    return list(
        Groep.objects.filter(
            Q(start_op__gte=week0) | Q(start_op__gte=week0 - dt.timedelta(weeks=1), pk__in=gevraagd),
            gemeente__in=gemeenten,
            staat=GroepStaat.OPEN,
            start_op__lt=week0 + dt.timedelta(weeks=HORIZON_WEKEN),
            dagdeel__isnull=False,
            interventie__in=interventies,
        )
        .select_related("interventie", "gemeente")
        .order_by("pk")
    )


def ruimte_van_groep(g: Groep) -> matching.Ruimte:
    """A room with just the places of a running group; open on no dagdeel, so nothing new comes in it.

    With everybody who is in it, and no more than its real room holds. A place told in words only lies where its
    municipality does. Wants the interventie and the gemeente selected.
    """
    lat, lon = punt_van(g)
    return matching.Ruimte(
        id=ids.groep(g.pk),
        gemeente=ids.gemeente(g.gemeente_id),
        lat=lat,
        lon=lon,
        capaciteit=g.mensen if g.zaal_plekken is None else min(g.mensen, g.zaal_plekken),
        dagdelen=(),
    )


def lopende_groep(g: Groep, week0: dt.date) -> matching.LopendeGroep:
    """Wants the interventie selected. Who is asked no age is as old as the offer wants, there and here."""
    een = g.interventie.leeftijd_min
    leeftijd_min, leeftijd_max = (g.leeftijd_min, g.leeftijd_max) if heeft_leeftijd(g.is_voor) else (een, een)
    return matching.LopendeGroep(
        id=ids.groep(g.pk),
        interventie=ids.interventie(g.interventie_id, g.is_voor),
        ruimte=ids.groep(g.pk),
        dagdeel=g.dagdeel or 0,
        startweek=max(0, (g.start_op - week0).days // 7),
        trainers=(),
        kinderen=g.bezet,
        leeftijd_min=leeftijd_min,
        leeftijd_max=leeftijd_max,
    )


# --- rooms and trainers ---------------------------------------------------------------------------------------


def ruimtes(gemeenten: Sequence[Gemeente], week0: dt.date, vaste: Iterable[Groepsvoorstel]) -> list[matching.Ruimte]:
    """Rooms on the dagdelen that nothing is booked on."""
    vanaf = klok.op(week0, dt.time(0))
    boekingen = Reservering.objects.filter(
        staat__in=BEZET_DE_RUIMTE, periode__endswith__gte=vanaf, ruimte__gemeente__in=gemeenten
    ).values_list("ruimte_id", "periode")
    bezet = _bezette_dagdelen(boekingen)
    for v in vaste:
        if v.ruimte_id:
            bezet[v.ruimte_id][v.dagdeel] += 1
    thuis = _thuis(gemeenten)
    return [
        matching.Ruimte(
            id=ids.ruimte(r.pk),
            gemeente=thuis[r.gemeente_id],
            lat=r.lat,
            lon=r.lon,
            capaciteit=r.capaciteit,
            dagdelen=tuple(d for d in r.dagdelen if d not in bezet[r.pk]),
        )
        for r in Ruimte.objects.filter(actief=True, gemeente__in=gemeenten).order_by("pk")
    ]


def trainers(
    gemeenten: Sequence[Gemeente],
    aanbod: Mapping[tuple[int, Voor], Interventie],
    week0: dt.date,
    vaste: Iterable[Groepsvoorstel],
    uitgesloten: Uitgesloten,
) -> list[matching.Trainer]:
    """Trainers with a certificate that lasts, on the dagdelen and for the groups a week they have left."""
    vanaf = klok.op(week0, dt.time(0))
    inzetten = list(Inzet.objects.filter(periode__endswith__gte=vanaf).values_list("trainer_id", "periode"))
    bezet = _bezette_dagdelen(inzetten)
    for v in vaste:
        for t in v.toezeggingen.all():
            if t.trainer_id and t.antwoord != Antwoord.NEE:
                bezet[t.trainer_id][v.dagdeel] += 1
    kan = _geldige_certificaten(aanbod.values(), week0)
    thuis = _thuis(gemeenten)
    return [
        matching.Trainer(
            id=ids.trainer(t.pk),
            gemeente=thuis[t.gemeente_id],
            hele_regio=t.bereik == Bereik.REGIO,
            interventies=tuple(ids.interventie(i, voor) for i, voor in sorted(aanbod) if i in kan[t.pk]),
            dagdelen=tuple(d for d in t.dagdelen if d not in bezet[t.pk]),
            max_per_week=max(0, t.max_groepen_per_week - len(bezet[t.pk])),
            uitgesloten=tuple(uitgesloten.get(ids.trainer(t.pk), ())),
        )
        for t in Trainer.objects.filter(actief=True, gemeente__in=gemeenten, pk__in=kan).order_by("pk")
    ]


def _thuis(gemeenten: Sequence[Gemeente]) -> dict[int, str]:
    """Municipality → where what is there counts: at whoever took it over, as far as that is in the same region.

    So a trainer who works in the own municipality only still meets its rooms after a merger.
    """
    hier, gegaan = {g.pk for g in gemeenten}, fusies()
    nieuw = {pk: opvolger_van(pk, gegaan) for pk in hier}
    return {pk: ids.gemeente(waar if waar in hier else pk) for pk, waar in nieuw.items()}


def _bezette_dagdelen(periodes: Iterable[tuple[int, Any]]) -> dict[int, Counter[int]]:
    """Per owner the dagdelen that are taken, with the number of bookings on each."""
    bezet: dict[int, Counter[int]] = defaultdict(Counter)
    for eigenaar, periode in periodes:
        bezet[eigenaar].update(dagdelen.van_periode(klok.lokaal(periode.lower), klok.lokaal(periode.upper)))
    return bezet


def _geldige_certificaten(interventies: Iterable[Interventie], week0: dt.date) -> dict[int, set[int]]:
    """Per trainer what he may give: the certificate must last through the longest series that can start."""
    weken = HORIZON_WEKEN + UITSTEL_WEKEN + VAKANTIEWEKEN
    laatste = {i.pk: week0 + dt.timedelta(weeks=weken + (i.bijeenkomsten or 1)) for i in interventies}
    kan: dict[int, set[int]] = defaultdict(set)
    for trainer, interventie, tot in Certificaat.objects.filter(interventie__in=laatste).values_list(
        "trainer_id", "interventie_id", "geldig_tot"
    ):
        if tot is None or tot >= laatste[interventie]:
            kan[trainer].add(interventie)
    return kan
