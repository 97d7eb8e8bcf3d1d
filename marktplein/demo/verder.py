"""What makes the demo look lived in: somebody invited, a scenario that helps, and teams that ask for a trainer."""

from typing import Any

from django.db import transaction

from aanbod.models import Interventie
from gemeenten.grond.enums import Rol
from gemeenten.grond.models import Regio, Team
from gemeenten.grond.services.uitnodigen import nodig_uit
from marktplein.accounts.models import User
from marktplein.basis import dagdelen
from marktplein.demo.voorbeeld import REGIO
from vraag.models import Scenario, Signaal
from vraag.permissions import kan_signaal_wijzigen
from vraag.uitleg.trainervraag import ZONDER_TRAINER as OM_EEN_TRAINER
from vraag.uitleg.trainervraag import vraag_om_trainer
from vraag.wat_als.services import maak
from vraag.workflow import SignaalStaat

GEMEENTE = "leiden"
UITGENODIGD = "nieuwe.collega@gemeente.example"
# Many children wait for this training for want of a trainer.
ZONDER_TRAINER, TRAINERS, AANSPREEKPUNT = "brussengroep", 2, "aanspreekpunt.leiden@demo.example"


def laad_uitnodiging() -> str:
    """Somebody who did not answer yet: on the page of the members, with a mail in the post."""
    team = Team.objects.get(slug="jgt-leiden-midden")
    nodig_uit(email=UITGENODIGD, rol=Rol.JGT, team=team, door=User.objects.get(email="beheer.leiden@demo.example"))
    return "1 uitnodiging"


@transaction.atomic
def vraag_scenario() -> Scenario | None:
    """What two trainers more would do; a worker computes it. None when it was asked before."""
    if Scenario.objects.exists():
        return None
    training = Interventie.objects.get(slug=ZONDER_TRAINER)
    erbij: dict[str, Any] = {
        "soort": "trainer",
        "interventies": [training.pk],
        "namen": [training.naam],
        "gemeente": None,
        "naam": "",
        "dagdelen": list(range(dagdelen.AANTAL)),
        "groepen": 2,
    }
    return maak(
        regio=Regio.objects.get(slug=REGIO),
        naam=f"{TRAINERS} trainers erbij voor {training.naam}",
        wijzigingen=[erbij] * TRAINERS,
        door=User.objects.get(email=AANSPREEKPUNT),
    )


def vraag_trainers() -> int:
    """In the municipality of the contact, each team that waits for a trainer asks for one; answers how many did."""
    wachtend = Signaal.objects.filter(
        reden__code__in=OM_EEN_TRAINER,
        staat=SignaalStaat.OPEN,
        interventie__isnull=False,
        team__gemeente__slug=GEMEENTE,
        ingediend_door__isnull=False,
    )
    vragen = {
        vraag_om_trainer(signaal, door=signaal.ingediend_door).pk
        for signaal in wachtend.select_related("team__gemeente", "interventie", "reden", "ingediend_door").order_by(
            "pk"
        )
        if signaal.ingediend_door and kan_signaal_wijzigen(signaal.ingediend_door, signaal)
    }
    return len(vragen)
