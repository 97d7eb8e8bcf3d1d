"""A day in words is what Django makes of it, in every language and whatever was asked before."""

import datetime as dt

import pytest
from django.utils import translation
from django.utils.formats import date_format

from marktplein.basis import klok
from marktplein.basis.datums import in_vorm

pytestmark = pytest.mark.puur
VORMEN = ("D j b", "j b", "l j F", "l j F Y", "Y-m-d", "j F Y H.i", "SHORT_DATE_FORMAT", "c")


@pytest.mark.parametrize("vorm", VORMEN)
@pytest.mark.parametrize("taal", ["nl", "en"])
def test_zegt_wat_django_zegt(vorm: str, taal: str) -> None:
    momenten = [
        klok.op(dt.date(2026, 3, 1), dt.time(9)), klok.op(dt.date(2026, 3, 1), dt.time(21, 30)), dt.date(2027, 3, 1),
    ]  # fmt: skip
    with translation.override(taal):
        for moment in momenten * 2:
            if isinstance(moment, dt.datetime) or vorm != "j F Y H.i":
                assert in_vorm(moment, vorm) == date_format(moment, vorm)
