"""How allauth behaves here: nobody signs up openly, staff come in by invitation."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest


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
