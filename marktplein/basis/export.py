"""Lists that leave the house as a file: the same rows as on the screen, for a spreadsheet."""

import datetime as dt
import io
from collections.abc import Iterable, Sequence
from typing import Any

import tablib
from django.http import HttpRequest, HttpResponse
from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet
from tablib.formats import registry

from marktplein.basis import klok
from marktplein.basis.filter import keuze
from marktplein.basis.tekst import schoon

SOORTEN = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
# More rows than this do not help anyone in a spreadsheet, and would keep the web server busy for others.
HOOGSTENS = 10_000
# A spreadsheet takes a cell that begins like this for a formula, and would run what somebody else typed; some read the
# full-width signs of an Asian keyboard as the same.
FORMULE_BEGIN = tuple("=+-@＝＋－＠")
# How a spreadsheet shows a date and a moment; it keeps them as such, so that they sort and can be reckoned with.
DATUM, MOMENT = "dd-mm-yyyy", "dd-mm-yyyy hh:mm"
KOLOMBREEDTE = 18
# A cell holds no more.
LANGSTE_CEL = 32_000


def gevraagd_formaat(request: HttpRequest) -> str:
    """The file type asked for with ``?formaat=``; empty when the page itself is asked for. Raises OnbekendGevraagd."""
    return keuze(request, "formaat", SOORTEN, "")


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
    inhoud = _xlsx(tabel) if formaat == "xlsx" else _csv(tabel)
    antwoord = HttpResponse(inhoud, content_type=SOORTEN[formaat])
    antwoord["Content-Disposition"] = f'attachment; filename="{naam}-{klok.vandaag():%Y-%m-%d}.{formaat}"'
    return antwoord


def _csv(tabel: tablib.Dataset) -> bytes:
    regels = tablib.Dataset(*map(_op_schrift, tabel), headers=tabel.headers)
    tekst: str = regels.export("csv", delimiter=";")
    return tekst.encode("utf-8-sig")


def _op_schrift(rij: Sequence[Any]) -> list[Any]:
    return [f"{cel:{_schrijfwijze(cel)}}" if isinstance(cel, dt.date) else cel for cel in rij]


def _schrijfwijze(dag: dt.date) -> str:
    return "%d-%m-%Y %H:%M" if isinstance(dag, dt.datetime) else "%d-%m-%Y"


def _xlsx(tabel: tablib.Dataset) -> bytes:
    """As tablib writes it, with dates shown as they are here, and columns wide enough for them."""
    boek = Workbook()
    blad = boek.active
    assert isinstance(blad, Worksheet)  # noqa: S101 - a new workbook has one
    blad.title = tabel.title
    registry.get_format("xlsx").dset_sheet(tabel, blad)
    for kolom, cellen in enumerate(blad.iter_cols(min_row=2), 1):
        blad.column_dimensions[get_column_letter(kolom)].width = KOLOMBREEDTE
        for cel in cellen:
            if isinstance(cel.value, dt.date):
                cel.number_format = MOMENT if isinstance(cel.value, dt.datetime) else DATUM
    uit = io.BytesIO()
    boek.save(uit)
    return uit.getvalue()


def _cel(waarde: Any) -> Any:
    if waarde is None:
        return ""
    if isinstance(waarde, bool):
        return "ja" if waarde else "nee"
    if isinstance(waarde, dt.datetime):
        return klok.lokaal(waarde).replace(tzinfo=None, second=0, microsecond=0)
    if isinstance(waarde, dt.date | int | float):
        return waarde
    tekst = schoon(str(waarde))[:LANGSTE_CEL]
    return f"'{tekst}" if tekst.startswith(FORMULE_BEGIN) else tekst
