import logging

from celery import shared_task

from gemeenten.kcc.services import terugbellen

log = logging.getLogger(__name__)


@shared_task(name="kcc.bewaak_terugbellen")
def bewaak_terugbellen() -> None:
    """Beat calls this every hour."""
    if aantal := terugbellen.bewaak_terugbellen():
        log.info("terugbelverzoeken te laat: %s", aantal)


@shared_task(name="kcc.wis_oude_teksten")
def wis_oude_teksten() -> None:
    """Beat calls this every night."""
    terugbellen.wis_oude_terugbelverzoeken()
