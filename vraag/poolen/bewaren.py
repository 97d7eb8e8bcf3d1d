"""Keep what a run read and answered, so that anybody can repeat it: same instance, same bytes."""

import datetime as dt
import json
import zlib
from collections.abc import Mapping
from typing import Any

from marktplein.basis import klok
from vraag import matching
from vraag.models import Run, RunInvoer

BEWAAR_DAGEN = 60
# What is kept of a run: what it read, what it went out from (if anything) and what it answered.
SOORTEN = ("instantie", "start", "oplossing")


def pak_in(document: Mapping[str, Any]) -> bytes:
    """Compressed canonical JSON of an exchange document."""
    return zlib.compress(json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode(), 6)


def pak_uit(inhoud: bytes | memoryview) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(zlib.decompress(bytes(inhoud)))
    return document


def als_bestand(inhoud: bytes | memoryview) -> bytes:
    """A stored document as ``vorm_groepen`` reads and writes it, so that an answer can be compared byte by byte."""
    return zlib.decompress(bytes(inhoud)) + b"\n"


def bestandsnaam(run: Run, soort: str) -> str:
    """Name of the file; ``soort`` is one of SOORTEN."""
    return f"run-{run.pk}-{soort}.json"


def bewaar(
    run: Run, instantie: matching.Instantie, oplossing: matching.Oplossing, start: matching.Oplossing | None = None
) -> RunInvoer:
    """Store the documents of a run, in exchange format; repeating it replaces them.

    ``start`` is the plan it went out from, if any.
    """
    documenten = {
        "instantie": pak_in(matching.instantie_naar_json(instantie)),
        "start": None if start is None else pak_in(matching.naar_json(start)),
        "oplossing": pak_in(matching.naar_json(oplossing)),
    }
    rij, _ = RunInvoer.objects.update_or_create(run=run, defaults=documenten)
    return rij


def ruim_op() -> int:
    """Drop the documents of runs older than two months; their figures stay."""
    grens = klok.nu() - dt.timedelta(days=BEWAAR_DAGEN)
    return RunInvoer.objects.filter(run__aangemaakt_op__lt=grens).delete()[0]
