"""The name of a scenario can be emptied: it is free text, and others of the region read it."""

from django.db import transaction

from gemeenten.grond.permissions import is_applicatiebeheerder
from marktplein.accounts.models import Bezoeker, User
from marktplein.audit.tekst import leeg_tekst
from marktplein.basis.toegang import eis
from vraag.models import Scenario
from vraag.permissions import kan_scenario_wijzigen

ZONDER_NAAM = "Scenario zonder naam"
WIE_WEL = "Alleen wie dit scenario maakte en de applicatiebeheerder kunnen de naam wissen."


def kan_naam_wissen(user: Bezoeker, scenario: Scenario) -> bool:
    return kan_scenario_wijzigen(user, scenario) or is_applicatiebeheerder(user)


@transaction.atomic
def wis_naam(scenario: Scenario, *, door: User) -> bool:
    """Take the name away, in any state; False when that was done before. Idempotent."""
    eis(kan_naam_wissen(door, scenario), WIE_WEL)
    in_plaats = {"naam": ZONDER_NAAM}
    return leeg_tekst(scenario, ("naam",), gebeurtenis="scenario.tekst_gewist", door=door, in_plaats=in_plaats)
