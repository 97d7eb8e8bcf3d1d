"""Refusals of the queue that callers tell apart."""

from marktplein.basis.fouten import DomeinFout


class AlOpgepakt(DomeinFout):
    """A colleague holds this task; ``naam`` is who."""

    def __init__(self, naam: str, sinds: str) -> None:
        super().__init__(
            f"{naam} heeft deze taak al opgepakt{sinds}. Je hoeft niets te doen. "
            "Wil je het toch zelf doen? Neem de taak over."
        )
        self.naam = naam
