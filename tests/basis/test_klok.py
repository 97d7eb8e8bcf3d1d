"""A Dutch wall clock, the two nights a year it is changed included."""

import datetime as dt

import pytest

from marktplein.basis import klok
from marktplein.basis.invoer import datum

pytestmark = pytest.mark.puur
ZOMERTIJD, WINTERTIJD = dt.date(2027, 3, 28), dt.date(2027, 10, 31)


def test_een_tijd_die_niet_bestaat_wordt_gezegd() -> None:
    with pytest.raises(klok.TijdBestaatNiet) as fout:
        klok.op(ZOMERTIJD, dt.time(2, 30))
    assert "28 maart" in fout.value.melding
    assert "02.30 uur bestaat dan niet" in fout.value.melding


@pytest.mark.parametrize(
    ("dag", "van", "tot", "uren"), [(ZOMERTIJD, 1, 3, 1), (WINTERTIJD, 1, 4, 4), (WINTERTIJD, 2, 3, 2)]
)
def test_hoe_lang_iets_duurt_telt_het_verzetten_mee(dag: dt.date, van: int, tot: int, uren: int) -> None:
    begin, eind = klok.op(dag, dt.time(van)), klok.op(dag, dt.time(tot))
    assert eind - begin == dt.timedelta(hours=uren)
    assert klok.lokaal(begin).hour == van


@pytest.mark.parametrize("dag", [klok.VROEGST, klok.LAATST])
def test_met_de_uiterste_dagen_kan_gerekend_worden(dag: dt.date) -> None:
    assert klok.lokaal(klok.op(dag + dt.timedelta(days=366), dt.time())).hour == 0


@pytest.mark.parametrize(
    ("gevraagd", "dag"),
    [("2027-03-28", ZOMERTIJD), ("9999-12-31", None), ("0001-01-01", None), ("zomaar", None), ("", None), (None, None)],
)
def test_een_dag_uit_een_adres(gevraagd: str | None, dag: dt.date | None) -> None:
    assert datum(gevraagd) == dag
