"""What those of a group write to each other: practical matters only, mended within the hour, gone after 28 days."""

import re
import uuid

from django.db import transaction
from django.urls import reverse

from aanbod.betrokken.berichten import NieuwGroepsbericht
from aanbod.betrokken.permissions import kan_bericht_verbeteren, kan_bericht_wissen, kan_berichten_lezen
from aanbod.betrokken.selectors import (
    NA_LAATSTE_BIJEENKOMST,
    adressen_van,
    bekende_voornamen,
    is_actueel,
    namens_van,
)
from aanbod.models import Groep, Groepsbericht
from marktplein.accounts.models import User
from marktplein.audit.services import leg_vast
from marktplein.audit.tekst import leeg_oude_teksten, leeg_tekst
from marktplein.basis import klok
from marktplein.basis.eenmalig import eenmalig
from marktplein.basis.fouten import DomeinFout, Eerder, OvergangFout
from marktplein.basis.privacy import eis_zonder_persoonsgegevens
from marktplein.basis.toegang import eis

WIE_WEL = "Berichten bij een groep zijn voor de trainers, de teams die meedoen en facilitair."
LANGST = 1000


def schrijf(groep: Groep, *, tekst: str, door: User, sleutel: uuid.UUID | None = None) -> Groepsbericht:
    """Write one message, once per ``sleutel``; the others hear that there is one, not what it says.

    Raises NietToegestaan, OvergangFout for a group that is over or called off, DomeinFout for a text that is empty,
    too long or holds personal data. The group is locked: who loses the place in it at this moment writes nothing.
    """

    def werk() -> Groepsbericht:
        actueel = Groep.objects.select_for_update(no_key=True, of=("self",)).select_related("interventie", "gemeente")
        vers = actueel.get(pk=groep.pk)
        eis(kan_berichten_lezen(door, vers), WIE_WEL)
        if not is_actueel(vers):
            raise OvergangFout("Deze groep is voorbij of gaat niet door. Je kunt hier niets meer schrijven.")
        namens = namens_van(door, vers)
        bericht = Groepsbericht.objects.create(groep=vers, door=door, namens=namens, tekst=_schoon(tekst, vers, door))
        leg_vast("groep.bericht", vers, door=door, bericht=bericht.pk)
        NieuwGroepsbericht(vers, adressen_van(vers, zonder=door), namens).zet_klaar()
        return bericht

    with transaction.atomic():
        return eenmalig(
            sleutel, "groepsbericht", Groepsbericht, werk, van=door, invoer=(groep, tekst), eerder=_al_geschreven
        )[0]


def _al_geschreven(bericht: Groepsbericht) -> Eerder:
    return Eerder(
        "Je hebt met dit formulier al een bericht geplaatst. Wil je dit er ook bij? Verstuur het dan nog een keer.",
        reverse("aanbod:groep_berichten", args=[bericht.groep.slug]),
        "Bekijk de berichten",
    )


def _schoon(tekst: str, groep: Groep, door: User) -> str:
    schoon = tekst.strip()
    if not schoon:
        raise DomeinFout("Schrijf eerst iets op.", veld="tekst")
    if len(schoon) > LANGST:
        raise DomeinFout(f"Maak het korter: hoogstens {LANGST} tekens.", veld="tekst")
    eis_zonder_persoonsgegevens(schoon, veld="tekst")
    if bekende_voornamen(groep, door) & set(re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", schoon.casefold())):
        raise DomeinFout(
            "Hierin staat een voornaam van een kind. Haal die weg: namen horen niet in berichten.", veld="tekst"
        )
    return schoon


@transaction.atomic
def verbeter(bericht: Groepsbericht, *, tekst: str, door: User) -> Groepsbericht:
    """The writer says it otherwise, within the hour. Idempotent; history keeps that it happened, not what it said."""
    vers = _vergrendel(bericht)
    eis(kan_bericht_verbeteren(door, vers), "Alleen wie dit schreef, kan het nog een uur lang wijzigen.")
    nieuw = _schoon(tekst, vers.groep, door)
    if nieuw != vers.tekst:
        vers.tekst, vers.verbeterd_op = nieuw, klok.nu()
        vers.save(update_fields=["tekst", "verbeterd_op"])
        leg_vast("groep.bericht_verbeterd", vers.groep, door=door, bericht=vers.pk)
    return vers


@transaction.atomic
def wis_bericht(bericht: Groepsbericht, *, door: User) -> bool:
    """Empty a message; False when nothing stood there (any more). Idempotent."""
    vers = _vergrendel(bericht)
    if not vers.tekst:
        return False
    eis(kan_bericht_wissen(door, vers), "Dit wist wie het schreef (een uur lang), facilitair of een beheerder.")
    return leeg_tekst(vers, ("tekst",), gebeurtenis="groepsbericht.tekst_gewist", door=door)


def _vergrendel(bericht: Groepsbericht) -> Groepsbericht:
    rijen = Groepsbericht.objects.select_for_update(of=("self",)).select_related("groep")
    return rijen.get(pk=bericht.pk)


def wis_oude_berichten() -> int:
    """The nightly round: of groups whose last meeting is 28 days ago; answers how many. Safe to repeat."""
    voorbij = Groepsbericht.objects.filter(groep__eind_op__lt=klok.vandaag() - NA_LAATSTE_BIJEENKOMST)
    return leeg_oude_teksten(voorbij, ("tekst",), gebeurtenis="groepsbericht.tekst_gewist")
