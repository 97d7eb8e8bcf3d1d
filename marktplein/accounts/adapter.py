"""How allauth behaves here: nobody signs up openly, staff come in by invitation."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.http import HttpRequest

from marktplein.basis.versleuteling import ontsleutel, versleutel


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return "/start/"

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Account mail goes through the outbox like all other mail, so it survives a mail server that is down."""
        from marktplein.mail.services import zet_klaar

        bericht = self.render_mail(template_prefix, email, {"SITE_URL": settings.SITE_URL, **context})
        onderwerp = " ".join(str(bericht.subject).split())
        zet_klaar(soort=template_prefix.replace("/", "."), aan=email, onderwerp=onderwerp, tekst=str(bericht.body))


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """The secret of a second factor lies encrypted in the database."""

    def encrypt(self, text: str) -> str:
        return versleutel(text)

    def decrypt(self, encrypted_text: str) -> str:
        return ontsleutel(encrypted_text)
