"""What organisations from outside put on the shelf is looked at first: laid before the editors, asked about, approved.

Approving is publishing (services.publiceer_interventie) by who may. Once approved, an offer is changed, withdrawn and
put back by its owner alone.
"""

import uuid

from django.db import transaction
from django.urls import reverse

from aanbod.models import Interventie, RedactieVraag
from aanbod.permissions import is_redactie, kan_interventie_wijzigen
from aanbod.plank.berichten import NaarRedactie, VanRedactie
from aanbod.plank.services import MAG_NIET, eis_routing, vergrendel, verplaats_aanbod
from aanbod.workflow import InterventieStaat
from marktplein.accounts.models import User
from marktplein.audit.services import leg_vast
from marktplein.audit.tekst import bewaard_tot, leeg_oude_teksten, leeg_tekst
from marktplein.basis import klok
from marktplein.basis.eenmalig import eenmalig
from marktplein.basis.fouten import Eerder, OvergangFout
from marktplein.basis.toegang import eis

ALLEEN_REDACTIE = "Alleen de redactie (de applicatiebeheerder) doet dit."
TEKSTEN = ("vraag", "antwoord")


@transaction.atomic
def leg_voor(interventie: Interventie, door: User) -> Interventie:
    """CONCEPT → VOORGELEGD, and the editors hear of it. Raises DomeinFout while the routing is missing. Idempotent."""
    eis(kan_interventie_wijzigen(door, interventie), MAG_NIET)
    actueel = vergrendel(interventie)
    if actueel.staat == InterventieStaat.VOORGELEGD:
        return actueel
    eis_routing(actueel)
    if actueel.staat == InterventieStaat.VRAAG:
        raise OvergangFout("De redactie heeft een vraag over dit aanbod. Beantwoord die eerst.")
    verplaats_aanbod(actueel, InterventieStaat.VOORGELEGD, door)
    NaarRedactie(actueel.naam, "Nieuw aanbod om te bekijken", _pagina(actueel)).zet_klaar()
    return actueel


def stel_vraag(*, interventie: Interventie, tekst: str, door: User, sleutel: uuid.UUID | None = None) -> RedactieVraag:
    """VOORGELEGD → VRAAG: ask who keeps the offer, once per ``sleutel``; they hear by mail that there is a question."""
    eis(is_redactie(door), ALLEEN_REDACTIE)

    def werk() -> RedactieVraag:
        actueel = vergrendel(interventie)
        verplaats_aanbod(actueel, InterventieStaat.VRAAG, door)
        vraag = RedactieVraag.objects.create(
            interventie=actueel, vraag=tekst, gevraagd_op=klok.nu(), gevraagd_door=door
        )
        VanRedactie(actueel, is_vraag=True).zet_klaar()
        leg_vast("redactievraag.gesteld", vraag, door=door, interventie=actueel.pk)
        return vraag

    invoer = (interventie, tekst)
    with transaction.atomic():
        return eenmalig(sleutel, "redactievraag", RedactieVraag, werk, van=door, invoer=invoer, eerder=_al_gesteld)[0]


def beantwoord(*, interventie: Interventie, tekst: str, door: User, sleutel: uuid.UUID | None = None) -> RedactieVraag:
    """VRAAG → VOORGELEGD: the answer goes to the editors, once per ``sleutel``."""
    eis(kan_interventie_wijzigen(door, interventie), MAG_NIET)

    def werk() -> RedactieVraag:
        actueel = vergrendel(interventie)
        verplaats_aanbod(actueel, InterventieStaat.VOORGELEGD, door)
        vraag = schrijf_antwoord(RedactieVraag.objects.get(interventie=actueel, beantwoord_op=None), tekst, door)
        NaarRedactie(actueel.naam, "Antwoord op je vraag over aanbod", _pagina(actueel)).zet_klaar()
        return vraag

    invoer = (interventie, tekst)
    with transaction.atomic():
        return eenmalig(sleutel, "redactieantwoord", RedactieVraag, werk, van=door, invoer=invoer, eerder=_al_gesteld)[
            0
        ]


def schrijf_antwoord(vraag: RedactieVraag, tekst: str, door: User | None) -> RedactieVraag:
    vraag.antwoord, vraag.beantwoord_op = tekst, klok.nu()
    vraag.save(update_fields=["antwoord", "beantwoord_op"])
    leg_vast("redactievraag.beantwoord", vraag, door=door)
    return vraag


@transaction.atomic
def wis_redactievraag(vraag: RedactieVraag, *, door: User) -> bool:
    """Empty a question and its answer; False when there was nothing (any more). Idempotent."""
    eis(is_redactie(door), ALLEEN_REDACTIE)
    return leeg_tekst(vraag, TEKSTEN, gebeurtenis="redactievraag.tekst_gewist", door=door)


def wis_oude_redactievragen() -> int:
    """The nightly round: what was answered long enough ago; answers how many. Safe to repeat."""
    rijen = RedactieVraag.objects.filter(beantwoord_op__lt=bewaard_tot())
    return leeg_oude_teksten(rijen, TEKSTEN, gebeurtenis="redactievraag.tekst_gewist")


def _pagina(ding: Interventie) -> str:
    return reverse("aanbod:interventie_redactie", args=[ding.slug])


def _al_gesteld(vraag: RedactieVraag) -> Eerder:
    return Eerder("Dit heb je al verstuurd. Wil je nog iets zeggen? Verstuur het formulier dan nog een keer.")
