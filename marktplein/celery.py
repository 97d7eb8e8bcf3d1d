"""The Celery application; everything it needs is in the settings under ``CELERY_``."""

import os
import time
from typing import Any

from celery import Celery
from celery.signals import beat_init, before_task_publish

from marktplein.werker import Huur, Levensteken

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "marktplein.settings.dev")

app = Celery("marktplein")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.steps["consumer"] |= {Levensteken, Huur}


@beat_init.connect
def eerste_hartslag(**_: object) -> None:
    """Beat counts its first interval from the start; health should not have to wait for it."""
    app.send_task("health.hartslag", expires=15)


@before_task_publish.connect
def stempel_tijd(headers: dict[str, Any] | None = None, **_: object) -> None:
    """Stamp each message with the second it was sent, so that health can tell how long the oldest one waits."""
    if headers is not None:
        headers.setdefault("verstuurd_op", time.time())
