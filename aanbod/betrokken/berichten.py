"""News for those of a group."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from aanbod.groepen.dagregels import in_groepen
from aanbod.groepen.overgroep import AanGroep
from aanbod.models import Tekort
from marktplein.accounts.models import User
from marktplein.mail.bericht import Mailbericht, register
from marktplein.mail.dagregel import Dagregel
from marktplein.mail.models import Bericht


class GroepBericht(AanGroep):
    """News that the mail of the day gathers."""

    def kern(self) -> dict[str, Any]:
        return {"groep": self.groep.pk}

    @classmethod
    def dagregels(cls, lezer: User, rijen: Sequence[Bericht]) -> list[Dagregel]:
        """A line for each kind of news of each group, for each team of the reader in it."""
        soorten: dict[int, dict[str, type[Mailbericht]]] = {}
        for rij in rijen:
            soorten.setdefault(rij.kern["groep"], {})[rij.soort] = register()[rij.soort]
        uit: list[Dagregel] = []
        for groep, tekst, team in in_groepen(lezer, soorten):
            wat = {"pad": reverse("aanbod:groep", args=[groep.slug]), "link": f"Bekijk de groep {groep.interventie}"}
            uit += [soort.dagregel(tekst, soort.titel, team=team, **wat) for soort in soorten[groep.pk].values()]
        return uit

    def context(self) -> dict[str, Any]:
        return {**super().context(), "interventie": self.groep.interventie}


class NieuwGroepsbericht(GroepBericht):
    """Somebody wrote something. What it was stands on the page only: there it can be mended and erased."""

    soort = "aanbod.groepsbericht"
    titel = "Een nieuw bericht bij een groep"
    uitleg = "Een trainer, een team of facilitair schreef iets over een groep waar je contact of trainer van bent."
    uit_te_zetten = True
    telt = ("bericht bij een groep", "berichten bij een groep")
    sjabloon = "aanbod/email/groepsbericht"

    namens: str


class TeWeinigMensen(GroepBericht):
    """The group fell below its minimum: what can be done, and who decides."""

    soort = "aanbod.te_weinig"
    titel = "Een groep heeft te weinig mensen"
    uitleg = "Er vielen mensen af bij een groep waar je contact of trainer van bent. Je leest wat er kan."
    sjabloon = "aanbod/email/te_weinig"


class TeamWachtVoorbij(GroepBericht):
    """A place in the line has ended by itself: nobody answered in time, or no place came before the group began."""

    soort = "aanbod.teamwacht_voorbij"
    titel = "Je team staat niet meer op de wachtlijst"
    uitleg = "Niemand antwoordde op tijd op plekken die vrijkwamen, of er kwam geen plek vrij voor de groep begon."
    sjabloon = "aanbod/email/teamwacht_voorbij"

    wie: str


class TekortBesloten(GroepBericht):
    """What was decided about a group that was too small; that it is off is told by other mail."""

    soort = "aanbod.tekort_besloten"
    titel = "Besloten hoe een kleine groep verdergaat"
    uitleg = "Facilitair besloot wat er gebeurt met een groep die te weinig mensen had."
    sjabloon = "aanbod/email/tekort_besloten"

    tekort: Tekort
