"""Staff do not work here with a password alone."""

from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect

# What somebody without a second step needs in order to get one, or to leave.
VRIJ = frozenset({"account_logout", "account_reauthenticate", "health:health"})
VRIJ_BEGIN = ("mfa_",)
# allauth asks for a verified address before it sets a second step, and sends people here for it.
VRIJ_ADRES = frozenset({"account_email", "account_confirm_email", "account_email_verification_sent"})

Volgende = Callable[[HttpRequest], HttpResponse]


class TweedeStapVerplicht:
    """With MFA_VERPLICHT on, sends everybody who is logged in without a second step to the page that sets one."""

    def __init__(self, get_response: Volgende) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponseBase], args: object, kwargs: object
    ) -> HttpResponse | None:
        if not settings.MFA_VERPLICHT or not request.user.is_authenticated or _is_vrij(request):
            return None
        return None if is_mfa_enabled(request.user) else redirect("mfa_index")


def _is_vrij(request: HttpRequest) -> bool:
    naam = request.resolver_match.view_name if request.resolver_match else ""
    return naam in VRIJ or naam in VRIJ_ADRES or naam.startswith(VRIJ_BEGIN)
