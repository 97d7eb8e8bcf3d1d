"""Acts that can be taken back: asked for now, carried out when ten seconds have passed, never when taken back in time.

So nobody has to be asked "are you sure", and no mail or planning starts that somebody would rather not have. What was
asked is a row before it is a message: it is carried out whether or not the page is still open. What is taken back
leaves no trace; what is carried out leaves the history of the act itself; what is refused then is told to who asked.
"""

import datetime as dt
import logging
import uuid
from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.module_loading import import_string

from marktplein.accounts.models import Bezoeker, User
from marktplein.basis import klok
from marktplein.basis.fouten import DomeinFout
from marktplein.basis.taken import kondig_aan_bij_commit
from marktplein.werk.models import Uitgesteld
from marktplein.werk.rij import Rij
from marktplein.werk.workflow import WerkStaat

log = logging.getLogger(__name__)
# How long an act can be taken back, and how long one that was refused is told of.
BEDENKTIJD = dt.timedelta(seconds=10)
# What must be done before some moment is done at once when that is this near: a worker may be late.
RUIM = dt.timedelta(minutes=5)
BEWAAR_GEWEIGERD = dt.timedelta(days=7)
NIET_GELUKT = "Het is niet gelukt door een storing. Probeer het nog eens."


class Handeling(ABC):
    """An act that can be asked for: its name in the register, on what kind of thing, and in words.

    ``doe`` calls the service, which asks the right, holds the version and writes history, as for any other caller.
    """

    naam: ClassVar[str]
    ding: ClassVar[str]
    # What is said while it can be taken back: "Klaar", "Gegeven aan een collega".
    woorden: ClassVar[str]

    @abstractmethod
    def doe(self, *, pk: int, door: User, gegevens: dict[str, Any]) -> None:
        """Carry it out; raises DomeinFout or PermissionDenied when that is not possible (any more)."""

    def uiterlijk(self, pk: int) -> dt.datetime | None:
        """Until when it can be done at all; None when there is no such moment."""
        return None

    def is_al_zo(self, pk: int) -> bool:
        """Whether doing it would change nothing, as after a second press: then there is nothing to take back."""
        return False

    def gezegd(self, gegevens: dict[str, Any]) -> str:
        """``woorden`` for this one time: what was asked with it may do more."""
        return self.woorden

    def sleutel(self, pk: int) -> str:
        return f"{self.ding}:{pk}"


@cache
def handelingen() -> dict[str, Handeling]:
    """The register: dotted names in the settings (``UITSTELBAAR``), so that nothing here knows the apps above it."""
    alle: list[Handeling] = [import_string(naam) for naam in settings.UITSTELBAAR]
    return {handeling.naam: handeling for handeling in alle}


class Uitstel(Rij[Uitgesteld]):
    """What was asked for and not taken back, carried out side by side."""

    model = Uitgesteld
    taak = "werk.voer_uitgestelde_uit"
    max_pogingen = 4
    wachttijden = (1, 2, 5)

    def haal_in(self) -> int:
        Uitgesteld.objects.filter(staat=WerkStaat.MISLUKT, volgende_poging_op__lt=klok.nu() - BEWAAR_GEWEIGERD).delete()
        return super().haal_in()


UITSTEL = Uitstel()


class NogEven(DomeinFout):
    """Somebody has just asked for something on the same thing."""


def vraag(handeling: Handeling, *, pk: int, door: User, gegevens: dict[str, Any], bundel: uuid.UUID) -> Uitgesteld:
    """Ask for one act; what was asked together shares a ``bundel``, and is taken back together.

    It is tried first and undone at once, so what cannot be done is refused here and now (DomeinFout, PermissionDenied).
    NogEven when another act on the same thing waits; the same act of the same person is simply that one.
    """
    with transaction.atomic():
        handeling.doe(pk=pk, door=door, gegevens=gegevens)
        transaction.set_rollback(True)
    sleutel = handeling.sleutel(pk)
    try:
        with transaction.atomic():
            rij = Uitgesteld.objects.create(
                soort=handeling.naam,
                ding=sleutel,
                gegevens=gegevens,
                door=door,
                bundel=bundel,
                volgende_poging_op=klok.nu() + BEDENKTIJD,
            )
            kondig_aan_bij_commit(UITSTEL.taak, over_seconden=BEDENKTIJD.total_seconds())
    except IntegrityError:
        return _wat_er_ligt(sleutel, handeling, door, gegevens)
    return rij


def vraag_of_doe(handeling: Handeling, *, pk: int, door: User, gegevens: dict[str, Any]) -> Uitgesteld | None:
    """Ask for one act on one thing, as ``vraag``; None when there is no time to wait: then it is done."""
    uiterlijk = handeling.uiterlijk(pk)
    if handeling.is_al_zo(pk) or (uiterlijk is not None and uiterlijk <= klok.nu() + RUIM):
        handeling.doe(pk=pk, door=door, gegevens=gegevens)
        return None
    return vraag(handeling, pk=pk, door=door, gegevens=gegevens, bundel=uuid.uuid4())


