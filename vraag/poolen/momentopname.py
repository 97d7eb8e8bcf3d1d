"""A region as the pooling kernel sees it: one consistent reading of the database in exchange format.

Ids carry their kind: S signaal, T team, I interventie, Z ruimte, P trainer, M gemeente, G running group. A running
group with free places gets a room of its own (id G…) with just its places, so that filling it never has to fit the
kernel's view of rooms. Everything that is really booked, or promised to a proposal somebody said yes to, is simply
not available: the kernel sees only what is free.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, Sum

from aanbod.enums import Bereik, Vorm
from aanbod.models import Certificaat, Groep, Interventie, Inzet, Trainer
from aanbod.workflow import GroepStaat, InterventieStaat
from facilitair.models import Reservering, Ruimte
from facilitair.workflow import BEZET_DE_RUIMTE
from gemeenten.grond.models import Regio
from marktplein.basis import dagdelen, klok
from vraag.instellingen import GEWICHT, HORIZON_WEKEN, UITSTEL_WEKEN, VAKANTIEWEKEN, eerste_week
from vraag.models import Groepsvoorstel, Regel, Signaal, Uitsluiting
from vraag.workflow import SIGNAAL_LOPEND, VOORSTEL_LOPEND, Antwoord, VoorstelSoort, VoorstelStaat

GEEN_GROEP = "GEEN_GROEPSAANBOD"
NIET_OP_PLANK = "NIET_OP_DE_PLANK"


@dataclass(frozen=True, slots=True)
class Momentopname:
    """``instantie`` is an exchange document; ``buiten`` are signalen that cannot take part, with the code why.

    ``versies`` holds the version of each signaal read, so that applying an answer can tell what moved since;
    ``vast`` how many of its children already have a committed or planned place.
    """

    instantie: dict[str, Any]
    week0: dt.date
    versies: dict[int, int]
    vast: dict[int, int]
    buiten: dict[int, tuple[str, int]] = field(default_factory=dict)


def maak_momentopname(regio: Regio, vandaag: dt.date | None = None) -> Momentopname:
    """Read everything the kernel needs of one region; a constant number of queries."""
    dag = vandaag or klok.vandaag()
    week0 = eerste_week(dag)
    gemeenten = list(regio.gemeenten.order_by("pk"))
    signalen = list(
        Signaal.objects.filter(regio=regio, staat__in=SIGNAAL_LOPEND)
        .select_related("team", "interventie", "thema")
        .order_by("pk")
    )
    vast = vaste_kinderen(signalen)
    gekozen, buiten = _kies_interventies(signalen, vast)
    interventies = _interventies(gekozen)
    vaste_voorstellen = list(_vaste_voorstellen(regio))
    gevraagd = _gevraagd_voor_groep(regio)
    lopend = list(_aansluitbare_groepen(gemeenten, interventies, week0, gevraagd))
    uitgesloten = _uitsluitingen(dag)
    _alleen_wie_gevraagd_is(lopend, week0, gevraagd, gekozen, uitgesloten)
    instantie = {
        "format": "marktplein-match-instance/1",
        "name": f"{regio.slug}-{dag.isoformat()}",
        "reference_date": dag.isoformat(),
        "horizon_weeks": HORIZON_WEKEN,
        "dayparts": list(dagdelen.CODES),
        "weight": dict(GEWICHT),
        "municipalities": [
            {"id": f"M{g.pk}", "name": g.naam, "region": regio.slug, "lat": g.lat, "lon": g.lon} for g in gemeenten
        ],
        "teams": _teams(signalen, gekozen),
        "interventions": [_interventie(i) for i in interventies],
        "rooms": _ruimtes(gemeenten, week0, vaste_voorstellen) + [_ruimte_van_groep(g) for g in lopend],
        "trainers": _trainers(gemeenten, interventies, week0, vaste_voorstellen, uitgesloten),
        "existing_groups": [_lopende_groep(g, week0) for g in lopend],
        "signals": [
            _signaal(s, gekozen[s.pk], s.aantal - vast.get(s.pk, 0), week0, uitgesloten)
            for s in signalen
            if s.pk in gekozen
        ],
    }
    return Momentopname(instantie, week0, {s.pk: s.versie for s in signalen}, vast, buiten)


def vaste_kinderen(signalen: Iterable[Signaal]) -> dict[int, int]:
    """Per signaal the children whose place no recalculation may take: planned, or in a proposal with a yes."""
    vast = Q(voorstel__staat__in=(VoorstelStaat.GEPLAND, VoorstelStaat.TOEGEZEGD)) | Q(
        voorstel__staat=VoorstelStaat.VOORGESTELD, voorstel__toezeggingen__antwoord=Antwoord.JA
    )
    regels = Regel.objects.filter(vast, signaal__in=[s.pk for s in signalen]).distinct().values("pk")
    sommen = Regel.objects.filter(pk__in=regels).order_by("signaal").values("signaal").annotate(som=Sum("aantal"))
    return {rij["signaal"]: rij["som"] for rij in sommen}


def _kies_interventies(
    signalen: list[Signaal], vast: dict[int, int]
) -> tuple[dict[int, int], dict[int, tuple[str, int]]]:
    """Which interventie each signaal is pooled for. A theme alone is pooled for what most others in it ask for."""
    op_plank = {i.pk: i for i in Interventie.objects.filter(staat=InterventieStaat.GEPUBLICEERD, vorm=Vorm.GROEP)}
    vraag: Counter[int] = Counter()
    for s in signalen:
        if s.interventie_id in op_plank:
            vraag[s.interventie_id] += s.aantal
    per_thema = _interventies_per_thema(op_plank)
    gekozen: dict[int, int] = {}
    buiten: dict[int, tuple[str, int]] = {}
    for s in signalen:
        rest = s.aantal - vast.get(s.pk, 0)
        if rest <= 0:
            continue
        keus = s.interventie_id or _beste_voor_thema(s, per_thema.get(s.thema_id or 0, []), vraag)
        if keus in op_plank and op_plank[keus].is_groepsaanbod:
            gekozen[s.pk] = keus
        else:
            buiten[s.pk] = (GEEN_GROEP if keus in op_plank or keus is None else NIET_OP_PLANK, rest)
    return gekozen, buiten


def _interventies_per_thema(op_plank: dict[int, Interventie]) -> dict[int, list[Interventie]]:
    per_thema: dict[int, list[Interventie]] = defaultdict(list)
    koppelingen = Interventie.themas.through.objects.filter(interventie__in=op_plank).order_by("interventie_id")
    for thema_id, interventie_id in koppelingen.values_list("thema_id", "interventie_id"):
        if op_plank[interventie_id].is_groepsaanbod:
            per_thema[thema_id].append(op_plank[interventie_id])
    return per_thema


def _beste_voor_thema(s: Signaal, kandidaten: list[Interventie], vraag: Counter[int]) -> int | None:
    """The offer in the theme that fits the ages and most children wait for; the smallest group on a tie."""
    past = [
        i
        for i in kandidaten
        if i.leeftijd_min <= s.leeftijd_min
        and s.leeftijd_max <= i.leeftijd_max
        and s.leeftijd_max - s.leeftijd_min <= i.max_leeftijdsverschil
    ]
    return min(past, key=lambda i: (-vraag[i.pk], i.groep_min, i.pk)).pk if past else None


def _interventies(gekozen: dict[int, int]) -> list[Interventie]:
    return list(Interventie.objects.filter(pk__in=set(gekozen.values())).order_by("pk"))


def _vaste_voorstellen(regio: Regio) -> Iterable[Groepsvoorstel]:
    """Proposals nobody may disturb: at least one yes. Their room and trainers are taken."""
    return (
        Groepsvoorstel.objects.filter(regio=regio, staat__in=VOORSTEL_LOPEND, soort=VoorstelSoort.NIEUW)
        .filter(toezeggingen__antwoord=Antwoord.JA)
        .distinct()
        .prefetch_related("toezeggingen")
        .order_by("pk")
    )


def _gevraagd_voor_groep(regio: Regio) -> dict[int, set[int]]:
    """Per running group the signalen that were asked to join it and whose proposal still runs."""
    regels = Regel.objects.filter(
        voorstel__regio=regio, voorstel__staat__in=VOORSTEL_LOPEND, voorstel__soort=VoorstelSoort.AANSLUITEN
    ).order_by()
    gevraagd: dict[int, set[int]] = defaultdict(set)
    for groep_id, signaal_id in regels.values_list("voorstel__groep", "signaal"):
        gevraagd[groep_id].add(signaal_id)
    return gevraagd


def _aansluitbare_groepen(
    gemeenten: list[Any], interventies: list[Interventie], week0: dt.date, gevraagd: dict[int, set[int]]
) -> Iterable[Groep]:
    """Groups with free places that have not begun by week 0 and can still be joined.

    A group that begins in the week before it is left to those who were asked to join it when that was still week 0.
    """
    return Groep.objects.filter(
        Q(start_op__gte=week0) | Q(start_op__gte=week0 - dt.timedelta(weeks=1), pk__in=gevraagd),
        gemeente__in=gemeenten,
        staat=GroepStaat.OPEN,
        start_op__lt=week0 + dt.timedelta(weeks=HORIZON_WEKEN),
        dagdeel__isnull=False,
        lat__isnull=False,
        lon__isnull=False,
        interventie__in=interventies,
    ).order_by("pk")


def _alleen_wie_gevraagd_is(
    groepen: list[Groep],
    week0: dt.date,
    gevraagd: dict[int, set[int]],
    gekozen: dict[int, int],
    uitgesloten: dict[str, list[list[Any]]],
) -> None:
    """Add to ``uitgesloten``: who was not asked for a group that begins before week 0, cannot join it any more."""
    for g in groepen:
        if g.start_op < week0:
            for pk, interventie in gekozen.items():
                if interventie == g.interventie_id and pk not in gevraagd[g.pk]:
                    uitgesloten.setdefault(f"S{pk}", []).append([f"G{g.pk}", g.dagdeel])


def _uitsluitingen(dag: dt.date) -> dict[str, list[list[Any]]]:
    """Declined combinations per kernel id of the signaal or trainer: [room id, dagdeel]."""
    per_id: dict[str, set[tuple[str, int]]] = defaultdict(set)
    for u in Uitsluiting.objects.filter(tot__gte=dag):
        wie = f"S{u.signaal_id}" if u.signaal_id else f"P{u.trainer_id}"
        per_id[wie].add((f"G{u.groep_id}" if u.groep_id else f"Z{u.ruimte_id}", u.dagdeel))
    return {wie: [list(paar) for paar in sorted(paren)] for wie, paren in per_id.items()}


def _bezette_dagdelen(periodes: Iterable[tuple[int, Any]]) -> dict[int, Counter[int]]:
    """Per owner the dagdelen that are taken, with the number of bookings on each."""
    bezet: dict[int, Counter[int]] = defaultdict(Counter)
    for eigenaar, periode in periodes:
        bezet[eigenaar].update(dagdelen.van_periode(klok.lokaal(periode.lower), klok.lokaal(periode.upper)))
    return bezet


def _ruimtes(gemeenten: list[Any], week0: dt.date, vaste: list[Groepsvoorstel]) -> list[dict[str, Any]]:
    vanaf = klok.op(week0, dt.time(0))
    boekingen = Reservering.objects.filter(
        staat__in=BEZET_DE_RUIMTE, periode__endswith__gte=vanaf, ruimte__gemeente__in=gemeenten
    ).values_list("ruimte_id", "periode")
    bezet = _bezette_dagdelen(boekingen)
    for v in vaste:
        if v.ruimte_id:
            bezet[v.ruimte_id][v.dagdeel] += 1
    return [
        {
            "id": f"Z{r.pk}",
            "municipality": f"M{r.gemeente_id}",
            "lat": r.lat,
            "lon": r.lon,
            "capacity": r.capaciteit,
            "dayparts": [d for d in sorted(r.dagdelen) if d not in bezet[r.pk]],
        }
        for r in Ruimte.objects.filter(actief=True, gemeente__in=gemeenten).order_by("pk")
    ]


def _ruimte_van_groep(g: Groep) -> dict[str, Any]:
    return {
        "id": f"G{g.pk}",
        "municipality": f"M{g.gemeente_id}",
        "lat": g.lat,
        "lon": g.lon,
        "capacity": g.capaciteit,
        "dayparts": [],
    }


def _lopende_groep(g: Groep, week0: dt.date) -> dict[str, Any]:
    return {
        "id": f"G{g.pk}",
        "intervention": f"I{g.interventie_id}",
        "room": f"G{g.pk}",
        "daypart": g.dagdeel,
        "start_week": max(0, (g.start_op - week0).days // 7),
        "trainers": [],
        "children": g.bezet,
        "age_min": g.leeftijd_min,
        "age_max": g.leeftijd_max,
    }


def _trainers(
    gemeenten: list[Any],
    interventies: list[Interventie],
    week0: dt.date,
    vaste: list[Groepsvoorstel],
    uitgesloten: dict[str, list[list[Any]]],
) -> list[dict[str, Any]]:
    vanaf = klok.op(week0, dt.time(0))
    inzetten = list(Inzet.objects.filter(periode__endswith__gte=vanaf).values_list("trainer_id", "periode"))
    bezet = _bezette_dagdelen(inzetten)
    for v in vaste:
        for t in v.toezeggingen.all():
            if t.trainer_id and t.antwoord != Antwoord.NEE:
                bezet[t.trainer_id][v.dagdeel] += 1
    kan = _geldige_certificaten(interventies, week0)
    return [
        {
            "id": f"P{t.pk}",
            "municipality": f"M{t.gemeente_id}",
            "scope": "region" if t.bereik == Bereik.REGIO else "municipality",
            "interventions": [f"I{i}" for i in sorted(kan[t.pk])],
            "dayparts": [d for d in sorted(t.dagdelen) if d not in bezet[t.pk]],
            "max_groups_per_week": max(0, t.max_groepen_per_week - len(bezet[t.pk])),
            "excluded": uitgesloten.get(f"P{t.pk}", []),
        }
        for t in Trainer.objects.filter(actief=True, gemeente__in=gemeenten, pk__in=kan).order_by("pk")
    ]


def _geldige_certificaten(interventies: list[Interventie], week0: dt.date) -> dict[int, set[int]]:
    """Per trainer what he may give: the certificate must last through the longest series that can start."""
    weken = HORIZON_WEKEN + UITSTEL_WEKEN + VAKANTIEWEKEN
    laatste = {i.pk: week0 + dt.timedelta(weeks=weken + (i.bijeenkomsten or 1)) for i in interventies}
    kan: dict[int, set[int]] = defaultdict(set)
    for trainer, interventie, tot in Certificaat.objects.filter(interventie__in=interventies).values_list(
        "trainer_id", "interventie_id", "geldig_tot"
    ):
        if tot is None or tot >= laatste[interventie]:
            kan[trainer].add(interventie)
    return kan


def _teams(signalen: list[Signaal], gekozen: dict[int, int]) -> list[dict[str, Any]]:
    teams = {s.team_id: s.team for s in signalen if s.pk in gekozen}
    return [
        {"id": f"T{pk}", "municipality": f"M{t.gemeente_id}", "lat": t.lat, "lon": t.lon}
        for pk, t in sorted(teams.items())
    ]


def _interventie(i: Interventie) -> dict[str, Any]:
    return {
        "id": f"I{i.pk}",
        "name": i.naam,
        "min_size": i.groep_min,
        "max_size": i.groep_max,
        "age_min": i.leeftijd_min,
        "age_max": i.leeftijd_max,
        "max_age_spread": i.max_leeftijdsverschil,
        "trainers": i.trainers_nodig,
        "weeks": i.bijeenkomsten or 1,
    }


def _signaal(
    s: Signaal, interventie_id: int, rest: int, week0: dt.date, uitgesloten: dict[str, list[list[Any]]]
) -> dict[str, Any]:
    return {
        "id": f"S{s.pk}",
        "team": f"T{s.team_id}",
        "intervention": f"I{interventie_id}",
        "children": rest,
        "age_min": s.leeftijd_min,
        "age_max": s.leeftijd_max,
        "dayparts": sorted(s.dagdelen),
        "max_km": s.max_km,
        "earliest_week": max(0, -((week0 - s.vroegste_start).days // 7)),
        "posted": s.geplaatst_op.isoformat(),
        "split": s.splitsbaar,
        "min_together": min(s.min_samen, rest) if s.splitsbaar else 1,
        "excluded": uitgesloten.get(f"S{s.pk}", []),
    }
