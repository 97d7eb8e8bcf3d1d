"""Why this group: the facts behind a proposal in sentences a professional can check."""

from typing import Any

from marktplein.basis import dagdelen
from marktplein.basis.mensen import Voor, heeft_leeftijd, meervoud, mensen
from marktplein.basis.woorden import km, leeftijden, tel
from vraag.models import Groepsvoorstel, Regel
from vraag.voorstellen.met_de_hand import is_met_de_hand, vraagt_trainer
from vraag.workflow import VoorstelSoort

TRAINER_GEVRAAGD = (
    "Iemand maakte deze groep zelf en koos jou als trainer. Je uren zijn tot de termijn voor je vrijgehouden. Pas als "
    "alle trainers ja zeggen, staat de groep online."
)


def zinnen(voorstel: Groepsvoorstel) -> list[str]:
    """Sentences for a proposal with its lines prefetched; the strongest reason first."""
    regels = list(voorstel.regels.all())
    if vraagt_trainer(voorstel, voorstel.toezeggingen.all()):
        return [TRAINER_GEVRAAGD]
    if not regels:
        return []
    if is_met_de_hand(voorstel):
        return _met_de_hand(voorstel, regels)
    kinderen, teams = sum(r.aantal for r in regels), len({r.signaal.team_id for r in regels})
    wie = meervoud(voorstel.voor)
    minimum, verste = voorstel.interventie.groep_min, max(r.afstand_m for r in regels)
    zin = [_groep(voorstel, kinderen, teams, minimum)]
    zin.append(f"Alle {wie} kunnen op {dagdelen.naam(voorstel.dagdeel)}.")
    zin.append(f"Van het verste team is het {km(verste)}. Dat is voor elk team binnen de afstand die het opgaf.")
    if heeft_leeftijd(voorstel.voor):
        zin.append(_leeftijd(voorstel))
    aansluiten = voorstel.soort == VoorstelSoort.AANSLUITEN
    return [*zin, *_van_de_kern(voorstel.waarom, voorstel.dagdeel, wie, aansluiten)]


def _met_de_hand(voorstel: Groepsvoorstel, regels: list[Regel]) -> list[str]:
    """Somebody asked, who may have looked past what the team gave as dagdeel or distance: that is told, not hidden."""
    zin = ["Iemand maakte deze groep zelf en vraagt of jullie meedoen. Jullie vraag blijft van jullie tot je ja zegt."]
    wie = meervoud(voorstel.voor)
    if any(voorstel.dagdeel not in r.signaal.dagdelen for r in regels):
        zin.append(f"Let op: in jullie vraag staat niet dat alle {wie} op {dagdelen.naam(voorstel.dagdeel)} kunnen.")
    if ver := [r for r in regels if r.afstand_m > r.signaal.max_km * 1000]:
        verste = max(r.afstand_m for r in ver)
        zin.append(f"Let op: het is {km(verste)}. Dat is verder dan jullie opgaven.")
    if delen := [r for r in regels if r.aantal < r.signaal.aantal]:
        zin.append(_een_deel(delen, voorstel.voor))
    return zin


def _een_deel(regels: list[Regel], voor: str) -> str:
    """Others cannot see how many wait, nor whether they may be apart."""
    gevraagd = mensen(sum(r.aantal for r in regels), voor)
    zin = f"Let op: er is plek gevraagd voor {gevraagd}. De anderen van jullie vraag blijven wachten op een plek."
    if any(not r.signaal.splitsbaar for r in regels):
        return f"{zin} In jullie vraag staat dat zij bij elkaar blijven: past dat niet, zeg dan nee."
    if any(r.aantal < r.signaal.min_samen for r in regels):
        return f"{zin} Dit zijn er minder dan jullie samen wilden: past dat niet, zeg dan nee."
    return zin


