"""A mail when there are new dates: ask, confirm by mail, go on, stop, and the round that tells.

Nobody gets one who did not use the mailed link, nor more than one a day. Rows that are over are thrown away.
"""

import datetime as dt
import secrets
import uuid

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext

from aanbod.doorgeven.berichten import BevestigAttendering, NieuweData
from aanbod.doorgeven.koppeling import hash_van, link_van, stoplink_van, token_van
from aanbod.doorgeven.selectors import Kring, komende, kring_bij
from aanbod.models import Attendering, Groep
from aanbod.workflow import GroepStaat
from marktplein.audit.services import leg_vast
from marktplein.basis import klok, tekst
from marktplein.basis.een_voor_een import een_voor_een
from marktplein.basis.eenmalig import eenmalig
from marktplein.basis.fouten import DomeinFout, Eerder
from marktplein.mail.services import vergeet_met

BEVESTIG_BINNEN = dt.timedelta(hours=24)
GELDIG = dt.timedelta(days=183)
PER_ADRES_HOOGSTENS = 10
IN_MAIL_HOOGSTENS = 10
PER_RONDE = 1000


def vraag_attendering(
    *, email: str, kring: Kring, taal: str = settings.LANGUAGE_CODE, sleutel: uuid.UUID | None = None
) -> Attendering:
    """Note the wish and mail a link to confirm it within a day; until then nothing is told.

    Asked once more it is the same one, and the link goes out again: nobody learns which addresses are known. Raises
    DomeinFout when the address can be none, nothing was chosen, or it has too many.
    """
    email = tekst.mailadres(email)
    if not (kring.gemeente or kring.thema or kring.interventie):
        raise DomeinFout(gettext("Kies een gemeente, een thema of allebei."), veld="gemeente")

    def werk() -> Attendering:
        try:
            with transaction.atomic():
                attendering, nieuw = _maak(email, kring, taal)
        except IntegrityError:
            attendering, nieuw = _bestaande(email, kring).get(), False
        if nieuw:
            leg_vast("attendering.gevraagd", attendering)
        BevestigAttendering(attendering, wat=kring.naam).zet_klaar()
        return attendering

    with transaction.atomic():
        invoer = (email, kring.gemeente, kring.thema, kring.interventie)
        return eenmalig(sleutel, "attendering", Attendering, werk, van=None, invoer=invoer, eerder=_al_gevraagd)[0]


def _al_gevraagd(attendering: Attendering) -> Eerder:
    return Eerder(gettext("Met dit formulier is al iets gevraagd: kijk in uw mail. Of verstuur het nog een keer."))


def _bestaande(email: str, kring: Kring) -> QuerySet[Attendering]:
    return Attendering.objects.filter(
        email__iexact=email, gemeente=kring.gemeente, thema=kring.thema, interventie=kring.interventie
    )


def _maak(email: str, kring: Kring, taal: str) -> tuple[Attendering, bool]:
    if bestaand := _bestaande(email, kring).first():
        return bestaand, False
    if Attendering.objects.filter(email__iexact=email).count() >= PER_ADRES_HOOGSTENS:
        raise DomeinFout(gettext("U vroeg al heel vaak om een mail. Stop er eerst een, via de link in een mail."))
    attendering = Attendering.objects.create(
        email=email,
        gemeente=kring.gemeente,
        thema=kring.thema,
        interventie=kring.interventie,
        taal=taal,
        token_hash=secrets.token_hex(32),
        geldig_tot=klok.nu() + BEVESTIG_BINNEN,
    )
    attendering.token_hash = hash_van(token_van(attendering))
    attendering.save(update_fields=["token_hash"])
    return attendering, True


