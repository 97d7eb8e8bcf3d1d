"""What the larger parts of the style guide show: made up, and the same for everybody."""

import datetime as dt
from typing import Any

from marktplein.basis import klok
from marktplein.basis.kaart import Punt, kaart
from marktplein.basis.tijdraster import Bezigheid, Raster, Regel, bouw, maandag_van, weekdagen


def plattegrond() -> dict[str, Any]:
    """Three things in two places, around Leiden."""
    punten = [
        Punt("Peutermanieren", 52.1601, 4.4970, "/kaart-leiden-1/"),
        Punt("Triple P", 52.1601, 4.4970, "/kaart-leiden-2/"),
        Punt("Sterk op het plein", 52.2029, 4.3994, "/kaart-katwijk/"),
    ]
    plaatsen = [("Leiden", 52.16, 4.49, True), ("Katwijk", 52.2, 4.41, True), ("Rijnsburg", 52.19, 4.44, False)]
    return kaart(punten, plaatsen, (52.16, 4.49))


def rasters() -> list[Raster]:
    """A day of two rooms, a week of one, and a week of two: with an overlap, an option and a day that is over."""
    maandag = maandag_van(klok.vandaag()) + dt.timedelta(days=7)
    dinsdag, nu = maandag + dt.timedelta(days=1), klok.op(maandag + dt.timedelta(days=1), dt.time(9))
    bezig = [
        _ding(dinsdag, dt.time(9, 35), 100, "Triple P"),
        _ding(dinsdag, dt.time(10, 15), 90, "Overleg"),
        _ding(dinsdag + dt.timedelta(days=1), dt.time(14), 95, "Sterk op het plein", optie=True),
    ]
    groot = Regel(
        "Grote zaal", bezig, "#", "Leiden, 20 plekken", lambda dag, deel: (dag.weekday(), deel) != (2, 2), "#"
    )
    klein = Regel("Kleine zaal", (), "#", "Katwijk, 12 plekken", lambda dag, deel: deel > 0, "#")
    week = weekdagen(maandag, [])
    return [
        bouw("Een dag, per ruimte", [groot, klein], [dinsdag], nu=nu),
        bouw("Een week van één ruimte", [groot], week, nu=nu),
        bouw("Een week, per ruimte", [groot, klein], week, nu=klok.nu()),
    ]


def _ding(dag: dt.date, van: dt.time, minuten: int, tekst: str, *, optie: bool = False) -> Bezigheid:
    begin = klok.op(dag, van)
    return Bezigheid(begin, begin + dt.timedelta(minutes=minuten), tekst, "#", optie)
