"""What makes the demo look lived in: somebody invited, and a scenario that helps."""

from typing import Any

from django.db import transaction

from aanbod.models import Interventie
from gemeenten.grond.enums import Rol
from gemeenten.grond.models import Regio, Team
from gemeenten.grond.services.uitnodigen import nodig_uit
from marktplein.accounts.models import User
from marktplein.basis import dagdelen
from marktplein.demo.voorbeeld import REGIO
from vraag.models import Scenario
from vraag.wat_als.services import maak

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
