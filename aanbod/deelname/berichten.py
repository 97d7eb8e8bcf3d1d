"""One class per message: who gets it, what is in it, and which two templates tell it."""

from typing import Any, ClassVar

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from aanbod.deelname.koppeling import laat_link_openen, link_van
from aanbod.models import Aanmelding, Groep
from marktplein.mail.services import zet_sjabloon_klaar


class GroepBericht:
    """A message about a group to one address. ``sleutel`` makes it go out once, whoever asks again."""

    sjabloon: ClassVar[str]
    taal: str = settings.LANGUAGE_CODE

    def __init_subclass__(cls, sjabloon: str = "", **kwargs: Any) -> None:
        """``sjabloon`` names the two templates; a class without one is there to be inherited from."""
        super().__init_subclass__(**kwargs)
        if sjabloon:
            cls.sjabloon = sjabloon

    def __init__(self, groep: Groep, aan: str, sleutel: str | None = None) -> None:
        self.groep, self.aan, self.sleutel = groep, aan, sleutel

    def context(self) -> dict[str, Any]:
        bijeenkomsten = list(self.groep.bijeenkomsten.order_by("begin"))
        return {
            "groep": self.groep,
            "interventie": self.groep.interventie,
            "bijeenkomsten": bijeenkomsten,
            "eerste": bijeenkomsten[0] if bijeenkomsten else None,
            "groep_link": f"{settings.SITE_URL}{reverse('aanbod:groep', args=[self.groep.slug])}",
            "zoek_link": f"{settings.SITE_URL}{reverse('aanbod:groepen')}",
        }

    def zet_klaar(self) -> None:
        """Put it in the outbox, in the caller's transaction; its links lead to pages in its own language."""
        with translation.override(self.taal):
            context = self.context()
        zet_sjabloon_klaar(
            soort=f"aanbod.{self.sjabloon}",
            aan=self.aan,
            sjabloon=f"aanbod/email/{self.sjabloon}",
            context=context,
            sleutel=self.sleutel,
            taal=self.taal,
        )


class AanmeldingBericht(GroepBericht):
    """A message to someone who registered, in the language they did that in, with the link to their own page."""

    def __init__(self, aanmelding: Aanmelding, sleutel: str | None = None) -> None:
        super().__init__(aanmelding.groep, aanmelding.email, sleutel)
        self.aanmelding, self.taal = aanmelding, aanmelding.taal

    def context(self) -> dict[str, Any]:
        """``naam`` is empty until the address has confirmed: before that anybody may have typed it, a link say."""
        naam = self.aanmelding.naam if self.aanmelding.bevestigd_op else ""
        return {**super().context(), "aanmelding": self.aanmelding, "naam": naam, "link": link_van(self.aanmelding)}

    def zet_klaar(self) -> None:
        """Nothing is sent to a registration whose address has been erased."""
        if self.aan:
            laat_link_openen(self.aanmelding)
            super().zet_klaar()


class Bevestig(AanmeldingBericht, sjabloon="bevestig"):
    """Just registered: the link that confirms it."""


class AlAangemeld(AanmeldingBericht, sjabloon="al_aangemeld"):
    """Registered once more: how it stands, for the eyes of that address only."""


class Geplaatst(AanmeldingBericht, sjabloon="geplaatst"):
    """There is a place."""


class OpWachtlijst(AanmeldingBericht, sjabloon="wachtlijst"):
    """Full: ``positie`` in the line, from 1."""

    def __init__(self, aanmelding: Aanmelding, positie: int) -> None:
        super().__init__(aanmelding)
        self.positie = positie

    def context(self) -> dict[str, Any]:
        return {**super().context(), "positie": self.positie}


class PlekAangeboden(AanmeldingBericht, sjabloon="plek_aangeboden"):
    """A place came free for the first in the line, to be taken before a moment."""


class AanbodVerlopen(AanmeldingBericht, sjabloon="aanbod_verlopen"):
    """That moment has passed."""


class GeenPlekGekregen(AanmeldingBericht, sjabloon="geen_plek"):
    """The group begins and the line never reached this one."""


class Afgemeld(AanmeldingBericht, sjabloon="afgemeld"):
    """Taken off the list, as asked."""


class AfgemeldDoorBalie(AanmeldingBericht, sjabloon="afgemeld_door_balie"):
    """Taken off the list by the desk."""


class GegevensGewist(AanmeldingBericht, sjabloon="gegevens_gewist"):
    """The last mail: we know nothing of you any more."""


class GaatNietDoor(AanmeldingBericht, sjabloon="gaat_niet_door"):
    """The group is called off."""


class AnderePlaats(AanmeldingBericht, sjabloon="andere_plaats"):
    """The group meets somewhere else."""


class Herinnering(AanmeldingBericht, sjabloon="herinnering"):
    """It begins soon."""


class GaatNietDoorCollega(GroepBericht, sjabloon="gaat_niet_door_collega"):
    """The group is called off: to a trainer or somebody of a team in it."""
