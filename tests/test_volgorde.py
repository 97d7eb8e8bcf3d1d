"""The watch on the order of locks sees what it is there for (pure: no statement is executed)."""

import pytest

from tests.volgorde import Volgorde
from vraag.slot import WIJZIGING

SLOT = ("SELECT pg_advisory_xact_lock(%s, %s)", [WIJZIGING, 1])
GROEP = ('SELECT 1 FROM "aanbod_groep" WHERE "aanbod_groep"."id" = %s FOR UPDATE', (1,))
VRAAG = ('SELECT 1 FROM "vraag_signaal" WHERE "vraag_signaal"."id" = %s FOR UPDATE', (1,))
RUN = ('SELECT 1 FROM "vraag_run" WHERE "vraag_run"."staat" = %s LIMIT 1 FOR UPDATE', ("wacht",))
Stap = tuple[str, object]


def _doe(*stappen: Stap) -> None:
    wacht = Volgorde()
    for sql, params in (("SAVEPOINT a", None), *stappen, ("RELEASE SAVEPOINT a", None)):
        wacht.kijk(lambda *_: None, sql, params, False, {})


@pytest.mark.puur
@pytest.mark.parametrize("stappen", [(SLOT, GROEP, VRAAG, RUN), (SLOT, VRAAG, GROEP), (GROEP, RUN), (VRAAG, RUN, RUN)])
def test_wie_in_volgorde_vergrendelt_mag_door(stappen: tuple[Stap, ...]) -> None:
    _doe(*stappen)


@pytest.mark.puur
@pytest.mark.parametrize("stappen", [(GROEP, SLOT), (VRAAG, SLOT), (RUN, GROEP), (GROEP, VRAAG), (RUN, SLOT)])
def test_wie_elkaar_in_een_kring_laat_wachten_niet(stappen: tuple[Stap, ...]) -> None:
    with pytest.raises(AssertionError, match="locked"):
        _doe(*stappen)
