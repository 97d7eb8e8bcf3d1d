"""A killed worker's tasks are taken over in seconds; a task that takes long is not run twice."""

import time

import pytest

from tests.hulp_werker import Werker, wacht_tot
from tests.taken import langzaam, spoor

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.werker]


@pytest.mark.kill
def test_een_gedode_werker_wordt_binnen_seconden_opgevolgd(werker: Werker) -> None:
    langzaam.delay("a", 3)
    wacht_tot(lambda: spoor("a") == ["begin"])
    werker.dood()
    werker.start()
    begin = time.monotonic()
    wacht_tot(lambda: spoor("a") == ["begin", "begin", "klaar"], 25)
    assert time.monotonic() - begin < 20


def test_een_lange_taak_loopt_eenmaal(werker: Werker, werker_env: dict[str, str]) -> None:
    """Longer than the visibility time-out, with a second worker eager to take it over."""
    langzaam.delay("b", 9)
    wacht_tot(lambda: spoor("b") == ["begin"])
    tweede = Werker(werker_env).start()
    try:
        wacht_tot(lambda: "klaar" in spoor("b"), 25)
        time.sleep(1)
        assert spoor("b") == ["begin", "klaar"]
    finally:
        tweede.stop()


def test_een_werker_die_netjes_stopt_maakt_zijn_taak_af(werker: Werker) -> None:
    langzaam.delay("c", 7)
    wacht_tot(lambda: spoor("c") == ["begin"])
    werker.stop()
    assert spoor("c") == ["begin", "klaar"]
    werker.start()
    time.sleep(3)
    assert spoor("c") == ["begin", "klaar"]
