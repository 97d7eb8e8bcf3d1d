"""The history of a signaal as a timeline in Dutch, from the lines of the audit log."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from marktplein.accounts.models import Bezoeker
from marktplein.audit.models import Logregel
from marktplein.basis.mensen import mensen, mensen_van_anderen
from vraag.models import Signaal
from vraag.permissions import eigen_team_ids, is_van
from vraag.workflow import SignaalStaat

HOOGSTENS = 30
VELDNAMEN = {
    "interventie": "training",
    "thema": "thema",
    "vraag": "de vraag",
    "voor": "voor wie",
    "aantal": "aantal",
    "leeftijd_min": "leeftijd",
    "leeftijd_max": "leeftijd",
    "dagdelen": "dagdelen",
    "max_km": "afstand",
    "vroegste_start": "begindatum",
    "splitsbaar": "verdelen",
    "min_samen": "minstens bij elkaar",
    "opmerking": "opmerking",
}
# What happened, and the icon that goes with it.
GEBEURTENISSEN = {
    "signaal.ingediend": ("Vraag geplaatst", "plus"),
    "signaal.gewijzigd": ("Vraag gewijzigd", "bewerken"),
    "signaal.verlengd": ("Nog steeds nodig", "verversen"),
    "signaal.plekken_genomen": ("Plekken genomen in een groep", "groep"),
    "signaal.plekken_terug": ("Plekken teruggegeven", "terug"),
    "signaal.ingetrokken": ("Vraag ingetrokken", "kruis"),
    "signaal.verlopen": ("Vraag verlopen", "verlopen"),
}
MET_AANTAL = ("signaal.ingediend", "signaal.plekken_genomen", "signaal.plekken_terug")
STATEN = {
    SignaalStaat.OPEN: ("Staat weer open", "terug"),
    SignaalStaat.VOORGESTELD: ("Voorstel voor een groep", "voorstel"),
    SignaalStaat.TOEGEZEGD: ("Je team doet mee", "vinkje"),
    SignaalStaat.GEPLAATST: ("Plek in een groep", "groep"),
    SignaalStaat.AFGEROND: ("Afgerond", "vinkje-rond"),
}


@dataclass(frozen=True, slots=True)
class Moment:
    """One line: what, when, and where it helps by whom and what exactly."""

    wat: str
    wanneer: dt.datetime
    icoon: str
    wie: str = ""
    toelichting: str = ""


def tijdlijn_van(signaal: Signaal, user: Bezoeker) -> list[Moment]:
    """The last moments of a signaal, newest first; two queries.

    Names of colleagues only for who is in the team; the count as everywhere: exact where it is the reader's own.
    """
    regels = Logregel.objects.filter(soort=signaal._meta.label, object_id=str(signaal.pk)).select_related("door")
    namen = signaal.team_id in eigen_team_ids(user)
    team = str(signaal.team)
    tel = partial(mensen if is_van(user, signaal.team) else mensen_van_anderen, voor=signaal.voor)
    return list(_momenten(regels.order_by("-op", "-pk")[:HOOGSTENS], team, namen, tel))


def _momenten(regels: Iterable[Logregel], team: str, namen: bool, tel: Callable[[int], str]) -> Iterable[Moment]:
    for regel in regels:
        wat, icoon = _wat(regel)
        if wat:
            yield Moment(wat, regel.op, icoon, _wie(regel, team, namen), _toelichting(regel, tel))


def _wat(regel: Logregel) -> tuple[str, str]:
    if regel.gebeurtenis == "signaal.staat":
        return STATEN.get(regel.gegevens.get("naar"), ("", ""))
    return GEBEURTENISSEN.get(regel.gebeurtenis, ("", ""))


def _wie(regel: Logregel, team: str, namen: bool) -> str:
    if regel.door_id is None:
        return "Marktplein"
    return str(regel.door) if namen and regel.door is not None else f"een collega van {team}"


def _toelichting(regel: Logregel, tel: Callable[[int], str]) -> str:
    gegevens = regel.gegevens
    if regel.gebeurtenis == "signaal.gewijzigd":
        namen = list(dict.fromkeys(VELDNAMEN.get(veld, veld) for veld in gegevens.get("velden", ())))
        return f"Gewijzigd: {', '.join(namen)}." if namen else "Opnieuw opgeslagen."
    if regel.gebeurtenis in MET_AANTAL and (aantal := gegevens.get("aantal")):
        return f"{tel(aantal)}."
    return ""
