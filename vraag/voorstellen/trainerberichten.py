"""What is told of trainers who were asked: that one is not needed after all, or cannot give a group made by hand."""

from collections.abc import Sequence
from typing import Any

from aanbod.groepen.overgroep import OverGroep
from aanbod.groepen.trainerpost import OokZonderAccount
from aanbod.models import Groep, Trainer
from gemeenten.grond.enums import Rol
from gemeenten.grond.selectors import emailadressen_van_rol
from marktplein.audit.models import Logregel
from marktplein.mail.bericht import Voor
from marktplein.mail.dagregel import Onderdeel
from vraag.models import Groepsvoorstel, Toezegging
from vraag.voorstellen.berichten import weten_ervan
from vraag.voorstellen.linkberichten import trainerpost
from vraag.voorstellen.wanneer import zet_vanaf


class TrainerNietNodig(OokZonderAccount):
    """Who was asked in the place of another need not answer: that one can after all."""

    soort = "voorstel.trainer_niet_nodig"
    titel = "Je hoeft een groep niet te geven"
    uitleg = "Je werd gevraagd omdat een ander niet kon. Die kan toch. Je hoeft niet meer te antwoorden."
    voor = Voor.TRAINER
    onderdeel = Onderdeel.GEWIJZIGD
    sjabloon = "vraag/email/trainer_niet_nodig"

    voorstel: Groepsvoorstel
    aan: Sequence[str]

    def ontvangers(self) -> Sequence[str]:
        return self.aan


class TrainerKanNiet(OverGroep):
    """A trainer who was asked for a group made by hand said no, or nothing in time: who made it chooses another."""

    soort = "vraag.trainer_kan_niet"
    titel = "Een trainer geeft een groep niet"
    uitleg = (
        "Je maakte een groep, of je werkt bij facilitair. Een gevraagde trainer zei nee of antwoordde niet op tijd."
    )
    onderdeel = Onderdeel.GEWIJZIGD
    sjabloon = "vraag/email/trainer_kan_niet"

    trainer: Trainer
    te_laat: bool = False

    def ontvangers(self) -> set[str]:
        maakte = Logregel.objects.filter(
            soort=Groep._meta.label,
            object_id=str(self.groep.pk),
            gebeurtenis="groep.zelf_gemaakt",
            door__is_active=True,
        )
        maker = set(maakte.values_list("door__email", flat=True))
        return maker | set(emailadressen_van_rol(Rol.FACILITAIR))

    def context(self) -> dict[str, Any]:
        return {**super().context(), "interventie": self.groep.interventie}


def trainer_niet_nodig(voorstel: Groepsvoorstel, toezegging: Toezegging) -> None:
    """To one who was told of it, with an account or without; who was to be called is not called any more."""
    if toezegging in weten_ervan(voorstel):
        zet_vanaf([voorstel])
        TrainerNietNodig(voorstel, trainerpost([toezegging])).zet_klaar()
