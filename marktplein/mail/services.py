"""Put a message in the outbox; send what waits there."""

import datetime as dt
import logging
import smtplib
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import transaction

from marktplein.accounts.models import User
from marktplein.basis import klok
from marktplein.mail import meldingen
from marktplein.mail.models import Bericht, Dagpost, Staat
from marktplein.mail.opmaak import als_html
from marktplein.werk.rij import Rij

log = logging.getLogger(__name__)
BEWAAR_DAGEN = 30
BERICHTEN_PER_KEER = 1000
# What a message holds of a person.
INHOUD = ("aan", "onderwerp", "tekst", "afmelden")


class Post(Rij[Bericht]):
    """Messages go out side by side; a mail server that is down for a day costs nobody a message."""

    model = Bericht
    taak = "mail.verstuur_uitgaande_post"
    max_pogingen = 12
    wachttijden = (1, 2, 5, 10, 30, 60, 120, 240, 480, 720, 720)


POST = Post()


def doe_in_de_bus(rijen: Sequence[Bericht]) -> int:
    """Save messages (made by ``marktplein.mail.bericht``, nowhere else) in the caller's transaction; answers how many.

    A thousand a statement; the worker sends them after commit. One whose ``sleutel`` is in the outbox already is left
    out, also when somebody else writes it at this moment: that one waits until the other has committed. One that its
    reader wants no mail of (``Staat.UIT``) rings the bell, and lies here without words so that its key counts.
    """
    if not rijen:
        return 0
    meldingen.meld(rijen)
    for rij in rijen:
        if rij.staat == Staat.UIT:
            _vergeet_inhoud(rij)
    met = [rij for rij in rijen if rij.sleutel]
    zonder = [rij for rij in rijen if not rij.sleutel]
    Bericht.objects.bulk_create(zonder, batch_size=BERICHTEN_PER_KEER)
    Bericht.objects.bulk_create(met, batch_size=BERICHTEN_PER_KEER, ignore_conflicts=True)
    POST.vraag_aan()
    return len(rijen)


class ServerWeg(Exception):
    """The mail server cannot be reached: no message is to blame, so none is touched and their order stays."""


def verstuur_uitgaande(*, hoogstens: int = 200) -> tuple[int, int]:
    """Send what waits over one connection, a transaction per message; answer (sent, refused).

    Oldest first. A message that the server refuses is tried again later, with longer and longer waits, while the
    others go on; when the server itself is away the round stops and everything waits for the next one.
    Rows are locked with SKIP LOCKED: several workers may run this at once and no message goes out twice, save when
    the process dies between the mail server's yes and our commit (then it goes out again rather than never).
    """
    if not POST.wachtend().exists():
        return 0, 0
    verzonden = mislukt = 0
    verbinding = get_connection()
    try:
        _open(verbinding)
        for _ in range(hoogstens):
            gelukt = _verstuur_een(verbinding)
            if gelukt is None:
                break
            verzonden, mislukt = verzonden + gelukt, mislukt + (not gelukt)
    except ServerWeg as fout:
        log.warning("mailserver niet bereikbaar, post blijft wachten: %s", fout)
    finally:
        _sluit(verbinding)
    return verzonden, mislukt


def _open(verbinding: Any) -> None:
    try:
        verbinding.open()
    except (OSError, smtplib.SMTPException) as fout:
        raise ServerWeg(f"{type(fout).__name__}: {fout}") from fout


def _sluit(verbinding: Any) -> None:
    try:
        verbinding.close()
    except (OSError, smtplib.SMTPException):
        log.info("de mailserver brak de verbinding af; alles wat verzonden is, is bevestigd")


def _verstuur_een(verbinding: Any) -> bool | None:
    """True sent, False refused, None nothing left to do. Raises ServerWeg when the connection broke."""
    weg: Exception | None = None
    with transaction.atomic():
        bericht = POST.neem()
        if bericht is None:
            return None
        try:
            _als_mail(bericht, verbinding).send()
        except (OSError, smtplib.SMTPException, ValueError) as fout:  # ValueError: an impossible address
            # Counted against the message even when the connection broke: one that breaks it each time must not
            # keep all others waiting.
            _noteer_mislukking(bericht, fout)
            weg = fout if _is_verbroken(fout) else None
        else:
            bericht.staat, bericht.verzonden_op, bericht.fout = Staat.VERZONDEN, klok.nu(), ""
            _vergeet_inhoud(bericht)
            bericht.save(update_fields=["staat", "verzonden_op", "fout", "pogingen", *INHOUD])
    if weg is not None:
        raise ServerWeg(f"{type(weg).__name__}: {weg}") from weg
    return bericht.staat == Staat.VERZONDEN


