"""A real Chromium for tests: pages, logging in, accessibility, pictures."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

PROJECT = Path(__file__).resolve().parent.parent
SCHERMEN = PROJECT / "tests" / "browser" / "schermen"
AXE = PROJECT / "node_modules" / "axe-core" / "axe.min.js"
# Milliseconds; the build server may be busy with other things.
GEDULD = 30_000
BREEDTES = {"360": (360, 800), "1280": (1280, 900)}
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# Chromium looks around on the network at start; a test machine has none to give.
VLAGGEN = [
    "--no-first-run",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]


def chromium(van_playwright: str) -> str:
    """The path of Chromium: the system's, or Playwright's; the test fails with what to do when there is none."""
    gevonden = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if not gevonden and not Path(van_playwright).exists():
        pytest.fail("Chromium ontbreekt. Draai `make installeer-test`, of zet CHROMIUM op het programma.")
    return gevonden or van_playwright


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=GEDULD)
    vlaggen = VLAGGEN + (["--no-sandbox"] if os.geteuid() == 0 else [])
    with sync_playwright() as p:
        b = p.chromium.launch(executable_path=chromium(p.chromium.executable_path), args=vlaggen)
        yield b
        b.close()


@pytest.fixture
def site(live_server: Any) -> str:
    """The address of the running site (threads of this process, on the test database), without a slash at the end."""
    return str(live_server.url)


@pytest.fixture
def nieuwe_pagina(browser: "Browser", site: str) -> Iterator[Callable[..., "Page"]]:
    """A function that opens a page in a browser of its own: `nieuwe_pagina(gebruiker, javascript=True)`.

    The test fails when a page broke the content security policy or a script raised an error.
    """
    klachten: list[str] = []
    contexten: list[BrowserContext] = []

    def open_(gebruiker: Any = None, *, javascript: bool = True, breedte: int = 1280) -> "Page":
        context = browser.new_context(
            base_url=site,
            locale="nl-NL",
            timezone_id="Europe/Amsterdam",
            viewport={"width": breedte, "height": 900},
            java_script_enabled=javascript,
            reduced_motion="reduce",
        )
        contexten.append(context)
        context.set_default_timeout(GEDULD)
        if gebruiker is not None:
            _geef_sessie(context, gebruiker, site)
        page = context.new_page()
        page.on("pageerror", lambda fout: klachten.append(f"{page.url}: {fout}"))
        page.on("console", lambda m: klachten.append(f"{page.url}: {m.text}") if "Content Security" in m.text else None)
        return page

    yield open_
    for context in contexten:
        context.close()
    assert not klachten, "\n".join(klachten)


def _geef_sessie(context: "BrowserContext", gebruiker: Any, site: str) -> None:
    """Log in without the form (the form has tests of its own)."""
    from django.conf import settings
    from django.test import Client

    klant = Client()
    klant.force_login(gebruiker, backend=settings.AUTHENTICATION_BACKENDS[0])
    koek = klant.cookies[settings.SESSION_COOKIE_NAME]
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": koek.value, "url": site}])


@pytest.fixture
def page(nieuwe_pagina: Callable[..., "Page"]) -> "Page":
    """A page of a visitor who is not logged in."""
    return nieuwe_pagina()


@pytest.fixture
def page_als(nieuwe_pagina: Callable[..., "Page"]) -> Callable[..., "Page"]:
    """`page_als(gebruiker)`: a page of someone who is logged in."""
    return nieuwe_pagina


@pytest.fixture
def axe() -> Callable[["Page"], None]:
    """`axe(page)`: fail with every WCAG 2.2 AA violation that axe-core finds on the page."""
    bron = AXE.read_text("utf-8") if AXE.exists() else None

    def controleer(page: "Page") -> None:
        assert bron, "axe-core ontbreekt; draai eerst: make installeer"
        page.wait_for_load_state()
        page.evaluate(bron)
        uit = page.evaluate("tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", WCAG)
        regels = [
            f"{v['id']} ({v['impact']}): {v['help']}\n    " + "\n    ".join(n["html"][:200] for n in v["nodes"][:5])
            for v in uit["violations"]
        ]
        assert not regels, f"{page.url} is niet toegankelijk:\n" + "\n".join(regels)

    return controleer


@pytest.fixture
def schermafbeelding() -> Callable[["Page", str], list[Path]]:
    """`schermafbeelding(page, naam)`: pictures at 360 and 1280 px wide; fails when the page scrolls sideways."""

    def maak(page: "Page", naam: str) -> list[Path]:
        SCHERMEN.mkdir(parents=True, exist_ok=True)
        page.wait_for_load_state()
        eerst = page.viewport_size
        paden = []
        for breedte, (w, h) in BREEDTES.items():
            page.set_viewport_size({"width": w, "height": h})
            pad = SCHERMEN / f"{naam}-{breedte}.png"
            page.screenshot(path=pad, full_page=True)
            controleer_breedte(page)
            paden.append(pad)
        if eerst:
            page.set_viewport_size(eerst)
        return paden

    return maak


def controleer_breedte(page: "Page") -> None:
    """Fail when the page is wider than its window; first it is there whole: a click waits only for its beginning."""
    page.wait_for_load_state()
    te_breed = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert te_breed <= 0, f"{page.url} schuift {te_breed} px zijwaarts"
