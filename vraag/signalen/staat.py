"""What state a signaal is in follows from its lines in proposals; this is the one place that works it out."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from aanbod.models import TeamWacht
from aanbod.workflow import TEAMWACHT_LOPEND
from marktplein.audit.overgang import verplaats_alle
from marktplein.basis.taken import kondig_aan_bij_commit
from vraag.models import Regel, Signaal, Toezegging
from vraag.workflow import SIGNAAL_VOLGENS_REGELS, VOORSTEL_LOPEND, Antwoord, SignaalStaat, VoorstelStaat

S = SignaalStaat


def werk_staten_bij(signalen: Iterable[Signaal]) -> int:
    """Bring each (locked) signaal to the state its lines say; answers how many moved. Ended ones are left alone.

    Planned children count as placed; children still in the pool keep a signaal open, with its age. The number of
    queries does not depend on the number of signalen.
    """
    te_doen = [s for s in signalen if s.staat in SIGNAAL_VOLGENS_REGELS]
    if TeamWacht.objects.filter(vraag__in=[s.pk for s in te_doen], staat__in=TEAMWACHT_LOPEND).exists():
        kondig_aan_bij_commit("aanbod.volg_wachtlijsten")
    regels = _regels_van(te_doen)
    per_staat: dict[SignaalStaat, list[Signaal]] = defaultdict(list)
    for signaal in te_doen:
        naar = _staat_volgens(signaal, regels.get(signaal.pk, []))
        if naar != signaal.staat:
            per_staat[naar].append(signaal)
    return sum(_ga_naar(groep, naar) for naar, groep in per_staat.items())


def _regels_van(signalen: list[Signaal]) -> dict[int, list[tuple[int, str, bool]]]:
    """Per signaal: (children, state of the proposal, whether the own team said yes)."""
    rijen = list(
        Regel.objects.filter(
            signaal__in=[s.pk for s in signalen], voorstel__staat__in=(*VOORSTEL_LOPEND, VoorstelStaat.GEPLAND)
        ).values_list("signaal_id", "aantal", "voorstel_id", "voorstel__staat", "signaal__team_id")
    )
    ja = set(
        Toezegging.objects.filter(
            voorstel__in={r[2] for r in rijen}, antwoord=Antwoord.JA, team__isnull=False
        ).values_list("voorstel_id", "team_id")
    )
    per_signaal: dict[int, list[tuple[int, str, bool]]] = defaultdict(list)
    for signaal_id, aantal, voorstel_id, staat, team_id in rijen:
        per_signaal[signaal_id].append((aantal, staat, (voorstel_id, team_id) in ja))
    return per_signaal


def _staat_volgens(signaal: Signaal, regels: list[tuple[int, str, bool]]) -> SignaalStaat:
    gepland = sum(n for n, staat, _ in regels if staat == VoorstelStaat.GEPLAND)
    wachtend = [ja for _, staat, ja in regels if staat != VoorstelStaat.GEPLAND]
    if gepland >= signaal.aantal:
        return S.GEPLAATST
    if not wachtend:
        return S.OPEN
    return S.TOEGEZEGD if all(wachtend) else S.VOORGESTELD


def _ga_naar(signalen: list[Signaal], naar: SignaalStaat) -> int:
    dingen: list[tuple[Signaal, dict[str, Any]]] = [(signaal, {}) for signaal in signalen]
    return verplaats_alle(dingen, naar, SIGNAAL_VOLGENS_REGELS, noem="Deze vraag", als="signaal.staat", herkomst="taak")
