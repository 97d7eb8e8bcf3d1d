"""How allauth behaves here: nobody signs up openly, staff come in by invitation."""

import datetime as dt
import math
import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.internal import ratelimit
from allauth.mfa.adapter import DefaultMFAAdapter
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import ngettext

from marktplein.accounts.signals import inlog_geblokkeerd
from marktplein.basis import klok
from marktplein.basis.bezoeker import adres_van
from marktplein.basis.versleuteling import ontsleutel, versleutel
from marktplein.basis.woorden import uur
from marktplein.mail.account import bericht_van_allauth


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return "/start/"

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Wrong passwords count for the place they come from: nobody keeps a colleague elsewhere out."""
        return f"{adres_van(request)}:{super()._get_login_attempts_cache_key(request, **credentials)}"

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Raises ValidationError, saying until when, after too many wrong passwords."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError as fout:
            inlog_geblokkeerd.send(type(self), email=credentials.get("email", ""))
            sleutel = self._get_login_attempts_cache_key(request, **credentials)
            raise ValidationError(_wacht_tot(_seconden_te_gaan(request, sleutel)), code=fout.code) from fout

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Account mail goes through the outbox like all other mail, so it survives a mail server that is down."""
        bericht_van_allauth(template_prefix)(email, context).zet_klaar()


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """The secret of a second factor lies encrypted in the database."""

    def encrypt(self, text: str) -> str:
        return versleutel(text)

    def decrypt(self, encrypted_text: str) -> str:
        return ontsleutel(encrypted_text)


def _seconden_te_gaan(request: HttpRequest, sleutel: str) -> float:
    """How long the strictest of the limits on wrong passwords keeps this visitor out."""
    te_gaan = 0.0
    for grens in ratelimit.get_rates(app="allauth.account", action="login_failed"):
        plek = ratelimit.get_cache_key(request, app="allauth.account", action="login_failed", rate=grens, key=sleutel)
        pogingen: list[float] = cache.get(plek, [])  # newest first
        if len(pogingen) >= grens.amount:
            te_gaan = max(te_gaan, pogingen[grens.amount - 1] + grens.duration - time.time())
    return te_gaan


def _wacht_tot(seconden: float) -> str:
    minuten = max(1, math.ceil(seconden / 60))
    vanaf = klok.nu() + dt.timedelta(minutes=minuten)
    return ngettext(
        "Vanaf deze plek is te vaak een verkeerd wachtwoord ingevuld. Om %(uur)s uur (over %(minuten)d minuut) kan het "
        "weer. Weet je je wachtwoord niet meer? Kies ‘Wachtwoord vergeten’: met een nieuw wachtwoord kun je meteen "
        "inloggen.",
        "Vanaf deze plek is te vaak een verkeerd wachtwoord ingevuld. Om %(uur)s uur (over %(minuten)d minuten) kan "
        "het weer. Weet je je wachtwoord niet meer? Kies ‘Wachtwoord vergeten’: met een nieuw wachtwoord kun je meteen "
        "inloggen.",
        minuten,
    ) % {"uur": uur(vanaf), "minuten": minuten}
