"""The mails of an alert: is it you, and there are new dates."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from aanbod.doorgeven.koppeling import link_van, stoplink_van
from aanbod.doorgeven.schema import adres_van
from aanbod.models import Attendering, Groep
from marktplein.basis import klok
from marktplein.mail.bericht import Mailbericht, Voor


class _AanBezoeker(Mailbericht):
    voor = Voor.INWONER
    waarom = _("U krijgt deze mail omdat dit e-mailadres is ingevuld voor een mail bij nieuwe data.")

    attendering: Attendering

    @property
    def taal(self) -> str:
        """That in which it was asked."""
        return self.attendering.taal

    def ontvangers(self) -> list[str]:
        return [self.attendering.email]

    def afmeldadres(self) -> str:
        return stoplink_van(self.attendering)

    def context(self) -> dict[str, Any]:
        return {**super().context(), "link": link_van(self.attendering), "stoplink": stoplink_van(self.attendering)}


class BevestigAttendering(_AanBezoeker):
    """The link that confirms the address."""

    soort = "aanbod.bevestig_attendering"
    titel = "Bevestig dat u een mail wilt bij nieuwe data"
    sjabloon = "aanbod/email/bevestig_attendering"

    wat: str


class NieuweData(_AanBezoeker):
    """What is new since the last one, in one mail a day for all that this address asked."""

    soort = "aanbod.nieuwe_data"
    titel = "Er zijn nieuwe data"
    sjabloon = "aanbod/email/nieuwe_data"

    groepen: Sequence[Groep]
    meer: int

    def sleutel_voor(self, adres: str) -> str:
        return self.eens_per_adres(adres, f"{klok.vandaag():%Y%m%d}")

    def context(self) -> dict[str, Any]:
        rijen = [(groep, adres_van(groep)) for groep in self.groepen]
        return {**super().context(), "rijen": rijen, "eerste": self.groepen[0], "site": settings.SITE_URL}
