"""Put a message in the outbox; send what waits there."""

import datetime as dt
import logging
import smtplib
from typing import Any

from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string

from marktplein.basis import klok
from marktplein.mail.models import Bericht, Staat

log = logging.getLogger(__name__)
MAX_POGINGEN = 12
# Waits between attempts: a mail server that is down for a day costs nobody a message.
WACHTTIJDEN = (1, 2, 5, 10, 30, 60, 120, 240, 480, 720, 720)


def zet_klaar(*, soort: str, aan: str, onderwerp: str, tekst: str, sleutel: str | None = None) -> Bericht | None:
    """Write one message in the caller's transaction; the worker sends it after commit.

    With a ``sleutel`` the same message is written once, whoever repeats the call: then the answer is None.
    """
    from marktplein.mail.tasks import verstuur_uitgaande_post

    velden: dict[str, Any] = {"soort": soort, "aan": aan, "onderwerp": onderwerp[:200], "tekst": tekst}
    if sleutel is None:
        bericht: Bericht | None = Bericht.objects.create(**velden)
    else:
        rij, nieuw = Bericht.objects.get_or_create(sleutel=sleutel, defaults=velden)
        bericht = rij if nieuw else None
    if bericht:
        transaction.on_commit(verstuur_uitgaande_post.delay_stil)
    return bericht


def zet_sjabloon_klaar(
    *, soort: str, aan: str, sjabloon: str, context: dict[str, Any], sleutel: str | None = None
) -> Bericht | None:
    """Render ``<app>/email/<naam>_subject.txt`` and ``_body.txt`` (``sjabloon`` is the path up to the underscore)."""
    onderwerp = " ".join(render_to_string(f"{sjabloon}_subject.txt", context).split())
    tekst = render_to_string(f"{sjabloon}_body.txt", context).strip() + "\n"
    return zet_klaar(soort=soort, aan=aan, onderwerp=onderwerp, tekst=tekst, sleutel=sleutel)


def verstuur_uitgaande(*, hoogstens: int = 200) -> tuple[int, int]:
    """Send what waits, one transaction a message; answer (sent, failed).

    Rows are locked with SKIP LOCKED: several workers may run this at once and no message goes out twice, save when
    the process dies between the mail server's yes and our commit (then it goes out again rather than never).
    """
    verzonden = mislukt = 0
    for _ in range(hoogstens):
        gelukt = _verstuur_een()
        if gelukt is None:
            break
        verzonden, mislukt = verzonden + gelukt, mislukt + (not gelukt)
    return verzonden, mislukt


def _verstuur_een() -> bool | None:
    with transaction.atomic():
        bericht = (
            Bericht.objects.select_for_update(skip_locked=True)
            .filter(staat=Staat.WACHT, volgende_poging_op__lte=klok.nu())
            .order_by("volgende_poging_op", "pk")
            .first()
        )
        if bericht is None:
            return None
        bericht.pogingen += 1
        try:
            EmailMessage(bericht.onderwerp, bericht.tekst, to=[bericht.aan]).send()
        except (OSError, smtplib.SMTPException) as fout:
            _noteer_mislukking(bericht, fout)
            return False
        bericht.staat, bericht.verzonden_op, bericht.fout = Staat.VERZONDEN, klok.nu(), ""
        bericht.save(update_fields=["staat", "verzonden_op", "fout", "pogingen"])
        return True


def _noteer_mislukking(bericht: Bericht, fout: Exception) -> None:
    log.warning("bericht %s niet verzonden (poging %s): %s", bericht.pk, bericht.pogingen, type(fout).__name__)
    bericht.fout = f"{type(fout).__name__}: {fout}"[:300]
    if bericht.pogingen >= MAX_POGINGEN:
        bericht.staat = Staat.MISLUKT
    else:
        wacht = WACHTTIJDEN[min(bericht.pogingen - 1, len(WACHTTIJDEN) - 1)]
        bericht.volgende_poging_op = klok.nu() + dt.timedelta(minutes=wacht)
    bericht.save(update_fields=["staat", "fout", "volgende_poging_op", "pogingen"])
