"""Errors a service may raise. Views turn them into a clear answer; nothing has been changed when one is raised."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import Http404


class DomeinFout(Exception):
    """A rule of the domain says no.

    ``melding`` is Dutch and is shown to the user; ``veld`` names the form field it belongs to, if any.
    """

    def __init__(self, melding: str, *, veld: str | None = None) -> None:
        super().__init__(melding)
        self.melding = melding
        self.veld = veld


class OvergangFout(DomeinFout):
    """The thing is in a state from which this move is not allowed."""


class Verouderd(DomeinFout):
    """Somebody else changed the thing since it was read."""

    def __init__(self) -> None:
        super().__init__(
            "Iemand anders heeft dit intussen gewijzigd. Wat jij invulde is nog niet opgeslagen. "
            "Kijk hieronder wat er veranderd is en sla dan opnieuw op."
        )


@dataclass(frozen=True, slots=True)
class Eerder:
    """What a form made the first time it came in: ``wat`` there is and what one can do now, where it opens, and the
    words of that link."""

    wat: str
    url: str = ""
    knop: str = ""


class AlVerwerkt(DomeinFout):
    """This form came in before with something else in it; ``eerder`` is what it made then."""

    def __init__(self, eerder: Eerder) -> None:
        super().__init__(eerder.wat)
        self.eerder = eerder


class NietToegestaan(PermissionDenied):
    """The user may not do this; ``melding`` says who can."""

    def __init__(self, melding: str = "Je mag dit niet doen.") -> None:
        super().__init__(melding)
        self.melding = melding


class Verborgen(Http404):
    """It is there, and hidden from who asks: to them a 404 like any other, to history a refusal (audit.middleware)."""

    def __init__(self, soort: type[Model], pk: Any) -> None:
        super().__init__()
        self.soort = soort
        self.pk = pk
