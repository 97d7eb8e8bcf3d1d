"""Log lines that stay one line: what a visitor typed can never look like a line of ours."""

import logging


class EenRegel(logging.Formatter):
    """Formatter that escapes control characters in the message; tracebacks keep their lines."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - name given by logging
        return "".join(t if t.isprintable() else repr(t)[1:-1] for t in super().formatMessage(record))
