"""What the organisation behind this site declares, from the settings: accessibility, and where to tell of a leak."""

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from marktplein.basis import klok

# The five statuses of the Dutch model statement: what each says about how far the site meets the rules.
STATUSSEN = {
    "A": _("Deze website voldoet volledig aan de regels voor toegankelijkheid."),
    "B": _("Deze website voldoet gedeeltelijk aan de regels voor toegankelijkheid."),
    "C": _("De eerste maatregelen zijn genomen om deze website toegankelijk te maken."),
    "D": _("Deze website voldoet niet aan de regels voor toegankelijkheid."),
    "E": _("Deze website is nog niet onderzocht."),
}
SECURITY_TXT_GELDIG = dt.timedelta(days=180)


@dataclass(frozen=True, slots=True)
class Verklaring:
    """The accessibility statement: ``status`` is a letter of STATUSSEN, ``opgesteld`` the day it was drawn up."""

    organisatie: str
    status: str
    opgesteld: dt.date | None
    onderzoek_url: str
    contact: str

    @property
    def zin(self) -> str:
        return str(STATUSSEN[self.status])


def verklaring() -> Verklaring:
    return Verklaring(
        settings.TOEGANKELIJKHEID_ORGANISATIE or settings.NAAM,
        settings.TOEGANKELIJKHEID_STATUS,
        settings.TOEGANKELIJKHEID_DATUM,
        settings.TOEGANKELIJKHEID_ONDERZOEK,
        settings.TOEGANKELIJKHEID_CONTACT,
    )


@login_not_required
@require_safe
def toegankelijkheid(request: HttpRequest) -> HttpResponse:
    """The statement in the statutory form: status, what is known, contact, complaint, date."""
    return render(request, "toegankelijkheid.html", {"verklaring": verklaring()})


@login_not_required
@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """RFC 9116, when the organisation said where a leak may be told; else there is no such file."""
    if not settings.BEVEILIGING_CONTACT:
        raise Http404
    contact = settings.BEVEILIGING_CONTACT
    if "@" in contact and not contact.startswith("mailto:"):
        contact = f"mailto:{contact}"
    verloopt = (klok.nu() + SECURITY_TXT_GELDIG).replace(microsecond=0)
    regels = [
        f"Contact: {contact}",
        f"Expires: {verloopt.astimezone(dt.UTC):%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: nl, en",
        f"Canonical: {settings.SITE_URL}/.well-known/security.txt",
    ]
    return HttpResponse("\n".join(regels) + "\n", content_type="text/plain; charset=utf-8")
