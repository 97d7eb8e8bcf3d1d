"""Beat remembers in the broker what it did: no file, no pickle, and what was missed is caught up."""

import datetime as dt
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from marktplein.basis import klok
from marktplein.celery import app
from marktplein.ingebed import proces
from marktplein.planning import SLEUTEL, Planning
from marktplein.werker import makelaar
from tests.hulp_werker import wacht_tot

PROJECT = Path(__file__).resolve().parent.parent
GISTEREN = (klok.nu() - dt.timedelta(hours=25)).isoformat()


def planning() -> Planning:
    return Planning(app=app, lazy=False)


def test_wat_gedaan_is_blijft_bekend() -> None:
    eerste = planning()
    gedaan = eerste.reserve(eerste.schedule["opruimen"])
    assert planning().schedule["opruimen"].last_run_at == gedaan.last_run_at


def test_wat_gemist_is_wordt_ingehaald() -> None:
    with makelaar() as broker:
        broker.hset(SLEUTEL, "opruimen", GISTEREN)
    regels = planning().schedule
    assert regels["opruimen"].is_due().is_due
    assert not regels["werk"].is_due().is_due


@pytest.mark.parametrize("onthouden", ["onzin", "2020-01-01T00:00:00", "2999-01-01T00:00:00+00:00"])
def test_een_onmogelijk_moment_telt_niet(onthouden: str) -> None:
    """No moment, one without a time zone, and one that is still to come."""
    with makelaar() as broker:
        broker.hset(SLEUTEL, "opruimen", onthouden)
    regel = planning().schedule["opruimen"]
    assert abs(regel.last_run_at.timestamp() - time.time()) < 60


def test_zonder_broker_gaat_de_planning_door(settings: Any) -> None:
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    plan = planning()
    assert plan.reserve(plan.schedule["werk"]).total_run_count == 1


@pytest.mark.werker
def test_beat_schrijft_geen_bestand(tmp_path: Path, werker_env: dict[str, str]) -> None:
    """The real command, in an empty folder: it does at once what was missed, remembers it, and leaves no file."""
    with makelaar() as broker:
        broker.hset(SLEUTEL, "opruimen", GISTEREN)
    argv = [sys.executable, "-m", "celery", "-A", "marktplein", "beat", "--loglevel", "WARNING"]
    kind = proces.start(
        argv, env=werker_env | {"PYTHONPATH": str(PROJECT), "TMPDIR": str(tmp_path)}, cwd=tmp_path,
        uit=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        with makelaar() as broker:
            wacht_tot(lambda: broker.hget(SLEUTEL, "opruimen") != GISTEREN.encode(), 40)
    finally:
        proces.stop(kind)
    assert list(tmp_path.iterdir()) == []
