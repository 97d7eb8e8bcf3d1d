"""One that fails does not hold up the others, and is written down."""

from collections.abc import Sequence
from functools import partial

import pytest
from celery.exceptions import SoftTimeLimitExceeded

from marktplein.basis.een_voor_een import een_voor_een, in_porties, stap_voor_stap

pytestmark = pytest.mark.puur


def werk(pk: int, gehad: list[int], fout: Exception) -> bool:
    if pk == 2:
        raise fout
    gehad.append(pk)
    return pk != 3


def test_een_die_misgaat_houdt_de_rest_niet_op(caplog: pytest.LogCaptureFixture) -> None:
    gehad: list[int] = []

    assert een_voor_een([1, 2, 3, 4], partial(werk, gehad=gehad, fout=ValueError("kapot"))) == 2
    assert gehad == [1, 3, 4]
    assert f"{__name__}.werk van 2 mislukte" in caplog.text
    assert "ValueError: kapot" in caplog.text


def test_wie_moet_stoppen_stopt(caplog: pytest.LogCaptureFixture) -> None:
    """The soft time limit comes as an exception in whatever is at hand; the hard one follows ten seconds later."""
    gehad: list[int] = []

    with pytest.raises(SoftTimeLimitExceeded):
        een_voor_een([1, 2, 3], partial(werk, gehad=gehad, fout=SoftTimeLimitExceeded()))
    assert gehad == [1]
    assert not caplog.records


def test_een_portie_die_misgaat_gaat_een_voor_een(caplog: pytest.LogCaptureFixture) -> None:
    gehad: list[list[int]] = []

    def samen(ids: Sequence[int]) -> int:
        if 3 in ids:
            raise ValueError("kapot")
        gehad.append(list(ids))
        return len(ids)

    assert in_porties([1, 2, 3, 4, 5], samen, per_keer=2) == 4
    assert gehad == [[1, 2], [4], [5]]
    assert [r.getMessage().partition(" van ")[2] for r in caplog.records] == [
        f"{ids} mislukte; de volgende ronde probeert het opnieuw" for ids in ("[3, 4]", "[3]")
    ]


def test_elke_stap_komt_aan_de_beurt(caplog: pytest.LogCaptureFixture) -> None:
    gedaan: list[str] = []

    def kapot() -> None:
        raise ValueError("kapot")

    stap_voor_stap(kapot, partial(gedaan.append, "tweede"))

    assert gedaan == ["tweede"]
    assert "kapot mislukte" in caplog.text
    assert "ValueError: kapot" in caplog.text
