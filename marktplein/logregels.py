"""Log lines that stay one line and give no key away: what a visitor typed never looks like a line of ours, and the
secret in an address that opens somebody's page or account is left out.
"""

import logging
import re

MASKER = "***"
# Every address whose last part is a key, by what stands before it; a test holds this list against all addresses.
SLEUTELPADEN = (
    "aanmelding",
    "uitnodiging",
    "vraag/bijna/uit",
    "account/confirm-email",
    "account/password/reset/key",
)
_STREEP = "(?:/|%2F)"
_SLEUTEL = re.compile(
    rf"({_STREEP}(?:{'|'.join(pad.replace('/', _STREEP) for pad in SLEUTELPADEN)}){_STREEP})"
    rf"""(?:(?!{_STREEP})[^\s?&#"'<>])+""",
    re.IGNORECASE,
)


def zonder_sleutel(tekst: str) -> str:
    """The text with each key in an address replaced, also where the address stands inside another one."""
    return _SLEUTEL.sub(rf"\1{MASKER}", tekst)


class EenRegel(logging.Formatter):
    """Formatter that escapes control characters in the message; tracebacks keep their lines."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - name given by logging
        return "".join(t if t.isprintable() else repr(t)[1:-1] for t in super().formatMessage(record))

    def format(self, record: logging.LogRecord) -> str:
        return zonder_sleutel(super().format(record))


class ZonderSleutel(logging.Filter):
    """For a handler with a form of its own: the message without keys."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = zonder_sleutel(record.getMessage()), ()
        return True
