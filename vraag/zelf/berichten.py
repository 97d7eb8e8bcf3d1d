"""What people hear when somebody made a group by hand."""

from collections.abc import Collection
from typing import Any

from django.conf import settings
from django.urls import reverse

from aanbod.groepen.selectors import voorbije_groepen
from aanbod.models import Groep, Trainer
from gemeenten.grond.enums import Rol
from gemeenten.grond.selectors import emailadressen_van_rol, emailadressen_van_teams
from marktplein.accounts.models import User
from marktplein.mail.bericht import Mailbericht, Voor
from marktplein.mail.dagregel import Onderdeel


class GroepGemaakt(Mailbericht):
    """To its trainers, the teams with places in it and the desk; not to who made it."""

    soort = "vraag.groep_gemaakt"
    titel = "Groep gemaakt"
    uitleg = "Iemand maakte een groep waar jij trainer van bent of waar je team plekken in heeft."
    voor = Voor.GROEP
    onderdeel = Onderdeel.GEPLAND
    sjabloon = "vraag/email/groep_gemaakt"

    groep: Groep
    door: User

    @classmethod
    def voorbij(cls, user: User, sleutels: Collection[str]) -> dict[str, str]:
        return voorbije_groepen(sleutels)

    def ontvangers(self) -> set[str]:
        trainers = Trainer.objects.filter(inzetten__bijeenkomst__groep=self.groep, user__is_active=True)
        per_team = emailadressen_van_teams(self.groep.teamplaatsen.values_list("team", flat=True))
        van_trainers = trainers.values_list("user__email", flat=True)
        alle = set(van_trainers).union(emailadressen_van_rol(Rol.FACILITAIR), *per_team.values())
        return alle - {self.door.email}

    def context(self) -> dict[str, Any]:
        return {
            **super().context(),
            "bijeenkomsten": list(self.groep.bijeenkomsten.order_by("begin")),
            "trainers": list(Trainer.objects.filter(inzetten__bijeenkomst__groep=self.groep).distinct()),
            "adres": settings.SITE_URL + reverse("aanbod:groep", args=[self.groep.slug]),
        }
