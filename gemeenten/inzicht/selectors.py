"""Who gets a place: children placed, waiting and gone without one, per municipality, team, training and age.

Every count has two sides. What is the reader's own (the own team, the own municipality) is exact. The rest of the
region is shown as ``kleine_aantallen`` tells: rounded, small counts hidden. The two are never added up, so that the own
count cannot be taken off a total.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import QuerySet

from aanbod.models import Interventie, Thema
from gemeenten.grond.models import Gemeente, Regio, Team
from gemeenten.grond.permissions import is_applicatiebeheerder
from gemeenten.inzicht import vormen
from marktplein.accounts.models import Bezoeker
from marktplein.basis import klok
from marktplein.basis.kleine_aantallen import Getal, toon, toon_kolom
from marktplein.basis.mensen import heeft_leeftijd
from marktplein.basis.woorden import leeftijden
from vraag.models import Signaal
from vraag.permissions import eigen_regio_ids, eigen_team_ids, gelezen_gemeente_ids
from vraag.signalen.selectors import regios_voor_inzicht
from vraag.uitleg.wachttijd import met_plaatsing
from vraag.workflow import SIGNAAL_LOPEND, SignaalStaat

PER = {
    "gemeente": "Gemeente",
    "team": "Team",
    "interventie": "Training",
    "leeftijd": "Leeftijd",
    "vorm": "Preventievorm",
}
BANDEN = ((0, 3), (4, 7), (8, 11), (12, 15), (16, 99))
ANDERE_TEAMS = "Andere teams in de regio"
ZONDER_LEEFTIJD = "Zonder leeftijd (zwangeren, professionals)"
MAANDEN = 12


class _Feit(NamedTuple):
    """One need: where it comes from, what for, and how many of its children are where."""

    pk: int
    team: int
    gemeente: int
    interventie: int | None
    thema: int | None
    leeftijd_min: int
    leeftijd_max: int
    aantal: int
    staat: str
    geplaatst_op: dt.date
    gepland: int
    gepland_op: dt.datetime | None
    voor: str

    @property
    def plek(self) -> int:
        if self.staat in (SignaalStaat.GEPLAATST, SignaalStaat.AFGEROND):
            return self.aantal
        return min(self.gepland, self.aantal)

    @property
    def wacht(self) -> int:
        return self.aantal - self.plek if self.staat in SIGNAAL_LOPEND else 0

    @property
    def gestopt(self) -> int:
        return self.aantal - self.plek - self.wacht


Telbaar = _Feit | vormen.Deel


@dataclass(frozen=True, slots=True)
class Tellingen:
    """Counts of children on one side (own, or the rest): with a place, waiting, and gone without a place."""

    plek: Getal = 0
    wacht: Getal = 0
    gestopt: Getal = 0

    @property
    def samen(self) -> int | None:
        """All children; None when one of the counts is not told."""
        delen = (self.plek, self.wacht, self.gestopt)
        return sum(d for d in delen if isinstance(d, int)) if all(isinstance(d, int) for d in delen) else None


@dataclass(frozen=True, slots=True)
class Rij:
    naam: str
    eigen: Tellingen
    rest: Tellingen


@dataclass(frozen=True, slots=True)
class Maand:
    """Children asked for, and children who got a place, in one month."""

    begin: dt.date
    eigen_gevraagd: int
    eigen_plek: int
    rest_gevraagd: Getal
    rest_plek: Getal


@dataclass(frozen=True, slots=True)
class Inzicht:
    """``heeft_eigen``: whether the reader has a team or municipality in this region; without one all is "rest"."""

    heeft_eigen: bool
    totaal: Rij
    rijen: tuple[Rij, ...]
    maanden: tuple[Maand, ...]


def signalen_van_regio(user: Bezoeker, regio: Regio | None) -> QuerySet[Signaal]:
    """All demand ever of a region this user has to do with: to count in, never to list."""
    if regio is None or not regios_voor_inzicht(user).filter(pk=regio.pk).exists():
        return Signaal.objects.none()
    return Signaal.objects.filter(regio=regio)


def inzicht_in(user: Bezoeker, signalen: QuerySet[Signaal], per: str) -> Inzicht:
    """The figures of these needs, in a table ``per`` (a key of PER). Three queries at most."""
    feiten = [
        _Feit._make(rij)
        for rij in met_plaatsing(signalen)
        .order_by()
        .values_list(
            "pk",
            "team_id",
            "team__gemeente_id",
            "interventie_id",
            "thema_id",
            "leeftijd_min",
            "leeftijd_max",
            "aantal",
            "staat",
            "geplaatst_op",
            "gepland",
            "gepland_op",
            "voor",
        )
    ]
    teams, gemeenten = eigen_team_ids(user), gelezen_gemeente_ids(user)
    eigen = [f for f in feiten if f.team in teams or f.gemeente in gemeenten]
    rest = [f for f in feiten if f.team not in teams and f.gemeente not in gemeenten]
    alle_teams = is_applicatiebeheerder(user)
    return Inzicht(
        heeft_eigen=bool(teams or gemeenten),
        totaal=Rij("Totaal", _som(eigen), Tellingen(*(toon(n) for n in _tel(rest)))),
        rijen=_per_vorm(signalen, eigen, rest) if per == "vorm" else _rijen(eigen, rest, per, alle_teams),
        maanden=_maanden(eigen, rest),
    )


# --- the table ------------------------------------------------------------------------------------------------

Sleutel = tuple[str, int]


def _sleutel(f: _Feit, per: str, alle_teams: bool, is_eigen: bool) -> Sleutel:
    if per == "gemeente":
        return "gemeente", f.gemeente
    if per == "team":
        return ("team", f.team) if alle_teams or is_eigen else ("anderen", 0)
    if per == "leeftijd":
        if not heeft_leeftijd(f.voor):
            return "leeftijd", len(BANDEN)
        midden = (f.leeftijd_min + f.leeftijd_max) // 2
        return "leeftijd", next(n for n, (_, tot) in enumerate(BANDEN) if midden <= tot)
    return ("interventie", f.interventie) if f.interventie else ("thema", f.thema or 0)


def _rijen(eigen: Sequence[_Feit], rest: Sequence[_Feit], per: str, alle_teams: bool) -> tuple[Rij, ...]:
    van_ons, van_rest = defaultdict(list), defaultdict(list)
    for f in eigen:
        van_ons[_sleutel(f, per, alle_teams, True)].append(f)
    for f in rest:
        van_rest[_sleutel(f, per, alle_teams, False)].append(f)
    namen = _namen(van_ons.keys() | van_rest.keys())
    volgorde = sorted(
        namen, key=lambda s: (s[0] == "anderen", s[1] if per == "leeftijd" else 0, namen[s].casefold(), s)
    )
    return _naast_elkaar([(namen[s], van_ons[s], van_rest[s]) for s in volgorde])


def _per_vorm(signalen: QuerySet[Signaal], eigen: Sequence[_Feit], rest: Sequence[_Feit]) -> tuple[Rij, ...]:
    plekken = vormen.plekken_per_vorm(signalen)
    van_ons, van_rest = vormen.in_delen(eigen, plekken), vormen.in_delen(rest, plekken)
    er_is = {deel.vorm for deel in (*van_ons, *van_rest)}
    return _naast_elkaar(
        [
            (naam, [d for d in van_ons if d.vorm == nummer], [d for d in van_rest if d.vorm == nummer])
            for nummer, naam in enumerate(vormen.NAMEN)
            if nummer in er_is
        ]
    )


def _naast_elkaar(regels: Sequence[tuple[str, Iterable[Telbaar], Iterable[Telbaar]]]) -> tuple[Rij, ...]:
    """(name, own, rest) as rows: the rest of all rows is hidden together, so that none can be worked out."""
    kolommen = zip(*(_tel(rest) for _, _, rest in regels), strict=True)
    kanten = zip(*(toon_kolom(kolom) for kolom in kolommen), strict=True)
    return tuple(
        Rij(naam, _som(eigen), Tellingen(*kant)) for (naam, eigen, _), kant in zip(regels, kanten, strict=True)
    )


def _namen(sleutels: Iterable[Sleutel]) -> dict[Sleutel, str]:
    """What each row is called; one query per kind of thing."""
    per_soort: dict[str, list[int]] = defaultdict(list)
    for soort, pk in sleutels:
        per_soort[soort].append(pk)
    modellen: Mapping[str, type[Gemeente | Team | Interventie | Thema]] = {
        "gemeente": Gemeente,
        "team": Team,
        "interventie": Interventie,
        "thema": Thema,
    }
    namen: dict[Sleutel, str] = {}
    for soort, pks in per_soort.items():
        if soort in modellen:
            gevonden = modellen[soort]._default_manager.filter(pk__in=pks).order_by("pk").values_list("pk", "naam")
            voor = "Thema: " if soort == "thema" else ""
            namen |= {(soort, pk): f"{voor}{naam}" for pk, naam in gevonden}
        else:
            namen |= {(soort, pk): _band(pk) if soort == "leeftijd" else ANDERE_TEAMS for pk in pks}
    return namen


def _band(nummer: int) -> str:
    if nummer == len(BANDEN):
        return ZONDER_LEEFTIJD
    van, tot = BANDEN[nummer]
    return f"{van} jaar en ouder" if nummer == len(BANDEN) - 1 else leeftijden(van, tot)


def _tel(feiten: Iterable[Telbaar]) -> tuple[int, int, int]:
    plek = wacht = gestopt = 0
    for f in feiten:
        plek, wacht, gestopt = plek + f.plek, wacht + f.wacht, gestopt + f.gestopt
    return plek, wacht, gestopt


def _som(feiten: Iterable[Telbaar]) -> Tellingen:
    return Tellingen(*_tel(feiten))


# --- over time ------------------------------------------------------------------------------------------------


def _maanden(eigen: Sequence[_Feit], rest: Sequence[_Feit]) -> tuple[Maand, ...]:
    """The last twelve months, this one included; oldest first."""
    begin = klok.vandaag().replace(day=1)
    maanden = [begin]
    for _ in range(MAANDEN - 1):
        maanden.append((maanden[-1] - dt.timedelta(days=1)).replace(day=1))
    maanden.reverse()
    eigen_per, rest_per = _per_maand(eigen), _per_maand(rest)
    gevraagd = toon_kolom([rest_per[m][0] for m in maanden])
    plek = toon_kolom([rest_per[m][1] for m in maanden])
    return tuple(
        Maand(m, eigen_per[m][0], eigen_per[m][1], vraag, aanbod)
        for m, vraag, aanbod in zip(maanden, gevraagd, plek, strict=True)
    )


def _per_maand(feiten: Iterable[_Feit]) -> dict[dt.date, list[int]]:
    per: dict[dt.date, list[int]] = defaultdict(lambda: [0, 0])
    for f in feiten:
        per[f.geplaatst_op.replace(day=1)][0] += f.aantal
        if f.plek and f.gepland_op:
            per[klok.lokaal(f.gepland_op).date().replace(day=1)][1] += f.plek
    return per


# --- who waits longest ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Wachtende:
    """A need that waits, as this reader may see it: who may not open it gets no team."""

    signaal: Signaal
    weken: int
    kinderen: Getal
    eigen: bool
    mag_openen: bool


def wachtenden(signalen: QuerySet[Signaal]) -> QuerySet[Signaal]:
    """Needs that still wait, longest first."""
    return (
        signalen.filter(staat__in=SIGNAAL_LOPEND)
        .select_related("team__gemeente", "interventie", "thema")
        .order_by("geplaatst_op", "pk")
    )


def als_wachtende(user: Bezoeker, signalen: Iterable[Signaal]) -> list[Wachtende]:
    """These needs as ``user`` may see them (``permissions.kan_signaal_zien``, for rows of the own region)."""
    teams, gemeenten, regios = eigen_team_ids(user), gelezen_gemeente_ids(user), eigen_regio_ids(user)
    vandaag, uit = klok.vandaag(), []
    for s in signalen:
        eigen = s.team_id in teams or s.team.gemeente_id in gemeenten
        weken = max(0, (vandaag - s.geplaatst_op).days // 7)
        uit.append(Wachtende(s, weken, toon(s.aantal, eigen=eigen), eigen, eigen or s.regio_id in regios))
    return uit
