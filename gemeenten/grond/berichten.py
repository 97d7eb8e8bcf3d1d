"""What members hear by mail. Each function writes one message into the outbox, in the caller's transaction."""

from django.conf import settings

from gemeenten.grond.enums import Rol
from gemeenten.grond.models import Lidmaatschap, Uitnodiging
from gemeenten.grond.selectors import emailadressen_van_beheerders
from marktplein.accounts.models import User
from marktplein.mail.services import zet_sjabloon_klaar

BEHEERROLLEN = (Rol.BEHEER, Rol.GEMEENTEBEHEER)


def uitnodiging(uitnodiging: Uitnodiging, link: str) -> None:
    """The link with which the invited person takes the role."""
    zet_sjabloon_klaar(
        soort="gemeenten.uitnodiging",
        aan=uitnodiging.email,
        sjabloon="gemeenten/email/uitnodiging",
        context={"uitnodiging": uitnodiging, "link": link, "SITE_NAAM": settings.NAAM},
    )


def beheerrecht_gewijzigd(lid: Lidmaatschap, wat: str) -> None:
    """Tell the application admins that somebody got or lost ("gekregen", "verloren") admin rights."""
    if lid.rol not in BEHEERROLLEN:
        return
    for adres in emailadressen_van_beheerders():
        zet_sjabloon_klaar(
            soort="gemeenten.beheerrecht",
            aan=adres,
            sjabloon="gemeenten/email/beheerrecht",
            context={"lid": lid, "wat": wat, "SITE_URL": settings.SITE_URL, "SITE_NAAM": settings.NAAM},
        )


def tweede_factor_verwijderd(user: User) -> None:
    """Tell somebody that logging in works with the password alone until a new second step is set."""
    zet_sjabloon_klaar(
        soort="gemeenten.tweede_factor",
        aan=user.email,
        sjabloon="gemeenten/email/tweede_factor",
        context={"user": user, "SITE_URL": settings.SITE_URL, "SITE_NAAM": settings.NAAM},
    )
