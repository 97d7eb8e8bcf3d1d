"""The time grid: who or what is when taken, worked out for a page to draw. Pure: no database, the clock is handed in.

Rows are rooms, people or a single one; columns are days, and within a day every part stands at its minute on a Dutch
clock. A block that passes midnight is told on both days; blocks at the same time stand beside each other in lanes.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from urllib.parse import urlencode

from marktplein.basis import klok

VRIJ, BEZET, OPTIE, DICHT, VOORBIJ = "vrij", "bezet", "optie", "dicht", "voorbij"
WOORD = {VRIJ: "Vrij", DICHT: "Niet te huur", VOORBIJ: "Voorbij"}
DAG = 24 * 60
# What the signs of the grid mean, in the order in which the legend tells them.
LEGENDA = {VRIJ: "vrij", BEZET: "bezet", OPTIE: "optie", DICHT: "niet te huur", VOORBIJ: "voorbij"}
# What of a day is drawn when nothing happens earlier or later, and the dagdelen in it; minutes after midnight.
VAN, TOT = 8 * 60, 22 * 60
GRENZEN = ((VAN, 12 * 60 + 30), (12 * 60 + 30, 18 * 60), (18 * 60, TOT))
# A gap that is shorter cannot be booked from the grid; what is proposed is a usual meeting.
KORTST, GEWOON = 30, 90
# As many lanes as the style sheet knows; more at once share the last one.
BANEN = 6


@dataclass(frozen=True)
class Bezigheid:
    """Something that takes time. ``optie``: not certain yet."""

    begin: dt.datetime
    eind: dt.datetime
    tekst: str
    url: str = ""
    optie: bool = False


@dataclass(frozen=True)
class Regel:
    """One row to draw. ``open``: whether a dagdeel (0, 1, 2) of a day can be had; None draws no free time.

    ``niets`` is what a row says on which nothing happens.

    ``boek`` is the address of the form that free time opens; without it free time is told but leads nowhere.
    """

    naam: str
    bezig: Sequence[Bezigheid] = ()
    url: str = ""
    onder: str = ""
    open: Callable[[dt.date, int], bool] | None = None
    boek: str = ""
    niets: str = "Geen reserveringen"


@dataclass(frozen=True)
class Deel:
    """A part of one day, in minutes after midnight. ``geweest``: a block that is over."""

    begin: int
    eind: int
    staat: str
    tekst: str
    url: str = ""
    geweest: bool = False
    baan: int = 0
    banen: int = 1

    @property
    def is_blok(self) -> bool:
        return self.staat in (BEZET, OPTIE)

    @property
    def uren(self) -> str:
        """ "14.00 – 15.30"."""
        return f"{_klok(self.begin)} – {_klok(self.eind)}"

    @property
    def klassen(self) -> str:
        """Where it stands, as the classes of the style sheet (no inline style passes the content policy)."""
        (bu, bm), (eu, em) = divmod(self.begin, 60), divmod(self.eind, 60)
        return f"bu{bu} bm{bm} eu{eu} em{em} baan{self.baan} banen{self.banen}"


@dataclass(frozen=True)
class Cel:
    """``dicht``: what the day is called when people are closed; what is free can be had all the same."""

    dag: dt.date
    delen: list[Deel] = field(default_factory=list)
    dicht: str = ""

    @cached_property
    def blokken(self) -> list[Deel]:
        return [deel for deel in self.delen if deel.is_blok]

    @property
    def vrij(self) -> list[Deel]:
        return [deel for deel in self.delen if deel.staat == VRIJ]

    @cached_property
    def in_woorden(self) -> list[Deel]:
        """What a box of the day tells: its blocks and each free time, the same as the day by itself offers."""
        return [deel for deel in self.delen if deel.is_blok or deel.staat == VRIJ]

    @property
    def is_leeg(self) -> bool:
        """Nothing to draw: an agenda list can leave the day out. A closed day is told all the same."""
        return not self.delen and not self.dicht

    @cached_property
    def samenvatting(self) -> str:
        """A day without blocks or free time in a word; empty when there is more to tell."""
        if self.in_woorden:
            return ""
        staten = {deel.staat for deel in self.delen}
        return WOORD[VOORBIJ] if VOORBIJ in staten else WOORD[DICHT] if staten else ""


@dataclass(frozen=True)
class Rij:
    regel: Regel
    cellen: list[Cel]

    @cached_property
    def leeg(self) -> bool:
        """Whether no day has anything to read or to book."""
        return not any(cel.in_woorden for cel in self.cellen)

    @cached_property
    def samenvatting(self) -> str:
        """A row without bookings, in words that hold for all of it; empty when there is one."""
        if any(cel.blokken for cel in self.cellen):
            return ""
        eenheid = "week" if len(self.cellen) > 1 else "dag"
        if self.leeg:
            return self._waarom_leeg
        staten = {deel.staat for cel in self.cellen for deel in cel.delen}
        voorbij = VOORBIJ in staten
        if DICHT in staten:
            nog_te_huur = "Vrij op alle tijden dat de ruimte nog te huur is"
            return nog_te_huur if voorbij else "Vrij op alle tijden dat de ruimte te huur is"
        return f"Rest van de {eenheid} vrij" if voorbij else f"Hele {eenheid} vrij"

    @property
    def _waarom_leeg(self) -> str:
        """Why there is nothing to read or to book: over, not let, or nothing that could be let at all."""
        staten = {deel.staat for cel in self.cellen for deel in cel.delen}
        if staten == {VOORBIJ, DICHT}:
            return "Voorbij of niet te huur"
        return WOORD[staten.pop()] if len(staten) == 1 else self.regel.niets


@dataclass(frozen=True)
class Raster:
    """``van`` and ``tot`` are the hours between which is drawn."""

    bijschrift: str
    dagen: list[dt.date]
    rijen: list[Rij]
    van: int
    tot: int
    vandaag: dt.date
    dicht: Mapping[dt.date, str] = field(default_factory=dict)

    @property
    def koppen(self) -> list[tuple[dt.date, str]]:
        """Each day, and why people are closed on it (empty: they are not)."""
        return [(dag, self.dicht.get(dag, "")) for dag in self.dagen]

    @cached_property
    def vorm(self) -> str:
        """One day lies down with its hours beside each other; one row stands with its days; else days in boxes."""
        return "dag" if len(self.dagen) == 1 else "week" if len(self.rijen) == 1 else "regio"

    @property
    def legenda(self) -> list[tuple[str, str]]:
        """The signs that need a word: all that occur, or none where every part is simply taken."""
        staten = {deel.staat for rij in self.rijen for cel in rij.cellen for deel in cel.delen}
        return [(staat, woord) for staat, woord in LEGENDA.items() if staat in staten] if staten - {BEZET} else []

    @property
    def uren(self) -> range:
        return range(self.van, self.tot)


def maandag_van(dag: dt.date) -> dt.date:
    return dag - dt.timedelta(days=dag.weekday())


def weekdagen(maandag: dt.date, bezig: Iterable[Bezigheid]) -> list[dt.date]:
    """Monday to Friday, and a day of the weekend on which something happens."""
    alle = list(bezig)
    dagen = [maandag + dt.timedelta(days=n) for n in range(7)]
    return [dag for dag in dagen if dag.weekday() < 5 or any(_op_dag(ding, dag) for ding in alle)]


def bouw(
    bijschrift: str,
    regels: Sequence[Regel],
    dagen: Sequence[dt.date],
    *,
    nu: dt.datetime,
    waarom_dicht: Callable[[dt.date], str] | None = None,
) -> Raster:
    """Every row on every day, and the hours that hold all of it. ``waarom_dicht`` names a closed day, "" is open."""
    dicht = {dag: waarom_dicht(dag) for dag in dagen} if waarom_dicht else {}
    rijen = [Rij(regel, [_cel(regel, dag, nu, dicht.get(dag, "")) for dag in dagen]) for regel in regels]
    blokken = [deel for rij in rijen for cel in rij.cellen for deel in cel.blokken]
    van = min([VAN, *(deel.begin for deel in blokken)]) // 60
    tot = -(-max([TOT, *(deel.eind for deel in blokken)]) // 60)
    return Raster(bijschrift, list(dagen), rijen, van, tot, klok.lokaal(nu).date(), dicht)


def _cel(regel: Regel, dag: dt.date, nu: dt.datetime, dicht: str) -> Cel:
    blokken = _naast_elkaar([blok for ding in regel.bezig if (blok := _op_dag(ding, dag, nu))])
    ruimte = [] if regel.open is None else _open_tijd(regel, dag, blokken, _minuut(nu, dag))
    return Cel(dag, sorted([*blokken, *ruimte], key=lambda deel: (deel.begin, deel.baan)), dicht)


def _op_dag(ding: Bezigheid, dag: dt.date, nu: dt.datetime | None = None) -> Deel | None:
    """The part of ``ding`` on this day by its wall clock; None when there is none."""
    begin, eind = _minuut(ding.begin, dag), _minuut(ding.eind, dag)
    if begin >= DAG or eind <= 0:
        return None
    if eind <= begin:
        # In the night that has an hour twice the clock can show less at the end; the block is as long as it lasts.
        eind = min(DAG, begin + max(1, round((ding.eind - ding.begin).total_seconds() / 60)))
    geweest = nu is not None and ding.eind <= nu
    return Deel(begin, eind, OPTIE if ding.optie else BEZET, ding.tekst, ding.url, geweest)


def _minuut(moment: dt.datetime, dag: dt.date) -> int:
    """Minutes after the midnight with which ``dag`` begins; 0 before it, a whole day after it."""
    wand = klok.lokaal(moment)
    if wand.date() != dag:
        return 0 if wand.date() < dag else DAG
    return wand.hour * 60 + wand.minute


def _naast_elkaar(blokken: Iterable[Deel]) -> list[Deel]:
    """Lanes: a block takes the first lane that is free; all that touch each other get the same number of lanes."""
    uit: list[Deel] = []
    bundel: list[tuple[Deel, int]] = []
    vol_tot: list[int] = []
    for blok in sorted(blokken, key=lambda deel: (deel.begin, -deel.eind, deel.tekst)):
        if bundel and blok.begin >= max(vol_tot):
            uit += _bundel(bundel, len(vol_tot))
            bundel, vol_tot = [], []
        baan = next((nummer for nummer, tot in enumerate(vol_tot) if tot <= blok.begin), len(vol_tot))
        vol_tot[baan:baan + 1] = [blok.eind]  # fmt: skip
        bundel.append((blok, baan))
    return uit + _bundel(bundel, len(vol_tot))


def _bundel(bundel: Iterable[tuple[Deel, int]], banen: int) -> list[Deel]:
    return [replace(blok, baan=min(baan, BANEN - 1), banen=min(banen, BANEN)) for blok, baan in bundel]


def _open_tijd(regel: Regel, dag: dt.date, blokken: Sequence[Deel], nu: int) -> list[Deel]:
    """What is left of each dagdeel: free, over, or not to be had. Neighbours that cannot be booked become one."""
    uit: list[Deel] = []
    for nummer, (van, tot) in enumerate(GRENZEN):
        kan = regel.open is not None and regel.open(dag, nummer)
        for begin, eind in _gaten(van, tot, blokken):
            delen = _gat(regel, dag, (begin, eind), nu) if kan else [Deel(begin, eind, DICHT, WOORD[DICHT])]
            for deel in delen:
                _plak(uit, deel)
    return uit


def _gaten(van: int, tot: int, blokken: Sequence[Deel]) -> list[tuple[int, int]]:
    """The stretches between ``van`` and ``tot`` without a block, the useless ones left out."""
    gaten, begin = [], van
    for blok in sorted(blokken, key=lambda deel: deel.begin):
        gaten.append((begin, min(blok.begin, tot)))
        begin = max(begin, blok.eind)
    gaten.append((begin, tot))
    return [(a, b) for a, b in gaten if b - a >= KORTST]


def _gat(regel: Regel, dag: dt.date, gat: tuple[int, int], nu: int) -> list[Deel]:
    """A gap that can be had: what of it is over, and the rest from the next half hour on."""
    begin, eind = gat
    vanaf = begin if nu <= begin else -(-nu // KORTST) * KORTST
    if eind - vanaf < KORTST:
        return [Deel(begin, eind, VOORBIJ, WOORD[VOORBIJ])]
    over = [Deel(begin, vanaf, VOORBIJ, WOORD[VOORBIJ])] if vanaf - begin >= KORTST else []
    return [*over, Deel(vanaf, eind, VRIJ, WOORD[VRIJ], _boekadres(regel.boek, dag, (vanaf, eind)))]


def _boekadres(boek: str, dag: dt.date, gat: tuple[int, int]) -> str:
    """The form with day and time filled in: what was pressed is what is asked, from the begin of the gap on."""
    if not boek:
        return ""
    begin, eind = gat[0], min(gat[0] + GEWOON, gat[1])
    tijden = {"datum": dag.isoformat(), "begin": _klok(begin, ":"), "eind": _klok(eind, ":")}
    vraag = urlencode(tijden, safe=":")
    return f"{boek}?{vraag}"


def _plak(delen: list[Deel], deel: Deel) -> None:
    vorig = delen[-1] if delen else None
    if vorig and vorig.staat == deel.staat != VRIJ and vorig.eind == deel.begin:
        delen[-1] = replace(vorig, eind=deel.eind)
    else:
        delen.append(deel)


def _klok(minuten: int, teken: str = ".") -> str:
    return f"{minuten // 60:02d}{teken}{minuten % 60:02d}"
