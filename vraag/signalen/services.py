"""Every write to a signaal: post, join, change, withdraw, prolong, expire. Changed demand is pooled again."""

import datetime as dt
import uuid
from functools import partial
from typing import Any, Unpack

from django.db import transaction
from django.urls import reverse

from gemeenten.grond.models import Team
from marktplein.accounts.models import User
from marktplein.audit.overgang import verplaats
from marktplein.audit.services import leg_vast
from marktplein.basis import klok
from marktplein.basis.een_voor_een import een_voor_een
from marktplein.basis.eenmalig import eenmalig
from marktplein.basis.fouten import DomeinFout, Eerder, OvergangFout, Verouderd
from marktplein.basis.mensen import Voor, heeft_leeftijd, meervoud, mensen
from marktplein.basis.toegang import eis
from vraag.aanvraag import vraag_om_poolen
from vraag.models import Reden, Signaal
from vraag.permissions import kan_aansluiten, kan_signaal_indienen, kan_signaal_wijzigen
from vraag.signalen.berichten import TeamSlootAan, VraagVerlooptBinnenkort, VraagVerlopen
from vraag.signalen.selectors import geplande_kinderen
from vraag.signalen.staat import werk_staten_bij
from vraag.signalen.validators import SignaalVelden, controleer_tekst, fouten_in
from vraag.workflow import SIGNAAL_LOPEND, SIGNAAL_OVERGANGEN, SIGNAAL_WIJZIGBAAR, Aanleiding, SignaalStaat

DING = "Deze vraag"
# An open signaal that nobody touches ends half a year after the day it may start; its team hears so two weeks before.
GELDIG_DAGEN = 182
WAARSCHUW_DAGEN = 14
# What makes two needs the same, beside the team and the day.
ZELFDE = tuple(SignaalVelden.__annotations__)
ALLEEN_EIGEN_TEAM = "Alleen het team dat de vraag plaatste kan dit doen."


class StaatErAl(DomeinFout):
    """The very same need was posted today by the same person; ``eerder`` is that one."""

    def __init__(self, eerder: Signaal) -> None:
        super().__init__(
            "Je plaatste vandaag al precies dezelfde vraag. Gaat het om anderen? Verstuur het formulier dan "
            "nog een keer."
        )
        self.eerder = eerder


@transaction.atomic
def indienen(
    *,
    team: Team,
    door: User,
    samen_met: Signaal | None = None,
    sleutel: uuid.UUID | None = None,
    weiger_dubbel: bool = False,
    **velden: Unpack[SignaalVelden],
) -> Signaal:
    """Post a need in the name of ``team``; the same ``sleutel`` and input twice answers the first signaal.

    Raises DomeinFout with the field it belongs to, NietToegestaan when ``door`` does not speak for the team, and with
    ``weiger_dubbel`` StaatErAl: a form that the browser brings back has another key, but asks for the same children.
    Side effects: a line of history, and the region is pooled again.
    """
    eis(kan_signaal_indienen(door, team), "Je kunt alleen een vraag plaatsen voor je eigen team.")
    werk = partial(_maak, team, door, samen_met, velden, weiger_dubbel)
    invoer = (team, samen_met, velden)
    return eenmalig(sleutel, "signaal.indienen", Signaal, werk, van=door, invoer=invoer, eerder=_al_geplaatst)[0]


@transaction.atomic
def aansluiten(
    ander: Signaal,
    *,
    team: Team,
    door: User,
    sleutel: uuid.UUID | None = None,
    weiger_dubbel: bool = False,
    **velden: Unpack[SignaalVelden],
) -> Signaal:
    """Ask the same as another team: an own signaal, linked to theirs. That team gets a message.

    Raises DomeinFout when the other signaal is no longer open or belongs to the same team; StaatErAl as ``indienen``.
    """
    eis(kan_signaal_indienen(door, team), "Je kunt alleen een vraag plaatsen voor je eigen team.")
    eis(kan_aansluiten(door, ander), "Je kunt alleen aansluiten bij een vraag van een ander team in je regio.")

    def werk() -> Signaal:
        doel = Signaal.objects.select_for_update(of=("self",)).select_related("team").get(pk=ander.pk)
        if doel.team_id == team.pk:
            raise DomeinFout("Dit is een vraag van je eigen team. Wijzig daar het aantal.", veld="team")
        if doel.staat != SignaalStaat.OPEN:
            raise OvergangFout(
                f"De vraag van {doel.team} staat niet meer open. Je kunt wel zelf een nieuwe vraag plaatsen."
            )
        if velden["voor"] != doel.voor:
            raise DomeinFout(f"De vraag van {doel.team} is voor {meervoud(doel.voor)}. Vraag hetzelfde.", veld="voor")
        signaal = _maak(team, door, doel, velden, weiger_dubbel)
        TeamSlootAan(doel, signaal).zet_klaar()
        return signaal

    invoer = (ander, team, velden)
    return eenmalig(sleutel, "signaal.aansluiten", Signaal, werk, van=door, invoer=invoer, eerder=_al_geplaatst)[0]


