"""What people hear when the meetings of a group change: old and new in one message."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.urls import reverse

from aanbod.deelname.berichten import DataGewijzigd
from aanbod.groepen.overgroep import AanGroep
from aanbod.models import Groep
from facilitair.rooster.verandering import WIE_HOORT, Hoorders, Regel
from marktplein.mail.bericht import Meteen, zet_alle_klaar
from marktplein.mail.dagregel import Onderdeel


class RoosterGewijzigd(AanGroep):
    """To the teams and trainers of a group, and to the desk. Who registered hears it from aanbod."""

    soort = "facilitair.rooster_gewijzigd"
    titel = "Data of plaats gewijzigd"
    uitleg = "De data of de plaats van een groep waar je bij betrokken bent, zijn gewijzigd."
    meteen = Meteen.VERZET
    onderdeel = Onderdeel.GEWIJZIGD
    sjabloon = "facilitair/email/rooster_gewijzigd"

    regels: Sequence[Regel]

    def dringt(self) -> bool:
        """Only when it is about a meeting within three days, as it was or as it is."""
        return any(regel.verandering.gauw for regel in self.regels)

    def context(self) -> dict[str, Any]:
        agenda = settings.SITE_URL + reverse("aanbod:groep_agenda", args=[self.groep.slug])
        return {**super().context(), "agenda": agenda}


def meld_wijziging(groep: Groep, alle: Sequence[Regel], wie: Hoorders) -> None:
    """Tell everybody concerned, in the transaction of the change; residents only what is about when and where."""
    zet_alle_klaar([RoosterGewijzigd(groep, sorted(wie.adressen()), alle)])
    voor_inwoners = [regel.verandering for regel in alle if regel.verandering.voor_inwoners]
    if voor_inwoners:
        aanmeldingen = groep.aanmeldingen.filter(staat__in=WIE_HOORT).order_by("pk")
        zet_alle_klaar(DataGewijzigd(aanmelding, voor_inwoners) for aanmelding in aanmeldingen)
