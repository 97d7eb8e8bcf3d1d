"""Each room keeps to itself: its own templates, and its own tests in their own place."""

import re
from pathlib import Path

import pytest

from tests.test_huisregels import EIGEN, PROJECT, SJABLONEN, VAN_BIBLIOTHEKEN, kort, python_bestanden, sjablonen

pytestmark = pytest.mark.puur


def _kamer(pad: Path) -> tuple[str, str]:
    """App and room of a file of ours: ("gemeenten", "inzicht"); of the parts of `marktplein` the room is the app."""
    app, kamer, *_ = (*pad.relative_to(PROJECT).with_suffix("").parts, "")
    return (kamer, "") if app == "marktplein" else (app, kamer)


def test_een_kamer_toont_alleen_sjablonen_van_zichzelf() -> None:
    """Its own folder, that of its app, or what is shared; a page that moved leaves nothing in its old room."""
    gedeeld = ("includes/", "django/", "admin/")
    fout = []
    for pad, tekst in python_bestanden().items():
        app, kamer = _kamer(pad)
        for naam in re.findall(r"""["']([\w/.-]+/[\w/.-]+\.(?:html|txt))["']""", tekst):
            eigen, _, rest = naam.partition("/")
            map_ = rest.partition("/")[0]
            van_ander = (SJABLONEN / eigen / map_).is_dir() and map_ not in ("includes", "email", kamer)
            if naam in sjablonen() and not naam.startswith(gedeeld) and (eigen != app or van_ander):
                fout.append(f"{kort(pad)}: {naam}")
    for naam, tekst in sjablonen().items():
        app = naam.partition("/")[0]
        for deel in re.findall(r"""\{%\s*(?:include|extends)\s+["']([^"']+/[^"']+)["']""", tekst):
            if not deel.startswith((f"{app}/", *gedeeld)) and not naam.startswith(VAN_BIBLIOTHEKEN):
                fout.append(f"{naam}: {deel}")
    assert fout == []


# Read before anything else, or run beside it: their tests stand where that is (`productie.py`, `uitrol`).
ZONDER_EIGEN_TESTS = {"marktplein/settings", "marktplein/docs", "marktplein/locale"}
GEEN_KAMER = {"migrations", "management", "templatetags", "models", "__pycache__"}


def test_elke_kamer_heeft_haar_tests_op_haar_plek() -> None:
    """`tests/` mirrors the source by room; a folder of tests without a room is what a move left behind."""
    kamers = {
        f"{app}/{map_.name}"
        for app in EIGEN
        for map_ in (PROJECT / app).iterdir()
        if map_.is_dir() and map_.name not in GEEN_KAMER
    } - ZONDER_EIGEN_TESTS
    tests = {kamer: PROJECT / "tests" / kamer.removeprefix("marktplein/") for kamer in kamers}
    assert [kamer for kamer, plek in sorted(tests.items()) if not any(plek.rglob("test_*.py"))] == []
    mappen = {map_ for app in EIGEN[1:] for map_ in (PROJECT / "tests" / app).iterdir() if map_.is_dir()}
    assert [kort(map_) for map_ in sorted(mappen) if map_.name != "__pycache__" and map_ not in tests.values()] == []
