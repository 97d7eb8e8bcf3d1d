"""The manuals of ``marktplein/docs/handleiding`` as HTML: headings with an anchor, links from one to another."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from markdown_it import MarkdownIt
from markdown_it.token import Token

MAP = Path(__file__).resolve().parent.parent / "docs" / "handleiding"
ALGEMEEN = "algemeen"
# In the order of the list of manuals: file → name.
HANDLEIDINGEN = {
    ALGEMEEN: "Voor iedereen",
    "jgt-jgz-medewerker": "JGT, JGZ en teamcoach",
    "trainer": "Trainer",
    "aanbieder": "Aanbieder",
    "facilitair": "Facilitair (GGD)",
    "aanspreekpunt": "Lokaal aanspreekpunt",
    "gemeentebeheerder": "Gemeentebeheerder",
    "kcc": "KCC",
    "applicatiebeheerder": "Applicatiebeheerder",
    "redactie": "Redactie van teksten",
    "bezoeker": "Ouder of jongere",
}
ALLEEN_DEMO = "de-demo"


@dataclass(frozen=True, slots=True)
class Handleiding:
    """``koppen``: (anchor, words) of the parts, in their order; ``html`` without the title."""

    titel: str
    koppen: tuple[tuple[str, str], ...]
    html: SafeString


def lees(naam: str) -> Handleiding:
    """Raises KeyError for a manual that does not exist."""
    if naam not in HANDLEIDINGEN:
        raise KeyError(naam)
    return _lees(naam, met_demo=settings.DEMO)


@cache
def _lees(naam: str, *, met_demo: bool) -> Handleiding:
    bestand = "README" if naam == ALGEMEEN else naam
    # No raw HTML: what stands in a manual never becomes markup of its own.
    md = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = md.parse((MAP / f"{bestand}.md").read_text("utf-8"))
    titel = tokens[1].content
    tokens = tokens[3:] if met_demo else _zonder(tokens[3:], ALLEEN_DEMO)
    koppen = []
    for plek, token in enumerate(tokens):
        if token.type == "heading_open":
            woorden = tokens[plek + 1].content
            token.attrSet("id", slugify(woorden))
            token.attrSet("tabindex", "-1")
            koppen.append((slugify(woorden), woorden))
        elif token.type == "inline":
            token.children = [_verwijs(kind) for kind in token.children or []]
    html = md.renderer.render(tokens, md.options, {})
    html = html.replace("<table>", '<div class="tabel-omslag"><table class="tabel">')
    html = html.replace("</table>", "</table></div>")
    # Made by the renderer from our own files, with raw HTML off.
    return Handleiding(titel, tuple(koppen), mark_safe(html))  # noqa: S308


def _zonder(tokens: list[Token], anker: str) -> list[Token]:
    """Without the part below one heading."""
    uit: list[Token] = []
    weg = False
    for plek, token in enumerate(tokens):
        if token.type == "heading_open" and token.tag == "h2":
            weg = slugify(tokens[plek + 1].content) == anker
        if not weg:
            uit.append(token)
    return uit


def _verwijs(token: Token) -> Token:
    """A link to another manual leads to its page; one to a file of the repository leads to where the manuals start."""
    doel = str(token.attrGet("href") or "")
    if token.type == "link_open" and doel.endswith(".md"):
        naam = doel.removesuffix(".md")
        bekend = naam if naam in HANDLEIDINGEN else ALGEMEEN
        token.attrSet("href", reverse("handleiding:handleiding", args=[bekend]))
    return token
