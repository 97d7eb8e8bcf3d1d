"""What the larger parts of the style guide show: made up, and the same for everybody."""

import datetime as dt

from marktplein.basis import klok
from marktplein.basis.tijdraster import Bezigheid, Raster, Regel, bouw, maandag_van, weekdagen


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
        "Grote zaal", bezig, "#", "Leiden, 20 plaatsen", lambda dag, deel: (dag.weekday(), deel) != (2, 2), "#"
    )
    klein = Regel("Kleine zaal", (), "#", "Katwijk, 12 plaatsen", lambda dag, deel: deel > 0, "#")
    week = weekdagen(maandag, [])
    return [
        bouw("Een dag, per ruimte", [groot, klein], [dinsdag], nu=nu),
        bouw("Een week van één ruimte", [groot], week, nu=nu),
        bouw("Een week, per ruimte", [groot, klein], week, nu=klok.nu()),
    ]


def _ding(dag: dt.date, van: dt.time, minuten: int, tekst: str, *, optie: bool = False) -> Bezigheid:
    begin = klok.op(dag, van)
    return Bezigheid(begin, begin + dt.timedelta(minutes=minuten), tekst, "#", optie)
