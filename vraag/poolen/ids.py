"""The ids of the pooling kernel: made here and read here, nowhere else.

The kernel knows things by a text; it only compares and sorts. Ours carry their kind and the primary key: ``S12`` is
signaal 12. A running group with free places is a group and, under the same id, the room that holds just its places.
What a scenario adds exists in no table: it gets a kind of its own, so that nobody takes it for a row of ours.
"""

from marktplein.basis.mensen import Voor

_SIGNAAL, _TEAM, _INTERVENTIE, _RUIMTE, _TRAINER, _GEMEENTE, _GROEP, _VOORSTEL = "S", "T", "I", "Z", "P", "M", "G", "V"
# Who an offer is for, behind its number: "I12" for children, "I12o" for parents.
_VOOR: dict[str, str] = {
    Voor.KINDEREN: "",
    Voor.SAMEN: "s",
    Voor.OUDERS: "o",
    Voor.ZWANGEREN: "z",
    Voor.PROFESSIONALS: "p",
}
_LETTERS = "".join(_VOOR.values())
_EXTRA_RUIMTE, _EXTRA_TRAINER = "X", "Y"


def signaal(pk: int) -> str:
    return f"{_SIGNAAL}{pk}"


def team(pk: int) -> str:
    return f"{_TEAM}{pk}"


def interventie(pk: int, voor: str = Voor.KINDEREN) -> str:
    """An offer for one kind of people. Each kind is an offer of its own to the kernel: they never share a group."""
    return f"{_INTERVENTIE}{pk}{_VOOR[voor]}"


def ruimte(pk: int) -> str:
    return f"{_RUIMTE}{pk}"


def trainer(pk: int) -> str:
    return f"{_TRAINER}{pk}"


def gemeente(pk: int) -> str:
    return f"{_GEMEENTE}{pk}"


def groep(pk: int) -> str:
    """A running group, and the room that stands for its free places."""
    return f"{_GROEP}{pk}"


def voorstel(pk: int) -> str:
    """A running proposal as a group of an earlier answer."""
    return f"{_VOORSTEL}{pk}"


def extra_ruimte(nummer: int) -> str:
    """The room that change ``nummer`` of a scenario adds."""
    return f"{_EXTRA_RUIMTE}{nummer}"


def extra_trainer(nummer: int) -> str:
    """The trainer that change ``nummer`` of a scenario adds."""
    return f"{_EXTRA_TRAINER}{nummer}"


def plek(ruimte_pk: int | None, groep_pk: int | None) -> str:
    """Where a plan takes place: in a room of ours, or with a running group."""
    return ruimte(ruimte_pk) if ruimte_pk else groep(groep_pk or 0)


def is_extra(naam: str) -> bool:
    """Whether a scenario added this room or trainer."""
    return naam.startswith((_EXTRA_RUIMTE, _EXTRA_TRAINER))


def pk_van(naam: str) -> int:
    """The primary key in an id. Raises ValueError for what is in no table."""
    if is_extra(naam):
        raise ValueError(naam)
    return int(naam[1:].rstrip(_LETTERS))


def pk_of_niets(naam: object) -> int | None:
    """The primary key in what may be an id, for facts that were stored with an answer."""
    if not isinstance(naam, str) or is_extra(naam):
        return None
    cijfers = naam[1:].rstrip(_LETTERS)
    return int(cijfers) if cijfers.isdecimal() else None


def voor_van(naam: str) -> Voor:
    """For whom the offer of this id is."""
    letter = naam.lstrip(_INTERVENTIE + "0123456789")
    return next(voor for voor in Voor if _VOOR[voor] == letter)
