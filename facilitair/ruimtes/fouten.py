"""Refusals of this room that callers tell apart."""

from collections.abc import Sequence

from facilitair.ruimtes.vrij import Tijd, Zaalvoorstel
from marktplein.basis.fouten import DomeinFout


class RuimteBezet(DomeinFout):
    """The room is taken at one of the moments asked for.

    ``voorstellen`` are other rooms that are free at all of them, nearest first; ``tijden`` are other moments at which
    this room is free (only for a single booking). Either may be empty.
    """

    def __init__(self, melding: str, *, voorstellen: Sequence[Zaalvoorstel] = (), tijden: Sequence[Tijd] = ()) -> None:
        super().__init__(melding, veld="ruimte")
        self.voorstellen = list(voorstellen)
        self.tijden = list(tijden)
