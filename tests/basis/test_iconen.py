"""One picture, one meaning; one word, one picture: every use, in templates and in Python, against the register."""

import ast
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from marktplein.basis.iconen import ICONEN, REGISTER, THEMA_ICONEN
from marktplein.basis.vindbaar import vindsoorten
from marktplein.menu import INGANGEN

PROJECT = Path(__file__).resolve().parents[2]
SJABLONEN = sorted((PROJECT / "templates").rglob("*.html"))
GEBRUIK = re.compile(r'\{% icoon "(?P<naam>[^"]+)"(?: "[^"]*")?(?: "(?P<tekst>[^"]*)")? %\}')
MET_ICOON = re.compile(r'\{% include [^%]*\bicoon="(?P<naam>[^"]+)"[^%]*%\}')
TEKST_ERBIJ = re.compile(r'\btekst="([^"]*)"')
# A fragment of the house shows the value that is handed to it.
WAARDE_ERIN = re.compile(r'\{% include "includes/_(?:nummer|mailadres)\.html" with \w+=([\w.]+) %\}')
EINDE = re.compile(r"</(?:a|button|li|summary|p|h\d|div|td)>|\{% (?:elif|else)")
# These stand alone, in a frame that says what they are: the arrow that folds out, and the kinds of an alert.
ZONDER_WOORD = {"omlaag"}
IN_MELDING = {"info", "fout", "let-op", "vinkje-rond"}


def _kaal(html: str) -> str:
    """The words of a piece of template; of a variable its name, of a condition nothing."""
    html = re.sub(r'\{% (?:translate|trans) ["\'](.*?)["\'][^%]*%\}', r"\1", html)
    html = WAARDE_ERIN.sub(r" \1 ", html)
    html = re.sub(r"\{\{(.*?)\}\}", lambda hit: re.sub(r'[|:"]', " ", hit.group(1)), html)
    return " ".join(re.sub(r"\{%.*?%\}|<[^>]*>", " ", html, flags=re.DOTALL).split())


def woord_bij(html: str, begin: int, eind: int) -> str:
    """What is read beside a picture: what follows it in its element, or what goes before where nothing follows."""
    slot = EINDE.search(html, eind)
    erna = _kaal(html[eind : slot.start() if slot else len(html)])
    if erna:
        return erna
    return _kaal(html[max(html.rfind(teken, 0, begin) for teken in ("<a ", "<button", "<li", "<p")) : begin])


def in_sjabloon(html: str) -> Iterator[tuple[str, str]]:
    for hit in GEBRUIK.finditer(html):
        in_melding = "utrecht-alert__icon" in html[max(0, hit.start() - 400) : hit.start()]
        if in_melding and hit["naam"] in IN_MELDING:
            continue
        yield hit["naam"], hit["tekst"] or woord_bij(html, *hit.span())
    for hit in MET_ICOON.finditer(html):
        tekst = TEKST_ERBIJ.search(hit.group())
        yield hit["naam"], tekst.group(1) if tekst else "tekst"


def in_python() -> Iterator[tuple[str, str, str]]:
    """Pairs ("what is told", "picture") in dicts of history, the menu, and what quick search knows."""
    for ingang in INGANGEN:
        yield "menu", ingang.icoon, str(ingang.label)
    for soort in vindsoorten():
        yield "vindbaar", soort.icoon, soort.naam
    for bron in ("aanbod", "facilitair", "gemeenten", "vraag", "marktplein"):
        for pad in sorted((PROJECT / bron).rglob("*.py")):
            for knoop in ast.walk(ast.parse(pad.read_text("utf-8"))):
                if isinstance(knoop, ast.Tuple) and len(knoop.elts) == 2:
                    woord, naam = map(_tekst, knoop.elts)
                    if naam in ICONEN and woord[:1].isupper():
                        yield pad.relative_to(PROJECT).as_posix(), naam, woord


def _tekst(knoop: ast.expr) -> str:
    if isinstance(knoop, ast.JoinedStr):
        return "".join(_tekst(deel) for deel in knoop.values)
    return knoop.value if isinstance(knoop, ast.Constant) and isinstance(knoop.value, str) else ""


def plaatje_van(woord: str) -> str | None:
    """The picture of the first word of the register that is read; of two that begin together the longest."""
    gevonden = [
        (hit.start(), -len(w), naam)
        for naam, icoon in REGISTER.items()
        for w in icoon.woorden
        if (hit := re.search(rf"(?<![\w]){re.escape(w)}(?![\w])", woord, re.IGNORECASE))
    ]
    return min(gevonden)[2] if gevonden else None