def _wat_er_ligt(sleutel: str, handeling: Handeling, door: User, gegevens: dict[str, Any]) -> Uitgesteld:
    ligt = Uitgesteld.objects.filter(ding=sleutel, staat=WerkStaat.WACHT).select_related("door").first()
    if ligt is None:
        raise NogEven("Hier is net iets mee gebeurd. Kijk nog eens.")
    if (ligt.door_id, ligt.soort, ligt.gegevens) == (door.pk, handeling.naam, gegevens):
        return ligt
    if ligt.door_id == door.pk:
        raise NogEven("Je vroeg hier net zelf iets anders. Maak dat eerst ongedaan, of wacht tien tellen.")
    raise NogEven(f"{ligt.door} is hier net mee bezig. Probeer het over een paar tellen nog eens.")


@transaction.atomic
def neem_terug(*, door: User, bundel: uuid.UUID | None = None, ding: str = "") -> int:
    """Take back what ``door`` asked for and has not been carried out, of one bundle or one thing; answer how much.

    Waits for who is carrying it out: then it is gone, and the answer says so.
    """
    keus = Q(bundel=bundel) if bundel else Q(ding=ding)
    rijen = Uitgesteld.objects.filter(keus, door=door.pk, staat=WerkStaat.WACHT)
    sloten = list(rijen.select_for_update().order_by("pk").values_list("pk", flat=True))
    aantal: int = Uitgesteld.objects.filter(pk__in=sloten).delete()[0]
    return aantal


def vergeet_geweigerde(*, door: User, bundel: uuid.UUID) -> None:
    """The person has read why it was refused."""
    Uitgesteld.objects.filter(bundel=bundel, door=door.pk, staat=WerkStaat.MISLUKT).delete()


@dataclass(frozen=True)
class Bundel:
    """What was asked together and can be taken back together."""

    sleutel: uuid.UUID
    woorden: str
    aantal: int
    seconden: int


@dataclass(frozen=True)
class Overzicht:
    """What waits on the things of a page, and what somebody asked for that turned out not to be possible."""

    per_ding: dict[int, Uitgesteld]
    bundels: list[Bundel]
    geweigerd: list[Uitgesteld]


def overzicht(user: Bezoeker, handelingen_: Iterable[Handeling], pks: Collection[int]) -> Overzicht:
    """For a list that shows the things ``pks``; one query. Bundles that one row shows already are left out."""
    soorten = {handeling.naam: handeling for handeling in handelingen_}
    rijen = bij(user, soorten.values(), pks)
    wacht = [rij for rij in rijen if rij.wacht]
    samen: dict[uuid.UUID, list[Uitgesteld]] = {}
    for rij in wacht:
        if rij.door_id == user.pk:
            samen.setdefault(rij.bundel, []).append(rij)
    return Overzicht(
        per_ding={rij.pk_van_ding: rij for rij in wacht if rij.pk_van_ding in pks},
        bundels=[
            Bundel(sleutel, soorten[deel[0].soort].woorden, len(deel), max(rij.seconden for rij in deel))
            for sleutel, deel in samen.items()
            if len(deel) > 1 or deel[0].pk_van_ding not in pks
        ],
        geweigerd=[rij for rij in rijen if not rij.wacht],
    )


def bij(user: Bezoeker, handelingen_: Iterable[Handeling], pks: Collection[int]) -> list[Uitgesteld]:
    """What waits on these things, whoever asked, and what was asked by ``user`` and refused; in one query."""
    handelingen_ = list(handelingen_)
    soorten = [handeling.naam for handeling in handelingen_]
    dingen = {handeling.sleutel(pk) for handeling in handelingen_ for pk in pks}
    wacht = Q(staat=WerkStaat.WACHT) & (Q(ding__in=dingen) | Q(door=user.pk))
    return list(
        Uitgesteld.objects.filter(wacht | Q(staat=WerkStaat.MISLUKT, door=user.pk), soort__in=soorten)
        .select_related("door")
        .order_by("pk")
    )


def voer_uit(*, hoogstens: int = 200) -> int:
    """Carry out what is due, each in its own transaction; answer how many were in hand. Safe to run side by side."""
    for nummer in range(hoogstens):
        if not _voer_een_uit():
            return nummer
    return hoogstens


def _voer_een_uit() -> bool:
    with transaction.atomic():
        rij = UITSTEL.neem()
        if rij is None:
            return False
        try:
            with transaction.atomic():
                handelingen()[rij.soort].doe(pk=rij.pk_van_ding, door=rij.door, gegevens=rij.gegevens)
        except DomeinFout as fout:
            _weiger(rij, fout.melding)
        except PermissionDenied:
            _weiger(rij, "Je mag dit niet meer doen.")
        except Exception:
            log.exception("uitgestelde handeling %s (%s) ging mis", rij.pk, rij.soort)
            if UITSTEL.stel_uit(rij):
                rij.save(update_fields=["pogingen", "volgende_poging_op"])
            else:
                _weiger(rij, NIET_GELUKT)
        else:
            rij.delete()
    return True


def _weiger(rij: Uitgesteld, melding: str) -> None:
    # What was typed with it is kept no longer than it is needed.
    rij.staat, rij.fout, rij.gegevens = WerkStaat.MISLUKT, melding, {}
    rij.save(update_fields=["staat", "fout", "gegevens", "pogingen"])
