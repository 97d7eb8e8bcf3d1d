"""What test_behoud lays beside the books."""

from aanbod.deelname.koppeling import token_van
from aanbod.deelname.services.aanmeldingen import bevestig, meld_aan
from aanbod.models import Groep
from vraag.models import Signaal, Toezegging
from vraag.workflow import VOORSTEL_LOPEND, Antwoord, SignaalStaat, VoorstelStaat


def meld_aan_en_bevestig(groep: Groep, post: str) -> None:
    bevestig(token_van(meld_aan(groep=groep, naam="N", email=post, leeftijd_kind=9)))


def staat_volgens(signaal: Signaal, regels: list[tuple[int, str, int]]) -> str:
    """What the lines of a need come to."""
    if sum(n for n, staat, _ in regels if staat == VoorstelStaat.GEPLAND) == signaal.aantal:
        return SignaalStaat.GEPLAATST
    lopend = [voorstel for _, staat, voorstel in regels if staat in VOORSTEL_LOPEND]
    if not lopend:
        return SignaalStaat.OPEN
    ja = Toezegging.objects.filter(voorstel__in=lopend, team=signaal.team, antwoord=Antwoord.JA).count()
    return SignaalStaat.TOEGEZEGD if ja == len(lopend) else SignaalStaat.VOORGESTELD
