"""Which municipality went into which, as far as it counts today. Rights follow it, and so do filters (opvolging)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from gemeenten.grond.models import Gemeente
from marktplein.basis import klok

# A chain of mergers longer than this is a mistake in the data, not history.
HOOGSTENS = 10
Fusies = Mapping[int, int]


def fusies() -> Fusies:
    """Merged municipality → who took over. One that lives until a day to come has not merged yet. One query."""
    rijen = Gemeente.objects.filter(opgegaan_in__isnull=False, tot__lte=klok.vandaag())
    return {pk: opvolger_id for pk, opvolger_id in rijen.values_list("pk", "opgegaan_in") if opvolger_id}


def opvolger_van(pk: int, gegaan: Fusies) -> int:
    """Who does the work of this municipality today: itself while it exists."""
    for _ in range(HOOGSTENS):
        pk = gegaan.get(pk, pk)
    return pk


def met_voorgangers(gemeente_ids: Iterable[int], gegaan: Fusies | None = None) -> frozenset[int]:
    """These municipalities and all that went into them, of whatever year: what hangs on those belongs here now."""
    in_wie: dict[int, set[int]] = defaultdict(set)
    for pk, opvolger_id in (fusies() if gegaan is None else gegaan).items():
        in_wie[opvolger_id].add(pk)
    uit, nieuw = set[int](), set(gemeente_ids)
    while nieuw:
        uit |= nieuw
        nieuw = {oud for pk in nieuw for oud in in_wie[pk]} - uit
    return frozenset(uit)


def van_nu(gemeente_ids: Iterable[int], gegaan: Fusies | None = None) -> frozenset[int]:
    """What somebody has who has these: whoever took them over, with everything that went into that one.

    Of two municipalities that merged each answers both, and their successor.
    """
    gegaan = fusies() if gegaan is None else gegaan
    uit = {opvolger_van(pk, gegaan) for pk in gemeente_ids}
    return met_voorgangers({*uit, *gemeente_ids}, gegaan)