@transaction.atomic
def wijzigen(
    signaal: Signaal, *, versie: int, door: User, sleutel: uuid.UUID | None = None, **velden: Unpack[SignaalVelden]
) -> Signaal:
    """Change an open signaal. Changing it shows that it still counts: it stays open for another full period.

    Raises Verouderd when somebody changed it since ``versie``, OvergangFout when it is not open, DomeinFout for what
    does not fit. A day to start that was fine when posted may stay as it is.
    """
    eis(kan_signaal_wijzigen(door, signaal), ALLEEN_EIGEN_TEAM)
    werk = partial(_wijzig, signaal, versie, door, velden)
    invoer = (signaal, velden)
    return eenmalig(sleutel, "signaal.wijzigen", Signaal, werk, van=door, invoer=invoer, eerder=_al_gewijzigd)[0]


@transaction.atomic
def intrekken(signaal: Signaal, *, reden: str, door: User, versie: int | None = None) -> Signaal:
    """Take an open signaal back; withdrawing it twice changes nothing.

    ``reden`` may be empty and holds no personal data.
    """
    eis(kan_signaal_wijzigen(door, signaal), ALLEEN_EIGEN_TEAM)
    vers = _vergrendeld(signaal)
    if vers.staat == SignaalStaat.INGETROKKEN:
        return vers
    _eis_open(vers)
    if versie is not None and vers.versie != versie:
        raise Verouderd
    gepland = geplande_kinderen(vers)
    if gepland:
        raise DomeinFout(
            f"Voor {gepland} van de {mensen(vers.aantal, vers.voor)} is al een plek gepland. "
            f"Is voor de anderen geen plek meer nodig? Wijzig het aantal dan in {gepland}."
        )
    for fout in controleer_tekst("reden", reden, 200):
        raise fout
    vers.reden_ingetrokken = reden.strip()
    _verplaats(vers, SignaalStaat.INGETROKKEN, door=door, aantal=vers.aantal)
    _vraag_om_poolen(vers, door)
    return vers


@transaction.atomic
def verlengen(signaal: Signaal, *, door: User) -> Signaal:
    """ "Still needed": an open signaal stays open for another full period. Twice on one day changes nothing."""
    eis(kan_signaal_wijzigen(door, signaal), ALLEEN_EIGEN_TEAM)
    vers = _vergrendeld(signaal)
    _eis_open(vers)
    nieuw = _verloopt_op(klok.vandaag(), vers.vroegste_start)
    if vers.verloopt_op != nieuw:
        vers.verloopt_op = nieuw
        _bewaar(vers)
        leg_vast("signaal.verlengd", vers, door=door, tot=nieuw.isoformat())
    return vers


def kopieren(signaal: Signaal) -> SignaalVelden:
    """What a new signaal like this one would say: the same need, from today. Nothing is written."""
    vandaag = klok.vandaag()
    return {
        "interventie": signaal.interventie,
        "thema": signaal.thema,
        "vraag": signaal.vraag,
        "voor": Voor(signaal.voor),
        "aantal": signaal.aantal,
        "leeftijd_min": signaal.leeftijd_min,
        "leeftijd_max": signaal.leeftijd_max,
        "dagdelen": list(signaal.dagdelen),
        "max_km": signaal.max_km,
        "vroegste_start": max(vandaag, signaal.vroegste_start),
        "splitsbaar": signaal.splitsbaar,
        "min_samen": signaal.min_samen,
        "opmerking": signaal.opmerking,
    }


def verloop_signalen(vandaag: dt.date | None = None) -> tuple[int, int]:
    """Warn teams whose open signaal ends soon, expire what is past its day; answer (warned, expired).

    Each signaal in a transaction of its own; running it twice, or two at once, sends and changes nothing twice.
    """
    dag = vandaag or klok.vandaag()
    open_ = Signaal.objects.filter(staat=SignaalStaat.OPEN).order_by("pk")
    straks = open_.filter(verloopt_op__gte=dag, verloopt_op__lte=dag + dt.timedelta(days=WAARSCHUW_DAGEN))
    voorbij = open_.filter(verloopt_op__lt=dag)
    verlopen = een_voor_een(voorbij.values_list("pk", flat=True), partial(_verloop, vandaag=dag))
    gewaarschuwd = een_voor_een(straks.values_list("pk", flat=True), _waarschuw)
    return gewaarschuwd, verlopen


