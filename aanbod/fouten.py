"""Refusals of this app that callers tell apart."""

from marktplein.basis.fouten import DomeinFout
from marktplein.basis.woorden import plekken


class GroepVol(DomeinFout):
    """There are fewer free places than asked for; ``vrij`` says how many there are."""

    def __init__(self, vrij: int) -> None:
        melding = "Deze groep is vol."
        if vrij:
            melding = f"Nog {plekken(vrij)} vrij. Vraag er niet meer dan dat."
        super().__init__(melding, veld="aantal")
        self.vrij = vrij


class TrainerBezet(DomeinFout):
    """A trainer already gives another meeting at one of these moments; ``trainer`` is the number, for names repeat."""

    def __init__(self, trainer: int, naam: str) -> None:
        super().__init__(f"{naam} geeft op een van deze momenten al een andere bijeenkomst.")
        self.trainer = trainer


class GeenCertificaat(DomeinFout):
    """A trainer (by number) may not give this offer on all of these days."""

    def __init__(self, trainer: int, naam: str) -> None:
        super().__init__(f"{naam} heeft voor deze training geen certificaat dat lang genoeg geldig is.")
        self.trainer = trainer
