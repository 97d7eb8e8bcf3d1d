"""What members hear by mail about roles, accounts and logging in."""

from typing import Any

from gemeenten.grond.enums import BEHEERROLLEN, ROLLEN_DIE_NAMEN_ZIEN
from gemeenten.grond.models import Lidmaatschap, Uitnodiging
from gemeenten.grond.selectors import emailadressen_van_beheerders, emailadressen_van_beheerders_van
from marktplein.accounts.models import User
from marktplein.accounts.namen import lijkt_op_link
from marktplein.mail.bericht import Mailbericht, Meteen, Voor


class Uitgenodigd(Mailbericht):
    """The link with which the invited person takes the role.

    The address has not answered yet: of what people typed it holds no more than the name of a colleague, and not even
    that when the name could be read as a link.
    """

    soort = "gemeenten.uitnodiging"
    titel = "Je uitnodiging"
    uitleg = "Een collega nodigt je uit voor een rol."
    voor = Voor.ACCOUNT
    sjabloon = "gemeenten/email/uitnodiging"
    waarom = "Je krijgt deze mail omdat iemand je bij Marktplein heeft uitgenodigd."

    uitnodiging: Uitnodiging
    link: str

    def ontvangers(self) -> list[str]:
        return [self.uitnodiging.email]

    def context(self) -> dict[str, Any]:
        wie = self.uitnodiging.uitgenodigd_door
        return {**super().context(), "afzender": wie.naam if wie and not lijkt_op_link(wie.naam) else ""}


class RolUitgedeeld(Mailbericht):
    """Tell the other admins of the place that somebody is invited to see names or to hand out roles."""

    soort = "gemeenten.rol_uitgedeeld"
    titel = "Iemand is uitgenodigd voor een gevoelige rol"
    uitleg = "Wie namen ziet of rollen uitdeelt, komt er niet ongezien bij."
    voor = Voor.BEHEERDER
    meteen = Meteen.INCIDENT
    sjabloon = "gemeenten/email/rol_uitgedeeld"

    uitnodiging: Uitnodiging
    door: User | None

    def ontvangers(self) -> list[str]:
        if self.uitnodiging.rol not in (*BEHEERROLLEN, *ROLLEN_DIE_NAMEN_ZIEN):
            return []
        zelf = self.door.email if self.door else ""
        return [adres for adres in emailadressen_van_beheerders_van(self.uitnodiging) if adres != zelf]

    def context(self) -> dict[str, Any]:
        return {**super().context(), "ziet_namen": self.uitnodiging.rol in ROLLEN_DIE_NAMEN_ZIEN}


class BeheerrechtGewijzigd(Mailbericht):
    """Tell the application admins that somebody got or lost admin rights."""

    soort = "gemeenten.beheerrecht"
    titel = "Beheerrecht gekregen of verloren"
    uitleg = "Iemand deelt vanaf nu rollen uit, of niet meer."
    voor = Voor.BEHEERDER
    meteen = Meteen.INCIDENT
    sjabloon = "gemeenten/email/beheerrecht"

    lid: Lidmaatschap
    gekregen: bool

    def ontvangers(self) -> list[str]:
        return emailadressen_van_beheerders() if self.lid.rol in BEHEERROLLEN else []


class TweedeFactorVerwijderd(Mailbericht):
    """Tell somebody that logging in works with the password alone until a new second step is set."""

    soort = "gemeenten.tweede_factor"
    titel = "Je tweede inlogstap is verwijderd"
    uitleg = "Een beheerder heeft op verzoek je tweede inlogstap verwijderd."
    voor = Voor.ACCOUNT
    sjabloon = "gemeenten/email/tweede_factor"

    user: User

    def ontvangers(self) -> list[str]:
        return [self.user.email]

    def aanhef(self) -> str:
        return f"Hallo {self.user.get_short_name()},"


class Inlogpiek(Mailbericht):
    """Tell the application admins that in a short time logging in failed very often."""

    soort = "gemeenten.inlogpiek"
    titel = "Inloggen mislukt opvallend vaak"
    uitleg = "Misschien probeert iemand wachtwoorden."
    voor = Voor.BEHEERDER
    meteen = Meteen.INCIDENT
    sjabloon = "gemeenten/email/inlogpiek"

    mislukt: int
    geblokkeerd: int
    minuten: int

    def ontvangers(self) -> list[str]:
        return emailadressen_van_beheerders()