def waarom_niet_wijzigbaar(signaal: Signaal) -> str:
    """Why this signaal cannot be changed or withdrawn now, and what to do instead; empty when it can."""
    s = SignaalStaat
    uitleg: dict[str, str] = {
        s.VOORGESTELD: "Deze vraag zit in een voorstel voor een groep. Zeg bij het voorstel nee als het niet past: "
        "dan staat de vraag weer open en kun je die wijzigen. Is er geen plek meer nodig? Trek de vraag dan in; "
        "daarmee trek je ook jullie plek in het voorstel terug.",
        s.TOEGEZEGD: "Je team heeft voor deze vraag plekken toegezegd. Zolang nog niet iedereen antwoord gaf, kun je "
        "dat antwoord wijzigen: zeg je nee, dan staat de vraag weer open en kun je die wijzigen. Is er geen plek meer "
        "nodig? Trek de vraag dan in; daarmee trek je ook jullie plek in het voorstel terug.",
        s.GEPLAATST: "Voor deze vraag is er een plek in een groep. Gaan er mensen niet mee? Geef hun plekken terug op "
        "de pagina van de groep. Voor meer plekken plaats je een nieuwe vraag.",
        s.AFGEROND: "Deze vraag is afgerond. Maak een kopie om opnieuw te vragen.",
        s.INGETROKKEN: "Deze vraag is ingetrokken. Maak een kopie om opnieuw te vragen.",
        s.VERLOPEN: "Deze vraag is verlopen. Maak een kopie om opnieuw te vragen.",
    }
    return uitleg.get(signaal.staat, "")


# --- what a form made before ----------------------------------------------------------------------------------


def _al_geplaatst(signaal: Signaal) -> Eerder:
    return Eerder(
        f"Je hebt deze vraag al geplaatst: {mensen(signaal.aantal, signaal.voor)}, {signaal.waarvoor}. Klopt er iets "
        "niet? Wijzig die vraag dan. Gaat het om anderen? Verstuur het formulier dan nog een keer.",
        reverse("vraag:signaal", args=[signaal.pk]),
        "Bekijk de vraag die er staat",
    )


def _al_gewijzigd(signaal: Signaal) -> Eerder:
    return Eerder("Je hebt met dit formulier al een wijziging bewaard. Kijk wat er nu staat en bewaar dan opnieuw.")


# --- steps ----------------------------------------------------------------------------------------------------


def _maak(
    team: Team, door: User, samen_met: Signaal | None, velden: SignaalVelden, weiger_dubbel: bool = False
) -> Signaal:
    vandaag = klok.vandaag()
    if not team.actief:
        raise DomeinFout(f"{team} is niet meer actief. Kies een ander team.", veld="team")
    _weiger_fouten(velden, vandaag)
    signaal = Signaal(
        regio_id=team.gemeente.regio_id,
        team=team,
        ingediend_door=door,
        samen_met=samen_met,
        geplaatst_op=vandaag,
        verloopt_op=_verloopt_op(vandaag, velden["vroegste_start"]),
    )
    _zet(signaal, velden)
    if weiger_dubbel and (eerder := _zelfde(signaal)):
        raise StaatErAl(eerder)
    signaal.save()
    leg_vast("signaal.ingediend", signaal, door=door, aantal=signaal.aantal, samen_met=samen_met and samen_met.pk)
    _vraag_om_poolen(signaal, door)
    return signaal


def _zelfde(nieuw: Signaal) -> Signaal | None:
    """A need that still runs, posted today by the same person for the same team, that says the same in every field."""
    return (
        Signaal.objects.filter(
            team=nieuw.team_id,
            ingediend_door=nieuw.ingediend_door_id,
            geplaatst_op=nieuw.geplaatst_op,
            samen_met=nieuw.samen_met_id,
            staat__in=SIGNAAL_LOPEND,
            **{naam: getattr(nieuw, naam) for naam in ZELFDE},
        )
        .order_by("pk")
        .first()
    )


