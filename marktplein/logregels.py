"""Log lines that stay one line, give no key away and tell nothing about people.

What a visitor typed never looks like a line of ours, and the secret in an address that opens somebody's page or account
is left out. So is what the database says about a row it refuses ("Key (naam)=(…) already exists", "Failing row contains
(…)"): no rule that erases reaches a log.
"""

import datetime as dt
import logging
import re
from collections.abc import Iterator

import psycopg
from django.db import Error as DatabaseFout

MASKER = "***"
# Every address whose last part is a key, by what stands before it; a test holds this list against all addresses.
SLEUTELPADEN = (
    "aanbieder-worden",
    "aanbod-bevestigen",
    "aanmelding",
    "attendering",
    "bedenktijd",
    "uitnodiging",
    "vraag/bijna/uit",
    "vraag/per-link",
    "account/confirm-email",
    "account/password/reset/key",
)
_STREEP = "(?:/|%2F)"
_SLEUTEL = re.compile(
    rf"({_STREEP}(?:{'|'.join(pad.replace('/', _STREEP) for pad in SLEUTELPADEN)}){_STREEP})"
    rf"""(?:(?!{_STREEP})[^\s?&#"'<>])+""",
    re.IGNORECASE,
)
# What somebody looks for may tell that they are in danger.
_VRAAG = re.compile(r"""((?:[?&]|%3F|%26)q(?:=|%3D))[^\s&#"'<>]+""", re.IGNORECASE)


def zonder_sleutel(tekst: str) -> str:
    """The text with each key and each question in an address replaced, also where it stands inside another address."""
    return _VRAAG.sub(rf"\1{MASKER}", _SLEUTEL.sub(rf"\1{MASKER}", tekst))


class EenRegel(logging.Formatter):
    """Formatter that escapes control characters in the message; tracebacks keep their lines, times their offset."""

    def format(self, record: logging.LogRecord) -> str:
        # Another formatter may have left its own text of the traceback there, values and all.
        record.exc_text = None
        tekst = super().format(record)
        record.exc_text = None
        for fout in _databasefouten(record):
            zonder = _zonder_waarden(fout)
            for vol in (str(fout), repr(fout)):
                for stuk in _overal(vol).findall(tekst):
                    tekst = tekst.replace(stuk, zonder)
                tekst = tekst.replace(_een_regel(vol), zonder)
        return zonder_sleutel(tekst)

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - name given by logging
        return _een_regel(super().formatMessage(record))

    def formatTime(self, record: logging.LogRecord, datefmt: str | None = None) -> str:  # noqa: N802 - as above
        moment = dt.datetime.fromtimestamp(record.created, dt.UTC).astimezone()
        return moment.strftime(datefmt) if datefmt else moment.isoformat(" ", "milliseconds")


class ZonderSleutel(logging.Filter):
    """For a handler with a form of its own: the message without keys."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = zonder_sleutel(record.getMessage()), ()
        return True


def _overal(tekst: str) -> re.Pattern[str]:
    """The text, also where a traceback of a group of errors indents its lines."""
    return re.compile(r"\n[ |]*".join(re.escape(regel) for regel in tekst.split("\n")))


def _een_regel(tekst: str) -> str:
    return "".join(t if t.isprintable() else repr(t)[1:-1] for t in tekst)


def _databasefouten(record: logging.LogRecord) -> Iterator[BaseException]:
    """Those among the arguments of the message, and in the whole chain of its traceback."""
    args = record.args.values() if isinstance(record.args, dict) else record.args or ()
    te_doen = [arg for arg in args if isinstance(arg, BaseException)]
    if record.exc_info and record.exc_info[1]:
        te_doen.append(record.exc_info[1])
    gezien: set[int] = set()
    while te_doen:
        fout = te_doen.pop()
        if id(fout) in gezien:
            continue
        gezien.add(id(fout))
        if isinstance(fout, DatabaseFout | psycopg.Error):
            yield fout
        te_doen += [deel for deel in (fout.__cause__, fout.__context__) if deel is not None]
        if isinstance(fout, BaseExceptionGroup):
            te_doen += fout.exceptions


def _zonder_waarden(fout: BaseException) -> str:
    """What went wrong and where, without what was in it."""
    bron = fout if isinstance(fout, psycopg.Error) else fout.__cause__
    if not isinstance(bron, psycopg.Error) or not bron.sqlstate:
        # Not said by the server (no connection, a fault of ours): no row is in it.
        return str(fout)
    # Class 22, data that cannot be: the first line holds the value too.
    eerste = "" if bron.sqlstate.startswith("22") else f": {bron.diag.message_primary}"
    return f"[{bron.sqlstate} {type(bron).__name__}]{eerste}"
