"""Messages about an account: allauth decides when, the outbox sends them as all others."""

from dataclasses import field
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from marktplein.mail.bericht import Mailbericht, Voor, register


class Accountbericht(Mailbericht):
    """What allauth has to say to an address, with what it hands to the templates.

    Its templates are allauth's own, overridden where the words are ours; the address may belong to nobody we know.
    """

    voor = Voor.ACCOUNT
    lichaam = "_message.txt"
    voorvoegsel = settings.ACCOUNT_EMAIL_SUBJECT_PREFIX
    waarom = _("Je krijgt deze mail omdat iemand dit e-mailadres bij Marktplein heeft ingevuld.")
    uitleg = "Dit gaat over inloggen en over de veiligheid van je account."

    aan: str
    gegevens: dict[str, Any] = field(default_factory=dict)

    @property
    def taal(self) -> str:
        """That of the page on which it was asked for; pages for who is logged in are Dutch."""
        return translation.get_language() or settings.LANGUAGE_CODE

    def ontvangers(self) -> list[str]:
        return [self.aan]

    def context(self) -> dict[str, Any]:
        return {**super().context(), **self.gegevens}


def bericht_van_allauth(sjabloon: str) -> type[Accountbericht]:
    """The message with these templates (``account/email/password_reset``). Raises KeyError when we have none."""
    soort = register()[sjabloon.replace("/", ".")]
    assert issubclass(soort, Accountbericht)  # noqa: S101 - its name says so
    return soort


class AdresBevestigen(Accountbericht):
    soort = "account.email.email_confirmation"
    titel = "Bevestig je e-mailadres"
    sjabloon = "account/email/email_confirmation"


class AdresVeranderd(Accountbericht):
    soort = "account.email.email_changed"
    titel = "Je e-mailadres is veranderd"
    sjabloon = "account/email/email_changed"


class AdresVerwijderd(Accountbericht):
    soort = "account.email.email_deleted"
    titel = "Er is een e-mailadres van je account weg"
    sjabloon = "account/email/email_deleted"


class NieuwWachtwoordGevraagd(Accountbericht):
    soort = "account.email.password_reset_key"
    titel = "Kies een nieuw wachtwoord"
    sjabloon = "account/email/password_reset_key"


class WachtwoordGekozen(Accountbericht):
    soort = "account.email.password_reset"
    titel = "Je hebt een nieuw wachtwoord gekozen"
    sjabloon = "account/email/password_reset"


class WachtwoordVeranderd(Accountbericht):
    soort = "account.email.password_changed"
    titel = "Je wachtwoord is veranderd"
    sjabloon = "account/email/password_changed"


class WachtwoordGezet(Accountbericht):
    soort = "account.email.password_set"
    titel = "Je account heeft een wachtwoord"
    sjabloon = "account/email/password_set"


class OnbekendAccount(Accountbericht):
    soort = "account.email.unknown_account"
    titel = "Wij kennen dit e-mailadres niet"
    sjabloon = "account/email/unknown_account"


class CodesAan(Accountbericht):
    soort = "mfa.email.totp_activated"
    titel = "De app met codes staat aan"
    sjabloon = "mfa/email/totp_activated"


class CodesUit(Accountbericht):
    soort = "mfa.email.totp_deactivated"
    titel = "De app met codes staat uit"
    sjabloon = "mfa/email/totp_deactivated"


class ReservecodesGemaakt(Accountbericht):
    soort = "mfa.email.recovery_codes_generated"
    titel = "Je hebt nieuwe reservecodes"
    sjabloon = "mfa/email/recovery_codes_generated"


class SleutelErbij(Accountbericht):
    soort = "mfa.email.webauthn_added"
    titel = "Er is een sleutel bij je account gekomen"
    sjabloon = "mfa/email/webauthn_added"


class SleutelWeg(Accountbericht):
    soort = "mfa.email.webauthn_removed"
    titel = "Er is een sleutel van je account weg"
    sjabloon = "mfa/email/webauthn_removed"
