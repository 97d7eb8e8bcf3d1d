"""The demo sends no avalanche of its own: of what it wrote while it began, everybody gets one mail of the day."""

import datetime as dt
import time

from django.db import transaction
from django.db.models import Max

from marktplein.basis import klok
from marktplein.mail.models import Bericht, Melding, Staat
from marktplein.mail.verzamelen import verzamel
from vraag.models import Groepsvoorstel
from vraag.voorstellen.melden import meld_voorstellen
from vraag.workflow import VOORSTEL_LOPEND

KEREN, WACHT = 60, 0.5


def maak_stil() -> int:
    """Tell what is still to be told, in one mail a person, and put away all other mail; answers how many.

    Who gets no news, like a parent, keeps the newest mail. They are not thrown away: each message is written once, and
    its row is what says so.
    """
    for _ in range(KEREN):
        meld_voorstellen()
        # What another worker is telling right now is ours to wait for.
        if not Groepsvoorstel.objects.filter(te_melden=True, staat__in=VOORSTEL_LOPEND).exists():
            break
        time.sleep(WACHT)
    verzamel(tot=klok.nu() + dt.timedelta(minutes=1), ook_dicht=True)
    return _berg_op()


@transaction.atomic
def _berg_op() -> int:
    nieuwste = Bericht.objects.values("aan").annotate(nummer=Max("pk")).values("nummer")
    al_weg = (Staat.UIT, Staat.GEBUNDELD)
    weg = Bericht.objects.exclude(pk__in=nieuwste).exclude(staat__in=al_weg).update(staat=Staat.UIT)
    laatste = Melding.objects.values("persoon").annotate(nummer=Max("pk")).values("nummer")
    Melding.objects.exclude(pk__in=laatste).filter(gelezen_op=None).update(gelezen_op=klok.nu())
    return weg
