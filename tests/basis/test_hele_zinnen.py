"""A sentence is written as a whole: for each case its own, never put together from pieces.

Glued sentences go wrong where nobody looks (two cases at once, one child, another language), and nobody can read
in the source what the page says. A count is a value of a sentence: ``{% blocktranslate count %}``, ``woorden.tel``.
"""

import ast
import re
from collections.abc import Iterator

import pytest

from tests.huistekst import BRONNEN, SJABLONEN, UITLEG, plaats

# Within these a sentence goes on; at any other element it ends.
IN_DE_ZIN = {"a", "abbr", "b", "em", "i", "small", "span", "strong", "time"}
STUK = re.compile(r"(\{%.*?%\}|\{\{.*?\}\}|</?[a-zA-Z!](?:\{%.*?%\}|\{\{.*?\}\}|[^>{]|\{)*>)", re.DOTALL)
NAAM = re.compile(r"</?([a-zA-Z!][\w-]*)")
# A part of a row of a list or of the chrome: it has a place of its own.
EIGEN_PLEK = re.compile(r"<\w+[^>]*class=\"[^\"]*\w__\w")
KEUZE = re.compile(r"\{%\s*(if|elif|else|endif)\b")
# In such a tag there is no text of this sentence.
GEEN_EINDE = re.compile(
    r"\{%\s*(?:load|with|endwith|icoon|autoescape|endautoescape|include|translate|url|csrf_token)\b"
)
WOORD = re.compile(r"[^\W\d_]{2,}")
BEGINT_MIDDEN = re.compile(r"^[\s,(]*[a-zà-ÿ]{2,}|^,")
IS_AF = re.compile(r"[.!?:;…·|/]\W*$")
ZIN = re.compile(r"^\s*[A-Z{‘].*\s.*[.?!]$")
# What stands here is glued on purpose: with the reason.
MAG: dict[str, str] = {}


def _stukken(sjabloon: str) -> Iterator[tuple[str, str]]:
    """(kind, text) in the order of the template; a kind is tekst, waarde, einde, or the word of a choice."""
    for deel in STUK.split(UITLEG.sub("", sjabloon)):
        if deel.startswith("{{"):
            yield "waarde", deel
        elif keuze := KEUZE.match(deel):
            yield keuze[1], deel
        elif deel.startswith("{%"):
            if not GEEN_EINDE.match(deel):
                yield "einde", deel
        elif naam := NAAM.match(deel):
            if naam[1].lower() not in IN_DE_ZIN or EIGEN_PLEK.match(deel):
                yield "einde", deel
        elif deel.strip():
            yield "tekst", deel


def gelijmd_in_sjabloon(sjabloon: str) -> Iterator[str]:
    """Where a sentence is under way, a choice is made, and it goes on."""
    voor, keuze, ervoor = "", False, [""]
    for soort, deel in _stukken(sjabloon):
        if soort == "einde":
            voor, keuze = "", False
        elif soort == "waarde":
            voor, keuze = f"{voor} {{}} ", False
        elif soort == "tekst":
            if keuze and WOORD.search(voor) and not IS_AF.search(voor) and BEGINT_MIDDEN.search(deel):
                yield " ".join(f"{voor[-40:]} ▸ {deel[:40]}".split())
            # A paragraph of a mail ends with a white line.
            voor, keuze = (deel.rpartition("\n\n")[2] if "\n\n" in deel else voor + deel), False
        else:
            keuze = True
            if soort == "if":
                ervoor.append(voor)
            elif soort == "endif":
                ervoor.pop()
            else:
                voor = ervoor[-1]


def _tekst(knoop: ast.expr) -> str:
    """The words of a text in code, a value as ``{}``; empty for what is no text."""
    if isinstance(knoop, ast.Constant):
        return knoop.value if isinstance(knoop.value, str) else ""
    if isinstance(knoop, ast.JoinedStr):
        return "".join(_tekst(d) if isinstance(d, ast.Constant) else "{}" for d in knoop.values)
    return ""


def _is_stuk(knoop: ast.expr) -> bool:
    """Words that are no sentence of their own."""
    tekst = _tekst(knoop)
    if "<" in tekst:
        return False  # an element, put beside another
    return bool(WOORD.search(tekst)) and (bool(BEGINT_MIDDEN.search(tekst)) or not IS_AF.search(tekst))


def _keuzes(knoop: ast.AST) -> Iterator[ast.IfExp]:
    """Choices between words; one between single words only counts in a sentence, elsewhere it may be a name."""
    for onder in ast.walk(knoop):
        if isinstance(onder, ast.IfExp) and (_is_stuk(onder.body) or _is_stuk(onder.orelse)):
            yield onder


