"""An owner says, as often as the owner chose, that an offer is still right: asked by mail, done in one press.

The mailed link is for one person and one round: it holds both, signed, and opens a page with one button, also for who
is not logged in. Opening it changes nothing, for mail scanners open links too.
"""

import datetime as dt
from dataclasses import dataclass

from django.core import signing
from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse

from aanbod.models import Interventie
from aanbod.permissions import kan_interventie_wijzigen
from aanbod.plank.berichten import BevestigAanbod
from aanbod.plank.services import MAG_NIET, vergrendel, zet_bevestigd
from aanbod.workflow import InterventieStaat
from gemeenten.grond.selectors import emailadressen_van_aanbieder, emailadressen_van_beheerders
from marktplein.accounts.models import User
from marktplein.audit.services import leg_vast
from marktplein.basis import klok
from marktplein.basis.een_voor_een import een_voor_een
from marktplein.basis.fouten import OvergangFout
from marktplein.basis.toegang import eis

ZOUT = "aanbod.bevestigen"
GELDIG = dt.timedelta(days=90)
# Asked so long before the day, and once more when that did not help.
VOORAF, NOG_EENS = dt.timedelta(days=14), dt.timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Bevestiglink:
    interventie: Interventie
    user: User

    @property
    def is_gedaan(self) -> bool:
        return self.interventie.laatst_gecontroleerd == klok.vandaag()


def link_voor(interventie: Interventie, user: User) -> str:
    """Path of the page on which this person confirms this offer with one press."""
    return reverse("aanbod:aanbod_bevestigen", args=[signing.dumps([interventie.pk, user.pk], salt=ZOUT)])


def lees_link(token: str) -> Bevestiglink | None:
    """None when the link is not ours, too old, or its person may not change the offer any more."""
    try:
        nummer, user_pk = signing.loads(token, salt=ZOUT, max_age=GELDIG)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    user = User.objects.filter(pk=user_pk, is_active=True).first()
    ding = Interventie.objects.filter(pk=nummer).first()
    if user is None or ding is None or not kan_interventie_wijzigen(user, ding):
        return None
    return Bevestiglink(ding, user)


@transaction.atomic
def bevestig(interventie: Interventie, door: User) -> Interventie:
    """It is still right: asked again after the time its owner chose. A second time the same day changes nothing."""
    eis(kan_interventie_wijzigen(door, interventie), MAG_NIET)
    actueel = vergrendel(interventie)
    if actueel.staat != InterventieStaat.GEPUBLICEERD:
        raise OvergangFout("Dit aanbod staat niet op de plank. Bevestigen hoeft dan niet.")
    nu = (actueel.laatst_gecontroleerd, actueel.bevestigd_tot)
    zet_bevestigd(actueel)
    if (actueel.laatst_gecontroleerd, actueel.bevestigd_tot) == nu:
        return actueel
    actueel.save(update_fields=["laatst_gecontroleerd", "bevestigd_tot", "bevestiging_gevraagd_op", "gewijzigd_op"])
    leg_vast("interventie.bevestigd", actueel, door=door)
    return actueel


def te_vragen() -> QuerySet[Interventie]:
    """On the shelf, due soon or past, and not asked a short while ago."""
    vandaag = klok.vandaag()
    return Interventie.objects.filter(
        Q(bevestigd_tot=None) | Q(bevestigd_tot__lte=vandaag + VOORAF),
        Q(bevestiging_gevraagd_op=None) | Q(bevestiging_gevraagd_op__lte=vandaag - NOG_EENS),
        staat=InterventieStaat.GEPUBLICEERD,
    )


def vraag_bevestigingen() -> int:
    """The nightly round: ask who keeps each of these offers; answers of how many. Safe to repeat."""
    return een_voor_een(te_vragen().values_list("pk", flat=True), _vraag)


@transaction.atomic
def _vraag(pk: int) -> bool:
    """False when somebody confirmed it in the meantime."""
    ding = te_vragen().select_for_update().filter(pk=pk).first()
    if ding is None:
        return False
    # What nobody ever confirmed is due today, so that its owner has as long as others before it sinks.
    ding.bevestigd_tot = ding.bevestigd_tot or klok.vandaag()
    ding.bevestiging_gevraagd_op = klok.vandaag()
    ding.save(update_fields=["bevestigd_tot", "bevestiging_gevraagd_op"])
    adressen = emailadressen_van_aanbieder(ding.organisatie_id) or emailadressen_van_beheerders()
    for user in User.objects.filter(email__in=adressen).order_by("pk"):
        BevestigAanbod(ding, user, link_voor(ding, user)).zet_klaar()
    leg_vast("interventie.bevestiging_gevraagd", ding, herkomst="taak")
    return True
