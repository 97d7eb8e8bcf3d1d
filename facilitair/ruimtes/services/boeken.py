"""The only code that puts a booking in a room, always under a lock on the room's row.

Order of locks: the group, then the room. Whoever holds the room's row sees every booking of it, so the answer can name
the moments that clash. Code that forgets the lock still cannot book twice: the exclusion constraint refuses, and here
that refusal becomes the same Dutch answer.
"""

from collections.abc import Sequence
from typing import Any

from django.db import IntegrityError, transaction

from aanbod.models import Groep
from facilitair.models import Reservering, Ruimte
from facilitair.ruimtes import vrij
from facilitair.ruimtes.fouten import RuimteBezet
from facilitair.workflow import RESERVERING_OVERGANGEN, ReserveringStaat
from marktplein.accounts.models import User
from marktplein.audit.overgang import verplaats_alle
from marktplein.basis import woorden
from marktplein.basis.fouten import DomeinFout

GENOEMD_HOOGSTENS = 3


def vergrendel(ruimte: Ruimte) -> Ruimte:
    """The room as it is now, locked until the end of the transaction. Raises DomeinFout when it is no longer let."""
    actueel = Ruimte.objects.select_for_update(no_key=True).get(pk=ruimte.pk)
    if not actueel.actief:
        raise DomeinFout(f"{actueel.naam} wordt niet meer verhuurd. Kies een andere ruimte.", veld="ruimte")
    return actueel


def schrijf(ruimte: Ruimte, nieuw: Sequence[Reservering], *, minstens: int, groep: Groep | None) -> list[Reservering]:
    """Insert unsaved bookings of a locked room, all or none.

    Raises RuimteBezet, with other rooms for ``minstens`` people and other moments; the transaction stays usable.
    """
    try:
        with transaction.atomic():
            return Reservering.objects.bulk_create(nieuw)
    except IntegrityError as fout:
        if "ruimte_nooit_dubbel" not in str(fout):
            raise
    tijden = [_tijd(reservering) for reservering in nieuw]
    raise bezet(ruimte, tijden, minstens=minstens, groep=groep)


def eis_vrij(ruimte: Ruimte, tijden: Sequence[vrij.Tijd], *, minstens: int, groep: Groep | None) -> None:
    """Raise RuimteBezet when somebody else than ``groep`` holds a locked room at one of these moments."""
    if vrij.botsingen(ruimte, tijden, behalve_groep=groep):
        raise bezet(ruimte, tijden, minstens=minstens, groep=groep)


def bezet(ruimte: Ruimte, tijden: Sequence[vrij.Tijd], *, minstens: int, groep: Groep | None) -> RuimteBezet:
    """The refusal that proposes: which moments clash, and where or when it can be done."""
    botst = vrij.botsingen(ruimte, tijden, behalve_groep=groep)
    andere = vrij.andere_ruimtes(ruimte, tijden, minstens=minstens, behalve_groep=groep)
    zin = f"{ruimte.naam} is al bezet op {_opsomming(botst or list(tijden))}."
    if andere:
        zin += f" Wel vrij: {woorden.opsomming((voorstel.ruimte.naam for voorstel in andere), 'of')}."
    tijdstippen = vrij.andere_tijden(ruimte, *tijden[0]) if len(tijden) == 1 else []
    return RuimteBezet(zin, voorstellen=andere, tijden=tijdstippen)


def laat_los(reserveringen: Sequence[Reservering], *, door: User | None = None, herkomst: str = "web") -> None:
    """Give bookings back: their rooms are free at once, and their meetings may have another room."""
    verplaats_alle(
        [(reservering, {"ruimte": reservering.ruimte_id}) for reservering in reserveringen],
        ReserveringStaat.VRIJGEGEVEN,
        RESERVERING_OVERGANGEN,
        noem="Deze reservering",
        als="reservering.vrijgegeven",
        door=door,
        herkomst=herkomst,
        bijeenkomst=None,
    )


def _opsomming(tijden: Sequence[vrij.Tijd]) -> str:
    genoemd = [woorden.tijd(*tijd) for tijd in tijden[:GENOEMD_HOOGSTENS]]
    rest = len(tijden) - len(genoemd)
    lijst = "; ".join(genoemd)
    return f"{lijst} en nog {rest} keer" if rest else lijst


def _tijd(reservering: Reservering) -> vrij.Tijd:
    periode: Any = reservering.periode
    return (periode[0], periode[1]) if isinstance(periode, tuple) else (periode.lower, periode.upper)
