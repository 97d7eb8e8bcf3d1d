"""Kinds of work that come in great numbers: each one short, done in one transaction that holds its row."""

import datetime as dt
from typing import ClassVar, Generic, TypeVar

from django.db.models import QuerySet

from marktplein.basis import klok
from marktplein.basis.taken import kondig_aan, kondig_aan_bij_commit
from marktplein.werk.models import InDeRij
from marktplein.werk.soort import Werksoort
from marktplein.werk.workflow import WerkStaat

R = TypeVar("R", bound=InDeRij)


class Rij(Werksoort, Generic[R]):
    """``model`` has ``staat`` (with *wacht* and *mislukt*) and ``fout``; ``taak`` takes no arguments and does the row.

    Rows are taken with SKIP LOCKED: several workers do different ones side by side, and what a killed worker had in
    hand is free again at once, its attempt not counted.
    """

    model: type[R]
    # Minutes between attempts; the last one serves for all that come after.
    wachttijden: ClassVar[tuple[int, ...]]

    def vraag_aan(self) -> None:
        """Announce on commit what the caller's transaction put in the row; however often asked, once."""
        kondig_aan_bij_commit(self.taak)

    def wachtend(self) -> QuerySet[R]:
        """What is due now."""
        return self.model._default_manager.filter(staat=WerkStaat.WACHT, volgende_poging_op__lte=klok.nu())

    def neem(self) -> R | None:
        """The first one that is due and in nobody's hands, locked until the caller's transaction ends, and counted."""
        ding = self.wachtend().select_for_update(skip_locked=True).order_by("volgende_poging_op", "pk").first()
        if ding is not None:
            ding.pogingen += 1
        return ding

    def stel_uit(self, ding: R) -> bool:
        """Set (unsaved) when it is tried again; False when it has had all of its attempts."""
        if ding.pogingen >= self.max_pogingen:
            return False
        wacht = self.wachttijden[min(ding.pogingen, len(self.wachttijden)) - 1]
        ding.volgende_poging_op = klok.nu() + dt.timedelta(minutes=wacht)
        return True

    def haal_in(self) -> int:
        if not self.wachtend().exists():
            return 0
        kondig_aan(self.taak)
        return 1
