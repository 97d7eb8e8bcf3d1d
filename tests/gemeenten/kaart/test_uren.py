"""Opening hours: what people type, what is kept, and back again."""

import pytest

from gemeenten.kaart import uren
from marktplein.basis.fouten import DomeinFout

pytestmark = pytest.mark.puur


@pytest.mark.parametrize(
    ("getypt", "bewaard"),
    [
        ("", []),
        ("ma 9-17", ["ma 09:00-17:00"]),
        ("maandag: 9.00 – 12.30 en 13.00 tot 17.00 uur", ["ma 09:00-12:30", "ma 13:00-17:00"]),
        ("ma t/m wo 8:30-12:00\nza dicht", ["ma 08:30-12:00", "di 08:30-12:00", "wo 08:30-12:00"]),
        ("donderdag 19.00-24.00", ["do 19:00-24:00"]),
        ("Zondag 10-12\nVrijdag 10-12\nzaterdag 10-11", ["vr 10:00-12:00", "za 10:00-11:00", "zo 10:00-12:00"]),
        ("di 9-12, 9-12", ["di 09:00-12:00"]),
    ],
)
def test_wat_getypt_wordt(getypt: str, bewaard: list[str]) -> None:
    assert uren.lees(getypt) == bewaard
    assert uren.lees(uren.als_tekst(bewaard)) == bewaard


@pytest.mark.parametrize(
    "getypt",
    ["altijd", "ma", "ma 17-9", "ma 9-25", "ma 9.75-10", "vr t/m ma 9-12", "ma 9-12, 11-13", "ma 9-12\nma 10-11"],
)
def test_wat_niet_kan_zegt_waar(getypt: str) -> None:
    with pytest.raises(DomeinFout):
        uren.lees(getypt)


def test_een_week_heeft_zeven_dagen_of_is_onbekend() -> None:
    assert uren.week([]) == []
    dagen = uren.week(["ma 09:00-12:30", "ma 13:00-17:00"])
    assert dagen[0].blokken == ("9.00–12.30", "13.00–17.00")
    assert [dag.blokken for dag in dagen[1:]] == [()] * 6
