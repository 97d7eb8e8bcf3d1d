"""The weekly mail to neighbouring teams about groups that are nearly complete."""

from collections.abc import Collection, Sequence
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from django.conf import settings

from gemeenten.grond.models import Team
from marktplein.accounts.models import User
from marktplein.mail.bericht import Mailbericht, Voor
from vraag.signalen.berichten import niet_meer_open
from vraag.uitleg.bijna_uit import afmeldlink
from vraag.workflow import SignaalStaat

if TYPE_CHECKING:
    from vraag.uitleg.bijna import Bijna


class BijnaHaalbaar(Mailbericht):
    """To one person of a team, once for each ``week``, with a link to switch it off for oneself or the team."""

    soort = "vraag.bijna"
    titel = "Groepen die bijna vol genoeg zijn"
    uitleg = "Hoogstens één keer per week: groepen bij jou in de buurt die nog een paar kinderen zoeken."
    voor = Voor.TEAM
    uit_te_zetten = True
    sjabloon = "vraag/email/bijna_haalbaar"

    team: Team
    user: User
    groepen: "Sequence[Bijna]"
    week: str

    @classmethod
    def voorbij(cls, user: User, sleutels: Collection[str]) -> dict[str, str]:
        """The bell leads to the first of them; that need is in a proposal by now, or gone."""
        return niet_meer_open(sleutels, (SignaalStaat.OPEN,))

    def ontvangers(self) -> list[str]:
        return [self.user.email]

    def sleutel_voor(self, adres: str) -> str:
        return f"{self.soort}:{self.team.pk}:{self.week}:{sha256(adres.encode()).hexdigest()[:32]}"

    def aanhef(self) -> str:
        return f"Beste collega van {self.team},"

    def context(self) -> dict[str, Any]:
        return {**super().context(), "uit": f"{settings.SITE_URL}{afmeldlink(self.user, self.team)}"}
