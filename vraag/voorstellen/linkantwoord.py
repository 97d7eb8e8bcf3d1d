"""A trainer without an account answers one proposal with the mailed link: yes, no, or another time."""

from collections.abc import Collection

from django.db import transaction

from marktplein.basis import dagdelen, klok
from marktplein.basis.fouten import DomeinFout, OvergangFout
from vraag.models import Antwoordlink, Toezegging
from vraag.permissions import heeft_login
from vraag.voorstellen.antwoordlink import link_met
from vraag.voorstellen.services import leg_antwoord_vast
from vraag.voorstellen.terugkomen import kom_terug, stand_in_van
from vraag.voorstellen.uitvoeren import vergrendel
from vraag.workflow import Antwoord, VoorstelStaat

ANDERS = "anders"
VOORBIJ = "Antwoorden kan niet meer: de termijn is voorbij, of het voorstel is klaar of gaat niet door."


def open_toezegging(link: Antwoordlink) -> Toezegging | None:
    """What this link answers, as long as it can; None when the time is over or another is asked by now."""
    voorstel = link.voorstel
    if voorstel.staat != VoorstelStaat.VOORGESTELD or voorstel.reageren_voor <= klok.nu():
        return None
    rij = voorstel.toezeggingen.select_related("trainer__user").filter(trainer=link.trainer_id).first()
    return None if rij is None or rij.trainer is None or heeft_login(rij.trainer) else rij


@transaction.atomic
def antwoord_met_link(
    token: str, *, keus: str, reden: str = "", andere_dagdelen: Collection[int] = (), gezien: str = ""
) -> Antwoordlink:
    """Answer with the link, which is the right. The same answer twice changes nothing; another one is a change of mind.

    "Another time" is a no to this group that tells the desk which dagdelen would do. A yes after a no takes the place
    of who was asked instead, until that one said yes.

    Raises DoesNotExist for a link that is not ours, OvergangFout when there is nothing (left) to answer, DomeinFout for
    a no without a reason, AndersBeantwoord when the desk wrote down something else since the page was made, AndereWeek
    when the dates moved.
    """
    gevonden = link_met(token)
    if gevonden is None:
        raise Antwoordlink.DoesNotExist
    voorstel = vergrendel(gevonden.voorstel_id)
    link = Antwoordlink.objects.select_for_update(of=("self",)).select_related("trainer__user").get(pk=gevonden.pk)
    link.voorstel = voorstel
    rij = open_toezegging(link)
    if rij is None:
        return _toch_nog(link, keus)
    gekozen = sorted(set(andere_dagdelen)) if keus == ANDERS else []
    if keus == ANDERS:
        reden = _andere_tijd(gekozen)
    zegt = Antwoord.JA if keus == Antwoord.JA else Antwoord.NEE
    leg_antwoord_vast(voorstel, rij, keus=zegt, reden="" if zegt == Antwoord.JA else reden, gezien=gezien, door=None)
    _onthoud(link, zegt, gekozen)
    return link


def _onthoud(link: Antwoordlink, zegt: Antwoord, gekozen: list[int]) -> None:
    if (link.antwoord, link.andere_dagdelen) != (zegt, gekozen):
        link.antwoord, link.andere_dagdelen, link.op = zegt, gekozen, klok.nu()
        link.save(update_fields=["antwoord", "andere_dagdelen", "op"])


def _toch_nog(link: Antwoordlink, keus: str) -> Antwoordlink:
    """Who is not asked any more: the second press of a yes that made the group, or a yes after a no."""
    if keus == Antwoord.JA and link.antwoord == Antwoord.JA and link.voorstel.staat == VoorstelStaat.GEPLAND:
        return link
    stand_in = stand_in_van(link)
    if stand_in is None or keus != Antwoord.JA:
        raise OvergangFout(VOORBIJ)
    nieuw = kom_terug(link, stand_in)
    _onthoud(link, Antwoord.JA, [])
    leg_antwoord_vast(link.voorstel, nieuw, keus=Antwoord.JA, door=None)
    return link


def _andere_tijd(gekozen: list[int]) -> str:
    if not gekozen or not set(gekozen) <= set(range(dagdelen.AANTAL)):
        raise DomeinFout("Kies wanneer je wel kunt.", veld="andere_dagdelen")
    return f"Een andere tijd kan wel: {dagdelen.kort(gekozen)}."[:300]
