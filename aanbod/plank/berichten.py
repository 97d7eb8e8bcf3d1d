"""News about offers that the editors look at: to them, and to who keeps the offer."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.urls import reverse

from aanbod.models import Interventie
from gemeenten.grond.selectors import emailadressen_van_aanbieder, emailadressen_van_beheerders
from marktplein.accounts.models import User
from marktplein.mail.bericht import Mailbericht, Voor


class NaarRedactie(Mailbericht):
    """An organisation or an offer waits for the editors."""

    soort = "aanbod.naar_redactie"
    titel = "Er ligt iets bij de redactie"
    uitleg = "Een organisatie wil meedoen, legt aanbod voor of antwoordt op een vraag van de redactie."
    voor = Voor.BEHEERDER
    telt = ("ding voor de redactie", "dingen voor de redactie")
    sjabloon = "aanbod/email/naar_redactie"

    naam: str
    wat: str
    pad: str

    def ontvangers(self) -> list[str]:
        return emailadressen_van_beheerders()

    def pagina(self) -> str:
        return f"{settings.SITE_URL}{self.pad}"

    def context(self) -> dict[str, Any]:
        return {**super().context(), "adres": self.pagina()}


class VanRedactie(Mailbericht):
    """The editors asked something about an offer, or put it on the shelf; the words stand on its page only."""

    soort = "aanbod.van_redactie"
    titel = "Nieuws van de redactie over je aanbod"
    uitleg = "De redactie heeft een vraag over aanbod van je organisatie, of zette het op de plank."
    voor = Voor.AANBIEDER
    telt = ("bericht van de redactie", "berichten van de redactie")
    sjabloon = "aanbod/email/van_redactie"

    interventie: Interventie
    is_vraag: bool

    def ontvangers(self) -> Sequence[str]:
        return emailadressen_van_aanbieder(self.interventie.organisatie_id)

    def pagina(self) -> str:
        naam = "aanbod:interventie_redactie" if self.is_vraag else "aanbod:interventie_wijzigen"
        return f"{settings.SITE_URL}{reverse(naam, args=[self.interventie.slug])}"

    def context(self) -> dict[str, Any]:
        return {**super().context(), "adres": self.pagina()}


class BevestigAanbod(Mailbericht):
    """Is this offer still right? With the link of this one person, that needs no login."""

    soort = "aanbod.bevestig_aanbod"
    titel = "Klopt je aanbod nog?"
    uitleg = "Zo vaak als jullie kozen, vraagt het marktplein of aanbod nog klopt. Je bevestigt het in één keer."
    voor = Voor.AANBIEDER
    telt = ("keer aanbod om te bevestigen", "keer aanbod om te bevestigen")
    sjabloon = "aanbod/email/bevestig_aanbod"

    interventie: Interventie
    user: User
    pad: str

    def ontvangers(self) -> list[str]:
        return [self.user.email]

    def pagina(self) -> str:
        return f"{settings.SITE_URL}{self.pad}"

    def context(self) -> dict[str, Any]:
        return {**super().context(), "adres": self.pagina()}
