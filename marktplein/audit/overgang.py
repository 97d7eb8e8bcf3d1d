"""The one way in which a thing moves to another state: allowed by its table, saved, and with a line of history.

No other code writes ``staat`` of a row that exists; a house rule looks for it.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from django.db import models

from marktplein.audit.services import Door, leg_alle_vast, leg_vast
from marktplein.basis import klok
from marktplein.basis.fouten import OvergangFout
from marktplein.basis.workflow import Overgangen, mag_overgang

M = TypeVar("M", bound=models.Model)


def verplaats(
    ding: models.Model,
    naar: str,
    tabel: Overgangen,
    *,
    noem: str,
    als: str,
    door: Door = None,
    herkomst: str = "web",
    velden: Sequence[str] | None = None,
    **gegevens: Any,
) -> None:
    """Move the (locked) ``ding``, save it and write history ``als``, with ``van`` and ``naar`` besides ``gegevens``.

    All its fields are saved, or the state and ``velden`` only. Raises OvergangFout with a Dutch sentence that begins
    with ``noem`` (e.g. "Deze vraag") when ``tabel`` does not allow the move; then nothing has changed.
    """
    van = _eis(ding, naar, tabel, noem)
    ding.staat = naar  # type: ignore[attr-defined]
    ding.save(update_fields=None if velden is None else [*_velden(type(ding)), *velden])
    leg_vast(als, ding, door=door, herkomst=herkomst, van=van, naar=str(naar), **gegevens)


def verplaats_alle(
    dingen: Iterable[tuple[M, dict[str, Any]]],
    naar: str,
    tabel: Overgangen,
    *,
    noem: str,
    als: str,
    door: Door = None,
    herkomst: str = "web",
    **velden: Any,
) -> int:
    """The same for many (locked) things with as many ``gegevens``, which also get ``velden``; answers how many.

    One statement per kind of thing and a few for the lines: thousands may move while a region is locked.
    """
    rijen = [(ding, {"van": _eis(ding, naar, tabel, noem), "naar": str(naar), **feiten}) for ding, feiten in dingen]
    leg_alle_vast(als, rijen, door=door, herkomst=herkomst)
    per_soort: dict[type[M], list[M]] = defaultdict(list)
    for ding, _ in rijen:
        per_soort[type(ding)].append(ding)
    for soort, groep in per_soort.items():
        waarden = {"staat": naar, **velden}
        if "gewijzigd_op" in _velden(soort):
            waarden["gewijzigd_op"] = klok.nu()
        soort._default_manager.filter(pk__in=[ding.pk for ding in groep]).update(**waarden)
        for ding in groep:
            for naam, waarde in waarden.items():
                setattr(ding, naam, waarde)
    return len(rijen)


def _eis(ding: models.Model, naar: str, tabel: Overgangen, noem: str) -> str:
    """The state it is in now."""
    van = str(ding.staat)  # type: ignore[attr-defined]
    if not mag_overgang(tabel, van, naar):
        nu = ding.get_staat_display()  # type: ignore[attr-defined]
        raise OvergangFout(f"{noem} is nu ‘{nu.lower()}’. Daardoor kan dit niet meer.")
    return van


def _velden(soort: type[models.Model]) -> list[str]:
    heeft = {veld.name for veld in soort._meta.concrete_fields}
    return [naam for naam in ("staat", "gewijzigd_op") if naam in heeft]
