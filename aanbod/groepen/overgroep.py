"""What messages about one group have in common."""

from collections.abc import Collection, Mapping
from dataclasses import field
from typing import Any

from django.conf import settings
from django.urls import reverse

from aanbod.groepen.selectors import voorbije_groepen
from aanbod.groepen.trainerpost import OokZonderAccount
from aanbod.models import Groep
from marktplein.accounts.models import User
from marktplein.mail.bericht import Voor


class OverGroep(OokZonderAccount):
    """About a group, with its page: to who makes it happen. When the group is over, so is the news."""

    voor = Voor.GROEP

    groep: Groep

    def pagina(self) -> str:
        return f"{settings.SITE_URL}{reverse('aanbod:groep', args=[self.groep.slug])}"

    def context(self) -> dict[str, Any]:
        return {**super().context(), "adres": self.pagina()}

    @classmethod
    def voorbij(cls, user: User, sleutels: Collection[str]) -> Mapping[str, str]:
        return voorbije_groepen(sleutels)


class AanGroep(OverGroep):
    """To some of those of the group; at ``bel`` only the bell rings."""

    adressen: Collection[str]
    bel: Collection[str] = field(default=(), kw_only=True)

    def ontvangers(self) -> Collection[str]:
        return self.adressen

    def alleen_bel(self) -> Collection[str]:
        return self.bel
