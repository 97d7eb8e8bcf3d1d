"""The message that a proposal has other dates than people were told."""

from collections.abc import Collection
from typing import Any

from marktplein.accounts.models import User
from marktplein.mail.bel import nummers
from marktplein.mail.bericht import zet_alle_klaar
from vraag.models import Groepsvoorstel, Toezegging
from vraag.voorstellen import dagregels as dag
from vraag.voorstellen.berichten import VraagOmAntwoord, post_van, weten_ervan
from vraag.voorstellen.linkberichten import per_link, trainerpost
from vraag.voorstellen.voorbij import beantwoord, geeindigd
from vraag.voorstellen.wanneer import verschuiving, zet_vanaf
from vraag.workflow import Antwoord


class VoorstelVerschoven(VraagOmAntwoord):
    """Everybody who was asked reads the old dates and the new ones, and whether a yes is asked again."""

    soort = dag.VERSCHOVEN
    titel = "Een voorstel heeft andere data of een andere plaats"
    uitleg = "De ruimte, een trainer of een week viel weg. Is de week of de plaats anders, dan vragen we je opnieuw."
    sjabloon = "vraag/email/voorstel_verschoven"

    def context(self) -> dict[str, Any]:
        return {**super().context(), "verschuiving": verschuiving(self.voorstel)}

    @classmethod
    def voorbij(cls, user: User, sleutels: Collection[str]) -> dict[str, str]:
        """Who still says yes has nothing to do, and may well want to read it."""
        wie = nummers(sleutels)
        ja = set(Toezegging.objects.filter(voorstel__in=wie, antwoord=Antwoord.JA).values_list("voorstel", flat=True))
        klaar = geeindigd(wie) | {pk: hoe for pk, hoe in beantwoord(user, wie).items() if pk not in ja}
        return {str(pk): hoe for pk, hoe in klaar.items()}


def voorstel_verschoven(voorstel: Groepsvoorstel) -> int:
    """Tell all who were asked; a trainer without an account who has to answer gets the link anew. How many messages."""
    wie = weten_ervan(voorstel)
    zet_vanaf([voorstel])
    post = post_van(wie)
    zei_ja = [t for t in wie if t.trainer and t.antwoord == Antwoord.JA]
    mail = sorted({*post.mail, *trainerpost(zei_ja)})
    stil = [t for t in wie if t.antwoord == Antwoord.OPEN]
    bericht = VoorstelVerschoven(voorstel, mail, bel=post.bel, teams=frozenset(t.team_id for t in wie if t.team_id))
    return zet_alle_klaar([bericht, *per_link(voorstel, stil, nog_eens=True)])
