from celery import shared_task

from marktplein.basis.taken import StilleTaak
from marktplein.werk import services


@shared_task(name="werk.haal_in", base=StilleTaak)
def haal_in() -> None:
    services.haal_in()
