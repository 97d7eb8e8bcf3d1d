"""What people read, taken from its sources: templates, Python strings and the manuals. For the tests of our words."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
KAMERS = ("aanbod", "facilitair", "gemeenten", "vraag", "marktplein")
SJABLONEN = sorted([*(PROJECT / "templates").rglob("*.html"), *(PROJECT / "templates").rglob("*.txt")])
BRONNEN = sorted(
    pad for kamer in KAMERS for pad in (PROJECT / kamer).rglob("*.py") if not {"migrations", "demo"} & {*pad.parts}
)
HANDLEIDINGEN = sorted((PROJECT / "marktplein" / "docs" / "handleiding").glob("*.md"))
GETELD = re.compile(r"\{% blocktranslate[^%]*\bcount\b.*?endblocktranslate %\}", re.DOTALL)
UITLEG = re.compile(r"\{% comment %\}.*?\{% endcomment %\}|\{#.*?#\}|<(script|style|svg)\b.*?</\1>", re.DOTALL)
AANHALING = re.compile(r"""(["'])((?:(?!\1).)*)\1""")
GELEZEN_KENMERKEN = re.compile(r"""\b(?:aria-label|alt|title|placeholder|data-straks|data-voorbij)="([^"]*)\"""")


def plaats(pad: Path) -> str:
    return pad.relative_to(PROJECT).as_posix()


def zonder_uitleg(sjabloon: Path) -> str:
    tekst = re.sub(r"\{% comment %\}.*?\{% endcomment %\}|\{#.*?#\}", "", sjabloon.read_text("utf-8"), flags=re.DOTALL)
    return GETELD.sub("", tekst)


def _is_tekst(stuk: str) -> bool:
    """A sentence or a label; no key, address or option."""
    return " " in stuk.strip() or stuk[:1].isupper()


def _regels(stuk: str) -> str:
    return "\n" * stuk.count("\n")


def _teksten_in(opdracht: re.Match[str]) -> str:
    """Of a tag of Django: the texts it hands on, in the same number of lines."""
    gelezen = [tekst for _, tekst in AANHALING.findall(opdracht.group()) if _is_tekst(tekst)]
    return f" {' '.join(gelezen)} {_regels(opdracht.group())}"


def _kenmerken_in(element: re.Match[str]) -> str:
    return f" {' '.join(GELEZEN_KENMERKEN.findall(element.group()))} {_regels(element.group())}"


def leesbaar(sjabloon: Path) -> Iterator[tuple[int, str]]:
    """The lines of a template as somebody reads them, a value as ``{}``; without what explains the template."""
    tekst = UITLEG.sub(lambda hit: _regels(hit.group()), sjabloon.read_text("utf-8"))
    tekst = re.sub(r"\{%.*?%\}", _teksten_in, tekst, flags=re.DOTALL)
    tekst = re.sub(r"\{\{.*?\}\}", lambda hit: "{}" + _regels(hit.group()), tekst, flags=re.DOTALL)
    tekst = re.sub(r"</?[a-zA-Z!][^>]*>", _kenmerken_in, tekst)
    for nummer, regel in enumerate(tekst.splitlines(), 1):
        if regel.strip():
            yield nummer, " ".join(regel.split())


def zinnen(bron: Path) -> Iterator[tuple[int, str]]:
    """Every text of a module with its line, a counted value as ``{}}``; docstrings are left out."""
    boom = ast.parse(bron.read_text("utf-8"))
    gekozen = {
        id(tak) for knoop in ast.walk(boom) if isinstance(knoop, ast.IfExp) for tak in (knoop.body, knoop.orelse)
    }
    uitleg = {
        id(knoop.value)
        for knoop in ast.walk(boom)
        if isinstance(knoop, ast.Expr) and isinstance(knoop.value, ast.Constant)
    }
    for knoop in ast.walk(boom):
        if isinstance(knoop, ast.JoinedStr):
            zin = "".join(map(_deel, knoop.values))
            yield knoop.lineno, zin.replace("{}}", "{}") if id(knoop) in gekozen else zin
        elif isinstance(knoop, ast.Constant) and isinstance(knoop.value, str) and id(knoop) not in uitleg:
            yield knoop.lineno, knoop.value


def _deel(deel: ast.expr) -> str:
    if isinstance(deel, ast.Constant):
        return str(deel.value)
    vorm = deel.format_spec if isinstance(deel, ast.FormattedValue) else None
    opmaak = "".join(map(_deel, vorm.values)) if isinstance(vorm, ast.JoinedStr) else ""
    return f"{{{opmaak}}}}}" if opmaak or (isinstance(deel, ast.FormattedValue) and _is_waarde(deel.value)) else "{}"


def _is_waarde(knoop: ast.expr) -> bool:
    """A variable, or how many there are; no constant, and no function that makes words of it."""
    if isinstance(knoop, ast.Call):
        return isinstance(knoop.func, ast.Name) and knoop.func.id == "len"
    naam = getattr(knoop, "id", "")
    return isinstance(knoop, ast.Name | ast.Attribute | ast.Subscript) and not naam.isupper()


@cache
def alle_tekst() -> tuple[tuple[str, str], ...]:
    """(place, text) of all that people read: pages, mail, messages and manuals."""
    return tuple(_alle_tekst())


def _alle_tekst() -> Iterator[tuple[str, str]]:
    for pad in SJABLONEN:
        for regel, tekst in leesbaar(pad):
            yield f"{plaats(pad)}:{regel}", tekst
    for pad in BRONNEN:
        for regel, tekst in zinnen(pad):
            if _is_tekst(tekst):
                yield f"{plaats(pad)}:{regel}", re.sub(r"%\(\w+\)[sd]", "{}", tekst)
    for pad in HANDLEIDINGEN:
        for regel, tekst in enumerate(pad.read_text("utf-8").splitlines(), 1):
            yield f"{plaats(pad)}:{regel}", tekst
