from celery import shared_task

from gemeenten.kaart.services import nakijken
from marktplein.basis.taken import StilleTaak


@shared_task(name="kaart.vraag_na", base=StilleTaak)
def vraag_na() -> None:
    nakijken.vraag_na()