@transaction.atomic
def bevestig_attendering(token: str) -> Attendering:
    """The link was used: from now on new dates are told, for half a year. Idempotent; again later it goes on longer.

    What stands on the site at this moment is not new. Raises Attendering.DoesNotExist.
    """
    attendering = Attendering.objects.select_for_update().get(token_hash=hash_van(token), geldig_tot__gt=klok.nu())
    eerst = attendering.bevestigd_op is None
    if eerst:
        attendering.bevestigd_op = klok.nu()
        attendering.gezien = sorted(komende(kring_bij(attendering)).values_list("pk", flat=True))
    attendering.geldig_tot = klok.nu() + GELDIG
    attendering.save(update_fields=["bevestigd_op", "gezien", "geldig_tot", "gewijzigd_op"])
    leg_vast("attendering.bevestigd" if eerst else "attendering.verlengd", attendering)
    return attendering


@transaction.atomic
def stop_attendering(token: str, *, alle: bool) -> int:
    """Throw it away, or all of this address; answers how many. Idempotent: of who stopped before nothing is left."""
    deze = Attendering.objects.filter(token_hash=hash_van(token)).first()
    if deze is None:
        return 0
    weg = Attendering.objects.filter(email__iexact=deze.email) if alle else Attendering.objects.filter(pk=deze.pk)
    return sum(_gooi_weg(attendering, "attendering.gestopt") for attendering in weg.select_for_update().order_by("pk"))


def _gooi_weg(attendering: Attendering, gebeurtenis: str, *, herkomst: str = "web") -> int:
    leg_vast(gebeurtenis, attendering, herkomst=herkomst)
    vergeet_met(link_van(attendering))
    vergeet_met(stoplink_van(attendering))
    attendering.delete()
    return 1


# --- the rounds -----------------------------------------------------------------------------------------------


def gooi_verlopen_weg() -> int:
    """What was not confirmed within a day, and what nobody went on with for half a year."""
    verlopen = Attendering.objects.filter(geldig_tot__lte=klok.nu()).order_by("pk")
    return een_voor_een(verlopen.values_list("pk", flat=True)[:PER_RONDE], _laat_verlopen)


@transaction.atomic
def _laat_verlopen(pk: int) -> int:
    attendering = Attendering.objects.select_for_update().filter(pk=pk, geldig_tot__lte=klok.nu()).first()
    return _gooi_weg(attendering, "attendering.verlopen", herkomst="taak") if attendering else 0


def vertel_nieuwe_data() -> int:
    """One round: each address in a transaction of its own, once a day; answers how many mails. Safe to repeat."""
    te_doen = _te_mailen().order_by("email", "pk").distinct("email")
    return een_voor_een(te_doen.values_list("pk", flat=True)[:PER_RONDE], _vertel)


def _te_mailen() -> QuerySet[Attendering]:
    return Attendering.objects.filter(bevestigd_op__isnull=False, geldig_tot__gt=klok.nu())


@transaction.atomic
def _vertel(pk: int) -> int:
    """All that is new for the address of this row, in one mail."""
    email = Attendering.objects.filter(pk=pk).values_list("email", flat=True).first()
    rijen = list(_te_mailen().filter(email=email).select_for_update(of=("self",)).order_by("pk"))
    if not rijen or any(rij.laatst_op == klok.vandaag() for rij in rijen):
        return 0
    nieuw: dict[int, Groep] = {}
    for rij in rijen:
        hier = {groep.pk: groep for groep in komende(kring_bij(rij)).filter(staat=GroepStaat.OPEN)}
        nieuw |= {nummer: groep for nummer, groep in hier.items() if nummer not in rij.gezien}
        rij.gezien = sorted({*rij.gezien, *hier})
    if not nieuw:
        return 0
    for rij in rijen:
        rij.laatst_op = klok.vandaag()
        rij.save(update_fields=["laatst_op", "gezien", "gewijzigd_op"])
    groepen = sorted(nieuw.values(), key=lambda groep: (groep.start_op, groep.pk))
    meer = max(0, len(groepen) - IN_MAIL_HOOGSTENS)
    return NieuweData(rijen[0], groepen=groepen[:IN_MAIL_HOOGSTENS], meer=meer).zet_klaar()
