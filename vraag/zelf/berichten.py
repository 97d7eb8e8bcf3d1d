"""What people hear when somebody made a group by hand."""

from typing import Any

from aanbod.betrokken.selectors import trainers_van
from aanbod.groepen.overgroep import OverGroep
from facilitair.rooster.verandering import Hoorders
from marktplein.accounts.models import User
from marktplein.mail.dagregel import Onderdeel


class GroepGemaakt(OverGroep):
    """To the teams with places in it and the desk, and a trainer who is not ``gevraagd``; not to who made it."""

    soort = "vraag.groep_gemaakt"
    titel = "Groep gemaakt"
    uitleg = "Iemand maakte een groep waar jij trainer van bent of waar je team plekken in heeft."
    onderdeel = Onderdeel.GEPLAND
    sjabloon = "vraag/email/groep_gemaakt"

    door: User
    gevraagd: frozenset[int] = frozenset()

    def ontvangers(self) -> set[str]:
        teams = self.groep.teamplaatsen.values_list("team", flat=True)
        trainers = frozenset(trainer.pk for trainer in trainers_van(self.groep)) - self.gevraagd
        return Hoorders(frozenset(teams), trainers, 0).adressen() - {self.door.email}

    def context(self) -> dict[str, Any]:
        return {
            **super().context(),
            "bijeenkomsten": list(self.groep.bijeenkomsten.order_by("begin")),
            "trainers": ", ".join(
                f"{trainer} (gevraagd)" if trainer.pk in self.gevraagd else str(trainer)
                for trainer in trainers_van(self.groep)
            ),
        }
