"""What who asks to take part hears by mail. There is no account yet: the link opens the request."""

from typing import Any

from aanbod.aanbieders.koppeling import link_van
from aanbod.models import AanbiederAanvraag
from marktplein.mail.bericht import Mailbericht, Voor


class AanvraagBericht(Mailbericht):
    voor = Voor.ZONDER_ACCOUNT
    waarom = "Je krijgt deze mail omdat dit e-mailadres is ingevuld bij een aanvraag om mee te doen."

    aanvraag: AanbiederAanvraag

    def ontvangers(self) -> list[str]:
        """Nobody when the address has been erased."""
        return [self.aanvraag.email] if self.aanvraag.email else []

    def context(self) -> dict[str, Any]:
        return {**super().context(), "link": link_van(self.aanvraag)}


class AanvraagBevestigen(AanvraagBericht):
    """Nothing of what was typed stands in it: the address may be a stranger's."""

    soort = "aanbod.aanvraag_bevestigen"
    titel = "Bevestig je aanvraag"
    uitleg = "Je organisatie wil aanbod op het marktplein zetten. De link bevestigt je e-mailadres."
    sjabloon = "aanbod/email/aanvraag_bevestigen"


class AanvraagVraag(AanvraagBericht):
    soort = "aanbod.aanvraag_vraag"
    titel = "De redactie heeft een vraag over je aanvraag"
    uitleg = "De redactie wil iets weten voor ze beslist. Je antwoordt op de pagina van je aanvraag."
    sjabloon = "aanbod/email/aanvraag_vraag"


class AanvraagAfgewezen(AanvraagBericht):
    soort = "aanbod.aanvraag_afgewezen"
    titel = "Je organisatie doet niet mee"
    uitleg = "De redactie nam je organisatie niet op. De reden staat erbij."
    sjabloon = "aanbod/email/aanvraag_afgewezen"
