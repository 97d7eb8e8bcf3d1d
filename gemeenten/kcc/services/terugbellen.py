"""A request to be called back: written down, taken up, closed, watched, and erased after thirty days."""

import datetime as dt
import uuid

from django.db import transaction
from django.urls import reverse

from aanbod.models import Thema
from gemeenten.grond.kalenders import kalender_van
from gemeenten.grond.models import Gemeente
from gemeenten.kcc import permissions as mag
from gemeenten.kcc.berichten import TerugbellenGevraagd, TerugbellenTeLaat
from gemeenten.kcc.models import Terugbelverzoek
from gemeenten.kcc.selectors import Bestemming
from gemeenten.kcc.workflow import TERUGBEL_LOPEND, TERUGBEL_OVERGANGEN, Afloop, TerugbelStaat
from marktplein.accounts.models import User
from marktplein.audit.overgang import verplaats
from marktplein.audit.services import leg_vast
from marktplein.basis import klok
from marktplein.basis.een_voor_een import een_voor_een
from marktplein.basis.eenmalig import eenmalig
from marktplein.basis.fouten import DomeinFout, Eerder
from marktplein.basis.privacy import eis_zonder_persoonsgegevens
from marktplein.basis.tekst import op_een_regel
from marktplein.basis.telefoon import lees
from marktplein.basis.toegang import eis
from marktplein.basis.werkdagen import plus_werkdagen

DING = "Dit terugbelverzoek"
BEWAAR = dt.timedelta(days=30)
# Working days: to take it up, and then to reach somebody.
OPPAKKEN, AFRONDEN = 1, 2
ONDERWERP_LANGST = 80


@transaction.atomic
def vraag_terug_te_bellen(
    bestemming: Bestemming,
    *,
    naam: str,
    telefoon: str,
    thema: Thema | None,
    onderwerp: str = "",
    door: User,
    sleutel: uuid.UUID | None = None,
) -> Terugbelverzoek:
    """Write down that somebody wants a call, once per ``sleutel``; the team or organisation hears of it.

    Raises NietToegestaan, and DomeinFout with its field when the number reaches nobody, the subject is missing or
    holds personal data.
    """
    eis(mag.kan_te_woord_staan(door), mag.ALLEEN_BALIE)

    def werk() -> Terugbelverzoek:
        vandaag = klok.vandaag()
        verzoek = Terugbelverzoek.objects.create(
            team=bestemming.team,
            organisatie=bestemming.organisatie,
            gemeente=bestemming.gemeente,
            naam=_ingevuld(op_een_regel(naam), "naam", "Vul in hoe de beller heet."),
            telefoon=_ingevuld(lees(telefoon), "telefoon", "Vul het telefoonnummer in."),
            thema=thema,
            onderwerp=_schoon(onderwerp, thema),
            door=door,
            uiterlijk=_over_werkdagen(bestemming.gemeente, OPPAKKEN),
            wissen_op=vandaag + BEWAAR,
        )
        leg_vast("terugbelverzoek.gevraagd", verzoek, door=door, team=verzoek.team_id, thema=thema and thema.pk)
        TerugbellenGevraagd(verzoek).zet_klaar()
        return verzoek

    invoer = (bestemming.sleutel, naam, telefoon, thema, onderwerp)
    return eenmalig(
        sleutel, "terugbelverzoek", Terugbelverzoek, werk, van=door, invoer=invoer, eerder=_al_opgeschreven
    )[0]


def _al_opgeschreven(verzoek: Terugbelverzoek) -> Eerder:
    return Eerder(
        f"Je schreef met dit formulier al een verzoek op voor {verzoek.wie_belt}. "
        "Gaat het om iemand anders? Verstuur het dan nog een keer.",
        reverse("kcc:terugbelverzoek", args=[verzoek.pk]),
        "Bekijk dat verzoek",
    )


def _ingevuld(waarde: str, veld: str, melding: str) -> str:
    if not waarde:
        raise DomeinFout(melding, veld=veld)
    return waarde


def _schoon(onderwerp: str, thema: Thema | None) -> str:
    schoon = op_een_regel(onderwerp)
    if not schoon and thema is None:
        raise DomeinFout("Kies een thema, of schrijf in een paar woorden waar het over gaat.", veld="thema")
    if len(schoon) > ONDERWERP_LANGST:
        raise DomeinFout(f"Maak het korter: hoogstens {ONDERWERP_LANGST} tekens.", veld="onderwerp")
    eis_zonder_persoonsgegevens(schoon, veld="onderwerp")
    return schoon


def _over_werkdagen(gemeente: Gemeente, dagen: int) -> dt.date:
    return plus_werkdagen(klok.vandaag(), dagen, kalender_van(gemeente))


@transaction.atomic
def pak_op(verzoek: Terugbelverzoek, *, door: User) -> Terugbelverzoek:
    """``door`` is the one who calls. Idempotent; raises OvergangFout when a colleague was first."""
    vers = _vergrendel(verzoek)
    eis(mag.kan_terugbellen(door, vers), mag.ALLEEN_WIE_BELT)
    if vers.staat == TerugbelStaat.OPGEPAKT and vers.opgepakt_door_id == door.pk:
        return vers
    vers.opgepakt_door, vers.uiterlijk, vers.gemeld_op = door, _over_werkdagen(vers.gemeente, AFRONDEN), None
    verplaats(vers, TerugbelStaat.OPGEPAKT, TERUGBEL_OVERGANGEN, noem=DING, als="terugbelverzoek.opgepakt", door=door)
    return vers


