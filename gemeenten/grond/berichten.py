"""What members hear by mail. Each function writes one message into the outbox, in the caller's transaction."""

from django.conf import settings

from gemeenten.grond.enums import BEHEERROLLEN, ROLLEN_DIE_NAMEN_ZIEN
from gemeenten.grond.models import Lidmaatschap, Uitnodiging
from gemeenten.grond.selectors import emailadressen_van_beheerders, emailadressen_van_beheerders_van
from marktplein.accounts.models import User
from marktplein.accounts.namen import lijkt_op_link
from marktplein.mail.services import zet_sjabloon_klaar


def uitnodiging(uitnodiging: Uitnodiging, link: str) -> None:
    """The link with which the invited person takes the role.

    The address has not answered yet: of what people typed it holds no more than the name of a colleague, and not even
    that when the name could be read as a link.
    """
    wie = uitnodiging.uitgenodigd_door
    zet_sjabloon_klaar(
        soort="gemeenten.uitnodiging",
        aan=uitnodiging.email,
        sjabloon="gemeenten/email/uitnodiging",
        context={
            "uitnodiging": uitnodiging,
            "afzender": wie.naam if wie and not lijkt_op_link(wie.naam) else "",
            "link": link,
            "SITE_NAAM": settings.NAAM,
        },
    )


def rol_uitgedeeld(uitnodiging: Uitnodiging, door: User | None) -> None:
    """Tell the other admins of the place that somebody is invited to see names or to hand out roles."""
    if uitnodiging.rol not in (*BEHEERROLLEN, *ROLLEN_DIE_NAMEN_ZIEN):
        return
    for adres in emailadressen_van_beheerders_van(uitnodiging):
        if door is not None and adres == door.email:
            continue
        zet_sjabloon_klaar(
            soort="gemeenten.rol_uitgedeeld",
            aan=adres,
            sjabloon="gemeenten/email/rol_uitgedeeld",
            context={
                "uitnodiging": uitnodiging,
                "door": door,
                "ziet_namen": uitnodiging.rol in ROLLEN_DIE_NAMEN_ZIEN,
                "SITE_URL": settings.SITE_URL,
                "SITE_NAAM": settings.NAAM,
            },
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


def inlogpiek(*, mislukt: int, geblokkeerd: int, minuten: int) -> None:
    """Tell the application admins that in a short time logging in failed very often."""
    for adres in emailadressen_van_beheerders():
        zet_sjabloon_klaar(
            soort="gemeenten.inlogpiek",
            aan=adres,
            sjabloon="gemeenten/email/inlogpiek",
            context={
                "mislukt": mislukt,
                "geblokkeerd": geblokkeerd,
                "minuten": minuten,
                "SITE_URL": settings.SITE_URL,
                "SITE_NAAM": settings.NAAM,
            },
        )
