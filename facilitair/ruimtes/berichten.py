"""Messages about rooms: one class each, with two templates (subject, body) in templates/facilitair/email/."""

from typing import ClassVar

from django.conf import settings
from django.urls import reverse

from aanbod.models import Groep, Trainer
from facilitair.models import Ruimte
from gemeenten.grond.selectors import emailadressen_van_team
from marktplein.mail.services import zet_sjabloon_klaar


class ZaalGekozen:
    """To the trainers and teams of a group: where it meets from now on. Who registered hears it from aanbod."""

    soort: ClassVar[str] = "facilitair.zaal_gekozen"

    def __init__(self, groep: Groep, ruimte: Ruimte) -> None:
        self.groep = groep
        self.ruimte = ruimte

    def ontvangers(self) -> list[str]:
        """Every address once, in order."""
        trainers = Trainer.objects.filter(inzetten__bijeenkomst__groep=self.groep, user__is_active=True)
        adressen = set(trainers.values_list("user__email", flat=True))
        for team_id in self.groep.teamplaatsen.order_by("team").values_list("team", flat=True):
            adressen.update(emailadressen_van_team(team_id))
        return sorted(adressen)

    def zet_klaar(self) -> int:
        """Write one message per address; answer how many."""
        ontvangers = self.ontvangers()
        context = {
            "groep": self.groep,
            "ruimte": self.ruimte,
            "bijeenkomsten": list(self.groep.bijeenkomsten.order_by("begin")),
            "adres": settings.SITE_URL + reverse("aanbod:groep", args=[self.groep.slug]),
        }
        for adres in ontvangers:
            zet_sjabloon_klaar(soort=self.soort, aan=adres, sjabloon="facilitair/email/zaal_gekozen", context=context)
        return len(ontvangers)
