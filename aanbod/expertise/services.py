"""What a trainer says about the own time, and how to reach them. Certificates are for the application admin."""

from collections.abc import Iterable, Mapping

from django.db import transaction

from aanbod.enums import Bereik
from aanbod.models import Trainer
from aanbod.permissions import kan_bereikbaarheid_wijzigen, kan_inzet_wijzigen
from marktplein.accounts.models import User
from marktplein.audit.velden import wijzig_velden
from marktplein.basis import dagdelen as dagdeel
from marktplein.basis.fouten import DomeinFout
from marktplein.basis.telefoon import lees
from marktplein.basis.toegang import eis

MAG_NIET = "Alleen de trainer zelf kan dit hier wijzigen."


@transaction.atomic
def wijzig_inzet(
    *,
    trainer: Trainer,
    dagdelen: Iterable[int],
    bereik: str,
    max_groepen_per_week: int,
    door: User,
    gezien: Mapping[str, str] | None = None,
) -> Trainer:
    """Save on which dagdelen (0..14), where and for how many groups a week this trainer can be asked.

    The next pooling reckons with it; groups that are planned stay. No groups a week (0) means: do not ask me now.
    Idempotent. Raises Verouderd when it would wipe a value that was not ``gezien`` (basis.samen).
    """
    eis(kan_inzet_wijzigen(door, trainer), MAG_NIET)
    gekozen = sorted(set(dagdelen))
    if not gekozen or not set(gekozen) <= set(range(dagdeel.AANTAL)):
        raise DomeinFout("Kies minstens één dagdeel.", veld="dagdelen")
    actueel = Trainer.objects.select_for_update(of=("self",)).get(pk=trainer.pk)
    nieuw = {"dagdelen": gekozen, "bereik": Bereik(bereik).value, "max_groepen_per_week": max_groepen_per_week}
    wijzig_velden(actueel, nieuw, als="trainer.inzet_gewijzigd", door=door, gezien=gezien)
    return actueel


@transaction.atomic
def wijzig_bereikbaarheid(
    *, trainer: Trainer, telefoon: str, email: str, door: User, gezien: Mapping[str, str] | None = None
) -> Trainer:
    """Save how those of a group reach this trainer. Idempotent; history tells which fields, not what stood in them.

    Raises NietToegestaan, DomeinFout for a number that reaches nobody, Verouderd when it would wipe a value that was
    not ``gezien``.
    """
    eis(kan_bereikbaarheid_wijzigen(door, trainer), "Dit wijzigen de trainer zelf, de aanbieder en facilitair.")
    actueel = Trainer.objects.select_for_update(of=("self",)).get(pk=trainer.pk)
    nieuw = {"telefoon": lees(telefoon), "email": email.strip().lower()}
    wijzig_velden(actueel, nieuw, als="trainer.bereikbaarheid_gewijzigd", door=door, gezien=gezien)
    return actueel
