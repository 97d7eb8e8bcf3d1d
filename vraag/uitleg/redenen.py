"""Why (part of) a signaal has no place yet, in words somebody can do something with.

The pooling kernel answers a code with facts (see ``vraag.matching.uitleg``); here they become sentences. A fact that is
missing costs detail, never the page.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from marktplein.basis import woorden
from marktplein.basis.mensen import Voor, meervoud, mensen_doen
from marktplein.basis.zaalvulling import Zaalvulling
from vraag.models import Reden
from vraag.uitleg.tips import WIE, Feiten, Tip, dagdelen_of, getal, met_dagdelen, nog_nodig, tips_van, wie_in


@dataclass(frozen=True, slots=True)
class Uitleg:
    """``kort`` fits in a list ("3 van 6 kinderen"); ``zin`` says it in full; ``helpt`` names what could be changed.

    ``aanwezig`` and ``nodig`` are set when a count of ``woord`` (children, parents) is what it is about.
    """

    kort: str
    zin: str
    helpt: tuple[Tip, ...] = ()
    aanwezig: int | None = None
    nodig: int | None = None
    woord: str = meervoud(Voor.KINDEREN)


def leg_uit(reden: Reden, teams: Mapping[int, str] | None = None) -> Uitleg:
    """The explanation of one reason; an unknown code gets a plain sentence.

    ``teams`` gives the names of the teams a remedy points at (see ``tips.genoemde_teams``); without it they go unnamed.
    """
    maak = _UITLEG.get(reden.code, _onbekend)
    wie = reden.signaal.voor if reden.signaal_id else Voor.KINDEREN
    basis = maak({**_feiten(reden), WIE: wie})
    return replace(basis, helpt=tips_van(reden, teams or {}, wie) or basis.helpt, woord=meervoud(wie))


def _feiten(reden: Reden) -> Feiten:
    """The facts, of which the children who can be together are counted from how many more are needed."""
    feiten: Feiten = reden.detail if isinstance(reden.detail, dict) else {}
    nodig, nog = getal(feiten, "nodig"), nog_nodig(reden)
    if "aanwezig" not in feiten or nodig is None or nog is None or not 0 < nog < nodig:
        return feiten
    return {**feiten, "aanwezig": nodig - nog}


# --- the codes ------------------------------------------------------------------------------------------------

_MEER_KANS = (Tip("Meer dagdelen of een grotere afstand vergroten de kans.", "Wijzig je vraag"),)


def _andere_dagdelen(f: Feiten) -> Tip:
    return Tip(f"Kijk of de {wie_in(f)} ook op andere dagdelen kunnen.", "Voeg dagdelen toe")


def _te_weinig(f: Feiten) -> Uitleg:
    aanwezig, nodig, wie = getal(f, "aanwezig"), getal(f, "nodig"), wie_in(f)
    if aanwezig is None or nodig is None:
        return Uitleg(f"Te weinig {wie}", f"Er zijn nog te weinig {wie} voor een groep.", _MEER_KANS)
    nog = max(1, nodig - aanwezig)
    binnen = _binnen(f)
    return Uitleg(
        f"{aanwezig} van {nodig} {wie}",
        f"{aanwezig} van {nodig} {wie}; nog {nog} nodig{binnen}. Zodra er genoeg {wie} zijn, krijg je een voorstel.",
        _MEER_KANS,
        aanwezig,
        nodig,
    )


def _geen_dagdeel(f: Feiten) -> Uitleg:
    basis = _te_weinig(f)
    anderen = getal(f, "andere_dagdelen") or 0
    samen = f" Kon iedereen op elk dagdeel, dan waren het er {anderen}." if anderen else ""
    return Uitleg(
        f"{basis.kort} op jouw dagdelen" if basis.nodig else "Geen dagdeel samen",
        f"Er zijn genoeg {wie_in(f)} in de buurt, maar niet op hetzelfde dagdeel.{samen}",
        (_andere_dagdelen(f),),
        basis.aanwezig,
        basis.nodig,
    )


def _over(f: Feiten) -> Uitleg:
    basis = _te_weinig(f)
    if basis.nodig is None:
        return Uitleg("Anderen gingen voor", f"De andere {wie_in(f)} zitten al in een voorstel.", _MEER_KANS)
    if getal(f, "hoogstens"):
        return _vol(f, basis)
    if (basis.aanwezig or 0) >= basis.nodig:
        return _past_niet_heel(f, basis.aanwezig or 0)
    nog = max(1, basis.nodig - (basis.aanwezig or 0))
    return Uitleg(
        f"{basis.aanwezig} van {basis.nodig} {wie_in(f)} over",
        f"Andere {wie_in(f)} met dezelfde vraag zitten in een groep die eerder rond kwam. Er zijn er nu nog "
        f"{basis.aanwezig} van de {basis.nodig} die een groep nodig heeft; nog {nog} nodig{_binnen(f)}.",
        _MEER_KANS,
        basis.aanwezig,
        basis.nodig,
    )


def _vol(f: Feiten, basis: Uitleg) -> Uitleg:
    """A group that would do is proposed, and there is no place left in it, or not for all of them."""
    hoogstens, over = getal(f, "hoogstens") or 0, getal(f, "nog_plek") or 0
    if over:
        kort = f"Nog plek voor {over}"
        zin = f"In het voorstel in de buurt is nog plek voor {over}: er passen er hoogstens {hoogstens} in de groep."
    else:
        kort = f"De groep is vol met {hoogstens}"
        zin = f"Het voorstel in de buurt is vol: er passen er hoogstens {hoogstens} in de groep."
    return Uitleg(
        kort,
        f"{zin} {mensen_doen(basis.aanwezig or 0, f[WIE], 'wacht', 'wachten')} nog{_binnen(f)}. "
        f"Een volgende groep heeft er {basis.nodig} nodig.",
        _MEER_KANS,
        basis.aanwezig,
        basis.nodig,
    )


def _past_niet_heel(f: Feiten, aanwezig: int) -> Uitleg:
    """Enough of them, of needs that do not add up to a group: whole they are too few or too many for one."""
    wie = wie_in(f)
    return Uitleg(
        "Past niet in hele vragen",
        f"Er wachten {aanwezig} {wie}{_binnen(f)}: genoeg voor een groep. Maar hele vragen bij elkaar zijn te weinig "
        f"of te veel voor één groep. Mag een vraag verdeeld worden, dan krijgt een deel van de {wie} een plek.",
        (Tip(f"Kijk of de {wie} over meer groepen verdeeld mogen worden.", "Sta verdelen toe", "?verdelen=1"),),
    )


def _leeftijd(f: Feiten) -> Uitleg:
    onder, boven, verschil = getal(f, "min"), getal(f, "max"), getal(f, "verschil")
    zin = "De leeftijden passen niet bij deze training."
    if onder is not None and boven is not None:
        zin = f"De leeftijden passen niet: deze training is voor {woorden.leeftijden(onder, boven)}."
    if verschil is not None:
        zin = f"{zin} In een groep schelen kinderen hoogstens {verschil} jaar."
    return Uitleg("Leeftijd past niet", zin, (Tip("Wijzig de leeftijd, of maak twee vragen.", "Wijzig de leeftijd"),))


def _geen_ruimte(f: Feiten) -> Uitleg:
    km, meters = getal(f, "km"), getal(f, "dichtstbij_m")
    afstand = f" binnen {km} km" if km else ""
    if klein := _te_klein(f, afstand):
        return klein
    dichtst = f" De dichtstbijzijnde is op {woorden.km(meters)}." if meters else ""
    return Uitleg(
        "Geen ruimte dichtbij",
        f"Er is geen ruimte{afstand} die groot genoeg is.{dichtst}",
        (
            _verder(meters, wie_in(f))
            if meters
            else Tip(f"Kijk of de {wie_in(f)} verder kunnen reizen.", "Wijzig de afstand"),
        ),
    )


def _te_klein(f: Feiten, afstand: str) -> Uitleg | None:
    """A room in reach holds the children of the smallest group, but not everybody who comes with them."""
    kinderen, honderdsten = getal(f, "kinderen"), getal(f, "honderdsten")
    trainers, past = getal(f, "vast"), getal(f, "past")
    if not kinderen or not honderdsten or trainers is None or past is None:
        return None
    zaal = Zaalvulling(str(f[WIE]), Decimal(honderdsten) / 100, trainers)
    nodig = f"nodig {zaal.nodig(kinderen)}, past {past}"
    return Uitleg(
        "Ruimtes zijn te klein",
        f"De grootste ruimte{afstand} is te klein voor {zaal.wie(kinderen)}: {nodig}.",
        (Tip(f"Kijk of de {wie_in(f)} verder kunnen reizen.", "Wijzig de afstand"),),
    )


def _verder(meters: int, wie: str) -> Tip:
    km = _ophoog(meters)
    return Tip(f"Kunnen de {wie} {km} km reizen? Verhoog dan de afstand.", f"Maak er {km} km van", f"?km={km}")


def _ruimte_dicht(f: Feiten) -> Uitleg:
    open_op = dagdelen_of(f, "open_op")
    zin = "De ruimtes in de buurt zijn niet open op jouw dagdelen."
    return Uitleg(
        "Geen ruimte op jouw dagdelen",
        f"{zin} Wel op {open_op}." if open_op else zin,
        (Tip(f"Kijk of de {wie_in(f)} ook kunnen op {open_op}.", "Voeg dagdelen toe", met_dagdelen(f, "open_op")),)
        if open_op
        else (),
    )


def _geen_trainer(f: Feiten) -> Uitleg:
    nodig, bevoegd = getal(f, "trainers_nodig") or 1, getal(f, "bevoegd")
    trainers = woorden.tel(nodig, "trainer", "trainers")
    if bevoegd == 0:
        nood = f"Er is {trainers} nodig" if nodig == 1 else f"Er zijn {trainers} nodig"
        zin = f"{nood}, maar niemand in de regio heeft een certificaat voor deze training."
        return Uitleg("Geen trainer", zin, (Tip("Vraag bij je lokaal aanspreekpunt naar een trainer."),))
    zin = (
        f"Er is {trainers} nodig, maar op jouw dagdelen kan er niet één."
        if nodig == 1
        else (f"Er zijn {trainers} nodig, maar op jouw dagdelen kunnen er niet genoeg.")
    )
    return Uitleg("Geen trainer op jouw dagdelen", zin, (_andere_dagdelen(f),))


def _ruimtes_bezet(f: Feiten) -> Uitleg:
    return Uitleg(
        "Ruimtes bezet",
        f"Er zijn genoeg {wie_in(f)}, maar de ruimtes in de buurt zijn op die dagdelen al bezet.",
        (Tip(f"Kijk of de {wie_in(f)} ook op andere dagdelen kunnen, of verder kunnen reizen.", "Wijzig je vraag"),),
    )


def _trainers_bezet(f: Feiten) -> Uitleg:
    return Uitleg(
        "Trainers bezet",
        f"Er zijn genoeg {wie_in(f)} en er is een ruimte, maar de trainers hebben dan al een groep.",
        (_andere_dagdelen(f),),
    )


def _later(f: Feiten) -> Uitleg:
    weken = getal(f, "horizon")
    termijn = f" de komende {weken} weken" if weken else " binnenkort"
    return Uitleg(
        "Begint later",
        f"Deze vraag begint later. We zoeken nu groepen die{termijn} kunnen starten; daarna doet de vraag vanzelf mee.",
        (Tip("Kan het eerder? Vervroeg dan de datum.", "Wijzig de datum"),),
    )


def _geen_groep(f: Feiten) -> Uitleg:
    return Uitleg(
        "Geen training gevonden",
        "Er ligt nog geen groepstraining op de plank die bij deze vraag past. Je vraag telt wel mee als leemte.",
        (Tip("Kies een training als je er een weet, of vraag je aanspreekpunt wat er kan.", "Kies een training"),),
    )


def _niet_op_plank(f: Feiten) -> Uitleg:
    return Uitleg(
        "Training niet meer op de plank",
        "Deze training wordt nu niet aangeboden. Daarom kan er geen groep komen.",
        (Tip("Kies een andere training, of vraag met alleen een thema.", "Kies een andere training"),),
    )


def _niet_voor_hen(f: Feiten) -> Uitleg:
    wie = wie_in(f)
    return Uitleg(
        f"Geen training voor {wie}",
        f"Wat hier op de plank ligt, is niet voor {wie}. Daarom kan er geen groep komen. "
        "Je vraag telt wel mee als leemte.",
        (Tip("Kies een andere training, of vraag je aanspreekpunt wat er kan.", "Kies een andere training"),),
    )


def _onbekend(f: Feiten) -> Uitleg:
    return Uitleg("Nog geen groep", "Er is nog geen groep gevonden. We blijven zoeken.")


_UITLEG: dict[str, Callable[[Feiten], Uitleg]] = {
    "TOO_FEW_CHILDREN": _te_weinig,
    "NO_SHARED_DAYPART": _geen_dagdeel,
    "TOO_FEW_CHILDREN_LEFT": _over,
    "AGE": _leeftijd,
    "NO_ROOM_WITHIN_KM": _geen_ruimte,
    "NO_ROOM_DAYPART": _ruimte_dicht,
    "NO_TRAINER": _geen_trainer,
    "ROOMS_TAKEN": _ruimtes_bezet,
    "TRAINERS_TAKEN": _trainers_bezet,
    "STARTS_LATER": _later,
    "GEEN_GROEPSAANBOD": _geen_groep,
    "NIET_OP_DE_PLANK": _niet_op_plank,
    "NIET_VOOR_DEZE_MENSEN": _niet_voor_hen,
}


def _binnen(feiten: Feiten) -> str:
    km = getal(feiten, "km")
    return f" binnen {km} km" if km else ""


def _ophoog(meters: int | None) -> int:
    return -(-(meters or 0) // 1000)
