"""Switching off the weekly mail about groups that are nearly complete: for oneself or for the team, from the mail."""

from dataclasses import dataclass

from django.core import signing
from django.db import transaction
from django.urls import reverse

from gemeenten.grond.models import Lidmaatschap, Team
from gemeenten.grond.permissions import PROFESSIONALS
from gemeenten.grond.selectors import geldig
from marktplein.accounts.models import Bezoeker, User
from marktplein.audit.services import leg_vast
from marktplein.basis.fouten import DomeinFout
from marktplein.mail.models import Stand
from marktplein.mail.selectors import voorkeuren_van
from marktplein.mail.voorkeuren import bewaar_voorkeuren
from vraag.models import GeenBijnaMail

ZOUT = "bijna-mail"
# The name of the message (berichten.BijnaHaalbaar, which needs the link from here).
BIJNA = "vraag.bijna"


@dataclass(frozen=True, slots=True)
class Afmelding:
    """Who opened the link. ``team`` is None when the person is no longer (or was never) in that team."""

    user: User
    team: Team | None

    @property
    def zelf_uit(self) -> bool:
        return voorkeuren_van(self.user).get(BIJNA) == Stand.UIT

    @property
    def team_uit(self) -> bool:
        return self.team is not None and GeenBijnaMail.objects.filter(team=self.team).exists()


def afmeldlink(user: Bezoeker, team: Team | None = None) -> str:
    """Path of the page that switches the mail off, for this person and (if given) team: works without logging in.

    It holds who it is for, signed; it does not run out, so that an old mail can still be answered with "no more".
    """
    token = signing.dumps([user.pk, team.pk if team else 0], salt=ZOUT)
    return reverse("vraag:bijna_uit", args=[token])


def lees_afmeldlink(token: str) -> Afmelding | None:
    """None when the link is not ours, or the account is gone."""
    try:
        user_pk, team_pk = signing.loads(token, salt=ZOUT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    user = User.objects.filter(pk=user_pk, is_active=True).first()
    if user is None:
        return None
    lid = Lidmaatschap.objects.filter(geldig(), user=user, team=team_pk or None, rol__in=PROFESSIONALS)
    eerste = lid.select_related("team").order_by("pk").first() if team_pk else None
    return Afmelding(user, eerste.team if eerste else None)


def zet_bijna_mail(afmelding: Afmelding, *, wie: str, aan: bool) -> None:
    """Switch the mail off (or on again) for ``wie``: "ik" or "team". Twice changes nothing."""
    if wie == "ik":
        bewaar_voorkeuren(user=afmelding.user, keuzes={BIJNA: Stand.VERZAMEL if aan else Stand.UIT})
    elif wie == "team":
        _zet_voor_team(afmelding, aan)
    else:
        raise DomeinFout("Kies of je de mail voor jezelf of voor het hele team uitzet.")


@transaction.atomic
def _zet_voor_team(afmelding: Afmelding, aan: bool) -> None:
    if afmelding.team is None:
        raise DomeinFout("Je hoort niet (meer) bij dit team. Je kunt de mail wel voor jezelf uitzetten.")
    if aan:
        rij = GeenBijnaMail.objects.select_for_update().filter(team=afmelding.team).first()
        if rij is not None:
            leg_vast("bijnamail.aan", afmelding.team, door=afmelding.user)
            rij.delete()
        return
    _, nieuw = GeenBijnaMail.objects.get_or_create(team=afmelding.team)
    if nieuw:
        leg_vast("bijnamail.uit", afmelding.team, door=afmelding.user)
