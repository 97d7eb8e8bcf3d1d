"""News about offers that the editors look at: to them, and to who keeps the offer."""

from collections.abc import Collection, Sequence
from typing import Any

from django.conf import settings
from django.urls import reverse

from aanbod.models import AanbiederAanvraag, Interventie
from aanbod.workflow import AanvraagStaat, InterventieStaat
from gemeenten.grond.selectors import emailadressen_van_aanbieder, emailadressen_van_beheerders
from marktplein.accounts.models import User
from marktplein.mail.bel import nummers
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

    @classmethod
    def voorbij(cls, user: User, sleutels: Collection[str]) -> dict[str, str]:
        """The editors have looked: an organisation is named by its number, an offer by its slug."""
        aanvragen = AanbiederAanvraag.objects.filter(pk__in=nummers(sleutels)).exclude(staat=AanvraagStaat.VOORGELEGD)
        aanbod = Interventie.objects.filter(slug__in=sleutels).exclude(staat=InterventieStaat.VOORGELEGD)
        return {ding.slug: ding.get_staat_display() for ding in aanbod} | {
            str(ding.pk): ding.get_staat_display() for ding in aanvragen
        }


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

    @classmethod
    def voorbij(cls, user: User, sleutels: Collection[str]) -> dict[str, str]:
        """The question is answered, or the offer is withdrawn. That it stands on the shelf stays news."""
        over = (InterventieStaat.VOORGELEGD, InterventieStaat.INGETROKKEN)
        aanbod = Interventie.objects.filter(slug__in=sleutels, staat__in=over)
        return {ding.slug: ding.get_staat_display() for ding in aanbod}


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
