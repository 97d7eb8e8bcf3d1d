"""Why this group: the facts behind a proposal in sentences a professional can check."""

from typing import Any

from marktplein.basis import dagdelen
from vraag.models import Groepsvoorstel
from vraag.workflow import VoorstelSoort


def km(meters: int) -> str:
    """ "6,1 km"; below a kilometre in hundreds of metres."""
    if meters < 1000:
        return f"{round(meters, -2) or 100} meter"
    return f"{meters / 1000:.1f}".replace(".", ",") + " km"


def zinnen(voorstel: Groepsvoorstel) -> list[str]:
    """Sentences for a proposal with its lines prefetched; the strongest reason first."""
    regels = list(voorstel.regels.all())
    if not regels:
        return []
    kinderen, teams = sum(r.aantal for r in regels), len({r.signaal.team_id for r in regels})
    minimum, verste = voorstel.interventie.groep_min, max(r.afstand_m for r in regels)
    zin = [_groep(voorstel, kinderen, teams, minimum)]
    zin.append(f"Alle kinderen kunnen op {dagdelen.naam(voorstel.dagdeel)}.")
    zin.append(f"Van het verste team is het {km(verste)}. Dat is voor elk team binnen de afstand die het opgaf.")
    if voorstel.leeftijd_min == voorstel.leeftijd_max:
        zin.append(f"Alle kinderen zijn {voorstel.leeftijd_min} jaar.")
    else:
        zin.append(
            f"De kinderen zijn {voorstel.leeftijd_min} tot en met {voorstel.leeftijd_max} jaar en passen bij elkaar."
        )
    return [*zin, *_van_de_kern(voorstel.waarom)]


def _groep(voorstel: Groepsvoorstel, kinderen: int, teams: int, minimum: int) -> str:
    if voorstel.soort == VoorstelSoort.AANSLUITEN:
        return "Er is nog plek in een groep die al gepland staat. Zo hoeven de kinderen niet te wachten."
    if teams == 1:
        return f"Met {kinderen} kinderen is de groep groot genoeg: er zijn er {minimum} nodig."
    return f"{teams} teams vragen hetzelfde. Samen zijn het {kinderen} kinderen; er zijn er {minimum} nodig."


def _van_de_kern(feiten: dict[str, Any]) -> list[str]:
    """What the kernel computed about the choice of room and dagdeel."""
    zin = []
    ruimtes = feiten.get("ruimtes_mogelijk")
    if isinstance(ruimtes, int) and ruimtes > 1:
        zin.append(
            f"Er konden {ruimtes} ruimtes. Deze past het best bij waar de kinderen wonen en bij de andere groepen."
        )
    delen = feiten.get("dagdelen_mogelijk")
    if isinstance(delen, list) and len(delen) > 1:
        zin.append(f"Voor iedereen samen kon ook: {dagdelen.opsomming([d for d in delen if isinstance(d, int)])}.")
    return zin
