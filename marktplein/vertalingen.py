"""The catalogues of translations. Dutch is the source: what stands in templates and code is what a Dutch page shows.

    python -m marktplein.vertalingen [maak | bij | controleer]

``maak`` compiles them (what is compiled is not kept in git), ``bij`` brings them up to date with the source, and
``controleer`` says what is missing, unsure or left over. All in Python: nothing of gettext has to be installed.
"""

import io
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

PROJECT = Path(__file__).resolve().parent.parent
MAP = PROJECT / "marktplein" / "locale"
BRON = "nl"
TALEN = ("nl", "en")
CODE = ("marktplein", "aanbod", "facilitair", "gemeenten", "vraag")
SJABLONEN = "templates"
# What stands for a message in code: how many texts it takes, and whether a context goes before them.
WOORDEN = {
    "_": (1, False),
    "gettext": (1, False),
    "gettext_lazy": (1, False),
    "ngettext": (2, False),
    "ngettext_lazy": (2, False),
    "pgettext": (1, True),
    "pgettext_lazy": (1, True),
    "npgettext": (2, True),
    "npgettext_lazy": (2, True),
}


def haal_uit() -> Catalog:
    """Every message in the source."""
    alles = Catalog()
    for bron in _bronnen():
        for regel, teksten, context in _berichten(bron):
            plek = (str(bron.relative_to(PROJECT)), regel)
            alles.add(teksten if len(teksten) > 1 else teksten[0], None, [plek], context=context)
    return alles


def _bronnen() -> Iterator[Path]:
    for deel in CODE:
        yield from sorted((PROJECT / deel).rglob("*.py"))
    for soort in ("*.html", "*.txt"):
        yield from sorted((PROJECT / SJABLONEN).rglob(soort))


def _berichten(bron: Path) -> Iterator[tuple[int, tuple[str, ...], str | None]]:
    tekst = bron.read_text("utf-8")
    if bron.suffix != ".py":
        # Django writes a template as code: the messages stay, the rest is blank. Indented code is no Python.
        tekst = "\n".join(regel.strip() for regel in templatize(tekst, origin=str(bron)).splitlines())
    elif "gettext" not in tekst:
        return
    gevonden: Any = extract_python(io.BytesIO(tekst.encode()), dict.fromkeys(WOORDEN), (), {})
    for regel, woord, argumenten, _opmerking in gevonden:
        delen = argumenten if isinstance(argumenten, tuple) else (argumenten,)
        aantal, heeft_context = WOORDEN[woord]
        teksten = tuple(delen[heeft_context : heeft_context + aantal])
        if all(isinstance(deel, str) and deel for deel in teksten):
            yield regel, teksten, delen[0] if heeft_context else None


def pad_van(taal: str, soort: str = "po") -> Path:
    return MAP / taal / "LC_MESSAGES" / f"django.{soort}"


def lees(taal: str) -> Catalog:
    with pad_van(taal).open("rb") as bestand:
        return read_po(bestand, locale=taal)


def klachten(taal: str, catalogus: Catalog, bron: Catalog) -> Iterator[str]:
    """What keeps this catalogue from being whole, a line for each message."""
    for bericht in catalogus:
        if not bericht.id:
            continue
        if bron.get(bericht.id, bericht.context) is None:
            yield f"{taal}: staat niet meer in de bron: {_kort(bericht)}"
        if bericht.fuzzy:
            yield f"{taal}: onzeker (fuzzy): {_kort(bericht)}"
        for fout in bericht.check(catalogus):
            yield f"{taal}: {fout}: {_kort(bericht)}"
    if taal == BRON:
        return
    for bericht in bron:
        if bericht.id and not _is_vertaald(catalogus.get(bericht.id, bericht.context)):
            yield f"{taal}: niet vertaald: {_kort(bericht)} ({bericht.locations[0][0]})"


def _is_vertaald(bericht: Message | None) -> bool:
    if bericht is None:
        return False
    return all(bericht.string) if isinstance(bericht.string, tuple | list) else bool(bericht.string)


def _kort(bericht: Message) -> str:
    tekst = bericht.id if isinstance(bericht.id, str) else bericht.id[0]
    return tekst if len(tekst) <= 80 else f"{tekst[:77]}…"


def controleer() -> int:
    bron = haal_uit()
    gevonden = [klacht for taal in TALEN for klacht in klachten(taal, lees(taal), bron)]
    if gevonden:
        gevonden.append("Werk de catalogi bij met: python -m marktplein.vertalingen bij")
    sys.stdout.write("\n".join(gevonden or [f"{len(bron)} berichten, alle vertaald."]) + "\n")
    return 1 if gevonden else 0


def werk_bij() -> int:
    """New messages come in without a translation, those that are gone go out; nothing is guessed."""
    bron = haal_uit()
    for taal in TALEN:
        catalogus = lees(taal)
        bron.creation_date = catalogus.creation_date
        if taal == BRON:
            weg = [m for m in catalogus if m.id and bron.get(m.id, m.context) is None]
            for bericht in weg:
                catalogus.delete(bericht.id, bericht.context)
        else:
            catalogus.update(bron, no_fuzzy_matching=True)
        with pad_van(taal).open("wb") as bestand:
            # Sorted and without places: two people who add a message seldom meet.
            write_po(bestand, catalogus, width=120, no_location=True, sort_output=True, ignore_obsolete=True)
    return 0


def niet_gemaakt() -> list[str]:
    """The languages whose compiled catalogue is missing or older than what it is made of."""
    return [taal for taal in TALEN if _gemaakt_op(taal) < pad_van(taal).stat().st_mtime]


def _gemaakt_op(taal: str) -> float:
    mo = pad_van(taal, "mo")
    return mo.stat().st_mtime if mo.exists() else 0


def maak() -> int:
    """Compile what is older than its catalogue."""
    for taal in niet_gemaakt():
        mo = pad_van(taal, "mo")
        nieuw = mo.with_suffix(".nieuw")
        with nieuw.open("wb") as bestand:
            write_mo(bestand, lees(taal))
        nieuw.replace(mo)
    return 0


OPDRACHTEN: dict[str, Callable[[], int]] = {"maak": maak, "bij": werk_bij, "controleer": controleer}


def main(argv: list[str]) -> Any:
    opdracht = OPDRACHTEN.get(argv[0] if argv else "controleer")
    return opdracht() if opdracht else f"Kies uit: {', '.join(OPDRACHTEN)}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
