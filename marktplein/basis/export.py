"""Lists that leave the house as a file: the same rows as on the screen, for a spreadsheet."""

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from typing import Any

import tablib
from django.http import HttpRequest, HttpResponse

from marktplein.basis import klok

SOORTEN = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
# More rows than this do not help anyone in a spreadsheet, and would keep the web server busy for others.
HOOGSTENS = 10_000
# A spreadsheet takes a cell that begins like this for a formula, and would run what somebody else typed.
FORMULE_BEGIN = ("=", "+", "-", "@")
# Signs that may not stand in a spreadsheet file at all; a tab or line break may.
STUURTEKENS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def gevraagd_formaat(request: HttpRequest) -> str:
    """The file type asked for with ``?formaat=``; empty when the page itself is asked for or the type is unknown."""
    formaat = request.GET.get("formaat", "")
    return formaat if formaat in SOORTEN else ""


def als_bestand(formaat: str, kop: Sequence[str], rijen: Iterable[Sequence[Any]], naam: str) -> HttpResponse:
    """A download ``<naam>-<today>.<formaat>`` with a heading row and at most HOOGSTENS rows.

    ``formaat`` is "xlsx" or "csv" (semicolons and a byte order mark, as a Dutch spreadsheet expects). Cells may be
    text, numbers, booleans ("ja"/"nee"), dates or aware moments (shown in Dutch time); None is empty. Raises
    ValueError for another format or for a row whose length differs from ``kop``.
    """
    if formaat not in SOORTEN:
        raise ValueError(f"Onbekend formaat “{formaat}”; kies uit: {', '.join(SOORTEN)}")
    tabel = tablib.Dataset(headers=list(kop), title=naam[:31])
    for nummer, rij in enumerate(rijen):
        if nummer >= HOOGSTENS:
            break
        if len(rij) != len(kop):
            raise ValueError(f"rij {nummer + 1} heeft {len(rij)} cellen, de kop {len(kop)}")
        tabel.append([_cel(waarde) for waarde in rij])
    inhoud = tabel.export("xlsx") if formaat == "xlsx" else _csv(tabel)
    antwoord = HttpResponse(inhoud, content_type=SOORTEN[formaat])
    antwoord["Content-Disposition"] = f'attachment; filename="{naam}-{klok.vandaag():%Y-%m-%d}.{formaat}"'
    return antwoord


def _csv(tabel: tablib.Dataset) -> bytes:
    tekst: str = tabel.export("csv", delimiter=";")
    return tekst.encode("utf-8-sig")


def _cel(waarde: Any) -> Any:
    if waarde is None:
        return ""
    if isinstance(waarde, bool):
        return "ja" if waarde else "nee"
    if isinstance(waarde, dt.datetime):
        return f"{klok.lokaal(waarde):%d-%m-%Y %H:%M}"
    if isinstance(waarde, dt.date):
        return f"{waarde:%d-%m-%Y}"
    if isinstance(waarde, int | float):
        return waarde
    tekst = STUURTEKENS.sub("", str(waarde)).strip()
    return f"'{tekst}" if tekst.startswith(FORMULE_BEGIN) else tekst
