"""Leafing through time: the day an address asks for, and the addresses before and after it (_bladeren.html)."""

import datetime as dt
from typing import Any

from django.http import HttpRequest

from marktplein.basis import klok
from marktplein.basis.filter import gevraagd
from marktplein.basis.invoer import datum

DAG = "dag"
# A day further away is a slip of the pen.
JAREN = 5


def gevraagde_dag(request: HttpRequest) -> dt.date:
    """``?dag=``, today when none is asked for. Raises OnbekendGevraagd when that is no day within a few years."""
    vandaag = klok.vandaag()

    def lees(waarde: str) -> dt.date | None:
        dag = datum(waarde)
        return dag if dag and abs(dag.year - vandaag.year) <= JAREN else None

    return gevraagd(request, DAG, lees, vandaag)


def bladeren(vorige: dt.date, volgende: dt.date, eenheid: str, nu: str, rest: str = "") -> dict[str, Any]:
    """What _bladeren.html wants; ``rest`` is what stays in the address ("weergave=dag&")."""
    return {
        "vorige": f"?{rest}{DAG}={vorige:%Y-%m-%d}",
        "nu": f"?{rest}".rstrip("&") or "?",
        "volgende": f"?{rest}{DAG}={volgende:%Y-%m-%d}",
        "eenheid": eenheid,
        "nu_tekst": nu,
    }


def weken(maandag: dt.date, rest: str = "") -> dict[str, Any]:
    """The week before and after the one that begins on ``maandag``."""
    week = dt.timedelta(days=7)
    return bladeren(maandag - week, maandag + week, "week", "Deze week", rest)
