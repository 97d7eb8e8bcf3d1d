"""The reason of a decision about a series can be emptied, without taking the decision back."""

from django.db import transaction

from gemeenten.grond.models import Gemeente
from gemeenten.grond.permissions import is_applicatiebeheerder
from marktplein.accounts.models import Bezoeker, User
from marktplein.audit.tekst import bewaard_tot, leeg_oude_teksten, leeg_tekst
from marktplein.basis.toegang import eis
from vraag.models import Besluit, Reeks
from vraag.permissions import kan_reeks_beslissen

GEWIST = "De reden is gewist."
WIE_WEL = "Alleen het lokaal aanspreekpunt en de applicatiebeheerder kunnen deze reden wissen."


def kan_reden_van_reeks_wissen(user: Bezoeker, reeks: Reeks) -> bool:
    hier = {"pk": reeks.gemeente_id} if reeks.gemeente_id else {"regio": reeks.regio_id, "subregio": reeks.subregio}
    gemeente_ids = frozenset(Gemeente.objects.filter(**hier).values_list("pk", flat=True))
    return is_applicatiebeheerder(user) or kan_reeks_beslissen(user, gemeente_ids)


@transaction.atomic
def wis_reden_van_reeks(reeks: Reeks, *, door: User) -> bool:
    """Take the reason away; False when there was none (any more). Idempotent."""
    eis(kan_reden_van_reeks_wissen(door, reeks), WIE_WEL)
    in_plaats = _in_plaats(reeks.besluit)
    return leeg_tekst(reeks, ("reden",), gebeurtenis="reeks.tekst_gewist", door=door, in_plaats=in_plaats)


def wis_oude_redenen() -> int:
    """The nightly round: of decisions taken long enough ago, that stay; answers how many. Safe to repeat."""
    oud = Reeks.objects.filter(gewijzigd_op__lt=bewaard_tot())
    return sum(
        leeg_oude_teksten(
            oud.filter(besluit=besluit), ("reden",), gebeurtenis="reeks.tekst_gewist", in_plaats=_in_plaats(besluit)
        )
        for besluit in Besluit.values
    )


def _in_plaats(besluit: str) -> dict[str, str]:
    """What stands there instead: a "no" always has a reason in the database."""
    return {"reden": GEWIST if besluit == Besluit.AFGEWEZEN else ""}
