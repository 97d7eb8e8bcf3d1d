"""Read a list that somebody brings in: its columns and rows, and what a row says in our words."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import tablib
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from gemeenten.kaart import hsds, uren
from marktplein.basis.fouten import DomeinFout
from marktplein.basis.tekst import mailadres, op_een_regel, schoon
from marktplein.basis.telefoon import lees as lees_telefoon

GROOTTE_HOOGSTENS, RIJEN_HOOGSTENS = 3 * 2**20, 5000
# Our fields, and what columns are often called; the first is the field itself.
VELDEN: dict[str, tuple[str, ...]] = {
    "naam": ("naam", "organisatie", "name", "titel"),
    "nummer": ("nummer", "id", "nr"),
    "omschrijving": ("omschrijving", "beschrijving", "description", "tekst"),
    "doelgroep": ("doelgroep", "voor wie"),
    "kosten": ("kosten", "prijs"),
    "telefoon": ("telefoon", "telefoonnummer", "tel", "phone"),
    "email": ("email", "e-mail", "e-mailadres", "mail"),
    "website": ("website", "url", "site", "link"),
    "categorieen": ("categorieen", "categorieën", "categorie", "rubriek"),
    "gemeenten": ("gemeenten", "gemeente", "werkgebied"),
    "vestiging": ("vestiging", "hoofdvestiging"),
    "straat": ("straat", "adres", "straatnaam"),
    "huisnummer": ("huisnummer", "huisnr"),
    "postcode": ("postcode", "pc"),
    "plaats": ("plaats", "woonplaats", "stad"),
    "openingstijden": ("openingstijden", "open"),
}
ADRES = ("straat", "huisnummer", "postcode", "plaats")
LENGTE = {"naam": 140, "omschrijving": 2000, "doelgroep": 140, "kosten": 140, "vestiging": 80, "nummer": 180}
_POSTCODE = re.compile(r"([1-9]\d{3})\s?([A-Za-z]{2})")
ONLEESBAAR = "Dit bestand kunnen we niet lezen. Kies een Excel-bestand (xlsx), CSV of HSDS (json)."


def lees(naam: str, inhoud: bytes) -> tuple[list[str], list[dict[str, str]]]:
    """The names of the columns, and the rows. Raises DomeinFout at ``bestand`` with what is wrong with the file."""
    if len(inhoud) > GROOTTE_HOOGSTENS:
        raise DomeinFout("Dit bestand is te groot. Splits het in delen van hoogstens 3 MB.", veld="bestand")
    try:
        tabel = _tabel(naam.rpartition(".")[2].lower(), inhoud)
    except DomeinFout:
        raise
    except Exception as fout:  # openpyxl and tablib raise whatever the file makes them stumble over
        raise DomeinFout(ONLEESBAAR, veld="bestand") from fout
    kop = [op_een_regel(str(k or "")) for k in tabel.headers or ()]
    rijen = [
        {k: schoon("" if w is None else str(w))[:4000] for k, w in zip(kop, rij, strict=False) if k} for rij in tabel
    ]
    rijen = [rij for rij in rijen if any(rij.values())]
    if not kop or not rijen:
        raise DomeinFout("Er staan geen rijen in. De eerste rij noemt de kolommen.", veld="bestand")
    if len(rijen) > RIJEN_HOOGSTENS:
        raise DomeinFout(f"Dit zijn te veel rijen. Splits de lijst in delen van {RIJEN_HOOGSTENS}.", veld="bestand")
    return [k for k in kop if k], rijen


def _tabel(soort: str, inhoud: bytes) -> Any:
    if soort == "json":
        return hsds.als_tabel(inhoud, tuple(VELDEN))
    if soort == "xlsx":
        return tablib.Dataset().load(inhoud, format="xlsx")
    if soort == "csv":
        tekst = _ontcijfer(inhoud)
        eerste = tekst.partition("\n")[0]
        return tablib.Dataset().load(
            tekst, format="csv", delimiter=";" if eerste.count(";") >= eerste.count(",") else ","
        )
    raise DomeinFout(ONLEESBAAR, veld="bestand")


def _ontcijfer(inhoud: bytes) -> str:
    """UTF-8, or what an older spreadsheet writes."""
    try:
        return inhoud.decode("utf-8-sig")
    except UnicodeDecodeError:
        return inhoud.decode("cp1252", errors="replace")


def raad_kolommen(kop: Sequence[str], bewaard: Mapping[str, str]) -> dict[str, str]:
    """Field → column: what this source had before, else a column that is called like it."""
    klein = {k.lower(): k for k in kop}
    uit = {}
    for veld, namen in VELDEN.items():
        eerder = bewaard.get(veld)
        gevonden = eerder if eerder in kop else next((klein[naam] for naam in namen if naam in klein), None)
        if gevonden:
            uit[veld] = gevonden
    return uit


def vertaal(
    rij: Mapping[str, str], kolommen: Mapping[str, str], categorieen: Mapping[str, int], gemeenten: Mapping[str, int]
) -> tuple[dict[str, Any], list[str]]:
    """(what it says in our fields, what is wrong with it). What the row leaves empty is left out."""
    ruw = {veld: rij.get(kolom, "") for veld, kolom in kolommen.items()}
    uit: dict[str, Any] = {}
    fouten: list[str] = []
    for veld, waarde in ruw.items():
        if waarde:
            try:
                uit[veld] = _lees_veld(veld, waarde, categorieen, gemeenten)
            except DomeinFout as fout:
                fouten.append(f"{veld}: {fout.melding}")
    if not uit.get("naam"):
        fouten.append("naam: die ontbreekt")
    heeft = [veld for veld in ADRES if uit.get(veld)]
    if heeft and len(heeft) < len(ADRES):
        fouten.append("adres: straat, huisnummer, postcode en plaats horen bij elkaar")
    return uit, fouten


def _lees_veld(veld: str, waarde: str, categorieen: Mapping[str, int], gemeenten: Mapping[str, int]) -> Any:
    if veld == "telefoon":
        return lees_telefoon(waarde)
    if veld == "email":
        return mailadres(waarde)
    if veld == "website":
        return _website(waarde)
    if veld == "categorieen":
        return _genoemd(waarde, categorieen)
    if veld == "gemeenten":
        return (
            sorted(set(gemeenten.values())) if waarde.lower() in ("alle", "hele regio") else _genoemd(waarde, gemeenten)
        )
    if veld == "openingstijden":
        return uren.lees(waarde.replace(";", "\n"))
    if veld == "postcode":
        return _postcode(waarde)
    return (waarde if veld == "omschrijving" else op_een_regel(waarde))[: LENGTE.get(veld, 80)]


def _postcode(waarde: str) -> str:
    past = _POSTCODE.fullmatch(waarde.strip())
    if not past:
        raise DomeinFout("schrijf die als 2371 AB")
    return f"{past[1]} {past[2].upper()}"


def _website(waarde: str) -> str:
    adres = waarde if "://" in waarde else f"https://{waarde}"
    try:
        URLValidator(schemes=["http", "https"])(adres)
    except ValidationError as fout:
        raise DomeinFout("dit is geen adres van een website") from fout
    return adres[:200]


def _genoemd(waarde: str, namen: Mapping[str, int]) -> list[int]:
    """The numbers of the names in ``waarde``, whatever stands between them; a name may hold a comma itself."""
    over, gevonden = waarde.lower(), []
    for naam in sorted(namen, key=len, reverse=True):
        if re.search(rf"(?<!\w){re.escape(naam.lower())}(?!\w)", over):
            over = over.replace(naam.lower(), " ")
            gevonden.append(namen[naam])
    if onbekend := re.sub(r"[\s;,|/]+", " ", over).strip():
        raise DomeinFout(f"‘{onbekend}’ kennen we niet")
    return sorted(gevonden)
