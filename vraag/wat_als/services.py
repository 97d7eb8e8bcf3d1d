"""What if: make, compute again and throw away scenarios, and compute them beside the real plan.

A scenario never writes anything but its own row. Both sides are searched alike: the situation now and the situation
with the changes each start from the proposals that run now and get the same number of steps, so that what differs
comes from the changes. When the answer to one side is also allowed on the other and better there, that side takes it
over.
"""

import dataclasses
import time
import uuid
from collections.abc import Callable, Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse

from gemeenten.grond.models import Regio
from marktplein.accounts.models import User
from marktplein.audit.services import leg_vast
from marktplein.basis import klok
from marktplein.basis.eenmalig import eenmalig
from marktplein.basis.fouten import DomeinFout, Eerder
from marktplein.basis.toegang import eis
from marktplein.werk import services as werk
from marktplein.werk.fouten import GaatNiet
from marktplein.werk.soort import Klus
from marktplein.werk.workflow import ONAF
from vraag import matching
from vraag.matching import Voortgang
from vraag.models import Scenario
from vraag.permissions import kan_scenario_maken, kan_scenario_wijzigen, scenario_regio_ids
from vraag.poolen.gewenst import zonder_ja
from vraag.poolen.lopend_plan import lopend_plan
from vraag.poolen.momentopname import Momentopname, maak_momentopname
from vraag.poolen.services import KERN_VERSIE
from vraag.wat_als.uitkomst import Kant, vergelijk
from vraag.wat_als.wijziging import Wijziging, controleer, verander

TEGELIJK_PER_PERSOON = 3
ALLEEN_AANSPREEKPUNT = "Alleen het lokaal aanspreekpunt maakt een scenario."
ALLEEN_EIGEN = "Alleen wie het scenario maakte kan dit doen. Maak zelf een kopie als je ermee verder wilt."
PAST_NIET = "De wijzigingen passen niet meer bij de gegevens van nu. Maak een kopie en kijk de wijzigingen na."
TE_LANG = "De berekening stopte steeds te vroeg. Probeer het met minder wijzigingen."
MISLUKT = "De berekening is niet gelukt. Probeer het later opnieuw."


class BestaatAl(DomeinFout):
    """The same person has a scenario of this name with the very same changes; ``eerder`` is that one."""

    def __init__(self, eerder: Scenario) -> None:
        super().__init__(
            "Je hebt al een scenario met deze naam en precies deze wijzigingen. Bekijk dat, of verander hier iets."
        )
        self.eerder = eerder


# --- making and throwing away ---------------------------------------------------------------------------------


@transaction.atomic
def maak(
    *,
    regio: Regio,
    naam: str,
    wijzigingen: Sequence[Wijziging],
    door: User,
    sleutel: uuid.UUID | None = None,
    weiger_dubbel: bool = False,
) -> Scenario:
    """Save a scenario and ask for its computation; the same ``sleutel`` and input twice answers the first one.

    Raises NietToegestaan for another role or region, DomeinFout for changes that cannot be, and with ``weiger_dubbel``
    BestaatAl: a form that the browser brings back has another key, but asks for the same.
    """
    eis(kan_scenario_maken(door) and regio.pk in scenario_regio_ids(door), ALLEEN_AANSPREEKPUNT)

    def eenmaal() -> Scenario:
        _eis_naam(naam)
        controleer(regio, wijzigingen)
        if weiger_dubbel and (eerder := _zelfde(regio, naam.strip(), wijzigingen, door)):
            raise BestaatAl(eerder)
        _eis_ruimte_voor(door)
        scenario = Scenario(
            regio=regio, naam=naam.strip(), eigenaar=door, wijzigingen=list(wijzigingen), gevraagd_op=klok.nu()
        )
        werk.vraag_aan(WAT_ALS, scenario)
        leg_vast("scenario.gemaakt", scenario, door=door, wijzigingen=len(wijzigingen))
        return scenario

    invoer = (regio, naam, wijzigingen)
    return eenmalig(sleutel, "scenario.maken", Scenario, eenmaal, van=door, invoer=invoer, eerder=_al_gemaakt)[0]


@transaction.atomic
def bereken_opnieuw(scenario: Scenario, *, door: User) -> Scenario:
    """Compute an own scenario on the data of now; one that is being computed is left alone."""
    eis(kan_scenario_wijzigen(door, scenario), ALLEEN_EIGEN)
    vers = Scenario.objects.select_for_update(of=("self",)).select_related("regio").get(pk=scenario.pk)
    if vers.is_onaf:
        return vers
    _eis_ruimte_voor(door)
    vers.gevraagd_op = klok.nu()
    werk.vraag_aan(WAT_ALS, vers)
    leg_vast("scenario.opnieuw", vers, door=door)
    return vers


@transaction.atomic
def verwijder(scenario: Scenario, *, door: User) -> None:
    """Throw an own scenario away; the second time there is nothing left to do."""
    eis(kan_scenario_wijzigen(door, scenario), ALLEEN_EIGEN)
    vers = Scenario.objects.select_for_update().filter(pk=scenario.pk).first()
    if vers is not None:
        leg_vast("scenario.verwijderd", vers, door=door)
        vers.delete()


