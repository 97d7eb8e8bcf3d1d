"""Messages about rooms."""

from collections.abc import Collection
from typing import Any

from django.conf import settings
from django.urls import reverse

from aanbod.groepen.selectors import voorbije_groepen
from aanbod.models import Groep, Trainer
from facilitair.models import Ruimte
from gemeenten.grond.selectors import emailadressen_van_teams
from marktplein.accounts.models import User
from marktplein.mail.bericht import Mailbericht, Voor


class ZaalGekozen(Mailbericht):
    """To the trainers and teams of a group: where it meets from now on. Who registered hears it from aanbod."""

    soort = "facilitair.zaal_gekozen"
    titel = "Ruimte gereserveerd"
    uitleg = "Voor een groep waar je trainer van bent of waar je team plekken in heeft, is een ruimte gereserveerd."
    voor = Voor.GROEP
    uit_te_zetten = True
    sjabloon = "facilitair/email/zaal_gekozen"

    groep: Groep
    ruimte: Ruimte

    @classmethod
    def voorbij(cls, user: User, sleutels: Collection[str]) -> dict[str, str]:
        return voorbije_groepen(sleutels)

    def ontvangers(self) -> set[str]:
        trainers = Trainer.objects.filter(inzetten__bijeenkomst__groep=self.groep, user__is_active=True)
        adressen = set(trainers.values_list("user__email", flat=True))
        per_team = emailadressen_van_teams(self.groep.teamplaatsen.values_list("team", flat=True))
        return adressen.union(*per_team.values())

    def context(self) -> dict[str, Any]:
        return {
            **super().context(),
            "bijeenkomsten": list(self.groep.bijeenkomsten.order_by("begin")),
            "adres": settings.SITE_URL + reverse("aanbod:groep", args=[self.groep.slug]),
        }
