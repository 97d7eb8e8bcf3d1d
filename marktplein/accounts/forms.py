"""Forms of allauth in the words of the house."""

from typing import Any

from allauth.mfa.totp.forms import ActivateTOTPForm
from django.utils.translation import gettext_lazy as _


class AppMetCodes(ActivateTOTPForm):
    """The code that proves that the app works; allauth calls it an "Authenticator code", in Dutch too."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Code uit de app")