def _al_gemaakt(scenario: Scenario) -> Eerder:
    return Eerder(
        f"Je hebt dit scenario al gemaakt: ‘{scenario.naam}’. Wil je er een met deze wijzigingen naast? Verstuur het "
        "formulier dan nog een keer.",
        reverse("vraag:scenario", args=[scenario.pk]),
        "Bekijk het scenario dat er staat",
    )


def _zelfde(regio: Regio, naam: str, wijzigingen: Sequence[Wijziging], door: User) -> Scenario | None:
    eigen = Scenario.objects.filter(regio=regio, eigenaar=door, naam=naam, wijzigingen=list(wijzigingen))
    return eigen.order_by("-pk").first()


def _eis_naam(naam: str) -> None:
    try:
        Scenario._meta.get_field("naam").clean(naam.strip(), None)
    except ValidationError as fout:
        raise DomeinFout(fout.messages[0], veld="naam") from fout


def _eis_ruimte_voor(door: User) -> None:
    """A queue of somebody's guesses must not keep others waiting."""
    if Scenario.objects.filter(eigenaar=door, staat__in=ONAF).count() >= TEGELIJK_PER_PERSOON:
        raise DomeinFout(
            f"Er lopen al {TEGELIJK_PER_PERSOON} berekeningen van je. Wacht tot er een klaar is, of verwijder er een."
        )


# --- computing ------------------------------------------------------------------------------------------------


class WatAls(Klus[Scenario]):
    """It may run beside a run, but never two at once in a region: there is always a worker left for the real plan."""

    naam = "scenario"
    taak = "vraag.reken_scenario"
    model = Scenario
    max_pogingen = 3
    slot, slotveld = 73_03, "regio_id"
    volgorde = ("gevraagd_op", "pk")

    def rijen(self) -> QuerySet[Scenario]:
        return Scenario.objects.select_related("regio")

    def doe(self, rij: Scenario) -> Scenario:
        return _reken(rij)

    def woorden_bij_opgeven(self, rij: Scenario) -> str:
        return TE_LANG

    def woorden_bij(self, fout: Exception) -> str:
        return MISLUKT


WAT_ALS = WatAls()


def voer_uit(scenario_id: int) -> Scenario | None:
    """Compute a scenario; None when there was nothing (left) to do, or its changes do not fit the data of now.

    Raises what ``werk.voer_uit`` raises.
    """
    return werk.voer_uit(WAT_ALS, scenario_id)


def _reken(scenario: Scenario) -> Scenario:
    begin = time.monotonic()
    opname = maak_momentopname(scenario.regio)
    inst_dan = _met_wijzigingen(opname, scenario)
    begin_plan = lopend_plan(zonder_ja(scenario.regio_id), opname)
    nu, dan = _los_beide_op(opname.instantie, inst_dan, begin_plan, _melder(scenario))
    scenario.uitkomst = vergelijk(opname.week0, nu, dan)
    scenario.invoer_hash, scenario.kern_versie = matching.invoer_hash(inst_dan), KERN_VERSIE
    scenario.seconden = round(time.monotonic() - begin, 2)
    with transaction.atomic():
        werk.eis_van_ons(WAT_ALS, scenario)
        werk.sluit(scenario)
        leg_vast("scenario.klaar", scenario, herkomst="taak")
    return scenario


def _met_wijzigingen(opname: Momentopname, scenario: Scenario) -> matching.Instantie:
    """Raises GaatNiet. Only what the changes break is theirs; data of our own that cannot be read is a defect."""
    try:
        return verander(opname.instantie, scenario.wijzigingen)
    except matching.InstantieFout as fout:
        raise GaatNiet(PAST_NIET) from fout


def _los_beide_op(
    inst_nu: matching.Instantie,
    inst_dan: matching.Instantie,
    begin: matching.Oplossing,
    meld: Callable[[int, str], Voortgang],
) -> tuple[Kant, Kant]:
    """Both answers, searched with the same effort from the same plan."""
    kracht = dataclasses.replace(matching.inspanning_voor(inst_nu), uitleg=False)
    nu = matching.los_op(inst_nu, start=begin, inspanning=kracht, voortgang=meld(0, "de groepen van nu zoeken"))
    dan = matching.los_op(inst_dan, start=begin, inspanning=kracht, voortgang=meld(1, "de groepen met je wijzigingen"))
    return _beste(inst_nu, nu, dan), _beste(inst_dan, dan, nu)


def _beste(inst: matching.Instantie, eigen: matching.Oplossing, ander: matching.Oplossing) -> Kant:
    """The own answer, or that of the other side when it is legal here too and better."""
    middelen = {r.id for r in inst.ruimtes} | {t.id for t in inst.trainers}
    if all({g.ruimte, *g.trainers} <= middelen for g in ander.groepen):
        oordeel = matching.controleer(inst, ander)
        if oordeel.geldig and oordeel.doel.sleutel > eigen.doel.sleutel:
            return Kant(inst, dataclasses.replace(ander, doel=oordeel.doel, grens=eigen.grens))
    return Kant(inst, eigen)


def _melder(scenario: Scenario) -> Callable[[int, str], Voortgang]:
    """Progress of two equal parts."""
    meld = werk.meld_voortgang(WAT_ALS, scenario)

    def deel(nummer: int, wat: str) -> Voortgang:
        return lambda _fase, aandeel: meld(wat, (nummer + aandeel) / 2)

    return deel
