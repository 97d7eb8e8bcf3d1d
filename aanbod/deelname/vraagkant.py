"""What demand hands in about places. Aanbod does not know it, so it connects itself (``verbind``: VraagConfig.ready).

Everything here happens in the transaction of the change: when it fails, nothing has changed. Order of locks: ``slot``
before the group, the group before what hangs on it.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Protocol

from aanbod.models import Groep
from gemeenten.grond.models import Team
from marktplein.accounts.models import User

# The choice for children about whom no need was posted.
ANDEREN = "nee"


@dataclass(frozen=True, slots=True)
class Keuze:
    """A need of a team that children may belong to, with how many of them it can be and how a page says it."""

    vraag: int
    team: int
    hoogstens: int
    tekst: str


class Vraagkant(Protocol):
    def passend(self, groep: Groep, teams: Collection[Team]) -> list[Keuze]:
        """Needs of these teams whose children still wait, and for whom this group is."""

    def in_voorstel(self, groep: Groep, teams: Collection[Team]) -> list[tuple[str, str]]:
        """What such needs have in proposals that run, as (a sentence, an address): those wait for an answer first."""

    def geplaatst(self, groep: Groep, teams: Collection[Team]) -> list[Keuze]:
        """Needs of these teams whose children have a place in this group."""

    def slot(self, groep: Groep, team: Team | None = None) -> None:
        """What has to be locked before the group is."""

    def genomen(
        self, *, groep: Groep, team: Team, aantal: int, vraag: int, van_vraag: int | None, door: User | None
    ) -> None:
        """Of ``aantal`` places just taken, ``van_vraag`` (None: as many as fit) are for children of this need.

        Raises DomeinFout when so many do not wait any more.
        """

    def teruggegeven(self, *, groep: Groep, team: Team, aantal: int, vraag: int) -> None:
        """So many children of this need gave their places back. Raises DomeinFout when it has fewer here."""

    def veranderd(self, groep: Groep) -> None:
        """Places of teams were given back, or the group was called off: their demand follows."""

    def plek_vrij(self, groep: Groep) -> None:
        """Places came free and nobody on the waiting list wanted them."""

    def ongeplaatst(self, vragen: Collection[int]) -> dict[int, int]:
        """Of each of these needs how many people have no place yet, in a proposal or not; 0 for one that ended."""

    def nieuwe_vraag(self, groep: Groep, aantal: int | None = None) -> str:
        """The address at which a need for what this group gives is posted, filled in; empty when there is none."""

    def gevraagde_teams(self, groep: Groep) -> set[int]:
        """Teams that are asked whether they take part and have not said no: they hear when the group changes."""

    def verzet(self, groep: Groep) -> None:
        """The group meets at other times: what waits for its free places is to be looked at again."""


class _Zonder:
    """Without demand there is nothing to ask and nothing that follows."""

    def passend(self, groep: Groep, teams: Collection[Team]) -> list[Keuze]:
        return []

    def in_voorstel(self, groep: Groep, teams: Collection[Team]) -> list[tuple[str, str]]:
        return []

    def geplaatst(self, groep: Groep, teams: Collection[Team]) -> list[Keuze]:
        return []

    def slot(self, groep: Groep, team: Team | None = None) -> None:
        """Nothing to lock."""

    def genomen(
        self, *, groep: Groep, team: Team, aantal: int, vraag: int, van_vraag: int | None, door: User | None
    ) -> None:
        """Nothing to follow."""

    def teruggegeven(self, *, groep: Groep, team: Team, aantal: int, vraag: int) -> None:
        """Nothing to follow."""

    def veranderd(self, groep: Groep) -> None:
        """Nothing to follow."""

    def plek_vrij(self, groep: Groep) -> None:
        """Nobody to tell."""

    def ongeplaatst(self, vragen: Collection[int]) -> dict[int, int]:
        return dict.fromkeys(vragen, 0)

    def nieuwe_vraag(self, groep: Groep, aantal: int | None = None) -> str:
        return ""

    def gevraagde_teams(self, groep: Groep) -> set[int]:
        return set()

    def verzet(self, groep: Groep) -> None:
        """Nobody to tell."""


_verbonden: list[Vraagkant] = [_Zonder()]


def verbind(kant: Vraagkant) -> None:
    _verbonden[:] = [kant]


def vraagkant() -> Vraagkant:
    return _verbonden[0]
