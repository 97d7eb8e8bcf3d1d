"""Register without an account: ask, confirm by mail, get a place or a place in line, accept an offer, cancel."""

import datetime as dt
import secrets
import uuid
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext

from aanbod.deelname.berichten import AanmeldingBericht, Afgemeld, AlAangemeld, Bevestig, Geplaatst, OpWachtlijst
from aanbod.deelname.koppeling import hash_van, token_van
from aanbod.deelname.selectors import plaats_in_de_rij
from aanbod.deelname.services.wachtlijst import eerste_in_de_rij, geef_vrij
from aanbod.deelname.services.wissen import bewaar_nog_even, wisdatum
from aanbod.groepen.selectors import eerste_begin
from aanbod.groepen.services.plaatsen import neem, vergrendel
from aanbod.models import Aanmelding, Groep
from aanbod.permissions import kan_aanmeldingen_zien, kan_zelf_aanmelden
from aanbod.workflow import (
    AANMELDING_LOPEND,
    AANMELDING_OVERGANGEN,
    GROEP_AANMELDBAAR,
    GROEP_LOPEND,
    HOUDT_PLEK,
    AanmeldingStaat,
)
from marktplein.accounts.models import User
from marktplein.audit.overgang import verplaats
from marktplein.audit.services import leg_vast
from marktplein.basis import klok, tekst
from marktplein.basis.eenmalig import eenmalig
from marktplein.basis.fouten import DomeinFout, Eerder, OvergangFout
from marktplein.basis.mensen import Voor
from marktplein.basis.telefoon import lees as lees_nummer
from marktplein.basis.toegang import eis
from marktplein.basis.woorden import leeftijden

BEVESTIG_BINNEN = dt.timedelta(hours=24)
DING = "Deze aanmelding"


def meld_aan(
    *,
    groep: Groep,
    naam: str,
    email: str,
    telefoon: str = "",
    leeftijd_kind: int | None = None,
    beide_ouders: bool = False,
    taal: str = settings.LANGUAGE_CODE,
    sleutel: uuid.UUID | None = None,
) -> Aanmelding:
    """Note a registration and mail a link to confirm it within 24 hours; until then it holds no place.

    The same person (name and address) twice for one group is one registration: the mail goes out again and the
    caller shows the same page, so that nobody learns who is registered. Raises DomeinFout when the group takes no
    registrations, the child's age does not fit, or the offer asks for the consent of both parents and the visitor did
    not say it is there (``beide_ouders``; only the audit line of the registration keeps that it was said). Every mail
    about it will be in ``taal``.
    """
    _eis_aanmeldbaar(groep)
    _eis_leeftijd(groep, leeftijd_kind)
    _eis_toestemming(groep, beide_ouders)
    naam, email, telefoon = tekst.op_een_regel(naam), tekst.mailadres(email), lees_nummer(telefoon)

    def werk() -> Aanmelding:
        bestaand = _lopende(groep, naam, email)
        if bestaand is None:
            try:
                with transaction.atomic():
                    return _maak(groep, naam, email, telefoon, leeftijd_kind, taal)
            except IntegrityError:
                bestaand = _lopende(groep, naam, email)
                if bestaand is None:
                    raise
        _stuur_nog_eens(bestaand)
        return bestaand

    with transaction.atomic():
        invoer = (groep, naam, email, telefoon, leeftijd_kind)
        return eenmalig(sleutel, "aanmelding", Aanmelding, werk, van=None, invoer=invoer, eerder=_al_aangemeld)[0]


def _al_aangemeld(aanmelding: Aanmelding) -> Eerder:
    """Without a link or a name: whoever sits at this browser now need not be who filled it in."""
    return Eerder(
        gettext(
            "Met dit formulier is al iemand aangemeld: kijk in uw mail. Wilt u nog iemand aanmelden, of klopte er iets "
            "niet? Verstuur het formulier dan nog een keer."
        )
    )


