"""What if: make, compute again and throw away scenarios, and compute them beside the real plan.

A scenario never writes anything but its own row. Both sides are searched alike: the situation now and the situation
with the changes each start from the proposals that run now and get the same number of steps, so that what differs
comes from the changes. When the answer to one side is also allowed on the other and better there, that side takes it
over.
"""

import dataclasses
import logging
import time
import uuid
from collections.abc import Callable, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import InterfaceError, OperationalError, transaction

from gemeenten.grond.models import Regio
from marktplein.audit.services import leg_vast
from marktplein.basis import klok
from marktplein.basis.eenmalig import eenmalig
from marktplein.basis.fouten import DomeinFout
from marktplein.basis.taken import kondig_aan, kondig_aan_bij_commit
from marktplein.basis.toegang import eis
from vraag import matching
from vraag.matching import Voortgang
from vraag.models import Scenario
from vraag.permissions import kan_scenario_maken, kan_scenario_wijzigen, scenario_regio_ids
from vraag.poolen.gewenst import zonder_ja
from vraag.poolen.lopend_plan import lopend_plan
from vraag.poolen.momentopname import Momentopname, maak_momentopname
from vraag.poolen.services import KERN_VERSIE, MELD_ELKE_SECONDEN
from vraag.slot import SCENARIO, houdt_runslot, runslot
from vraag.wat_als.uitkomst import Kant, vergelijk
from vraag.wat_als.wijziging import Wijziging, controleer, verander
from vraag.workflow import ScenarioStaat

log = logging.getLogger(__name__)
ONAF = (ScenarioStaat.WACHT, ScenarioStaat.BEZIG)
TEGELIJK_PER_PERSOON = 3
MAX_POGINGEN = 3
ALLEEN_AANSPREEKPUNT = "Alleen het lokaal aanspreekpunt maakt een scenario."
ALLEEN_EIGEN = "Alleen wie het scenario maakte kan dit doen. Maak zelf een kopie als je ermee verder wilt."
PAST_NIET = "De wijzigingen passen niet meer bij de gegevens van nu. Maak een kopie en kijk de wijzigingen na."
TE_LANG = "De berekening stopte steeds te vroeg. Probeer het met minder wijzigingen."
MISLUKT = "De berekening is niet gelukt. Probeer het later opnieuw."


class SlotBezet(Exception):
    """Another scenario of this region is being computed; try again later."""


class PastNiet(Exception):
    """The changes and the data of today do not go together."""


# --- making and throwing away ---------------------------------------------------------------------------------


@transaction.atomic
def maak(
    *, regio: Regio, naam: str, wijzigingen: Sequence[Wijziging], door: Any, sleutel: uuid.UUID | None = None
) -> Scenario:
    """Save a scenario and ask for its computation; the same ``sleutel`` and input twice answers the first one.

    Raises NietToegestaan for another role or region, DomeinFout for changes that cannot be.
    """
    eis(kan_scenario_maken(door) and regio.pk in scenario_regio_ids(door), ALLEEN_AANSPREEKPUNT)

    def werk() -> Scenario:
        _eis_naam(naam)
        controleer(regio, wijzigingen)
        _eis_ruimte_voor(door)
        scenario = Scenario(
            regio=regio, naam=naam.strip(), eigenaar=door, wijzigingen=list(wijzigingen), gevraagd_op=klok.nu()
        )
        scenario.save()
        leg_vast("scenario.gemaakt", scenario, door=door, wijzigingen=len(wijzigingen))
        _kondig_aan(scenario)
        return scenario

    return eenmalig(sleutel, "scenario.maken", Scenario, werk, invoer=(regio, naam, *wijzigingen))[0]


@transaction.atomic
def bereken_opnieuw(scenario: Scenario, *, door: Any) -> Scenario:
    """Compute an own scenario on the data of now; one that is being computed is left alone."""
    eis(kan_scenario_wijzigen(door, scenario), ALLEEN_EIGEN)
    vers = Scenario.objects.select_for_update(of=("self",)).select_related("regio").get(pk=scenario.pk)
    if vers.staat in ONAF:
        return vers
    _eis_ruimte_voor(door)
    vers.staat, vers.gevraagd_op, vers.pogingen = ScenarioStaat.WACHT, klok.nu(), 0
    vers.fase, vers.voortgang, vers.fout = "", 0, ""
    vers.save()
    leg_vast("scenario.opnieuw", vers, door=door)
    _kondig_aan(vers)
    return vers


@transaction.atomic
def verwijder(scenario: Scenario, *, door: Any) -> None:
    """Throw an own scenario away; the second time there is nothing left to do."""
    eis(kan_scenario_wijzigen(door, scenario), ALLEEN_EIGEN)
    vers = Scenario.objects.select_for_update().filter(pk=scenario.pk).first()
    if vers is not None:
        leg_vast("scenario.verwijderd", vers, door=door)
        vers.delete()


def _eis_naam(naam: str) -> None:
    try:
        Scenario._meta.get_field("naam").clean(naam.strip(), None)
    except ValidationError as fout:
        raise DomeinFout(fout.messages[0], veld="naam") from fout


def _eis_ruimte_voor(door: Any) -> None:
    """A queue of somebody's guesses must not keep others waiting."""
    if Scenario.objects.filter(eigenaar=door, staat__in=ONAF).count() >= TEGELIJK_PER_PERSOON:
        raise DomeinFout(
            f"Er lopen al {TEGELIJK_PER_PERSOON} berekeningen van je. Wacht tot er een klaar is, of verwijder er een."
        )


