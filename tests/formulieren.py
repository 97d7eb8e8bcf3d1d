"""The forms of a page as a browser would send them, read from its HTML."""

from html.parser import HTMLParser
from typing import Any


class _Lezer(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.formulieren: list[dict[str, Any]] = []
        self.los: list[tuple[str, str, str | None]] = []
        self.nu: dict[str, Any] | None = None
        self.select = self.tekst = ""
        self.gekozen: list[str] = []
        self.inhoud: list[str] = []

    def _zet(self, naam: str, waarde: str | None, formulier: str = "") -> None:
        if formulier:
            self.los.append((formulier, naam, waarde))
        elif self.nu is not None and naam:
            zet(self.nu, naam, waarde)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        a = {naam: waarde or "" for naam, waarde in attrs}
        if tag == "form":
            self.nu = {"id": a.get("id", ""), "wijze": a.get("method", "get"), "velden": {}, "namen": set()}
            self.formulieren.append(self.nu)
        elif tag == "input":
            vinkje = a.get("type") in ("checkbox", "radio")
            gezet = not vinkje or "checked" in a
            waarde = a.get("value", "on" if vinkje else "")
            self._zet(a.get("name", ""), waarde if gezet else None, a.get("form", ""))
        elif tag == "select":
            self.select, self.gekozen = a.get("name", ""), []
        elif tag == "option" and self.select and "selected" in a:
            self.gekozen.append(a.get("value", ""))
        elif tag == "textarea":
            self.tekst, self.inhoud = a.get("name", ""), []

    def handle_data(self, data: str) -> None:
        if self.tekst:
            self.inhoud.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.nu = None
        elif tag == "select":
            for waarde in self.gekozen or [None]:
                self._zet(self.select, waarde)
            self.select = ""
        elif tag == "textarea":
            self._zet(self.tekst, "".join(self.inhoud).removeprefix("\n"))
            self.tekst = ""


def zet(vorm: dict[str, Any], naam: str, waarde: str | None) -> None:
    """A field; a box that is not ticked (None) is there, and sends nothing."""
    vorm["namen"].add(naam)
    if waarde is not None:
        vorm["velden"].setdefault(naam, []).append(waarde)


def formulieren(response: Any) -> list[dict[str, Any]]:
    """Each form of the page: its ``velden`` (name → values) as they stand."""
    lezer = _Lezer()
    lezer.feed(response.content.decode())
    for formulier, naam, waarde in lezer.los:
        for vorm in lezer.formulieren:
            if vorm["id"] == formulier:
                zet(vorm, naam, waarde)
    return lezer.formulieren


def formulier_met(response: Any, veld: str, waarde: str | None = None) -> dict[str, list[str]]:
    """What the form that has ``veld`` (with this value) would send."""
    for vorm in formulieren(response):
        if vorm["wijze"] == "post" and veld in vorm["namen"] and waarde in (None, *vorm["velden"].get(veld, [])):
            velden: dict[str, list[str]] = vorm["velden"]
            return velden
    raise AssertionError(f"geen formulier met {veld}")