@transaction.atomic
def bevestig(token: str) -> Aanmelding:
    """The link in the mail was used: a place if there is one and nobody waits, else the end of the line. Idempotent."""
    aanmelding = _vergrendel(token)
    if aanmelding.staat != AanmeldingStaat.TE_BEVESTIGEN:
        return aanmelding
    groep = aanmelding.groep
    if _te_laat(aanmelding):
        raise OvergangFout(gettext("Deze link is verlopen. Meld u opnieuw aan, dan krijgt u een nieuwe mail."))
    if groep.staat not in GROEP_AANMELDBAAR or eerste_begin(groep) <= klok.nu():
        raise OvergangFout(gettext("Bij deze groep kunt u zich niet meer aanmelden."))
    aanmelding.bevestigd_op = klok.nu()
    if groep.vrij_in_zaal and eerste_in_de_rij(groep) is None:
        neem(groep, 1)
        _plaats(aanmelding, "aanmelding.bevestigd")
    else:
        aanmelding.in_rij_op = klok.nu()
        _verplaats(aanmelding, AanmeldingStaat.WACHTLIJST, "aanmelding.bevestigd")
        OpWachtlijst(aanmelding, plaats_in_de_rij(aanmelding)).zet_klaar()
    return aanmelding


@transaction.atomic
def accepteer(token: str) -> Aanmelding:
    """Say yes to an offered place. Idempotent; raises OvergangFout when the offer has expired."""
    aanmelding = _vergrendel(token)
    if aanmelding.staat in (AanmeldingStaat.GEPLAATST, AanmeldingStaat.INTAKE):
        return aanmelding
    if aanmelding.staat == AanmeldingStaat.VERLOPEN or _te_laat(aanmelding):
        raise OvergangFout(
            gettext("De tijd om te kiezen is voorbij. De plek is naar de volgende op de wachtlijst gegaan.")
        )
    if aanmelding.staat != AanmeldingStaat.AANGEBODEN:
        # Only an offer holds a place already: whoever has not confirmed yet goes through ``bevestig``.
        raise OvergangFout(gettext("Er is u nog geen plek aangeboden."))
    _plaats(aanmelding, "aanmelding.aanbod_aangenomen")
    return aanmelding


@transaction.atomic
def meld_af(token: str) -> Aanmelding:
    """Cancel by the mailed link; a place that was held goes to the first in line. Idempotent.

    Raises OvergangFout for a group that is over: who had a place then, had one.
    """
    aanmelding = _vergrendel(token)
    if aanmelding.staat not in (AanmeldingStaat.GEANNULEERD, AanmeldingStaat.VERLOPEN):
        annuleer(aanmelding, "aanmelding.afgemeld")
    return aanmelding


@transaction.atomic
def rond_kennismaking_af(aanmelding: Aanmelding, *, gaat_door: bool, door: User) -> Aanmelding:
    """After the intake: the place is final, or it comes free again. Facilitair and the group's trainers do this.

    Raises OvergangFout when the registration waits for no intake, or when the place of a group that is over would
    come free.
    """
    eis(kan_aanmeldingen_zien(door, aanmelding.groep), "Alleen het facilitair team en de trainers kunnen dit doen.")
    groep = vergrendel(aanmelding.groep_id)
    actueel = Aanmelding.objects.select_for_update().get(pk=aanmelding.pk)
    actueel.groep = groep
    if actueel.staat != AanmeldingStaat.INTAKE:
        raise OvergangFout("Voor deze aanmelding is er geen kennismaking (meer).")
    if gaat_door:
        _verplaats(actueel, AanmeldingStaat.GEPLAATST, "aanmelding.kennismaking", door=door, gaat_door=True)
        Geplaatst(actueel).zet_klaar()
    else:
        annuleer(actueel, "aanmelding.kennismaking", door=door, gaat_door=False)
    return actueel


def _vergrendel(token: str) -> Aanmelding:
    """Lock the group of this link, then the registration. Raises Aanmelding.DoesNotExist for an unknown link."""
    gevonden = Aanmelding.objects.only("pk", "groep_id").get(token_hash=hash_van(token))
    groep = vergrendel(gevonden.groep_id)
    aanmelding = Aanmelding.objects.select_for_update().get(pk=gevonden.pk)
    aanmelding.groep = groep
    return aanmelding


def _te_laat(aanmelding: Aanmelding) -> bool:
    return aanmelding.beslis_voor is not None and aanmelding.beslis_voor <= klok.nu()


def _verplaats(aanmelding: Aanmelding, naar: AanmeldingStaat, als: str, **gegevens: Any) -> None:
    """Move it and save all of it; whoever has moved has no term to decide in any more."""
    aanmelding.beslis_voor = None
    groep = aanmelding.groep_id
    verplaats(aanmelding, naar, AANMELDING_OVERGANGEN, noem=DING, als=als, groep=groep, **gegevens)


def _plaats(aanmelding: Aanmelding, als: str) -> None:
    """The place is held already; an offer with an intake first gets a call."""
    naar = AanmeldingStaat.INTAKE if aanmelding.groep.interventie.intake else AanmeldingStaat.GEPLAATST
    _verplaats(aanmelding, naar, als)
    Geplaatst(aanmelding).zet_klaar()


