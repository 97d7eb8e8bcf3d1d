from importlib import import_module

from celery import shared_task
from django.conf import settings

from marktplein.basis import eenmalig


@shared_task(name="basis.ruim_op")
def ruim_op() -> None:
    """Nightly: used form keys and sessions that ended."""
    eenmalig.vergeet()
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
