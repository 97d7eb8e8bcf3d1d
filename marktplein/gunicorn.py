"""How gunicorn serves the site, everywhere: `gunicorn -c python:marktplein.gunicorn marktplein.wsgi`."""

import gc
import os
from pathlib import Path
from typing import Any

from gunicorn.glogging import Logger

from aanbod.zoeken.taal import woorden
from marktplein.logregels import ZonderSleutel
from marktplein.taal import inbedder, nood

bind = f"{os.environ.get('BIND_ADRES', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
worker_class = "gthread"
workers = int(os.environ.get("WEB_PROCESSEN", "2"))
threads = int(os.environ.get("WEB_DRADEN", "4"))
timeout = 60
graceful_timeout = 20
keepalive = 5
# A worker is renewed now and then, so that a slow leak never becomes an outage.
max_requests = 5000
max_requests_jitter = 500
# Heartbeats of the workers on a slow disk would look like hanging workers.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108
control_socket_disable = True
accesslog = "-" if os.environ.get("LOGNIVEAU", "INFO") == "DEBUG" else None
errorlog = "-"
loglevel = "warning"


class Weblog(Logger):  # type: ignore[misc]
    """gunicorn's logs, without the keys that stand in addresses."""

    def setup(self, cfg: Any) -> None:
        super().setup(cfg)
        for handler in (*self.error_log.handlers, *self.access_log.handlers):
            handler.addFilter(ZonderSleutel())


logger_class = Weblog


def when_ready(server: Any) -> None:
    """Before the first worker is made: read dictionary and model of the search once, for all of them to share."""
    woorden.laad()
    inbedder.laad()
    nood.laad()
    gc.freeze()


def post_worker_init(worker: Any) -> None:
    """A new worker has used the model before its first visitor comes."""
    inbedder.warm_op()


def on_starting(server: Any) -> None:
    """In production, refuse before the first visitor comes: unsafe settings, or a database with demo logins."""
    if os.environ.get("DJANGO_SETTINGS_MODULE", "marktplein.settings.productie") != "marktplein.settings.productie":
        return
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "marktplein.settings.productie")
    import django  # noqa: PLC0415 - Django only in production, its settings named first
    from django.core.exceptions import ImproperlyConfigured  # noqa: PLC0415 - as above
    from django.core.management import call_command  # noqa: PLC0415 - as above
    from django.core.management.base import SystemCheckError  # noqa: PLC0415 - as above
    from django.db import connections  # noqa: PLC0415 - as above

    try:
        django.setup()
        call_command("check", databases=["default"])
    except (ImproperlyConfigured, SystemCheckError) as fout:
        raise SystemExit(str(fout)) from fout
    finally:
        connections.close_all()
