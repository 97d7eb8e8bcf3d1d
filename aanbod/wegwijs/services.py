"""Keep what shows the way: each save asks the right, wipes nothing unseen, and leaves what stood there to put back."""

import uuid
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.urls import reverse
from reversion.models import Revision, Version

from aanbod.enums import Stuksoort
from aanbod.models import Folderbestand, Thema, Themastuk, Toegang, Uitlegpagina, Zorgpad, Zorgpadplek
from aanbod.models.wegwijs import ZORGPADEN
from aanbod.wegwijs.permissions import Stuk, kan_stuk_wijzigen
from aanbod.wegwijs.selectors import begin_van
from aanbod.wegwijs.teksten import BEGIN, ZORGPADNAMEN
from aanbod.wegwijs.versies import bewaar_eerste_versie, bewaar_versie, inhoud_van, versies_van
from gemeenten.grond.models import Gemeente
from marktplein.accounts.models import User
from marktplein.audit.services import leg_vast
from marktplein.audit.velden import wijzig_velden
from marktplein.basis import klok
from marktplein.basis.eenmalig import eenmalig
from marktplein.basis.fouten import DomeinFout, Eerder
from marktplein.basis.samen import eis_gezien
from marktplein.basis.toegang import eis

MAG_NIET = "Dit houdt de beheerder bij, en voor de eigen gemeente de gemeentebeheerder en het aanspreekpunt."
GROOTSTE_PDF = 2_000_000
PDF_BEGIN = b"%PDF-"
Gezien = Mapping[str, str] | None


@transaction.atomic
def voeg_stuk_toe(
    *,
    thema: Thema,
    soort: str,
    velden: Mapping[str, Any],
    door: User,
    pdf: bytes = b"",
    sleutel: uuid.UUID | None = None,
) -> Themastuk:
    """A link, folder, figure or initiative more with a theme; the same form twice is one."""
    stuk = Themastuk(thema=thema, soort=soort, **velden, laatst_gecontroleerd=klok.vandaag())
    eis(kan_stuk_wijzigen(door, stuk), MAG_NIET)

    def werk() -> Themastuk:
        _eis_compleet(stuk, pdf)
        stuk.save(force_insert=True)
        _bewaar_pdf(stuk, pdf)
        leg_vast("themastuk.toegevoegd", stuk, door=door, thema=thema.pk, stuksoort=soort)
        return stuk

    invoer = (thema, soort, velden, len(pdf))
    return eenmalig(sleutel, "themastuk", Themastuk, werk, van=door, invoer=invoer, eerder=_al_toegevoegd)[0]


def _al_toegevoegd(stuk: Themastuk) -> Eerder:
    return Eerder(
        f"Je hebt dit al toegevoegd: ‘{stuk.titel}’. Is dit iets anders? Verstuur het formulier dan nog een keer.",
        reverse("aanbod:teksten_stuk", args=[stuk.pk]),
        "Bekijk wat er staat",
    )


def _eis_compleet(stuk: Themastuk, pdf: bytes) -> None:
    if stuk.soort == Stuksoort.CIJFER and not (stuk.bron and stuk.jaar):
        raise DomeinFout("Schrijf bij een cijfer de bron en het jaar.", veld="jaar" if stuk.bron else "bron")
    if stuk.soort == Stuksoort.FOLDER and stuk.datum is None:
        raise DomeinFout("Schrijf van welke datum de folder is.", veld="datum")
    if pdf and not pdf.startswith(PDF_BEGIN):
        raise DomeinFout("Dit is geen pdf. Kies een ander bestand.", veld="pdf")
    if len(pdf) > GROOTSTE_PDF:
        raise DomeinFout("Deze pdf is te groot. Een folder is hier hoogstens 2 MB.", veld="pdf")


def _bewaar_pdf(stuk: Themastuk, pdf: bytes) -> None:
    if pdf:
        Folderbestand.objects.update_or_create(stuk=stuk, defaults={"pdf": pdf})


@transaction.atomic
def wijzig_stuk(
    *, stuk: Themastuk, velden: Mapping[str, Any], door: User, pdf: bytes = b"", gezien: Gezien = None
) -> Themastuk:
    """Save it; whoever saves has checked it. Raises Verouderd when it would wipe what was not ``gezien``."""
    eis(kan_stuk_wijzigen(door, stuk), MAG_NIET)
    actueel = Themastuk.objects.select_for_update(of=("self",)).get(pk=stuk.pk)
    _eis_compleet(Themastuk(soort=actueel.soort, **velden), pdf)
    _schrijf(actueel, velden, "themastuk", door, gezien)
    _bewaar_pdf(actueel, pdf)
    return actueel


