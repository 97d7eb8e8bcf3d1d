"""Where news of a group reaches its trainers, with or without an account."""

from collections.abc import Iterable, Sequence

from django.db.models import QuerySet

from aanbod.models import Trainer
from marktplein.mail.bericht import Mailbericht
from marktplein.mail.models import Bericht


def trainers_zonder_account(adres: str) -> QuerySet[Trainer]:
    """Those who are mailed at this address, for they cannot log in to read it."""
    return Trainer.objects.filter(email__iexact=adres, actief=True).exclude(user__is_active=True)


def post_van_trainers(trainers: Iterable[Trainer]) -> set[str]:
    """Where their messages go; of some no address is known. Reads ``user`` of each."""
    return {trainer.nieuws_op for trainer in trainers} - {""}


class OokZonderAccount(Mailbericht):
    """A message that is for a trainer without an account too, in the one mail of that day."""

    @classmethod
    def zonder_account(cls, aan: str, rijen: Sequence[Bericht]) -> Sequence[Bericht]:
        return rijen if trainers_zonder_account(aan).exists() else ()
