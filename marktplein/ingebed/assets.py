"""Fills static/extern/ from node_modules: the parts of the front-end packages this site really uses.

    python -m marktplein.ingebed.assets

Written there: `nlds.css` (NL Design System components and their tokens, in one cascade layer so that our own
style always wins), `lettertype.css` with its font files, `iconen.svg` (one sprite), `chart.js` and `leaflet.js` with
`leaflet.css` (only loaded by pages with a chart or a map) and the licences of all five.
htmx is not here: django-htmx brings it. The folder is not in git; run `npm ci` first.
"""

import re
import shutil
import sys
from pathlib import Path

from marktplein.basis.iconen import ICONEN

PROJECT = Path(__file__).resolve().parent.parent.parent
COMPONENTEN = (
    "root", "body", "action-group", "alert", "breadcrumb-nav", "button", "link-button", "checkbox",
    "custom-checkbox", "radio-button", "data-badge", "data-list", "form-field", "form-field-description",
    "form-field-error-message", "form-fieldset", "form-label", "heading-1", "heading-2", "heading-3", "heading-4",
    "link", "ordered-list", "pagination", "paragraph", "select", "separator", "skip-link", "table", "textarea",
    "textbox", "unordered-list",
)  # fmt: skip
TOKENS = "@nl-design-system-unstable/voorbeeld-design-tokens"
LETTER = "@fontsource-variable/figtree"
ICOON = "@tabler/icons"
GRAFIEK = "chart.js"
KAART = "leaflet"
LICENTIES = (
    (LETTER, "LICENSE"), (ICOON, "LICENSE"), (TOKENS, "LICENSE.md"), (GRAFIEK, "LICENSE.md"), (KAART, "LICENSE"),
)  # fmt: skip
# The theme package holds the tokens of every component of every organisation; we keep the base and ours.
BEWAAR = re.compile(
    rf"--(basis|voorbeeld-kleuren|utrecht-(action|document|focus|form|icon|{'|'.join(COMPONENTEN)}))[-:]"
)


def _tokens(css: str) -> str:
    """The declarations of the theme's own rule that our components use."""
    regels = [r for r in css.splitlines() if BEWAAR.match(r.strip())]
    return ".voorbeeld-theme {\n" + "\n".join(regels) + "\n}\n"


def nlds(node_modules: Path) -> str:
    """One style sheet: tokens and components, in the layer `nlds`."""
    delen = [_tokens((node_modules / TOKENS / "dist/theme.css").read_text("utf-8"))]
    for naam in COMPONENTEN:
        delen.append((node_modules / f"@utrecht/{naam}-css/dist/index.min.css").read_text("utf-8"))
    return "@layer nlds {\n" + "\n".join(re.sub(r"@charset[^;]*;", "", deel) for deel in delen) + "\n}\n"


def sprite(node_modules: Path) -> str:
    """One SVG with a symbol per icon, under our own names."""
    symbolen = []
    for naam, bestand in sorted(ICONEN.items()):
        svg = (node_modules / ICOON / f"icons/outline/{bestand}.svg").read_text("utf-8")
        inhoud = re.sub(r"\s+", " ", svg[svg.index(">") + 1 : svg.rindex("</svg>")]).strip()
        inhoud = inhoud.replace('<path stroke="none" d="M0 0h24v24H0z" fill="none" />', "").strip()
        symbolen.append(f'<symbol id="{naam}" viewBox="0 0 24 24">{inhoud}</symbol>')
    return '<svg xmlns="http://www.w3.org/2000/svg">\n' + "\n".join(symbolen) + "\n</svg>\n"


def _script(bestand: Path) -> str:
    """A library in one file for browsers, without the reference to a map that is not copied along."""
    return re.sub(r"^//# sourceMappingURL=.*$", "", bestand.read_text("utf-8"), flags=re.MULTILINE)


def kaartstijl(node_modules: Path) -> str:
    """Leaflet's style sheet in the layer `nlds`, without the rules that need its pictures: our map has none."""
    css = (node_modules / KAART / "dist/leaflet.css").read_text("utf-8")
    zonder = re.sub(r"[^{}]*\{[^{}]*url\((?!#)[^{}]*\}", "", re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL))
    return "@layer nlds {\n" + zonder + "\n}\n"


def vul(node_modules: Path, doel: Path) -> None:
    """Write the folder anew; half a folder is never left behind under its name."""
    werk = doel.with_name(doel.name + ".nieuw")
    shutil.rmtree(werk, ignore_errors=True)
    (werk / "files").mkdir(parents=True)
    (werk / "nlds.css").write_text(nlds(node_modules), "utf-8")
    (werk / "iconen.svg").write_text(sprite(node_modules), "utf-8")
    (werk / "lettertype.css").write_text((node_modules / LETTER / "index.css").read_text("utf-8"), "utf-8")
    for bestand in sorted((node_modules / LETTER / "files").glob("figtree-latin*-wght-normal.woff2")):
        shutil.copy(bestand, werk / "files" / bestand.name)
    (werk / "chart.js").write_text(_script(node_modules / GRAFIEK / "dist/chart.umd.min.js"), "utf-8")
    (werk / "leaflet.js").write_text(_script(node_modules / KAART / "dist/leaflet.js"), "utf-8")
    (werk / "leaflet.css").write_text(kaartstijl(node_modules), "utf-8")
    for pakket, licentie in LICENTIES:
        shutil.copy(node_modules / pakket / licentie, werk / f"licentie-{pakket.strip('@').replace('/', '-')}.txt")
    shutil.rmtree(doel, ignore_errors=True)
    werk.rename(doel)


def main() -> int:
    """Copy; 1 when the packages are not there."""
    try:
        vul(PROJECT / "node_modules", PROJECT / "static" / "extern")
    except FileNotFoundError as fout:
        print(
            f"Vormgeving niet gevonden: {fout.filename}. Draai eerst `npm ci` en probeer het opnieuw.", file=sys.stderr
        )
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
