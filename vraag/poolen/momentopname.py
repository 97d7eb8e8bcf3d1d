"""A region as the pooling kernel sees it: one consistent reading of the database, as an ``Instantie``.

A running group with free places gets a room of its own with just its places, so that filling it never has to fit the
kernel's view of rooms. The kernel sees only what is free (``middelen``). An offer counts once for
each kind of people that asks for it (``ids.interventie``): parents and children never end up in one group.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import Q, Sum

from aanbod.enums import Vorm
from aanbod.models import Groep, Interventie
from aanbod.workflow import InterventieStaat
from gemeenten.grond.models import Gemeente, Regio
from marktplein.basis import dagdelen, klok
from marktplein.basis.mensen import Voor, heeft_leeftijd
from vraag import matching
from vraag.instellingen import GEWICHT_BASIS, GEWICHT_MAX_WEKEN, GEWICHT_PER_WEEK, HORIZON_WEKEN, eerste_week
from vraag.models import Regel, Signaal, Uitsluiting
from vraag.models.voorstel import ligt_vast
from vraag.poolen import ids, middelen
from vraag.workflow import SIGNAAL_LOPEND, VoorstelStaat

GEEN_GROEP = "GEEN_GROEPSAANBOD"
NIET_OP_PLANK = "NIET_OP_DE_PLANK"
NIET_VOOR_HEN = "NIET_VOOR_DEZE_MENSEN"


@dataclass(frozen=True, slots=True)
class Momentopname:
    """``buiten`` are signalen that cannot take part, with the code why.

    ``versies`` holds the version of each signaal read, so that applying an answer can tell what moved since;
    ``vast`` how many of its children already have a committed or planned place.
    """

    instantie: matching.Instantie
    week0: dt.date
    versies: dict[int, int]
    vast: dict[int, int]
    buiten: dict[int, tuple[str, int]] = field(default_factory=dict)


def maak_momentopname(regio: Regio, vandaag: dt.date | None = None) -> Momentopname:
    """Read everything the kernel needs of one region; a constant number of queries.

    Raises ``matching.InstantieFout`` when what was read contradicts itself.
    """
    dag = vandaag or klok.vandaag()
    week0 = eerste_week(dag)
    signalen = list(
        Signaal.objects.filter(regio=regio, staat__in=SIGNAAL_LOPEND)
        .select_related("team", "interventie", "thema")
        .order_by("pk")
    )
    vast = vaste_kinderen(signalen)
    gekozen, buiten = _kies_interventies(signalen, vast)
    instantie = _instantie(regio, dag, [_Vraag(s, gekozen[s.pk], _rest(s, vast)) for s in signalen if s.pk in gekozen])
    return Momentopname(instantie, week0, {s.pk: s.versie for s in signalen}, vast, buiten)


Aanbod = tuple[int, Voor]
"""An offer for one kind of people"""


@dataclass(frozen=True, slots=True)
class _Vraag:
    """A signaal that takes part: for which interventie, and with how many children."""

    signaal: Signaal
    interventie: Interventie
    kinderen: int

    @property
    def aanbod(self) -> Aanbod:
        return self.interventie.pk, Voor(self.signaal.voor)

    @property
    def leeftijden(self) -> tuple[int, int]:
        """Who is asked no age is as old as the offer wants."""
        if heeft_leeftijd(self.signaal.voor):
            return self.signaal.leeftijd_min, self.signaal.leeftijd_max
        return self.interventie.leeftijd_min, self.interventie.leeftijd_min


def _instantie(regio: Regio, dag: dt.date, vraag: list[_Vraag]) -> matching.Instantie:
    week0 = eerste_week(dag)
    gemeenten = list(regio.gemeenten.order_by("pk"))
    aanbod = {v.aanbod: v.interventie for v in vraag}
    interventies = sorted({i.pk: i for i in aanbod.values()}.values(), key=lambda i: i.pk)
    vaste = middelen.vaste_voorstellen(regio)
    gevraagd = middelen.gevraagd_voor_groep(regio)
    lopend = [
        g
        for g in middelen.aansluitbare_groepen(gemeenten, interventies, week0, gevraagd)
        if (g.interventie_id, Voor(g.is_voor)) in aanbod
    ]
    uitgesloten = _uitgesloten(dag, _niet_gevraagd(lopend, week0, gevraagd, vraag))
    return matching.keur(
        matching.Instantie(
            naam=f"{regio.slug}-{dag.isoformat()}",
            peildatum=dag,
            horizon=HORIZON_WEKEN,
            dagdelen=tuple(dagdelen.CODES),
            gewicht=matching.Gewicht(GEWICHT_BASIS, GEWICHT_PER_WEEK, GEWICHT_MAX_WEKEN),
            gemeenten=tuple(_gemeente(g, regio) for g in gemeenten),
            teams=_teams(vraag),
            interventies=tuple(_interventie(i, voor) for (_, voor), i in sorted(aanbod.items(), key=lambda a: a[0])),
            ruimtes=(*middelen.ruimtes(gemeenten, week0, vaste), *map(middelen.ruimte_van_groep, lopend)),
            trainers=tuple(middelen.trainers(gemeenten, aanbod, week0, vaste, uitgesloten)),
            lopende_groepen=tuple(middelen.lopende_groep(g, week0) for g in lopend),
            signalen=tuple(_signaal(v, week0, uitgesloten) for v in vraag),
        )
    )


def vaste_kinderen(signalen: Iterable[Signaal]) -> dict[int, int]:
    """Per signaal the children whose place no recalculation may take: planned, or in a proposal that ``ligt_vast``.

    Nor those of whom a person, and not a run, asked whether they join a group.
    """
    vast = (
        Q(voorstel__staat__in=(VoorstelStaat.GEPLAND, VoorstelStaat.TOEGEZEGD))
        | (Q(voorstel__staat=VoorstelStaat.VOORGESTELD) & ligt_vast("voorstel__"))
        | Q(voorstel__staat=VoorstelStaat.VOORGESTELD, voorstel__run__isnull=True)
    )
    regels = Regel.objects.filter(vast, signaal__in=[s.pk for s in signalen]).distinct().values("pk")
    sommen = Regel.objects.filter(pk__in=regels).order_by("signaal").values("signaal").annotate(som=Sum("aantal"))
    return {rij["signaal"]: rij["som"] for rij in sommen}


def _rest(s: Signaal, vast: Mapping[int, int]) -> int:
    return s.aantal - vast.get(s.pk, 0)


def _kies_interventies(
    signalen: list[Signaal], vast: dict[int, int]
) -> tuple[dict[int, Interventie], dict[int, tuple[str, int]]]:
    """Which interventie each signaal is pooled for, one for those people.

    A theme alone is pooled for what most others of them in it ask for.
    """
    op_plank = {i.pk: i for i in Interventie.objects.filter(staat=InterventieStaat.GEPUBLICEERD, vorm=Vorm.GROEP)}
    vraag: Counter[tuple[int, str]] = Counter()
    for s in signalen:
        if s.interventie_id in op_plank:
            vraag[s.interventie_id, s.voor] += s.aantal
    per_thema = _interventies_per_thema(op_plank)
    gekozen: dict[int, Interventie] = {}
    buiten: dict[int, tuple[str, int]] = {}
    for s in signalen:
        rest = _rest(s, vast)
        if rest <= 0:
            continue
        in_thema = per_thema.get(s.thema_id or 0, [])
        keus = op_plank.get(s.interventie_id) if s.interventie_id else _beste_voor_thema(s, in_thema, vraag)
        if keus is not None and keus.is_groepsaanbod and s.voor in keus.voor_wie:
            gekozen[s.pk] = keus
        else:
            buiten[s.pk] = (_waarom_buiten(s, keus, in_thema), rest)
    return gekozen, buiten


def _waarom_buiten(s: Signaal, keus: Interventie | None, in_thema: list[Interventie]) -> str:
    if s.interventie_id is None:
        anderen = bool(in_thema) and not any(s.voor in i.voor_wie for i in in_thema)
        return NIET_VOOR_HEN if anderen else GEEN_GROEP
    if keus is None:
        return NIET_OP_PLANK
    return NIET_VOOR_HEN if keus.is_groepsaanbod else GEEN_GROEP


def _interventies_per_thema(op_plank: dict[int, Interventie]) -> dict[int, list[Interventie]]:
    per_thema: dict[int, list[Interventie]] = defaultdict(list)
    koppelingen = Interventie.themas.through.objects.filter(interventie__in=op_plank).order_by("interventie_id")
    for thema_id, interventie_id in koppelingen.values_list("thema_id", "interventie_id"):
        if op_plank[interventie_id].is_groepsaanbod:
            per_thema[thema_id].append(op_plank[interventie_id])
    return per_thema


def _beste_voor_thema(s: Signaal, kandidaten: list[Interventie], vraag: Counter[tuple[int, str]]) -> Interventie | None:
    """The offer in the theme for these people that fits the ages and that most of them wait for; the smallest group on
    a tie.
    """
    past = [i for i in kandidaten if s.voor in i.voor_wie and _past_leeftijd(s, i)]
    return min(past, key=lambda i: (-vraag[i.pk, s.voor], i.groep_min, i.pk)) if past else None


def _past_leeftijd(s: Signaal, i: Interventie) -> bool:
    if not heeft_leeftijd(s.voor):
        return True
    verschil = s.leeftijd_max - s.leeftijd_min
    return i.leeftijd_min <= s.leeftijd_min and s.leeftijd_max <= i.leeftijd_max and verschil <= i.max_leeftijdsverschil


def _niet_gevraagd(
    groepen: Iterable[Groep], week0: dt.date, gevraagd: Mapping[int, set[int]], vraag: Iterable[_Vraag]
) -> Iterable[tuple[str, str, int]]:
    """Who was not asked for a group that begins before week 0, cannot join it any more."""
    vroeg = [g for g in groepen if g.start_op < week0]
    per_aanbod: dict[tuple[int, str], list[_Vraag]] = defaultdict(list)
    for v in vraag if vroeg else ():
        per_aanbod[v.aanbod].append(v)
    for g in vroeg:
        for v in per_aanbod[g.interventie_id, g.is_voor]:
            if v.signaal.pk not in gevraagd.get(g.pk, ()):
                yield ids.signaal(v.signaal.pk), ids.groep(g.pk), g.dagdeel or 0


def _uitgesloten(dag: dt.date, ook: Iterable[tuple[str, str, int]]) -> middelen.Uitgesloten:
    """Declined combinations per kernel id of the signaal or trainer, and ``ook``: (who, room, dagdeel)."""
    per_id: dict[str, set[tuple[str, int]]] = defaultdict(set)
    for u in Uitsluiting.objects.filter(tot__gte=dag):
        wie = ids.signaal(u.signaal_id) if u.signaal_id else ids.trainer(u.trainer_id or 0)
        plek = ids.groep(u.groep_id) if u.groep_id else ids.ruimte(u.ruimte_id or 0)
        per_id[wie].add((plek, u.dagdeel))
    for wie, plek, dagdeel in ook:
        per_id[wie].add((plek, dagdeel))
    return per_id


# --- our rows as the kernel's words ---------------------------------------------------------------------------


def _gemeente(g: Gemeente, regio: Regio) -> matching.Gemeente:
    return matching.Gemeente(ids.gemeente(g.pk), g.naam, regio.slug, g.lat, g.lon)


def _teams(vraag: Iterable[_Vraag]) -> tuple[matching.Team, ...]:
    teams = {v.signaal.team_id: v.signaal.team for v in vraag}
    return tuple(
        matching.Team(ids.team(pk), ids.gemeente(t.gemeente_id), t.lat, t.lon) for pk, t in sorted(teams.items())
    )


def _interventie(i: Interventie, voor: Voor) -> matching.Interventie:
    return matching.Interventie(
        id=ids.interventie(i.pk, voor),
        naam=i.naam_voor(voor),
        min_grootte=i.groep_min,
        max_grootte=i.groep_max,
        leeftijd_min=i.leeftijd_min,
        leeftijd_max=i.leeftijd_max,
        max_leeftijdsverschil=i.max_leeftijdsverschil,
        trainers=i.trainers_nodig,
        weken=i.bijeenkomsten or 1,
        in_de_ruimte=_in_de_ruimte(i, voor),
    )


def _in_de_ruimte(i: Interventie, voor: Voor) -> matching.InDeRuimte:
    zaal = i.zaalvulling(voor)
    return matching.InDeRuimte(round(zaal.per_deelnemer * 100), zaal.trainers)


def _signaal(v: _Vraag, week0: dt.date, uitgesloten: middelen.Uitgesloten) -> matching.Signaal:
    s = v.signaal
    leeftijd_min, leeftijd_max = v.leeftijden
    return matching.Signaal(
        id=ids.signaal(s.pk),
        team=ids.team(s.team_id),
        interventie=ids.interventie(*v.aanbod),
        kinderen=v.kinderen,
        leeftijd_min=leeftijd_min,
        leeftijd_max=leeftijd_max,
        dagdelen=tuple(s.dagdelen),
        max_km=s.max_km,
        vroegste_week=max(0, -((week0 - s.vroegste_start).days // 7)),
        geplaatst=s.geplaatst_op,
        splitsbaar=s.splitsbaar,
        min_samen=min(s.min_samen, v.kinderen) if s.splitsbaar else 1,
        uitgesloten=tuple(uitgesloten.get(ids.signaal(s.pk), ())),
    )
