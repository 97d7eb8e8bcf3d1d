"""The national working days, year by year, as public offices keep them."""

import datetime as dt

import pytest

from marktplein.basis.werkdagen import (
    LANDELIJK,
    Dagregel,
    Kalender,
    eerste_werkdag,
    is_werkdag,
    samen,
    werkdagen_tussen,
)

pytestmark = pytest.mark.puur

# Good Friday, Easter Monday, King's Day, Ascension Day, Whit Monday; and whether 5 May is a holiday.
JAREN = {
    2026: ("04-03", "04-06", "04-27", "05-14", "05-25", False),
    2027: ("03-26", "03-29", "04-27", "05-06", "05-17", False),
    2028: ("04-14", "04-17", "04-27", "05-25", "06-05", False),
    2029: ("03-30", "04-02", "04-27", "05-10", "05-21", False),
    2030: ("04-19", "04-22", "04-27", "05-30", "06-10", True),
    2031: ("04-11", "04-14", "04-26", "05-22", "06-02", False),
}


@pytest.mark.parametrize("jaar", JAREN)
def test_de_dagen_van_het_jaar(jaar):
    goede_vrijdag, *dicht, vijf_mei = (
        dt.date.fromisoformat(f"{jaar}-{dag}") if isinstance(dag, str) else dag for dag in JAREN[jaar]
    )
    assert is_werkdag(goede_vrijdag, LANDELIJK)
    vast = [dt.date(jaar, 1, 1), dt.date(jaar, 12, 25), dt.date(jaar, 12, 26)]
    assert [dag for dag in (*vast, *dicht) if not LANDELIJK.is_dicht(dag)] == []
    assert LANDELIJK.is_dicht(dt.date(jaar, 5, 5)) is vijf_mei
    heel_jaar = [dt.date(jaar, 1, 1) + dt.timedelta(days=n) for n in range(365)]
    ook = {dag for dag in heel_jaar if LANDELIJK.is_dicht(dag) and dag.weekday() < 6}
    assert ook <= {*vast, *dicht, dt.date(jaar, 5, 5)}


def test_de_laatste_regel_die_geldt_beslist_en_een_plek_die_dicht_is_telt_voor_allemaal():
    vijf_mei = dt.date(2027, 5, 5)
    hier = Kalender(((Dagregel(True, "bevrijdingsdag"), Dagregel(False, datum=vijf_mei)),))
    daar = Kalender(((Dagregel(True, "bevrijdingsdag"),),))
    assert not hier.is_dicht(vijf_mei)
    assert daar.is_dicht(vijf_mei)
    assert samen([hier, daar]).is_dicht(vijf_mei)
    assert samen([]) is LANDELIJK
    assert eerste_werkdag(vijf_mei, daar) == dt.date(2027, 5, 7)  # Ascension day is the 6th
    assert (
        werkdagen_tussen(dt.date(2027, 5, 4), dt.date(2027, 5, 7), daar),
        werkdagen_tussen(vijf_mei, vijf_mei, hier),
    ) == (1, 0)