def _als_mail(bericht: Bericht, verbinding: Any) -> EmailMultiAlternatives:
    """The words twice, plain and in HTML.

    The same Message-ID at every attempt: whoever gets it twice after a crash can tell that it is one message.
    """
    domein = urlsplit(settings.SITE_URL).hostname or "marktplein"
    kop = {"Message-ID": f"<bericht-{bericht.pk}@{domein}>", "Auto-Submitted": "auto-generated"}
    if bericht.afmelden:
        kop |= {"List-Unsubscribe": f"<{bericht.afmelden}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    mail = EmailMultiAlternatives(
        bericht.onderwerp, bericht.tekst, to=[bericht.aan], headers=kop, connection=verbinding
    )
    mail.attach_alternative(als_html(bericht.onderwerp, bericht.tekst, bericht.taal), "text/html")
    return mail


def _is_verbroken(fout: Exception) -> bool:
    """Whether the connection is gone, rather than this message refused (SMTPException is an OSError as well)."""
    if isinstance(fout, smtplib.SMTPException):
        return isinstance(fout, smtplib.SMTPServerDisconnected)
    return isinstance(fout, OSError)


def _noteer_mislukking(bericht: Bericht, fout: Exception) -> None:
    log.warning("bericht %s niet verzonden (poging %s): %s", bericht.pk, bericht.pogingen, type(fout).__name__)
    bericht.fout = f"{type(fout).__name__}: {fout}"[:300]
    if not POST.stel_uit(bericht):
        bericht.staat = Staat.MISLUKT
        _vergeet_inhoud(bericht)
    bericht.save(update_fields=["staat", "fout", "volgende_poging_op", "pogingen", *INHOUD])


def vergrendel_dagpost(lezer: User) -> bool:
    """Whether today's mail may still be written for this reader: by nobody else until the transaction ends."""
    Dagpost.objects.get_or_create(persoon=lezer)
    return Dagpost.objects.select_for_update().get(persoon=lezer).op != klok.vandaag()


def kreeg_dagpost(lezer: User) -> None:
    Dagpost.objects.filter(persoon=lezer).update(op=klok.vandaag())


def ging_mee(rijen: Sequence[Bericht]) -> None:
    """These went out together, in one mail: what they said is forgotten as of any that was sent."""
    leeg = {} if settings.POST_ZICHTBAAR else dict.fromkeys(INHOUD, "")
    deze = Bericht.objects.filter(pk__in=[rij.pk for rij in rijen])
    deze.update(staat=Staat.GEBUNDELD, verzonden_op=klok.nu(), kern={}, **leeg)


def _vergeet_inhoud(bericht: Bericht) -> None:
    """Blank (unsaved) who it was to, what it said and the link in it: from here on only the fact is of use.

    What is erased elsewhere must not live on in the outbox, and a link that opens somebody's page or account must not
    lie there for whoever can read the database. Only the post box of the demo needs the words.
    """
    if settings.POST_ZICHTBAAR:
        return
    # A mail server repeats the address in its refusal.
    bericht.fout = bericht.fout.partition(":")[0]
    for veld in INHOUD:
        setattr(bericht, veld, "")


def vergeet_met(link: str) -> int:
    """Somebody is erased: never send what waits with this personal link in it, and blank what was sent with it.

    In the caller's transaction; answers of how many messages.
    """
    geraakt = Bericht.objects.filter(tekst__contains=link)
    weg, _ = geraakt.filter(staat=Staat.WACHT).delete()
    return weg + geraakt.update(fout="", **dict.fromkeys(INHOUD, ""))


def ruim_op(*, bewaar_dagen: int = BEWAAR_DAGEN) -> int:
    """Forget messages that were sent or given up more than ``bewaar_dagen`` ago; answer how many.

    Of a message with a key the row stays, empty, so that it can never go out a second time. Outside the demo a message
    that is done has lost its words already (``_vergeet_inhoud``); one that still has them, of a backup say, is blanked.
    """
    klaar = Bericht.objects.exclude(staat__in=(Staat.WACHT, Staat.VERZAMEL))
    oud = klaar.filter(aangemaakt_op__lt=klok.nu() - dt.timedelta(days=bewaar_dagen))
    te_legen = oud.filter(sleutel__isnull=False) if settings.POST_ZICHTBAAR else klaar
    weg, _ = oud.filter(sleutel=None).delete()
    leeg = te_legen.exclude(aan="").update(fout="", **dict.fromkeys(INHOUD, ""))
    return leeg + weg + meldingen.ruim_op(bewaar_dagen=bewaar_dagen)