def _leeftijd(voorstel: Groepsvoorstel) -> str:
    leeftijd = leeftijden(voorstel.leeftijd_min, voorstel.leeftijd_max)
    wie = "kinderen van deze ouders" if voorstel.voor == Voor.OUDERS else "kinderen"
    een = voorstel.leeftijd_min == voorstel.leeftijd_max
    return f"Alle {wie} zijn {leeftijd}." if een else f"De {wie} zijn {leeftijd} en passen bij elkaar."


def _groep(voorstel: Groepsvoorstel, kinderen: int, teams: int, minimum: int) -> str:
    if voorstel.soort == VoorstelSoort.AANSLUITEN:
        return "Er is nog plek in een groep die al gepland staat. Zo hoeft niemand te wachten."
    if teams == 1:
        return f"Met {mensen(kinderen, voorstel.voor)} is de groep groot genoeg: er zijn er {minimum} nodig."
    samen = f"Samen zijn het {mensen(kinderen, voorstel.voor)}; er zijn er {minimum} nodig."
    return f"{tel(teams, 'team', 'teams')} vragen hetzelfde. {samen}"


def _van_de_kern(feiten: dict[str, Any], dagdeel: int, wie: str, aansluiten: bool) -> list[str]:
    """What the kernel counted about the choice of room, dagdeel and members (``vraag.matching.uitleg.waarom``)."""
    zin = [_ruimte(feiten, wie), _dagdeel(feiten, dagdeel, wie), _trainers(feiten), _wachten(feiten, aansluiten)]
    return [z for z in zin if z]


def _ruimte(feiten: dict[str, Any], wie: str) -> str:
    ruimtes, dichterbij = _getal(feiten, "geschikte_ruimtes"), _getal(feiten, "dichterbij")
    if ruimtes is None:
        return ""
    if ruimtes <= 1:
        return "Deze ruimte is de enige die op dit dagdeel groot genoeg is en voor iedereen dichtbij genoeg."
    zin = f"Er konden {tel(ruimtes, 'ruimte', 'ruimtes')}."
    if dichterbij is None:
        return zin
    if dichterbij == 0:
        zin = f"{zin} In deze reizen de {wie} samen het minst."
    else:
        over = "1 was dichterbij" if dichterbij == 1 else f"{dichterbij} waren dichterbij"
        zin = f"{zin} {over}, maar dit plan past beter bij de andere groepen."
    meters = _getal(feiten, "reis_m_per_kind")
    return zin if meters is None else f"{zin} Gemiddeld is het {km(meters)} per deelnemer."


def _dagdeel(feiten: dict[str, Any], dagdeel: int, wie: str) -> str:
    gedeeld = feiten.get("gedeelde_dagdelen")
    if not isinstance(gedeeld, list):
        return ""
    ook = [d for d in gedeeld if isinstance(d, int) and 0 <= d < dagdelen.AANTAL and d != dagdeel]
    if ook:
        return f"Voor iedereen samen kon ook: {dagdelen.opsomming(ook)}."
    return f"Een ander dagdeel waarop alle {wie} kunnen is er niet." if dagdeel in gedeeld else ""


def _trainers(feiten: dict[str, Any]) -> str:
    trainers = _getal(feiten, "geschikte_trainers")
    if not trainers:
        return ""
    een = "Op dit dagdeel is 1 trainer bevoegd en beschikbaar."
    return een if trainers == 1 else f"Op dit dagdeel zijn {trainers} trainers bevoegd en beschikbaar."


def _wachten(feiten: dict[str, Any], aansluiten: bool) -> str:
    """A group is full once who is asked has said yes, not before."""
    weken = _getal(feiten, "langst_gewacht_weken")
    zin = f"Wie het langst wacht, wacht al {tel(weken, 'week', 'weken')}." if weken else ""
    if feiten.get("vol") is True:
        vol = "Doen jullie mee, dan is de groep vol." if aansluiten else "Zegt iedereen ja, dan is de groep vol."
        zin = f"{zin} {vol}".strip()
    return zin


def _getal(feiten: dict[str, Any], naam: str) -> int | None:
    waarde = feiten.get(naam)
    return waarde if isinstance(waarde, int) and not isinstance(waarde, bool) else None
