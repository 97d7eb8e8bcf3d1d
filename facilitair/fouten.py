"""Refusals of this app that callers tell apart."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from marktplein.basis.fouten import DomeinFout

if TYPE_CHECKING:
    from facilitair.selectors.vrij import Tijd, Zaalvoorstel


class RuimteBezet(DomeinFout):
    """The room is taken at one of the moments asked for.

    ``voorstellen`` are other rooms that are free at all of them, nearest first; ``tijden`` are other moments at which
    this room is free (only for a single booking). Either may be empty.
    """

    def __init__(
        self, melding: str, *, voorstellen: Sequence["Zaalvoorstel"] = (), tijden: Sequence["Tijd"] = ()
    ) -> None:
        super().__init__(melding, veld="ruimte")
        self.voorstellen = list(voorstellen)
        self.tijden = list(tijden)


class AlOpgepakt(DomeinFout):
    """A colleague holds this task; ``naam`` is who."""

    def __init__(self, naam: str, sinds: str) -> None:
        super().__init__(
            f"{naam} heeft deze taak al opgepakt{sinds}. Je hoeft niets te doen. "
            "Wil je het toch zelf doen? Neem de taak over."
        )
        self.naam = naam
