"""Whether somebody answers now, and when else."""

import datetime as dt

import pytest
from django.utils import translation

from gemeenten.kcc.bereikbaar import bereikbaar
from marktplein.basis import klok
from marktplein.basis.werkdagen import LANDELIJK

pytestmark = pytest.mark.puur
UREN = ["ma 09:00-12:00", "ma 13:00-17:00", "vr 09:00-24:00"]
# A Monday without a holiday near it.
MAANDAG = dt.date(2026, 11, 2)


def op(dag: int, uur: int, minuut: int = 0) -> dt.datetime:
    return klok.op(MAANDAG + dt.timedelta(days=dag), dt.time(uur, minuut))


@pytest.mark.parametrize(
    ("nu", "open_nu", "tot", "weer"),
    [
        (op(0, 9), True, op(0, 12), None),
        (op(0, 12), False, None, op(0, 13)),
        (op(0, 8, 59), False, None, op(0, 9)),
        (op(0, 17), False, None, op(4, 9)),
        (op(4, 23, 59), True, op(5, 0), None),
        (op(5, 0), False, None, op(7, 9)),
    ],
)
def test_open_of_wanneer_weer(nu: dt.datetime, open_nu: bool, tot: object, weer: object) -> None:
    stand = bereikbaar(UREN, LANDELIJK, nu=nu)
    assert (stand.open_nu, stand.tot, stand.weer) == (open_nu, tot, weer)


def test_op_een_feestdag_is_er_niemand() -> None:
    kerst = klok.op(dt.date(2026, 12, 25), dt.time(10))
    assert bereikbaar(["vr 09:00-17:00"], LANDELIJK, nu=kerst).open_nu is False


def test_wat_niet_bekend_is_wordt_niet_beloofd() -> None:
    stand = bereikbaar([], LANDELIJK)
    assert stand.open_nu is None
    assert stand.zin == "We weten niet wanneer hier iemand opneemt."
    with translation.override("en"):
        assert stand.zin.startswith("We do not know")
