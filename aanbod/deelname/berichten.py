"""The messages of a registration and of a group that is called off: who gets them and what their templates know."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from aanbod.deelname.koppeling import laat_link_openen, link_van
from aanbod.deelname.selectors import krijgt_plek, slugs_met_aanbod
from aanbod.groepen.overgroep import AanGroep
from aanbod.models import Aanmelding, Groep, TeamWacht
from marktplein.accounts.models import User
from marktplein.basis.mensen import mensen
from marktplein.mail.bericht import Mailbericht, Meteen, Voor, binnenkort


def _over_groep(groep: Groep) -> dict[str, Any]:
    bijeenkomsten = list(groep.bijeenkomsten.order_by("begin"))
    return {
        "groep": groep,
        "interventie": groep.interventie,
        "bijeenkomsten": bijeenkomsten,
        "eerste": bijeenkomsten[0] if bijeenkomsten else None,
        "groep_link": f"{settings.SITE_URL}{reverse('aanbod:groep', args=[groep.slug])}",
        "zoek_link": f"{settings.SITE_URL}{reverse('aanbod:groepen')}",
    }


class AanmeldingBericht(Mailbericht):
    """A message to someone who registered, with the link to their own page. ``sleutel`` makes it go out once."""

    voor = Voor.INWONER
    waarom = _("U krijgt deze mail omdat dit e-mailadres is ingevuld bij een aanmelding.")

    aanmelding: Aanmelding
    sleutel: str | None = field(default=None, kw_only=True)

    @property
    def taal(self) -> str:
        """That in which they registered."""
        return self.aanmelding.taal

    def ontvangers(self) -> list[str]:
        """Nobody when the address has been erased."""
        return [self.aanmelding.email] if self.aanmelding.email else []

    def sleutel_voor(self, adres: str) -> str | None:
        return self.sleutel

    def aanhef(self) -> str:
        """Without a name until the address has confirmed: before that anybody may have typed it, a link say."""
        if self.aanmelding.bevestigd_op and self.aanmelding.naam:
            return gettext("Beste %(naam)s,") % {"naam": self.aanmelding.naam}
        return super().aanhef()

    def context(self) -> dict[str, Any]:
        return {**super().context(), **_over_groep(self.aanmelding.groep), "link": link_van(self.aanmelding)}

    def bereid_voor(self) -> None:
        laat_link_openen(self.aanmelding)


class Bevestig(AanmeldingBericht):
    """Just registered: the link that confirms it."""

    soort = "aanbod.bevestig"
    titel = "Bevestig uw aanmelding"
    sjabloon = "aanbod/email/bevestig"

    def context(self) -> dict[str, Any]:
        return {**super().context(), "plek": krijgt_plek(self.aanmelding.groep)}


class AlAangemeld(AanmeldingBericht):
    """Registered once more: how it stands, for the eyes of that address only."""

    soort = "aanbod.al_aangemeld"
    titel = "U bent al aangemeld"
    sjabloon = "aanbod/email/al_aangemeld"


class Geplaatst(AanmeldingBericht):
    """There is a place."""

    soort = "aanbod.geplaatst"
    titel = "U hebt een plek"
    sjabloon = "aanbod/email/geplaatst"


class OpWachtlijst(AanmeldingBericht):
    """Full: ``positie`` in the line, from 1."""

    soort = "aanbod.wachtlijst"
    titel = "U staat op de wachtlijst"
    sjabloon = "aanbod/email/wachtlijst"

    positie: int


class PlekAangeboden(AanmeldingBericht):
    """A place came free for the first in the line, to be taken before a moment."""

    soort = "aanbod.plek_aangeboden"
    titel = "Er is een plek vrij"
    meteen = Meteen.PLEK
    sjabloon = "aanbod/email/plek_aangeboden"


class AanbodVerlopen(AanmeldingBericht):
    """That moment has passed."""

    soort = "aanbod.aanbod_verlopen"
    titel = "De plek is naar de volgende gegaan"
    sjabloon = "aanbod/email/aanbod_verlopen"


class GeenPlekGekregen(AanmeldingBericht):
    """The group begins and the line never reached this one."""

    soort = "aanbod.geen_plek"
    titel = "Er kwam geen plek vrij"
    sjabloon = "aanbod/email/geen_plek"


class Afgemeld(AanmeldingBericht):
    """Taken off the list, as asked."""

    soort = "aanbod.afgemeld"
    titel = "U bent afgemeld"
    sjabloon = "aanbod/email/afgemeld"


class AfgemeldDoorBalie(AanmeldingBericht):
    """Taken off the list by the desk."""

    soort = "aanbod.afgemeld_door_balie"
    titel = "Wij hebben u afgemeld"
    sjabloon = "aanbod/email/afgemeld_door_balie"


class GegevensGewist(AanmeldingBericht):
    """The last mail: we know nothing of you any more."""

    soort = "aanbod.gegevens_gewist"
    titel = "Uw gegevens zijn gewist"
    sjabloon = "aanbod/email/gegevens_gewist"


class GaatNietDoor(AanmeldingBericht):
    """The group is called off."""

    soort = "aanbod.gaat_niet_door"
    titel = "De groep gaat niet door"
    meteen = Meteen.AFGELAST
    sjabloon = "aanbod/email/gaat_niet_door"


class AnderePlaats(AanmeldingBericht):
    """The group meets somewhere else."""

    soort = "aanbod.andere_plaats"
    titel = "De groep is op een andere plaats"
    meteen = Meteen.VERZET
    sjabloon = "aanbod/email/andere_plaats"


@dataclass(frozen=True, slots=True)
class Keer:
    """A meeting in words: when and where."""

    begin: dt.datetime
    eind: dt.datetime
    waar: str


@dataclass(frozen=True, slots=True)
class Verandering:
    """One meeting as it was and as it is; ``oud`` None: it comes, ``nieuw`` None: it does not take place."""

    oud: Keer | None
    nieuw: Keer | None

    @property
    def voor_inwoners(self) -> bool:
        """Whether it is about when and where."""
        return self.oud != self.nieuw

    @property
    def tijd_blijft(self) -> bool:
        oud, nieuw = self.oud, self.nieuw
        return bool(oud and nieuw and (oud.begin, oud.eind) == (nieuw.begin, nieuw.eind))

    @property
    def plaats_blijft(self) -> bool:
        return bool(self.oud and self.nieuw and self.oud.waar == self.nieuw.waar)

    @property
    def gauw(self) -> bool:
        """To be told at once: within some days, as it was or as it is."""
        return any(binnenkort(keer.begin) for keer in (self.oud, self.nieuw) if keer)


class DataGewijzigd(AanmeldingBericht):
    """Meetings of the group are at another time or somewhere else."""

    soort = "aanbod.data_gewijzigd"
    titel = "De data van uw groep zijn gewijzigd"
    meteen = Meteen.VERZET
    sjabloon = "aanbod/email/data_gewijzigd"

    veranderingen: Sequence[Verandering]

    def context(self) -> dict[str, Any]:
        agenda = reverse("aanbod:groep_agenda", args=[self.aanmelding.groep.slug])
        return {**super().context(), "agenda": f"{settings.SITE_URL}{agenda}"}


class Herinnering(AanmeldingBericht):
    """It begins soon."""

    soort = "aanbod.herinnering"
    titel = "Morgen begint de groep"
    sjabloon = "aanbod/email/herinnering"


class CollegaBericht(AanGroep):
    """With what residents read of a group."""

    def context(self) -> dict[str, Any]:
        return {**super().context(), **_over_groep(self.groep)}


class PlekkenVoorTeam(CollegaBericht):
    """Places came free for a team that waits: to its people, to be answered before a moment."""

    soort = "aanbod.plekken_voor_team"
    titel = "Er is plek voor jullie in een groep"
    uitleg = (
        "In een volle groep waar je team voor op de wachtlijst staat, kwam plek vrij. Iemand van het team antwoordt."
    )
    voor = Voor.TEAM
    meteen = Meteen.PLEK
    sjabloon = "aanbod/email/plekken_voor_team"

    wacht: TeamWacht

    def context(self) -> dict[str, Any]:
        return {**super().context(), "wie": mensen(self.wacht.aangeboden, self.groep.is_voor)}

    @classmethod
    def voorbij(cls, user: User, sleutels: Collection[str]) -> dict[str, str]:
        """Somebody of the team has answered, or it was too late."""
        return dict.fromkeys(set(sleutels) - slugs_met_aanbod(user), "Beantwoord of voorbij")


class GaatNietDoorCollega(CollegaBericht):
    """The group is called off: to its trainers and to who answers for a team in it."""

    soort = "aanbod.gaat_niet_door_collega"
    titel = "Een groep gaat niet door"
    uitleg = "Een groep waar je trainer van bent of waar je team plekken in heeft, is afgelast."
    meteen = Meteen.AFGELAST
    sjabloon = "aanbod/email/gaat_niet_door_collega"

    # That the group is off, is the news itself.
    voorbij = Mailbericht.voorbij
