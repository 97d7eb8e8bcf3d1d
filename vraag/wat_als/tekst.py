"""The name of a scenario can be emptied: it is free text, and others of the region read it."""

from django.db import transaction

from gemeenten.grond.permissions import is_applicatiebeheerder
from marktplein.accounts.models import Bezoeker, User
from marktplein.audit.tekst import bewaard_tot, leeg_oude_teksten, leeg_tekst
from marktplein.basis.toegang import eis
from vraag.models import Scenario
from vraag.permissions import kan_scenario_wijzigen

ZONDER_NAAM = "Scenario zonder naam"
IN_PLAATS = {"naam": ZONDER_NAAM}
WIE_WEL = "Alleen wie dit scenario maakte en de applicatiebeheerder kunnen de naam wissen."


def kan_naam_wissen(user: Bezoeker, scenario: Scenario) -> bool:
    return kan_scenario_wijzigen(user, scenario) or is_applicatiebeheerder(user)


@transaction.atomic
def wis_naam(scenario: Scenario, *, door: User) -> bool:
    """Take the name away, in any state; False when that was done before. Idempotent."""
    eis(kan_naam_wissen(door, scenario), WIE_WEL)
    return leeg_tekst(scenario, ("naam",), gebeurtenis="scenario.tekst_gewist", door=door, in_plaats=IN_PLAATS)


def wis_oude_namen() -> int:
    """The nightly round: of scenarios nobody computed for long enough; answers how many. Safe to repeat."""
    oud = Scenario.objects.filter(gevraagd_op__lt=bewaard_tot())
    return leeg_oude_teksten(oud, ("naam",), gebeurtenis="scenario.tekst_gewist", in_plaats=IN_PLAATS)
