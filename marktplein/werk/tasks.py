from celery import shared_task

from marktplein.basis.taken import StilleTaak
from marktplein.werk import services, uitstel


@shared_task(name="werk.haal_in", base=StilleTaak)
def haal_in() -> None:
    services.haal_in()


@shared_task(name="werk.voer_uitgestelde_uit", base=StilleTaak)
def voer_uitgestelde_uit() -> None:
    uitstel.voer_uit()
