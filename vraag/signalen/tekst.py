"""Free texts of demand and of answers can be emptied at any time, and go by themselves some time after the end."""

from django.db import transaction

from gemeenten.grond.permissions import is_applicatiebeheerder
from marktplein.accounts.models import Bezoeker, User
from marktplein.audit.tekst import bewaard_tot, leeg_oude_teksten, leeg_tekst
from marktplein.basis.toegang import eis
from vraag.models import Signaal, Toezegging
from vraag.permissions import kan_signaal_wijzigen, mag_als_trainer_antwoorden, mag_voor_team_antwoorden
from vraag.workflow import SIGNAAL_LOPEND, VOORSTEL_LOPEND

VELDEN = ("vraag", "opmerking", "reden_ingetrokken")
WIE_WEL = "Alleen wie deze tekst schreef (het eigen team) en de applicatiebeheerder kunnen die wissen."


def kan_tekst_wissen(user: Bezoeker, signaal: Signaal) -> bool:
    return kan_signaal_wijzigen(user, signaal) or is_applicatiebeheerder(user)


def kan_reden_wissen(user: Bezoeker, toezegging: Toezegging) -> bool:
    if is_applicatiebeheerder(user):
        return True
    if toezegging.team is not None:
        return mag_voor_team_antwoorden(user, toezegging.team)
    return toezegging.trainer is not None and mag_als_trainer_antwoorden(user, toezegging.trainer)


@transaction.atomic
def wis_tekst(signaal: Signaal, *, door: User) -> bool:
    """Empty all free text of a need, whatever its state; False when there was none. Idempotent."""
    eis(kan_tekst_wissen(door, signaal), WIE_WEL)
    return leeg_tekst(signaal, VELDEN, gebeurtenis="signaal.tekst_gewist", door=door)


@transaction.atomic
def wis_reden(toezegging: Toezegging, *, door: User) -> bool:
    """Empty why somebody said no to a proposal; False when there was nothing. Idempotent."""
    eis(kan_reden_wissen(door, toezegging), WIE_WEL)
    return leeg_tekst(toezegging, ("reden",), gebeurtenis="toezegging.tekst_gewist", door=door)


def wis_oude_teksten() -> int:
    """The nightly round: texts of needs and answers that ended long enough ago; answers how many. Safe to repeat."""
    signalen = Signaal.objects.exclude(staat__in=SIGNAAL_LOPEND).filter(gewijzigd_op__lt=bewaard_tot())
    antwoorden = Toezegging.objects.exclude(voorstel__staat__in=VOORSTEL_LOPEND).filter(
        voorstel__gewijzigd_op__lt=bewaard_tot()
    )
    return leeg_oude_teksten(signalen, VELDEN, gebeurtenis="signaal.tekst_gewist") + leeg_oude_teksten(
        antwoorden, ("reden",), gebeurtenis="toezegging.tekst_gewist"
    )