def annuleer(
    aanmelding: Aanmelding, als: str, *, bericht: type[AanmeldingBericht] | None = Afgemeld, **gegevens: Any
) -> None:
    """End a registration that is locked with its group, and pass its place on. Without ``bericht`` nobody is told.

    Raises OvergangFout when its group has ended.
    """
    if aanmelding.groep.staat not in GROEP_LOPEND:
        raise OvergangFout(
            gettext("Deze groep is voorbij of gaat niet door. Afmelden kan niet meer en hoeft ook niet.")
        )
    hield_plek = aanmelding.staat in HOUDT_PLEK
    bewaar_nog_even(aanmelding)
    _verplaats(aanmelding, AanmeldingStaat.GEANNULEERD, als, **gegevens)
    if hield_plek:
        geef_vrij(aanmelding.groep, 1)
    if bericht is not None:
        bericht(aanmelding).zet_klaar()


def _eis_aanmeldbaar(groep: Groep) -> None:
    if not kan_zelf_aanmelden(groep) or eerste_begin(groep) <= klok.nu():
        raise DomeinFout(gettext("Voor deze groep kunt u zich hier niet aanmelden."))


def _eis_leeftijd(groep: Groep, leeftijd: int | None) -> None:
    if leeftijd is not None and not groep.leeftijd_min <= leeftijd <= groep.leeftijd_max:
        if groep.is_voor == Voor.OUDERS:
            zin = gettext(
                "Deze groep is voor ouders van kinderen van %(leeftijd)s. Klopt de leeftijd? "
                "Kijk dan bij de andere groepen, of bel ons."
            )
        else:
            zin = gettext(
                "Deze groep is voor kinderen van %(leeftijd)s. Klopt de leeftijd? "
                "Kijk dan bij de andere groepen, of bel ons."
            )
        raise DomeinFout(zin % {"leeftijd": leeftijden(groep.leeftijd_min, groep.leeftijd_max)}, veld="leeftijd_kind")


def _eis_toestemming(groep: Groep, beide_ouders: bool) -> None:
    if groep.interventie.toestemming_beide_ouders and not beide_ouders:
        raise DomeinFout(
            gettext("Voor deze groep is toestemming van beide ouders (met gezag) nodig. Is die er? Vink het dan aan."),
            veld="beide_ouders",
        )


def _lopende(groep: Groep, naam: str, email: str) -> Aanmelding | None:
    return Aanmelding.objects.filter(
        groep=groep, email__iexact=email, naam__iexact=naam, staat__in=AANMELDING_LOPEND
    ).first()


def _maak(groep: Groep, naam: str, email: str, telefoon: str, leeftijd: int | None, taal: str) -> Aanmelding:
    aanmelding = Aanmelding.objects.create(
        groep=groep,
        naam=naam,
        email=email,
        telefoon=telefoon,
        leeftijd_kind=leeftijd,
        taal=taal,
        # Replaced below: the real token needs the number of the row.
        token_hash=secrets.token_hex(32),
        beslis_voor=klok.nu() + BEVESTIG_BINNEN,
        wissen_op=wisdatum(groep),
    )
    aanmelding.token_hash = hash_van(token_van(aanmelding))
    aanmelding.save(update_fields=["token_hash"])
    gevraagd = groep.interventie.toestemming_beide_ouders
    toestemming: dict[str, Any] = {"toestemming_beide_ouders": True} if gevraagd else {}
    leg_vast("aanmelding.ontvangen", aanmelding, groep=groep.pk, **toestemming)
    Bevestig(aanmelding).zet_klaar()
    return aanmelding


def _stuur_nog_eens(aanmelding: Aanmelding) -> None:
    """At most one mail an hour, so that nobody's mailbox can be filled from our form."""
    sleutel = f"aanmelding-opnieuw:{aanmelding.pk}:{klok.nu():%Y%m%d%H}"
    if aanmelding.staat == AanmeldingStaat.TE_BEVESTIGEN:
        Aanmelding.objects.filter(pk=aanmelding.pk, staat=AanmeldingStaat.TE_BEVESTIGEN).update(
            beslis_voor=klok.nu() + BEVESTIG_BINNEN
        )
        Bevestig(aanmelding, sleutel=sleutel).zet_klaar()
    else:
        AlAangemeld(aanmelding, sleutel=sleutel).zet_klaar()
