"""The command core: from an instance file to an answer file and one line of figures.

Reads, solves with one or more worker processes, checks and writes.  Nothing is written when the input is
refused; the answer is written to a neighbouring file first and moved into place, so a reader never meets
half an answer.
"""

from __future__ import annotations

import json
import os
import resource
import time
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path

from vraag.matching.probleem.antwoord import Oplossing
from vraag.matching.probleem.beloften import Drempel
from vraag.matching.probleem.controle import controleer
from vraag.matching.probleem.invoer import lees_instantie
from vraag.matching.probleem.typen import Instantie, InstantieFout
from vraag.matching.probleem.uitvoer import naar_json, van_json
from vraag.matching.probleem.vastleggen import invoer_hash
from vraag.matching.regio import deel, inspanning_voor, los_op, los_regio_op, regios, voeg_samen
from vraag.matching.zoeken.inspanning import Inspanning

STANDAARD = Drempel()


def vorm(
    instantie_pad: str | Path,
    uit_pad: str | Path,
    start_pad: str | Path | None = None,
    werkers: int = 1,
    inspanning: Inspanning | None = None,
    drempel: Drempel | None = STANDAARD,
) -> dict[str, object]:
    """Solve the instance at `instantie_pad` and write the answer to `uit_pad`.

    Returns the figures to print: valid, objective, bound, gap, seconds, peak_mb, input_hash.  Raises
    `InstantieFout` (nothing written) for unreadable, malformed or contradictory input.
    """
    begin = time.monotonic()
    inst = lees_instantie(_lees_object(instantie_pad))
    start = van_json(_lees_object(start_pad)) if start_pad is not None else None
    oplossing = los_parallel(inst, start=start, drempel=drempel, werkers=werkers, inspanning=inspanning)
    _schrijf(Path(uit_pad), naar_json(oplossing))
    oordeel = controleer(inst, oplossing)
    return {
        "valid": oordeel.geldig,
        "objective": list(oordeel.doel.sleutel),
        "bound": oplossing.grens,
        "gap": None if oplossing.gat is None else round(oplossing.gat, 6),
        "seconds": round(time.monotonic() - begin, 2),
        "peak_mb": _piek_mb(),
        "input_hash": invoer_hash(inst),
    }


def los_parallel(
    inst: Instantie,
    *,
    start: Oplossing | None = None,
    drempel: Drempel | None = None,
    werkers: int = 1,
    inspanning: Inspanning | None = None,
) -> Oplossing:
    """Solve region by region over `werkers` processes; the answer does not depend on their number."""
    namen = regios(inst)
    if werkers <= 1 or len(namen) <= 1:
        return los_op(inst, start=start, drempel=drempel, inspanning=inspanning)
    kracht = inspanning or inspanning_voor(inst)
    taken = [(deel(inst, regio), start, drempel, kracht) for regio in namen]
    with ProcessPoolExecutor(min(werkers, len(namen)), mp_context=get_context("spawn")) as pool:
        return voeg_samen(inst, list(pool.map(_los_taak, taken)))


def _los_taak(taak: tuple[Instantie, Oplossing | None, Drempel | None, Inspanning]) -> Oplossing:
    inst, start, drempel, kracht = taak
    return replace(los_regio_op(inst, start=start, drempel=drempel, inspanning=kracht))


def _lees_object(pad: str | Path) -> Mapping[str, object]:
    try:
        data = json.loads(Path(pad).read_text(encoding="utf-8"))
    except OSError as fout:
        raise InstantieFout(str(pad), f"kan niet gelezen worden: {fout.strerror}") from fout
    except ValueError as fout:
        raise InstantieFout(str(pad), f"is geen geldige JSON: {fout}") from fout
    if not isinstance(data, dict):
        raise InstantieFout("(bestand)", "moet een object zijn")
    return data


def _schrijf(pad: Path, data: object) -> None:
    tijdelijk = pad.with_name(f".{pad.name}.{os.getpid()}")
    tekst = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"
    try:
        tijdelijk.write_text(tekst, encoding="utf-8")
        tijdelijk.replace(pad)
    finally:
        tijdelijk.unlink(missing_ok=True)


def _piek_mb() -> float:
    """Largest resident size of this process or any worker, in MB (ru_maxrss is in kB on Linux)."""
    eigen = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    kind = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return round(max(eigen, kind) / 1024, 1)
