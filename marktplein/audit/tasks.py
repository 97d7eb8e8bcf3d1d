from celery import shared_task

from marktplein.audit import services


@shared_task(name="audit.ruim_op")
def ruim_op() -> None:
    """Nightly: forget where things came from after half a year; that they happened stays."""
    services.vergeet_oorsprong()
