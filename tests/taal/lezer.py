"""Reads a page as a person would: every piece of text in it, outside what says that it is Dutch."""

import re
from collections.abc import Set
from html.parser import HTMLParser

from django.utils import translation
from django.utils.dates import MONTHS, MONTHS_3, WEEKDAYS_ABBR

from marktplein import vertalingen

LEEG = frozenset(
    ("area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr", "use", "rect")
)
NIET_GELEZEN = frozenset(("script", "style"))
GELEZEN_KENMERKEN = ("aria-label", "alt", "title", "placeholder", "data-straks", "data-voorbij")
# The name of a municipality or a theme in a list to choose from; an option cannot hold markup.
KEUZE = "option"
NAAM = "Marktplein"
GEEN_WOORD = re.compile(r"[^\W\d_]{2,}")
ADRES = re.compile(r"\S+@\S+|https?://\S+|[\w.]+\.nl")


class Lezer(HTMLParser):
    """``teksten``: (piece of text, element it stands in), without what stands in an element with another language.

    A title that is one of ``titels``, the names of what pages are about, is content too.
    """

    def __init__(self, taal: str, titels: Set[str] = frozenset()) -> None:
        super().__init__()
        self.taal, self.titels = taal, titels
        self.teksten: list[tuple[str, str]] = []
        self._stapel: list[tuple[str, bool]] = [("", True)]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kenmerken = dict(attrs)
        gelezen = self._stapel[-1][1] and tag not in NIET_GELEZEN and kenmerken.get("lang") in (None, self.taal)
        if gelezen:
            for naam in GELEZEN_KENMERKEN:
                self._bewaar(kenmerken.get(naam) or "", tag)
        if tag not in LEEG:
            self._stapel.append((tag, gelezen))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A drawing's own signs; nothing to read."""

    def handle_endtag(self, tag: str) -> None:
        if tag not in LEEG:
            open_, _ = self._stapel.pop()
            assert open_ == tag, f"</{tag}> sluit <{open_}>"

    def handle_data(self, data: str) -> None:
        tag, gelezen = self._stapel[-1]
        if gelezen:
            self._bewaar(data, tag)

    def _bewaar(self, tekst: str, tag: str) -> None:
        tekst = " ".join(tekst.split())
        if tag == "title":
            tekst = tekst.removesuffix(f" – {NAAM}")
        if tekst and not (tag == "title" and tekst in self.titels):
            self.teksten.append((tekst, tag))


def lees(html: str, taal: str, titels: Set[str] = frozenset()) -> list[tuple[str, str]]:
    lezer = Lezer(taal, titels)
    lezer.feed(html)
    return lezer.teksten


def zelfde_in_beide() -> set[str]:
    """What is the same word in both languages: "Privacy", "Online", "dec"."""
    berichten = {m.id for m in vertalingen.lees("en") if m.id and m.id == m.string}
    return berichten | set.intersection(*map(_maanden_en_dagen, vertalingen.TALEN))


def _maanden_en_dagen(taal: str) -> set[str]:
    with translation.override(taal):
        namen = [str(naam) for reeks in (MONTHS, MONTHS_3, WEEKDAYS_ABBR) for naam in reeks.values()]
    return {*namen, *(naam.title() for naam in namen)}


def onvertaald(nederlands: list[tuple[str, str]], engels: list[tuple[str, str]], mag: set[str]) -> list[str]:
    """What an English page says in the very words of the Dutch one, though it holds words and no name."""
    dutch = {tekst for tekst, _ in nederlands}
    gevonden = []
    for tekst, tag in engels:
        woorden = ADRES.sub("", tekst)
        if tekst in dutch and tekst not in mag and tag != KEUZE and GEEN_WOORD.search(woorden):
            gevonden.append(tekst)
    return gevonden