@transaction.atomic
def geef_terug(verzoek: Terugbelverzoek, *, door: User) -> Terugbelverzoek:
    """Somebody else of the team or the organisation should call after all; it is of nobody, and due today."""
    vers = _vergrendel(verzoek)
    eis(mag.kan_terugbellen(door, vers), mag.ALLEEN_WIE_BELT)
    vers.opgepakt_door, vers.uiterlijk, vers.gemeld_op = None, klok.vandaag(), None
    verplaats(vers, TerugbelStaat.OPEN, TERUGBEL_OVERGANGEN, noem=DING, als="terugbelverzoek.teruggegeven", door=door)
    return vers


@transaction.atomic
def rond_af(verzoek: Terugbelverzoek, *, afloop: Afloop, door: User) -> Terugbelverzoek:
    """The call was made, or tried. Idempotent for the same outcome."""
    vers = _vergrendel(verzoek)
    eis(mag.kan_terugbellen(door, vers), mag.ALLEEN_WIE_BELT)
    if vers.staat == TerugbelStaat.AFGEROND and vers.afloop == afloop:
        return vers
    vers.afloop = afloop
    verplaats(
        vers, TerugbelStaat.AFGEROND, TERUGBEL_OVERGANGEN, noem=DING, als="terugbelverzoek.afgerond", door=door,
        afloop=str(afloop),
    )  # fmt: skip
    return vers


@transaction.atomic
def trek_terugbellen_in(verzoek: Terugbelverzoek, *, door: User) -> Terugbelverzoek:
    """The caller needs it no more; name and number go at once. Idempotent."""
    vers = _vergrendel(verzoek)
    eis(mag.kan_terugbellen_intrekken(door, vers), mag.ALLEEN_BALIE)
    if vers.staat != TerugbelStaat.INGETROKKEN:
        verplaats(
            vers, TerugbelStaat.INGETROKKEN, TERUGBEL_OVERGANGEN, noem=DING, als="terugbelverzoek.ingetrokken",
            door=door,
        )  # fmt: skip
        _leeg(vers, door, "ingetrokken")
    return vers


@transaction.atomic
def wis_beller(verzoek: Terugbelverzoek, *, door: User) -> bool:
    """The caller asks to be forgotten: name, number and subject go; False when they were gone. Idempotent.

    What was still to be done ends with it: nobody can call somebody who is not known.
    """
    vers = _vergrendel(verzoek)
    eis(mag.kan_terugbellen_wissen(door, vers), mag.ALLEEN_WIE_BELT)
    if vers.gewist_op is not None:
        return False
    if vers.is_lopend:
        verplaats(
            vers, TerugbelStaat.INGETROKKEN, TERUGBEL_OVERGANGEN, noem=DING, als="terugbelverzoek.ingetrokken",
            door=door,
        )  # fmt: skip
    _leeg(vers, door, "gevraagd")
    return True


def _leeg(verzoek: Terugbelverzoek, door: User | None, reden: str) -> None:
    verzoek.naam = verzoek.telefoon = verzoek.onderwerp = ""
    verzoek.gewist_op = klok.nu()
    verzoek.save(update_fields=["naam", "telefoon", "onderwerp", "gewist_op", "gewijzigd_op"])
    herkomst = "web" if door else "taak"
    leg_vast("terugbelverzoek.tekst_gewist", verzoek, door=door, herkomst=herkomst, reden=reden)


def _vergrendel(verzoek: Terugbelverzoek) -> Terugbelverzoek:
    rijen = Terugbelverzoek.objects.select_for_update(of=("self",))
    return rijen.select_related("gemeente", "team", "organisatie").get(pk=verzoek.pk)


# --- rounds of beat -------------------------------------------------------------------------------------------


def bewaak_terugbellen() -> int:
    """Hourly: what nobody took up or closed in time is told to the aanspreekpunt, once for each term."""
    laat = Terugbelverzoek.objects.filter(
        staat__in=TERUGBEL_LOPEND, uiterlijk__lt=klok.vandaag(), gemeld_op__isnull=True
    )
    return een_voor_een(laat.order_by("pk").values_list("pk", flat=True), _meld_te_laat)


@transaction.atomic
def _meld_te_laat(pk: int) -> int:
    verzoek = _vergrendel(Terugbelverzoek(pk=pk))
    if not verzoek.is_lopend or verzoek.gemeld_op is not None or verzoek.uiterlijk >= klok.vandaag():
        return 0
    verzoek.gemeld_op = klok.nu()
    verzoek.save(update_fields=["gemeld_op", "gewijzigd_op"])
    leg_vast("terugbelverzoek.te_laat", verzoek, herkomst="taak", gemeente=verzoek.gemeente_id)
    TerugbellenTeLaat(verzoek).zet_klaar()
    return 1


def wis_oude_terugbelverzoeken() -> int:
    """Nightly: after thirty days nothing of the caller is left, whatever became of the request. Safe to repeat."""
    oud = Terugbelverzoek.objects.filter(wissen_op__lte=klok.vandaag(), gewist_op__isnull=True)
    return een_voor_een(oud.order_by("pk").values_list("pk", flat=True), _verloop)


@transaction.atomic
def _verloop(pk: int) -> int:
    verzoek = _vergrendel(Terugbelverzoek(pk=pk))
    if verzoek.gewist_op is not None:
        return 0
    if verzoek.is_lopend:
        verplaats(
            verzoek, TerugbelStaat.VERLOPEN, TERUGBEL_OVERGANGEN, noem=DING, als="terugbelverzoek.verlopen",
            herkomst="taak",
        )  # fmt: skip
    _leeg(verzoek, None, "bewaartermijn")
    return 1
