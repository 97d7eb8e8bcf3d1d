"""Rooms and their bookings as rows of the time grid."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Sequence

from django.urls import reverse
from django.utils.formats import date_format

from facilitair.models import Reservering, Ruimte
from facilitair.ruimtes.selectors import boekingen
from facilitair.workflow import ReserveringStaat
from gemeenten.grond.kalenders import kalender_van_balies
from marktplein.basis import klok
from marktplein.basis.tijdraster import Bezigheid, Raster, Regel, bouw, maandag_van, weekdagen
from marktplein.basis.werkdagen import Kalender
from marktplein.basis.woorden import tel


def dagraster(ruimtes: Sequence[Ruimte], dag: dt.date, *, boekbaar: bool) -> Raster:
    """One day of these rooms, hour by hour. ``boekbaar``: whether free time opens the booking form."""
    bezig = _bezig(ruimtes, dag, dag)
    regels = [_regel(ruimte, bezig[ruimte.pk], dag, boekbaar) for ruimte in ruimtes]
    naam = f"Reserveringen per ruimte op {date_format(dag, 'l j F')}"
    return bouw(naam, regels, [dag], nu=klok.nu(), waarom_dicht=_kalender(ruimtes).waarom_dicht)


def weekraster(ruimtes: Sequence[Ruimte], dag: dt.date, *, boekbaar: bool, naam: str) -> Raster:
    """The week of ``dag`` of these rooms; the weekend only when somebody booked it."""
    maandag = maandag_van(dag)
    bezig = _bezig(ruimtes, maandag, maandag + dt.timedelta(days=6))
    dagen = weekdagen(maandag, [ding for rij in bezig.values() for ding in rij])
    regels = [_regel(ruimte, bezig[ruimte.pk], maandag, boekbaar) for ruimte in ruimtes]
    return bouw(naam, regels, dagen, nu=klok.nu(), waarom_dicht=_kalender(ruimtes).waarom_dicht)


def _kalender(ruimtes: Sequence[Ruimte]) -> Kalender:
    """On which days the desk of these rooms is closed: told above the day, a room can be had all the same."""
    return kalender_van_balies(ruimte.gemeente for ruimte in ruimtes)


def _bezig(ruimtes: Sequence[Ruimte], van: dt.date, tot: dt.date) -> dict[int, list[Bezigheid]]:
    per_ruimte: dict[int, list[Bezigheid]] = defaultdict(list)
    for rij in boekingen([ruimte.pk for ruimte in ruimtes], van, tot):
        per_ruimte[rij.ruimte_id].append(_als_bezigheid(rij))
    return per_ruimte


def _als_bezigheid(rij: Reservering) -> Bezigheid:
    return Bezigheid(
        rij.periode.lower,
        rij.periode.upper,
        rij.waarvoor,
        reverse("facilitair:reservering", args=[rij.pk]),
        rij.staat == ReserveringStaat.OPTIE,
    )


def _regel(ruimte: Ruimte, bezig: Sequence[Bezigheid], dag: dt.date, boekbaar: bool) -> Regel:
    return Regel(
        ruimte.naam,
        bezig,
        url=f"{reverse('facilitair:ruimte', args=[ruimte.pk])}?dag={dag.isoformat()}",
        onder=f"{ruimte.gemeente}, {tel(ruimte.capaciteit, 'plek', 'plekken')}",
        open=_te_huur(ruimte),
        boek=reverse("facilitair:reserveren", args=[ruimte.pk]) if boekbaar else "",
    )


def _te_huur(ruimte: Ruimte) -> Callable[[dt.date, int], bool]:
    """Whether a room is let on a dagdeel of a day; one without dagdelen always, weekends are not a dagdeel."""

    def te_huur(dag: dt.date, deel: int) -> bool:
        if not ruimte.actief or not ruimte.dagdelen:
            return ruimte.actief
        return dag.weekday() < 5 and dag.weekday() * 3 + deel in ruimte.dagdelen

    return te_huur
