"""Kinds of work, and the register of them.

A kind says what its table and task are, how many attempts it gets, and how it is caught up. The register is a list of
dotted names in the settings (``WERKSOORTEN``), so that nothing here knows the apps above it.
"""

from abc import ABC, abstractmethod
from functools import cache
from typing import ClassVar, Generic, TypeVar

from django.conf import settings
from django.db.models import QuerySet
from django.utils.module_loading import import_string

from marktplein.basis.taken import kondig_aan
from marktplein.werk.models import Werk
from marktplein.werk.slot import werkslot
from marktplein.werk.workflow import ONAF

W = TypeVar("W", bound=Werk)


class Werksoort(ABC):
    """``taak`` is the name under which the work is announced."""

    taak: ClassVar[str]
    max_pogingen: ClassVar[int]

    @abstractmethod
    def haal_in(self) -> int:
        """Announce again what lies there: a message got lost, or a worker died. Answers how many."""


class Klus(Werksoort, Generic[W]):
    """A job that holds a slot while it is done; ``marktplein.werk.services`` carries it out.

    ``naam`` is what the log calls it. ``slot`` is a number of its own; one job at a time per value of ``slotveld``
    (the empty name: one at a time at all).
    """

    naam: ClassVar[str]
    slot: ClassVar[int]
    slotveld: ClassVar[str] = ""
    volgorde: ClassVar[tuple[str, ...]] = ("pk",)
    eerste_fase: ClassVar[str] = "gegevens lezen"
    # When its message comes a second time while it is being done: wait for the end (something counts on this message),
    # or leave it to who is at it.
    wacht_op_dubbel: ClassVar[bool] = False
    model: type[W]

    @abstractmethod
    def doe(self, rij: W) -> W:
        """Do the job, and apply and close it in one transaction that begins with ``eis_van_ons``.

        Raises GaatNiet when it cannot be done as asked. With the slot held, outside any transaction.
        """

    def neemt_over(self, rij: W) -> None:
        """We have the slot: what else says it is busy there is dead. Inside the transaction that begins ``rij``."""

    def bij_begin(self, rij: W) -> None:
        """Set further fields of a row that begins; it is saved after this."""

    def na_afloop(self, rij: W) -> None:
        """What follows on a job well done, with the slot let go. Whoever dies before this: the app catches it up."""

    def woorden_bij_opgeven(self, rij: W) -> str:
        return rij.fout or f"na {rij.pogingen} pogingen opgegeven"

    def woorden_bij(self, fout: Exception) -> str:
        """What ``fout`` of the row says of a defect."""
        return f"{type(fout).__name__}: {fout}"

    def rijen(self) -> QuerySet[W]:
        """The rows with what ``doe`` needs of them."""
        return self.model._default_manager.all()

    def slotnummer(self, rij: W) -> int:
        return int(getattr(rij, self.slotveld)) if self.slotveld else 0

    def haal_in(self) -> int:
        open_ = self.model._default_manager.filter(staat__in=ONAF).order_by(*self.volgorde)
        nummers: dict[int, list[int]] = {}
        for rij in open_.only("pk", *filter(None, [self.slotveld])):
            nummers.setdefault(self.slotnummer(rij), []).append(rij.pk)
        # Somebody holds the slot: that one is at work, and what waits has its message or its turn.
        los = [pk for nummer, pks in nummers.items() if self._is_vrij(nummer) for pk in pks]
        for pk in los:
            kondig_aan(self.taak, pk)
        return len(los)

    def _is_vrij(self, nummer: int) -> bool:
        with werkslot(self.slot, nummer) as vrij:
            return vrij


@cache
def soorten() -> tuple[Werksoort, ...]:
    """The register, in the order of the settings."""
    return tuple(import_string(naam) for naam in settings.WERKSOORTEN)
