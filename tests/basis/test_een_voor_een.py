"""One that fails does not hold up the others, and is written down."""

import pytest

from marktplein.basis.een_voor_een import een_voor_een

pytestmark = pytest.mark.puur


def test_een_die_misgaat_houdt_de_rest_niet_op(caplog: pytest.LogCaptureFixture) -> None:
    gehad: list[int] = []

    def werk(pk: int) -> bool:
        if pk == 2:
            raise ValueError("kapot")
        gehad.append(pk)
        return pk != 3

    assert een_voor_een([1, 2, 3, 4], werk) == 2
    assert gehad == [1, 3, 4]
    assert "werk van 2 mislukte" in caplog.text
    assert "kapot" in caplog.text
