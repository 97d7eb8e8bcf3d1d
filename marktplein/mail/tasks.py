from celery import shared_task

from marktplein.basis.taken import StilleTaak
from marktplein.mail import services, verzamelen


@shared_task(name="mail.verstuur_uitgaande_post", base=StilleTaak)
def verstuur_uitgaande_post() -> None:
    services.verstuur_uitgaande()


@shared_task(name="mail.ruim_op")
def ruim_op() -> None:
    services.ruim_op()


@shared_task(name="mail.verzamel")
def verzamel() -> None:
    verzamelen.verzamel_op_tijd()
