"""Messages about rooms."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from aanbod.betrokken.selectors import trainers_van
from aanbod.groepen.dagregels import in_groepen
from aanbod.groepen.overgroep import OverGroep
from aanbod.groepen.trainerpost import post_van_trainers
from facilitair.models import Ruimte
from gemeenten.grond.selectors import Teampost, post_van_teams, samengevoegd
from marktplein.accounts.models import User
from marktplein.basis import klok
from marktplein.mail.bericht import Meteen, binnenkort
from marktplein.mail.dagregel import Dagregel, Onderdeel
from marktplein.mail.models import Bericht


class ZaalGekozen(OverGroep):
    """To the trainers and teams of a group: where it meets from now on. Who registered hears it from aanbod."""

    soort = "facilitair.zaal_gekozen"
    titel = "Ruimte gereserveerd"
    uitleg = "Voor een groep waar je trainer van bent of waar je team plekken in heeft, is een ruimte gereserveerd."
    uit_te_zetten = True
    meteen = Meteen.VERZET
    onderdeel = Onderdeel.GEWIJZIGD
    sjabloon = "facilitair/email/zaal_gekozen"

    ruimte: Ruimte

    def ontvangers(self) -> tuple[str, ...]:
        return self._post().mail

    def alleen_bel(self) -> tuple[str, ...]:
        return self._post().bel

    def _post(self) -> Teampost:
        trainers = post_van_trainers(trainers_van(self.groep))
        per_team = post_van_teams(self.groep.teamplaatsen.values_list("team", flat=True))
        return samengevoegd([Teampost(tuple(sorted(trainers))), *per_team.values()])

    def dringt(self) -> bool:
        """Only when they meet so soon that the mail of the day may be too late."""
        komend = self.groep.bijeenkomsten.filter(eind__gt=klok.nu()).order_by("begin").first()
        return komend is not None and binnenkort(komend.begin)

    def kern(self) -> dict[str, Any]:
        return {"groep": self.groep.pk}

    @classmethod
    def dagregels(cls, lezer: User, rijen: Sequence[Bericht]) -> list[Dagregel]:
        """Where each group meets now, however often that changed; a line for each team of the reader in it."""
        uit: list[Dagregel] = []
        for groep, tekst, team in in_groepen(lezer, {rij.kern["groep"] for rij in rijen}):
            pad, link = reverse("aanbod:groep", args=[groep.slug]), f"Bekijk de groep {groep.interventie}"
            uit.append(cls.dagregel(tekst, f"Ruimte: {groep.waar}", pad=pad, team=team, link=link))
        return uit

    def context(self) -> dict[str, Any]:
        return {
            **super().context(),
            "bijeenkomsten": list(self.groep.bijeenkomsten.order_by("begin")),
        }