def _kondig_aan(scenario: Scenario) -> None:
    kondig_aan_bij_commit("vraag.reken_scenario", scenario.pk)


def haal_in() -> int:
    """Announce again every scenario that waits or says it is busy: a message got lost, or a worker died."""
    nummers = list(Scenario.objects.filter(staat__in=ONAF).order_by("gevraagd_op", "pk").values_list("pk", flat=True))
    for nummer in nummers:
        kondig_aan("vraag.reken_scenario", nummer)
    return len(nummers)


# --- computing ------------------------------------------------------------------------------------------------


def voer_uit(scenario_id: int) -> Scenario | None:
    """Compute a scenario; None when there was nothing (left) to do. Safe to repeat.

    Raises SlotBezet when this one still waits while another of the region is being computed.
    """
    scenario = Scenario.objects.filter(pk=scenario_id, staat__in=ONAF).first()
    if scenario is None:
        return None
    with runslot(scenario.regio_id, SCENARIO) as gekregen:
        if not gekregen:
            if scenario.staat == ScenarioStaat.BEZIG:
                return None
            raise SlotBezet
        begonnen = _begin(scenario_id)
        if begonnen is None:
            return None
        try:
            return _reken(begonnen)
        except PastNiet:
            log.info("scenario %s past niet bij de gegevens van nu", scenario_id, exc_info=True)
            _mislukt(begonnen, PAST_NIET)
            return None
        except Exception as fout:
            log.exception("scenario %s mislukte", scenario_id)
            # Who lost the database leaves it busy: then it is taken up again.
            if not isinstance(fout, OperationalError | InterfaceError):
                _mislukt(begonnen, MISLUKT)
            raise


def _begin(scenario_id: int) -> Scenario | None:
    """Take it into work. We hold the lock of its region, so if it says it is busy, its worker is dead."""
    with transaction.atomic():
        scenario = (
            Scenario.objects.select_for_update(of=("self",))
            .select_related("regio")
            .filter(pk=scenario_id, staat__in=ONAF)
            .first()
        )
        if scenario is None:
            return None
        scenario.begonnen_op, scenario.pogingen = klok.nu(), scenario.pogingen + 1
        if scenario.pogingen > MAX_POGINGEN:
            log.error("scenario %s opgegeven: de werker stopte %s keer", scenario_id, MAX_POGINGEN)
            scenario.staat, scenario.fout, scenario.klaar_op = ScenarioStaat.MISLUKT, TE_LANG, klok.nu()
            scenario.save()
            return None
        scenario.staat, scenario.fase, scenario.voortgang = ScenarioStaat.BEZIG, "gegevens lezen", 1
        scenario.save()
        return scenario


def _reken(scenario: Scenario) -> Scenario | None:
    begin = time.monotonic()
    opname = maak_momentopname(scenario.regio)
    inst_nu = matching.lees_instantie(opname.instantie)
    inst_dan = _met_wijzigingen(opname, scenario)
    begin_plan = lopend_plan(zonder_ja(scenario.regio_id), opname)
    nu, dan = _los_beide_op(inst_nu, inst_dan, begin_plan, _melder(scenario.pk))
    scenario.uitkomst = vergelijk(opname.week0, nu, dan)
    scenario.invoer_hash, scenario.kern_versie = matching.invoer_hash(inst_dan), KERN_VERSIE
    scenario.seconden = round(time.monotonic() - begin, 2)
    with transaction.atomic():
        if not _nog_van_ons(scenario):
            return None
        scenario.staat, scenario.klaar_op = ScenarioStaat.KLAAR, klok.nu()
        scenario.voortgang, scenario.fase, scenario.fout = 100, "", ""
        scenario.save()
        leg_vast("scenario.klaar", scenario, herkomst="taak")
    return scenario


def _met_wijzigingen(opname: Momentopname, scenario: Scenario) -> matching.Instantie:
    """Raises PastNiet. Only what the changes break is theirs; data of our own that cannot be read is a defect."""
    try:
        return matching.lees_instantie(verander(opname.instantie, scenario.wijzigingen))
    except matching.InstantieFout as fout:
        raise PastNiet from fout


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


def _melder(scenario_id: int) -> Callable[[int, str], Voortgang]:
    """Progress of two equal parts, written at most twice a second."""
    laatst = 0.0

    def deel(nummer: int, wat: str) -> Voortgang:
        def meld(_fase: str, aandeel: float) -> None:
            nonlocal laatst
            if time.monotonic() - laatst < MELD_ELKE_SECONDEN:
                return
            laatst = time.monotonic()
            procent = min(99, max(1, int(100 * (nummer + aandeel) / 2)))
            Scenario.objects.filter(pk=scenario_id, staat=ScenarioStaat.BEZIG).update(fase=wat, voortgang=procent)

        return meld

    return deel


def _nog_van_ons(scenario: Scenario) -> bool:
    """Not thrown away meanwhile, nor taken over by another worker after our connection broke."""
    rij = Scenario.objects.select_for_update().filter(pk=scenario.pk).values_list("staat", "begonnen_op").first()
    return rij == (ScenarioStaat.BEZIG, scenario.begonnen_op) and houdt_runslot(scenario.regio_id, SCENARIO)


def _mislukt(scenario: Scenario, waarom: str) -> None:
    Scenario.objects.filter(pk=scenario.pk, staat=ScenarioStaat.BEZIG, begonnen_op=scenario.begonnen_op).update(
        staat=ScenarioStaat.MISLUKT, fout=waarom, klaar_op=klok.nu()
    )