@cache
def alle_uses() -> list[tuple[str, str, str]]:
    return [
        *(
            (pad.relative_to(PROJECT / "templates").as_posix(), naam, woord)
            for pad in SJABLONEN
            for naam, woord in in_sjabloon(pad.read_text("utf-8"))
        ),
        *in_python(),
    ]


def test_het_register_zegt_een_ding_per_plaatje() -> None:
    assert len(set(ICONEN.values())) == len(ICONEN), "twee namen voor een tekening"
    assert len({icoon.betekenis for icoon in REGISTER.values()}) == len(REGISTER), "twee plaatjes voor een ding"
    woorden = [woord.lower() for icoon in REGISTER.values() for woord in icoon.woorden]
    assert sorted(woorden) == sorted(set(woorden)), "een woord met twee plaatjes"
    in_menu = [ingang.icoon for ingang in INGANGEN]
    assert sorted(in_menu) == sorted(set(in_menu)), "twee ingangen van het menu met hetzelfde plaatje"


def test_elk_gebruik_staat_bij_een_woord_van_dat_plaatje() -> None:
    uses = [use for use in alle_uses() if use[1] not in ZONDER_WOORD and not use[1].startswith("thema-")]
    assert len(uses) > 120
    fout = [f"{waar}: {naam} bij “{woord[:60]}”" for waar, naam, woord in uses if plaatje_van(woord) != naam]
    assert not fout, "\n".join(fout)


def test_elk_plaatje_wordt_gebruikt() -> None:
    gebruikt = {naam for waar, naam, _ in alle_uses() if waar != "stijlgids.html"}
    assert set(REGISTER) - gebruikt - IN_MELDING == set()


@pytest.mark.parametrize(
    ("html", "woord"),
    [
        ('<a href="#">{% icoon "plus" %}Nieuw <b>aanbod</b></a> elders', "Nieuw aanbod"),
        ('<li>{% icoon "euro" %}{{ a.kosten|per_dagdeel }}</li>', "a.kosten per_dagdeel"),
        ('<a href="#">{% translate "Volgende" %}{% icoon "volgende" %}</a><p>x</p>', "Volgende"),
        ('{% icoon "vinkje" "" "kan" %} iets', "kan"),
    ],
)
def test_het_woord_bij_een_plaatje(html: str, woord: str) -> None:
    assert [gelezen for _, gelezen in in_sjabloon(html)] == [woord]


def test_reddingsboei_en_driehoek_zijn_voor_hulp_en_gevaar() -> None:
    voor = {
        "hulp": {"includes/_voet.html", "includes/_directe_hulp.html", "includes/_noodhulp.html", "menu"},
        "let-op": {"includes/_melding.html", "includes/_meldingen.html"},
    }
    for naam, plekken in voor.items():
        assert {waar for waar, gebruikt, _ in alle_uses() if gebruikt == naam} <= plekken
    assert [ingang.secties for ingang in INGANGEN if ingang.icoon == "hulp"] == [("aanbod:hulp",)]


def test_elk_thema_heeft_een_eigen_plaatje() -> None:
    """In the data; an editor chooses from the same pictures, and the database refuses one that is taken."""
    rijen = json.loads((PROJECT / "marktplein/demo/data/themas.json").read_text("utf-8"))["rijen"]
    gekozen = [rij["icoon"] for rij in rijen]
    assert len(set(gekozen)) == len(gekozen)
    assert set(gekozen) <= set(THEMA_ICONEN)
    assert not set(THEMA_ICONEN) & set(REGISTER)


def test_geen_plaatje_op_elke_rij() -> None:
    """Inside a loop a picture stands only for what is different: under a condition, or on what can be pressed.

    A fault is what is different."""
    fout = []
    for pad in SJABLONEN:
        html = pad.read_text("utf-8")
        for lus in re.finditer(r"\{% for .*?\{% endfor %\}", html, re.DOTALL):
            for hit in GEBRUIK.finditer(lus.group()):
                ervoor = lus.group()[: hit.start()]
                voorwaarde = len(re.findall(r"\{% if ", ervoor)) > len(re.findall(r"\{% endif ", ervoor))
                if (
                    hit["naam"] != "fout"
                    and not voorwaarde
                    and max(ervoor.rfind("<a"), ervoor.rfind("<button")) < ervoor.rfind("<li")
                ):
                    fout.append(f"{pad.relative_to(PROJECT).as_posix()}: {hit['naam']}")
        for deel in re.findall(r'\{% for [^{]*?(?:(?!endfor).)*?\{% include "([^"]+)"', html, re.DOTALL):
            if deel.rpartition("/")[2] in RIJEN and GEBRUIK.search((PROJECT / "templates" / deel).read_text("utf-8")):
                fout.append(deel)
    assert not fout


RIJEN = {"_groepregel.html", "_interventiekaart.html", "_zaalvoorstel.html", "_reekskaart.html"}
