"""The weekly mail to neighbouring teams about groups that are nearly complete."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.conf import settings

from gemeenten.grond.models import Team
from marktplein.accounts.models import User
from marktplein.mail.bericht import Mailbericht, Voor
from marktplein.mail.dagregel import Dagregel
from marktplein.mail.models import Bericht
from vraag.signalen.berichten import niet_meer_open
from vraag.uitleg.bijna_uit import afmeldlink
from vraag.workflow import SignaalStaat

if TYPE_CHECKING:
    from vraag.uitleg.bijna import Bijna


class BijnaHaalbaar(Mailbericht):
    """To one person of a team, once for each ``week``, with a link to switch it off for oneself or the team."""

    soort = "vraag.bijna"
    titel = "Groepen die bijna vol genoeg zijn"
    uitleg = "Hoogstens één keer per week: groepen bij jou in de buurt die nog een paar mensen zoeken."
    voor = Voor.TEAM
    uit_te_zetten = True
    telt = ("groep bijna vol genoeg", "groepen bijna vol genoeg")
    sjabloon = "vraag/email/bijna_haalbaar"

    team: Team
    user: User
    groepen: "Sequence[Bijna]"
    week: str

    @classmethod
    def voorbij(cls, user: User, sleutels: Collection[str]) -> dict[str, str]:
        """The bell leads to the first of them; that need is in a proposal by now, or gone."""
        return niet_meer_open(sleutels, (SignaalStaat.OPEN,))

    def kern(self) -> dict[str, Any]:
        """With the few words of each, as they were counted then; a need that is no longer open is left out."""
        groepen = [[g.signaal.pk, f"{g.interventie}: {g.nodig} nodig in {g.waar}", g.adres] for g in self.groepen]
        return {"team": str(self.team), "groepen": groepen, "uit": f"{settings.SITE_URL}{self._uit()}"}

    def _uit(self) -> str:
        return afmeldlink(self.user, self.team)

    @classmethod
    def dagregels(cls, lezer: User, rijen: Sequence[Bericht]) -> list[Dagregel]:
        """A line for each group that is still short, for each team that may join."""
        groepen = [(rij.kern, *groep) for rij in rijen for groep in rij.kern["groepen"]]
        weg = niet_meer_open({str(pk) for _, pk, *_ in groepen}, (SignaalStaat.OPEN,))
        return [
            replace(
                cls.dagregel(tekst, f"Liever niet meer, voor jou of je hele team: {kern['uit']}", team=kern["team"]),
                link="Sluit aan, alvast ingevuld",
                adres=adres,
            )
            for kern, pk, tekst, adres in groepen
            if str(pk) not in weg
        ]

    def ontvangers(self) -> list[str]:
        return [self.user.email]

    def sleutel_voor(self, adres: str) -> str:
        return self.eens_per_adres(adres, self.team.pk, self.week)

    def aanhef(self) -> str:
        return f"Beste collega van {self.team},"

    def context(self) -> dict[str, Any]:
        return {**super().context(), "uit": f"{settings.SITE_URL}{self._uit()}"}
