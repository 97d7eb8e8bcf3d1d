"""No log line tells what stands in a row; what went wrong and where is still there."""

import logging
import re
import sys
from typing import Any

import pytest
from django.db import DataError, IntegrityError, connection, transaction

from marktplein.accounts.models import User
from marktplein.logregels import EenRegel

REGEL = EenRegel("{asctime} {levelname} {message}", style="{")
MAIL = "fatima.achternaam@gemeente.example"


def dubbel() -> None:
    User.objects.create_user(MAIL, "x")
    with transaction.atomic():
        User.objects.create_user(MAIL, "x")


def onjuist() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s::int", [MAIL])


def ingepakt() -> None:
    """As a service that turns one error into another."""
    try:
        dubbel()
    except IntegrityError as fout:
        raise ExceptionGroup("samen", [RuntimeError("dat gaat niet"), fout]) from fout


def record(fout: BaseException, boodschap: str, *args: Any) -> logging.LogRecord:
    spoor = (type(fout), fout, fout.__traceback__)
    return logging.LogRecord("proef", logging.ERROR, __file__, 1, boodschap, args, spoor)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("misgaan", "soort", "blijft"),
    [
        (dubbel, IntegrityError, "duplicate key value violates unique constraint"),
        (onjuist, DataError, "[22P02 InvalidTextRepresentation]"),
        (ingepakt, ExceptionGroup, "dat gaat niet"),
    ],
)
def test_wat_de_database_weigert(misgaan: Any, soort: type[Exception], blijft: str) -> None:
    with pytest.raises(soort) as gevangen, transaction.atomic():
        misgaan()
    fout = gevangen.value
    assert "fatima" in "".join(map(str, (fout, fout.__cause__))).lower(), "else this test proves nothing"
    for boodschap, args in (("mislukt", ()), ("mislukt: %s", (fout,)), ("mislukt: %r", (fout,)), (f"{fout!r}", ())):
        regel = REGEL.format(record(fout, boodschap, *args))
        assert "fatima" not in regel.lower(), boodschap
        assert blijft in regel
        assert "Traceback" in regel
        assert __file__ in regel


def test_een_andere_fout_houdt_zijn_tekst() -> None:
    try:
        raise ValueError("dit mag blijven")
    except ValueError:
        rij = logging.LogRecord("proef", logging.ERROR, __file__, 1, "mislukt", (), sys.exc_info())
    assert "ValueError: dit mag blijven" in REGEL.format(rij)


def test_de_tijd_heeft_een_afwijking_van_utc() -> None:
    regel = REGEL.format(logging.makeLogRecord({"msg": "iets", "created": 1_764_000_000.25}))
    assert re.match(r"2025-11-2\d \d\d:\d\d:00\.250[+-]\d\d:\d\d ", regel)


@pytest.mark.django_db
def test_ook_niet_in_wat_celery_over_een_mislukte_taak_zegt(caplog: pytest.LogCaptureFixture) -> None:
    from celery.app.trace import build_tracer

    from marktplein.celery import app

    def misgaan() -> None:
        with transaction.atomic():
            dubbel()

    taak = app.task(name="proef.misgaan")(misgaan)
    try:
        build_tracer(taak.name, taak, app=app, eager=True)("een-nummer", (), {})
    finally:
        app.tasks.pop(taak.name)
    (mislukt,) = [r for r in caplog.records if r.name == "celery.app.trace" and r.levelno == logging.ERROR]
    assert "fatima" in logging.Formatter().format(mislukt).lower(), "else this test proves nothing"
    regel = REGEL.format(mislukt)
    assert "fatima" not in regel.lower()
    assert "23505 UniqueViolation" in regel