def _wijzig(signaal: Signaal, versie: int, door: User, velden: SignaalVelden) -> Signaal:
    vers = _vergrendeld(signaal)
    if vers.versie != versie:
        raise Verouderd
    _eis_open(vers)
    vandaag = klok.vandaag()
    _weiger_fouten(velden, min(vandaag, vers.vroegste_start))
    _weiger_minder_dan_gepland(vers, velden)
    oud = {naam: getattr(vers, naam) for naam in velden}
    _zet(vers, velden)
    vers.verloopt_op = _verloopt_op(vandaag, vers.vroegste_start)
    _bewaar(vers)
    gewijzigd = sorted(naam for naam in velden if getattr(vers, naam) != oud[naam])
    leg_vast("signaal.gewijzigd", vers, door=door, velden=gewijzigd, aantal=vers.aantal)
    # Why it had no place yet was about what it said before; the run that is asked for now tells it anew.
    Reden.objects.filter(signaal=vers).delete()
    werk_staten_bij([vers])
    _vraag_om_poolen(vers, door)
    return vers


def _weiger_minder_dan_gepland(signaal: Signaal, velden: SignaalVelden) -> None:
    """A divided signaal may have children with a planned place while the others still wait."""
    if not (gepland := geplande_kinderen(signaal)):
        return
    staat_vast = f"Voor {mensen(gepland, signaal.voor)} is al een plek gepland."
    if velden["aantal"] < gepland:
        raise DomeinFout(f"{staat_vast} Vul minstens {gepland} in.", veld="aantal")
    if velden["interventie"] != signaal.interventie:
        raise DomeinFout(f"{staat_vast} Plaats voor een andere training een nieuwe vraag.", veld="interventie")
    if velden["voor"] != signaal.voor:
        raise DomeinFout(f"{staat_vast} Plaats voor anderen een nieuwe vraag.", veld="voor")


def _eis_open(signaal: Signaal) -> None:
    if signaal.staat not in SIGNAAL_WIJZIGBAAR:
        raise OvergangFout(waarom_niet_wijzigbaar(signaal))


def _weiger_fouten(velden: SignaalVelden, vandaag: dt.date) -> None:
    for fout in fouten_in(velden, vandaag=vandaag):
        raise fout


def _zet(signaal: Signaal, velden: SignaalVelden) -> None:
    for naam, waarde in velden.items():
        setattr(signaal, naam, waarde)
    if not heeft_leeftijd(velden["voor"]):
        signaal.leeftijd_min = signaal.leeftijd_max = 0
    signaal.vraag, signaal.opmerking = velden["vraag"].strip(), velden["opmerking"].strip()
    signaal.dagdelen = sorted(set(velden["dagdelen"]))
    # Who may not be divided stays together anyhow; a number left behind in that field means nothing.
    signaal.min_samen = velden["min_samen"] if velden["splitsbaar"] else 1


def _bewaar(signaal: Signaal) -> None:
    signaal.versie += 1
    signaal.save()


def _verplaats(signaal: Signaal, naar: SignaalStaat, **gegevens: Any) -> None:
    signaal.versie += 1
    verplaats(signaal, naar, SIGNAAL_OVERGANGEN, noem=DING, als=f"signaal.{naar}", **gegevens)


def _vergrendeld(signaal: Signaal) -> Signaal:
    return (
        Signaal.objects.select_for_update(of=("self",))
        .select_related("regio", "team__gemeente", "interventie", "thema")
        .get(pk=signaal.pk)
    )


def _verloopt_op(vandaag: dt.date, vroegste_start: dt.date) -> dt.date:
    return max(vandaag, vroegste_start) + dt.timedelta(days=GELDIG_DAGEN)


@transaction.atomic
def _waarschuw(pk: int) -> bool:
    signaal = Signaal.objects.select_related("team", "interventie", "thema").get(pk=pk)
    return VraagVerlooptBinnenkort(signaal).zet_klaar() > 0


@transaction.atomic
def _verloop(pk: int, vandaag: dt.date) -> bool:
    signaal = _vergrendeld(Signaal(pk=pk))
    if signaal.staat != SignaalStaat.OPEN or signaal.verloopt_op >= vandaag:
        return False
    if gepland := geplande_kinderen(signaal):
        # Only the children that still waited drop out; the others keep their place.
        leg_vast("signaal.verlopen", signaal, herkomst="taak", aantal=signaal.aantal - gepland)
        signaal.aantal, signaal.min_samen = gepland, min(signaal.min_samen, gepland)
        Reden.objects.filter(signaal=signaal).delete()
        _bewaar(signaal)
    else:
        _verplaats(signaal, SignaalStaat.VERLOPEN, herkomst="taak", aantal=signaal.aantal)
    werk_staten_bij([signaal])
    VraagVerlopen(signaal).zet_klaar()
    _vraag_om_poolen(signaal, None)
    return True


def _vraag_om_poolen(signaal: Signaal, door: User | None) -> None:
    vraag_om_poolen(signaal.regio, Aanleiding.WIJZIGING, door)
