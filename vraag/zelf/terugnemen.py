"""Who made a group by hand takes a question back, or asks another trainer."""

import uuid
from functools import partial

from django.db import transaction
from django.urls import reverse

from aanbod.models import Groep, Trainer
from aanbod.permissions import kan_rooster_wijzigen
from aanbod.workflow import GroepStaat
from facilitair.rooster.keuzes import Trainerkeus, trainerkeuzes
from marktplein.accounts.models import User
from marktplein.audit.services import leg_vast
from marktplein.basis import klok
from marktplein.basis.eenmalig import eenmalig
from marktplein.basis.fouten import DomeinFout, Eerder, OvergangFout
from marktplein.basis.toegang import eis
from vraag.models import Groepsvoorstel, Toezegging
from vraag.voorstellen.met_de_hand import houd_uren, is_met_de_hand, trainersvragen, zonder_opvolger
from vraag.voorstellen.uitvoeren import beeindig, vergrendel
from vraag.voorstellen.vragen import vraag_trainer
from vraag.workflow import VOORSTEL_LOPEND

WIE_WEL = "Dit kan alleen wie de data van deze groep mag wijzigen."
AL_KLAAR = "Deze vraag is al beantwoord of ingetrokken. Bekijk hoe de groep er nu voor staat."
TERUG = "Wie de groep maakte, trok de vraag aan jullie in. Jullie vraag staat weer open."
ANDER = "Er is een andere trainer gevraagd. Je hoeft niet meer te antwoorden."


@transaction.atomic
def trek_vraag_terug(voorstel: Groepsvoorstel, *, door: User) -> Groepsvoorstel:
    """The team need not answer any more: it hears so, and its demand waits as it did. Twice changes nothing.

    Raises NietToegestaan, OvergangFout when the team said yes already or the group is not waiting any more.
    """
    vers = vergrendel(voorstel.pk)
    groep = _groep_van(vers, door)
    if vers.reden_einde == TERUG:
        return vers
    teams = list(vers.toezeggingen.filter(team__isnull=False).values_list("team", flat=True))
    if vers.staat not in VOORSTEL_LOPEND or groep.staat != GroepStaat.VOORBEREIDING or not teams:
        raise OvergangFout(AL_KLAAR)
    leg_vast("voorstel.vraag_terug", vers, door=door, groep=groep.pk, team=teams[0])
    beeindig(vers, TERUG, door=door)
    return vers


def _groep_van(voorstel: Groepsvoorstel, door: User) -> Groep:
    groep = voorstel.groep
    if groep is None or not is_met_de_hand(voorstel):
        raise OvergangFout(AL_KLAAR)
    eis(kan_rooster_wijzigen(door, groep), WIE_WEL)
    return groep


def andere_trainers(groep: Groep) -> list[Trainerkeus]:
    """Who could give all that is to come and has not been asked: who prefers not to come last."""
    tijden = list(groep.bijeenkomsten.filter(begin__gt=klok.nu()).order_by("begin").values_list("begin", "eind"))
    gehad = {t.trainer_id for t in trainersvragen(groep)}
    gehad |= set(Trainer.objects.filter(inzetten__bijeenkomst__groep=groep).values_list("pk", flat=True))
    keuzes = trainerkeuzes(groep.interventie, groep.gemeente, tijden)
    return [keus for keus in keuzes if not keus.kan_niet and keus.trainer.pk not in gehad]


@transaction.atomic
def vraag_andere_trainer(
    toezegging: Toezegging, *, trainer: Trainer, door: User, sleutel: uuid.UUID | None = None
) -> Groepsvoorstel:
    """Ask this trainer in the place of who said no, nothing, or nothing yet; once per ``sleutel``.

    Raises NietToegestaan, TrainerBezet, GeenCertificaat, OvergangFout when the other one said yes or was replaced
    already, DomeinFout for a trainer who was asked before.
    """
    werk, invoer = partial(_vraag_ander, toezegging, trainer, door), (toezegging, trainer)
    return eenmalig(
        sleutel, "groep.andere_trainer", Groepsvoorstel, werk, van=door, invoer=invoer, eerder=_al_gevraagd
    )[0]


def _al_gevraagd(voorstel: Groepsvoorstel) -> Eerder:
    slug = voorstel.groep.slug if voorstel.groep else ""
    return Eerder(
        "Je hebt met dit formulier al een trainer gevraagd. Bekijk hoe de groep er nu voor staat.",
        reverse("aanbod:groep", args=[slug]),
        "Bekijk de groep",
    )


def _vraag_ander(toezegging: Toezegging, trainer: Trainer, door: User) -> Groepsvoorstel:
    oud = vergrendel(toezegging.voorstel_id)
    groep = _groep_van(oud, door)
    vers = oud.toezeggingen.filter(pk=toezegging.pk, trainer__isnull=False).first()
    loopt = oud.staat in VOORSTEL_LOPEND
    if groep.staat != GroepStaat.VOORBEREIDING or vers is None or not (loopt or vers in zonder_opvolger(groep)):
        raise OvergangFout(AL_KLAAR)
    if trainer.pk not in {keus.trainer.pk for keus in andere_trainers(groep)}:
        raise DomeinFout("Deze trainer kan niet, of is al gevraagd. Kies een ander.", veld="trainer")
    nieuw = vraag_trainer(groep, trainer, vervangt=vers.trainer_id, door=door)
    houd_uren(nieuw)
    if loopt:
        beeindig(oud, ANDER, door=door)
    return nieuw
