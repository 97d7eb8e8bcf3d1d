"""Writes on the person who logs in; what the person may do is written by gemeenten.services."""

from django.db.models import F

from marktplein.accounts.models import User


def zet_dichtheid(user: User, *, compact: bool) -> None:
    """How close this person wants the rows of lists; a way of looking, so it leaves no line in the history."""
    User.objects.filter(pk=user.pk).update(rijen_compact=compact)
    user.rijen_compact = compact


def beeindig_sessies(user: User) -> None:
    """Log this user out everywhere: the number that every session carries is no longer right."""
    User.objects.filter(pk=user.pk).update(sessienummer=F("sessienummer") + 1)
    user.refresh_from_db(fields=["sessienummer"])
