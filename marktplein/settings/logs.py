"""Logs: one line each, to standard output."""

from typing import Any

from .env import env

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "regel": {
            "()": "marktplein.logregels.EenRegel",
            "format": "{asctime} {levelname} {name} {message}",
            "style": "{",
        }
    },
    "handlers": {"uit": {"class": "logging.StreamHandler", "stream": "ext://sys.stdout", "formatter": "regel"}},
    "root": {"handlers": ["uit"], "level": env.str("LOGNIVEAU", "INFO")},
    "loggers": {
        "django.server": {"handlers": ["uit"], "level": "INFO", "propagate": False},
        "django.request": {"level": "ERROR"},
        # Their details hold what visitors typed: parameters of queries, the context of a page.
        **{naam: {"level": "INFO"} for naam in ("django.db.backends", "django.template")},
    },
}
