"""History of logging in and of the technical admin: what allauth and Django tell, written down as it happens."""

import json
from typing import Any

from allauth.account import signals as account
from allauth.mfa import signals as mfa
from allauth.mfa.models import Authenticator
from django.contrib.admin.models import ADDITION, CHANGE, DELETION, LogEntry
from django.contrib.auth.signals import user_login_failed
from django.db.models.signals import post_save
from django.dispatch import receiver

from marktplein.accounts.models import User
from marktplein.accounts.signals import inlog_geblokkeerd
from marktplein.audit.services import leg_vast


@receiver(account.user_logged_in)
def ingelogd(user: User, **kwargs: Any) -> None:
    leg_vast("inlog.gelukt", user, door=user)


@receiver(user_login_failed)
def mislukt(credentials: dict[str, Any], **kwargs: Any) -> None:
    """Of an address that nobody has, nothing is kept: it may be anybody's."""
    leg_vast("inlog.mislukt", _account(credentials.get("email") or credentials.get("username")))


@receiver(inlog_geblokkeerd)
def geblokkeerd(email: str, **kwargs: Any) -> None:
    leg_vast("inlog.geblokkeerd", _account(email))


def _account(email: str | None) -> User:
    return (User.objects.filter(email__iexact=email).first() if email else None) or User()


@receiver(mfa.authenticator_added)
def stap_ingesteld(user: User, authenticator: Authenticator, **kwargs: Any) -> None:
    leg_vast("tweede_stap.ingesteld", user, door=user, soort_stap=str(authenticator.type))


@receiver(mfa.authenticator_removed)
def stap_verwijderd(user: User, authenticator: Authenticator, **kwargs: Any) -> None:
    leg_vast("tweede_stap.verwijderd", user, door=user, soort_stap=str(authenticator.type))


@receiver(mfa.authenticator_reset)
def codes_vernieuwd(user: User, authenticator: Authenticator, **kwargs: Any) -> None:
    leg_vast("tweede_stap.codes_vernieuwd", user, door=user, soort_stap=str(authenticator.type))


@receiver(mfa.authenticator_used)
def stap_gebruikt(user: User, authenticator: Authenticator, **kwargs: Any) -> None:
    """Each login tells of itself; that somebody needed a recovery code is worth a line of its own."""
    if authenticator.type == Authenticator.Type.RECOVERY_CODES:
        leg_vast("tweede_stap.herstelcode_gebruikt", user, door=user)


@receiver(mfa.authentication_failed)
def stap_mislukt(user: User, **kwargs: Any) -> None:
    leg_vast("inlog.tweede_stap_mislukt", user)


@receiver(account.password_changed)
def wachtwoord_gewijzigd(user: User, **kwargs: Any) -> None:
    leg_vast("wachtwoord.gewijzigd", user, door=user)


@receiver(account.password_set)
def wachtwoord_ingesteld(user: User, **kwargs: Any) -> None:
    leg_vast("wachtwoord.ingesteld", user, door=user)


@receiver(account.password_reset)
def wachtwoord_hersteld(user: User, **kwargs: Any) -> None:
    """Reset with a mailed link: whoever had the mail, so nobody is said to have done it."""
    leg_vast("wachtwoord.hersteld", user)


BEHEER = {ADDITION: "beheer.toegevoegd", CHANGE: "beheer.gewijzigd", DELETION: "beheer.verwijderd"}


@receiver(post_save, sender=LogEntry)
def in_technisch_beheer(instance: LogEntry, created: bool, **kwargs: Any) -> None:
    """What was changed by hand: which thing and which fields, without what stood in them."""
    model = instance.content_type.model_class() if instance.content_type else None
    if created and model is not None:
        ding = model(pk=instance.object_id)
        leg_vast(BEHEER[instance.action_flag], ding, door=instance.user, velden=_velden(instance.change_message))


def _velden(bericht: str) -> list[str]:
    try:
        delen = json.loads(bericht) if bericht else []
    except ValueError:
        return []
    velden: list[str] = []
    for deel in delen:
        for wat in deel.values():
            velden += wat.get("fields", []) or ([wat["name"]] if "name" in wat else [])
    return velden
