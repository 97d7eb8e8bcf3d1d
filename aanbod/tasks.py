import logging

from celery import shared_task

from aanbod.services import bewaking

log = logging.getLogger(__name__)


@shared_task(name="aanbod.bewaak_aanmeldingen")
def bewaak_aanmeldingen() -> None:
    """Every ten minutes: deadlines, begin and end of groups, reminders, erasing."""
    gedaan = {wat: aantal for wat, aantal in bewaking.bewaak().items() if aantal}
    if gedaan:
        log.info("aanmeldingen bewaakt: %s", gedaan)
