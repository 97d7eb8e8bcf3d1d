"""Lists as a file: what spreadsheets get, and that nothing in a cell can run."""

import datetime as dt
import io

import pytest
import tablib
from django.test import RequestFactory
from openpyxl import load_workbook

from marktplein.basis import export, klok
from marktplein.basis.filter import OnbekendGevraagd

pytestmark = pytest.mark.puur

KOP = ("Naam", "Aantal", "Op", "Moment", "Ja?")


def test_csv_zoals_een_nederlands_rekenblad_het_wil() -> None:
    moment = dt.datetime(2027, 7, 1, 12, 0, tzinfo=dt.UTC)
    rijen = [("Zoë; “Sam”", 3, dt.date(2027, 3, 1), moment, True), (None, 2.5, None, None, False)]
    antwoord = export.als_bestand("csv", KOP, rijen, "vragen")
    assert antwoord["Content-Disposition"] == f'attachment; filename="vragen-{klok.vandaag():%Y-%m-%d}.csv"'
    assert antwoord.content.startswith(b"\xef\xbb\xbf")
    assert antwoord.content.decode("utf-8-sig").splitlines() == [
        "Naam;Aantal;Op;Moment;Ja?",
        '"Zoë; “Sam”";3;01-03-2027;01-07-2027 14:00;ja',
        ";2.5;;;nee",
    ]


def test_xlsx_houdt_getallen_getallen() -> None:
    antwoord = export.als_bestand(
        "xlsx", KOP, [("a\x07b", 3, None, None, True)], "een heel lange naam voor een tabblad"
    )
    tabel = tablib.Dataset().load(io.BytesIO(antwoord.content), format="xlsx")
    assert tabel[0][:2] == ("ab", 3)


@pytest.mark.parametrize(
    "cel",
    [
        "=1+1",
        "+1",
        "-1",
        "@som",
        " =1",
        "\t=1",
        "\r=1",
        "\u202e=1",
        "\u200b@x",
        "＝1+1",
        "＋1",
        "－1",
        "＠x",
        "\uffff=1",
    ],
)
@pytest.mark.parametrize("formaat", ["csv", "xlsx"])
def test_een_cel_is_nooit_een_formule(cel: str, formaat: str) -> None:
    ruw = export.als_bestand(formaat, ("Naam",), [(cel,)], "x").content
    tabel = (
        tablib.Dataset().load(ruw.decode("utf-8-sig"), format="csv")
        if formaat == "csv"
        else tablib.Dataset().load(io.BytesIO(ruw), format="xlsx")
    )
    assert tabel[0][0].startswith("'")


def test_een_dag_is_een_dag_en_sorteert_als_een_dag() -> None:
    """A text "01-03-2027" would sort by its first digit."""
    moment = dt.datetime(2027, 7, 1, 12, 0, 5, tzinfo=dt.UTC)
    rijen = [(dt.date(2027, 3, 1), moment), (dt.date(2026, 12, 31), None)]
    blad = load_workbook(io.BytesIO(export.als_bestand("xlsx", ("Op", "Moment"), rijen, "x").content)).active
    cellen = [[blad.cell(rij, kolom) for kolom in (1, 2)] for rij in (2, 3)]
    assert sorted(rij[0].value for rij in cellen) == [dt.datetime(2026, 12, 31), dt.datetime(2027, 3, 1)]  # noqa: DTZ001
    assert cellen[0][1].value == dt.datetime(2027, 7, 1, 14, 0)  # noqa: DTZ001
    assert [cel.number_format for cel in cellen[0]] == ["dd-mm-yyyy", "dd-mm-yyyy hh:mm"]


def test_elk_teken_geeft_een_leesbaar_bestand() -> None:
    """U+FFFF and its like make a file that no spreadsheet opens."""
    tekens = "".join(map(chr, [*range(0x20), *range(0x7F, 0xA0), 0xD800, 0xFDD0, *range(0xFFF0, 0x10000), 0x1FFFF]))
    for formaat in ("xlsx", "csv"):
        ruw = export.als_bestand(formaat, ("Naam",), [(f"a{tekens}b",), ("x" * 40_000,)], "x").content
        assert ruw.decode("utf-8-sig") if formaat == "csv" else load_workbook(io.BytesIO(ruw)).active.max_row == 3


def test_negatieve_getallen_blijven_getallen() -> None:
    assert b"\n-3" in export.als_bestand("csv", ("Saldo",), [(-3,)], "x").content.replace(b"\r", b"")


def test_niet_meer_rijen_dan_afgesproken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export, "HOOGSTENS", 2)
    antwoord = export.als_bestand("csv", ("n",), ((n,) for n in range(9)), "x")
    assert antwoord.content.decode("utf-8-sig").split() == ["n", "0", "1"]


def test_fouten_van_de_programmeur_vallen_op() -> None:
    with pytest.raises(ValueError, match="Onbekend formaat"):
        export.als_bestand("pdf", ("n",), [], "x")
    with pytest.raises(ValueError, match="rij 1 heeft 2 cellen"):
        export.als_bestand("csv", ("n",), [(1, 2)], "x")


@pytest.mark.parametrize(("gevraagd", "formaat"), [("csv", "csv"), ("xlsx", "xlsx"), (None, "")])
def test_het_gevraagde_formaat(gevraagd: str | None, formaat: str) -> None:
    verzoek = RequestFactory().get("/", {"formaat": gevraagd} if gevraagd else {})
    assert export.gevraagd_formaat(verzoek) == formaat


def test_een_formaat_dat_er_niet_is_wordt_gezegd() -> None:
    with pytest.raises(OnbekendGevraagd):
        export.gevraagd_formaat(RequestFactory().get("/", {"formaat": "pdf"}))
