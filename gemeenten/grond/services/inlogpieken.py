"""Somebody tries many passwords, or many are kept out at once: the application admins hear of it once per peak."""

import datetime as dt

from django.db import connection, transaction
from django.db.models import Count, Q

from gemeenten.grond.berichten import Inlogpiek
from marktplein.accounts.models import User
from marktplein.audit.models import Logregel
from marktplein.audit.services import leg_vast
from marktplein.basis import klok

VENSTER = dt.timedelta(minutes=15)
# A peak that was quiet for so long has passed; what comes after it is a new one.
STIL = dt.timedelta(minutes=30)
MISLUKT_GRENS = 25
GEBLOKKEERD_GRENS = 5
PIEK = "inlog.piek"
MISLUKT = ("inlog.mislukt", "inlog.tweede_stap_mislukt")


@transaction.atomic
def bewaak_inloggen() -> bool:
    """Look at the last quarter of an hour; answers whether a new peak was reported.

    While a peak lasts every round writes a line, and only the first of them mails. One round at a time.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [PIEK])
    nu = klok.nu()
    geteld = Logregel.objects.filter(gebeurtenis__startswith="inlog.", op__gt=nu - VENSTER).aggregate(
        mislukt=Count("pk", filter=Q(gebeurtenis__in=MISLUKT)),
        geblokkeerd=Count("pk", filter=Q(gebeurtenis="inlog.geblokkeerd")),
    )
    if geteld["mislukt"] < MISLUKT_GRENS and geteld["geblokkeerd"] < GEBLOKKEERD_GRENS:
        return False
    duurt_voort = Logregel.objects.filter(gebeurtenis=PIEK, op__gt=nu - STIL).exists()
    leg_vast(PIEK, User(), herkomst="taak", **geteld)
    if not duurt_voort:
        Inlogpiek(**geteld, minuten=int(VENSTER.total_seconds() // 60)).zet_klaar()
    return not duurt_voort
