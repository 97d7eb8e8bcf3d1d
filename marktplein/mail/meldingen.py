"""The bell: what was sent to somebody who works here, until it is read or a month old.

The outbox forgets its words and addresses when a message is sent; a bell that is to show something tomorrow has rows of
its own. They hold the subject and the page it was about, and never a link that opens something by itself.
"""

import datetime as dt
import re
from collections.abc import Iterable, Sequence

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from django.urls import Resolver404, resolve

from marktplein.accounts.models import User
from marktplein.basis import klok
from marktplein.mail.models import Bericht, Melding

# Pages that ask who one is, or that anybody may open; a link of an account or with a token is neither.
PAGINAS = ("aanbod:", "vraag:", "facilitair:", "gemeenten:", "kaart:", "kcc:", "inzicht:", "werkplek:")
GEHEIM = frozenset({"token", "key", "uidb36"})
# Mail of accounts is about a door that is open for minutes: nothing to look up later. What the mail of the day
# tells hangs there already.
ZONDER_BEL = ("account.", "mfa.", "mail.dag")


def meld(berichten: Iterable[Bericht]) -> None:
    """Write in the caller's transaction what the bells of the addressees tell; two statements, however many."""
    te_melden = [bericht for bericht in berichten if bericht.aan and not bericht.soort.startswith(ZONDER_BEL)]
    if not te_melden:
        return
    adressen = {bericht.aan.lower() for bericht in te_melden}
    personen = dict(get_user_model().objects.filter(email__in=adressen, is_active=True).values_list("email", "pk"))
    Melding.objects.bulk_create(
        Melding(persoon_id=pk, soort=bericht.soort, onderwerp=bericht.onderwerp, pad=pad_van(bericht))
        for bericht in te_melden
        if (pk := personen.get(bericht.aan.lower()))
    )


def pad_van(bericht: Bericht) -> str:
    """The page a message is about; it may name other things of the same kind before its own."""
    return str(bericht.kern.get("pad") or pad_in(bericht.pagina or bericht.tekst))


def pad_in(tekst: str) -> str:
    """The first page of ours that a message points at; empty when it points at none, or by a secret link only."""
    for pad in re.findall(re.escape(settings.SITE_URL) + r"(/[^\s?#>\"]*)", tekst):
        try:
            doel = resolve(pad)
        except Resolver404:
            continue
        if doel.view_name.startswith(PAGINAS) and not GEHEIM & set(doel.kwargs) and len(pad) <= 300:
            return str(pad)
    return ""


def sleutel_in(pad: str) -> str:
    """What the address of a page names: a number or a slug; empty for a page about no single thing."""
    try:
        namen = resolve(pad).kwargs if pad else {}
    except Resolver404:
        return ""
    return str(next(iter(namen.values()), ""))


def van(user: User) -> QuerySet[Melding]:
    """Somebody's own, newest first; nobody reads those of another."""
    return Melding.objects.filter(persoon=user).order_by("-op", "-pk")


def lees(user: User, pks: Sequence[int] | None = None) -> int:
    """Mark own ones as read, all of them without ``pks``; answers how many. Repeating changes nothing.

    No line of history: that somebody looked at a list of subjects is of no use to anybody.
    """
    eigen = van(user).filter(gelezen_op=None)
    return (eigen if pks is None else eigen.filter(pk__in=pks)).update(gelezen_op=klok.nu())


def ruim_op(*, bewaar_dagen: int) -> int:
    weg, _ = Melding.objects.filter(op__lt=klok.nu() - dt.timedelta(days=bewaar_dagen)).delete()
    return weg
