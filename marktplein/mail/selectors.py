"""What the outbox and the preferences know."""

from collections.abc import Iterable

from marktplein.accounts.models import User
from marktplein.mail.models import Bericht, Berichtvoorkeur


def standen(gevraagd: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """What was chosen by whom, of (kind, address) pairs: no entry is no choice. One query, or none for none."""
    paren = set(gevraagd)
    if not paren:
        return {}
    rijen = Berichtvoorkeur.objects.filter(
        soort__in={soort for soort, _ in paren}, user__email__in={adres for _, adres in paren}
    )
    return {(soort, adres): stand for soort, adres, stand in rijen.values_list("soort", "user__email", "stand")}


def al_geschreven(sleutels: Iterable[str]) -> set[str]:
    """Those keys with which a message was written before. One query, or none when none are asked."""
    gevraagd = set(sleutels)
    if not gevraagd:
        return set()
    return {s for s in Bericht.objects.filter(sleutel__in=gevraagd).values_list("sleutel", flat=True) if s}


def voorkeuren_van(user: User) -> dict[str, str]:
    """What somebody chose, by kind of message."""
    return dict(Berichtvoorkeur.objects.filter(user=user.pk).values_list("soort", "stand"))
