from celery import shared_task

from gemeenten.grond.services import inlogpieken


@shared_task(name="gemeenten.bewaak_inloggen")
def bewaak_inloggen() -> None:
    """Every five minutes: are many passwords being tried?"""
    inlogpieken.bewaak_inloggen()
