"""Work is announced by name: each name that is called, planned or routed belongs to a task that exists."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from celery import current_app
from django.conf import settings
from django.db import connection, transaction

from marktplein.basis.taken import kondig_aan_bij_commit

PROJECT = Path(__file__).resolve().parent.parent.parent
ROEPT = {"kondig_aan", "kondig_aan_bij_commit", "send_task", "signature", "_taak"}


def geroepen() -> Iterator[tuple[str, str]]:
    """(place, name of the task) of each call that announces one."""
    for app in ("marktplein", "gemeenten", "aanbod", "facilitair", "vraag"):
        for pad in (PROJECT / app).rglob("*.py"):
            for knoop in ast.walk(ast.parse(pad.read_text("utf-8"))):
                if isinstance(knoop, ast.Call) and knoop.args:
                    naam = getattr(knoop.func, "id", getattr(knoop.func, "attr", ""))
                    eerste = knoop.args[0]
                    if naam in ROEPT and isinstance(eerste, ast.Constant):
                        yield f"{pad.relative_to(PROJECT)}:{knoop.lineno}", str(eerste.value)


@pytest.mark.puur
def test_elke_aangekondigde_taak_bestaat() -> None:
    current_app.loader.import_default_modules()
    gepland = [(f"rooster {naam}", regel["task"]) for naam, regel in settings.CELERY_BEAT_SCHEDULE.items()]
    rijen = [("CELERY_TASK_ROUTES", naam) for naam in settings.CELERY_TASK_ROUTES]
    namen = [*geroepen(), *gepland, *rijen]
    assert len({naam for _, naam in geroepen()}) >= 4
    assert [f"{waar}: {naam}" for waar, naam in namen if naam not in current_app.tasks] == []


@pytest.mark.django_db(transaction=True)
def test_hetzelfde_werk_wordt_bij_een_commit_eenmaal_aangekondigd() -> None:
    with transaction.atomic():
        for _ in range(2):
            kondig_aan_bij_commit("vraag.meld_voorstellen")
            kondig_aan_bij_commit("vraag.pool_regio", 1, over_seconden=5)
        kondig_aan_bij_commit("vraag.pool_regio", 2, over_seconden=5)
        assert len(connection.run_on_commit) == 3