@transaction.atomic
def haal_stuk_weg(*, stuk: Themastuk, door: User) -> None:
    """Gone from its theme, with its file and what stood in it before. The second time there is nothing left to do."""
    eis(kan_stuk_wijzigen(door, stuk), MAG_NIET)
    actueel = Themastuk.objects.select_for_update(of=("self",)).filter(pk=stuk.pk).first()
    if actueel is not None:
        leg_vast("themastuk.weggehaald", actueel, door=door, thema=actueel.thema_id, stuksoort=actueel.soort)
        bewaard = list(versies_van(actueel).values_list("revision", flat=True))
        Revision.objects.filter(pk__in=bewaard).delete()
        actueel.delete()


@transaction.atomic
def wijzig_uitleg(*, slug: str, velden: Mapping[str, Any], door: User, gezien: Gezien = None) -> Uitlegpagina:
    """Write what a page that explains says. Raises KeyError for a page that does not exist."""
    begin = begin_van(BEGIN[slug])
    eis(kan_stuk_wijzigen(door, Uitlegpagina(slug=slug)), MAG_NIET)
    Uitlegpagina.objects.get_or_create(slug=slug, defaults=begin)
    actueel = Uitlegpagina.objects.select_for_update(of=("self",)).get(slug=slug)
    _schrijf(actueel, velden, "uitlegpagina", door, gezien)
    return actueel


@transaction.atomic
def noem_zorgpad(*, nummer: int, naam: str, door: User, gezien: Gezien = None) -> Zorgpad:
    """Give a care path its name, for the whole region."""
    _eis_nummer(nummer)
    eis(kan_stuk_wijzigen(door, Zorgpad(nummer=nummer)), MAG_NIET)
    Zorgpad.objects.get_or_create(nummer=nummer, defaults={"naam": ZORGPADNAMEN.get(nummer, "")})
    actueel = Zorgpad.objects.select_for_update(of=("self",)).get(nummer=nummer)
    _schrijf(actueel, {"naam": " ".join(naam.split())}, "zorgpad", door, gezien)
    return actueel


@transaction.atomic
def vul_zorgpad(
    *, nummer: int, gemeente: Gemeente, velden: Mapping[str, Any], door: User, gezien: Gezien = None
) -> Zorgpadplek:
    """Say which support there is in a municipality, who gives it and how that one is reached."""
    _eis_nummer(nummer)
    eis(kan_stuk_wijzigen(door, Zorgpadplek(nummer=nummer, gemeente=gemeente)), MAG_NIET)
    Zorgpadplek.objects.get_or_create(nummer=nummer, gemeente=gemeente)
    actueel = Zorgpadplek.objects.select_for_update(of=("self",)).get(nummer=nummer, gemeente=gemeente)
    _schrijf(actueel, velden, "zorgpadplek", door, gezien)
    return actueel


def _eis_nummer(nummer: int) -> None:
    if not 1 <= nummer <= ZORGPADEN:
        raise DomeinFout("Dit zorgpad bestaat niet.")


@transaction.atomic
def vul_toegang(*, gemeente: Gemeente, velden: Mapping[str, Any], door: User, gezien: Gezien = None) -> Toegang:
    """Say where in a municipality anybody may come with a question, and when it is open."""
    eis(kan_stuk_wijzigen(door, Toegang(gemeente=gemeente)), MAG_NIET)
    Toegang.objects.get_or_create(gemeente=gemeente)
    actueel = Toegang.objects.select_for_update(of=("self",)).get(gemeente=gemeente)
    _schrijf(actueel, velden, "toegang", door, gezien)
    return actueel


@transaction.atomic
def zet_terug(*, bewaard: Version, door: User) -> Stuk:
    """What it said then it says again: a change like any other, that can be put back in its turn."""
    soort: Any = bewaard.content_type.model_class()
    actueel: Any = soort._default_manager.select_for_update(of=("self",)).get(pk=bewaard.object_id)
    eis(kan_stuk_wijzigen(door, actueel), MAG_NIET)
    _schrijf(actueel, inhoud_van(bewaard), soort._meta.model_name, door, None)
    stuk: Stuk = actueel
    return stuk


def _schrijf(ding: Any, velden: Mapping[str, Any], soort: str, door: User, gezien: Gezien) -> None:
    """Save a locked row; what it said before and what it says now are kept as versions."""
    nu = {naam: getattr(ding, naam) for naam in velden}
    eis_gezien(nu, gezien, velden)
    anders = any(nu[naam] != waarde for naam, waarde in velden.items())
    if anders:
        bewaar_eerste_versie(ding)
    nieuw = {**velden, "voorbeeld": False, "laatst_gecontroleerd": klok.vandaag()}
    wijzig_velden(ding, nieuw, als=f"{soort}.gewijzigd", door=door)
    if anders:
        bewaar_versie(ding)