def gelijmd_in_code(bron: str) -> Iterator[tuple[int, str]]:
    for knoop in ast.walk(ast.parse(bron)):
        if isinstance(knoop, ast.AugAssign) and isinstance(knoop.op, ast.Add):
            if BEGINT_MIDDEN.search(_tekst(knoop.value)):
                yield knoop.lineno, _tekst(knoop.value)
        elif isinstance(knoop, ast.BinOp) and isinstance(knoop.op, ast.Add):
            delen = (knoop.left, knoop.right)
            keuzes = [deel for deel in delen if isinstance(deel, ast.IfExp)]
            if any(" " in _tekst(k.body) + _tekst(k.orelse) and list(_keuzes(k)) for k in keuzes):
                yield knoop.lineno, " + ".join(map(ast.unparse, delen))
        elif isinstance(knoop, ast.JoinedStr) and WOORD.search(_tekst(knoop)):
            for waarde in knoop.values:
                for keuze in _keuzes(waarde) if isinstance(waarde, ast.FormattedValue) else ():
                    if ZIN.search(_tekst(knoop)) or " " in _tekst(keuze.body) + _tekst(keuze.orelse):
                        yield knoop.lineno, f"{_tekst(knoop)} ▸ {_tekst(keuze.body)} | {_tekst(keuze.orelse)}"


@pytest.mark.puur
def test_een_zin_in_een_sjabloon_is_heel() -> None:
    gevonden = [
        f"{plaats(pad)}: {zin}"
        for pad in SJABLONEN
        if "allauth" not in pad.parts  # elements, whose very names are chosen
        for zin in gelijmd_in_sjabloon(pad.read_text("utf-8"))
    ]
    assert [g for g in gevonden if not g.startswith(tuple(MAG))] == []


@pytest.mark.puur
def test_een_zin_in_code_is_heel() -> None:
    gevonden = [
        f"{plaats(pad)}:{regel}: {zin}"
        for pad in BRONNEN
        for regel, zin in gelijmd_in_code(pad.read_text("utf-8"))
        if "matching" not in pad.parts
    ]
    assert [g for g in gevonden if not g.startswith(tuple(MAG))] == []


EEN_OF_MEER_MAG = {
    "marktplein/basis/woorden.py",  # the function itself
    "vraag/templatetags/vraag.py",  # only the word: the number stands in an element of its own
    "marktplein/basis/tijdraster.py",  # names of shapes of the grid
}


@pytest.mark.puur
def test_een_of_meer_zegt_een_functie() -> None:
    """``"kind" if n == 1 else "kinderen"`` is woorden.tel."""
    gevonden = [
        f"{plaats(pad)}:{knoop.lineno}: {ast.unparse(knoop)}"
        for pad in BRONNEN
        if plaats(pad) not in EEN_OF_MEER_MAG and not {"matching", "ingebed"} & {*pad.parts}
        for knoop in ast.walk(ast.parse(pad.read_text("utf-8")))
        if isinstance(knoop, ast.IfExp) and _is_een_woord(knoop.body) and _is_een_woord(knoop.orelse)
        if ast.unparse(knoop.test).endswith("== 1")
    ]
    assert gevonden == []


@pytest.mark.puur
def test_een_of_meer_in_een_sjabloon_zegt_tel() -> None:
    """``|pluralize`` puts half a sentence beside a number; ``|tel`` says both, another sentence says the rest."""
    assert [plaats(pad) for pad in SJABLONEN if "|pluralize" in pad.read_text("utf-8")] == []


def _is_een_woord(knoop: ast.expr) -> bool:
    return isinstance(knoop, ast.Constant) and isinstance(knoop.value, str) and knoop.value.isalpha()


@pytest.mark.puur
@pytest.mark.parametrize(
    "sjabloon",
    [
        "<p>{% if a %}Voor een kind is{% else %}Er is{% endif %} een plek gepland.</p>",
        "<p>Er is een voorstel{% if a %} voor {{ b }} kinderen{% endif %}.</p>",
        "<p>De zaal is vrij{% if a %}, maar te klein{% endif %}.</p>",
        "<p>Bel <strong>nu</strong> {% if a %}met het team{% endif %}</p>",
    ],
)
def test_dit_is_gelijmd(sjabloon: str) -> None:
    assert list(gelijmd_in_sjabloon(sjabloon))


@pytest.mark.puur
@pytest.mark.parametrize(
    "sjabloon",
    [
        "<p>{% if a %}Voor een kind is een plek gepland.{% else %}Er is een plek gepland.{% endif %}</p>",
        "<p>Er is een plek.{% if a %} Die is voor {{ b }}.{% endif %}</p>",
        "<dt>Wie</dt>{% if a %}<dd>niemand</dd>{% endif %}",
        '<p{% if a %} lang="nl"{% endif %}>tekst</p>',
    ],
)
def test_dit_is_heel(sjabloon: str) -> None:
    assert not list(gelijmd_in_sjabloon(sjabloon))


@pytest.mark.puur
def test_gelijmd_in_code() -> None:
    assert list(gelijmd_in_code("zin = 'Er is plek'\nzin += f' voor {n} kinderen.'"))
    assert list(gelijmd_in_code('f\'Er is plek{" voor een kind" if een else ""}.\''))
    assert not list(gelijmd_in_code('f\'Er is plek.{" Kom langs." if een else ""}\''))
