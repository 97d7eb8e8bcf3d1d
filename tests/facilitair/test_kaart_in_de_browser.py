"""Many rooms close together on the map beside the list: nothing lies over anything, and the two say the same."""

import contextlib
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse
from playwright.sync_api import Error, expect

from tests.facilitair.factories import RuimteFactory, facilitair_medewerker
from tests.gemeenten.factories import GemeenteFactory, KernFactory
from tests.hulp_browser import controleer_breedte

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# Boxes of what one sees on the map that lie over each other; with their words.
OVER_ELKAAR = """() => {
  const vlak = document.querySelector(".plattegrond__vlak").getBoundingClientRect();
  const soorten = ".plattegrond__punt, .plattegrond__plaats, .plattegrond__km";
  const dozen = [...document.querySelectorAll(soorten)]
    .filter((el) => getComputedStyle(el).visibility !== "hidden")
    .map((el) => ({ wat: `${el.className.split(" ").at(-2)} ${el.textContent}`, r: el.getBoundingClientRect() }))
    .filter(({ r }) => r.right > vlak.left && r.left < vlak.right && r.bottom > vlak.top && r.top < vlak.bottom);
  const raakt = (a, b) => a.left + 1 < b.right && b.left + 1 < a.right && a.top + 1 < b.bottom && b.top + 1 < a.bottom;
  return dozen.flatMap((een, n) => dozen.slice(n + 1).filter((ander) => raakt(een.r, ander.r))
    .map((ander) => `${een.wat} / ${ander.wat}`));
}"""
# How many things of the list the markers stand for.
SAMEN = """() => [...document.querySelectorAll(".plattegrond__punt")]
  .reduce((som, el) => som + Number(el.textContent || 1), 0)"""


def tot_rust(page: "Page", samen: int) -> None:
    """The map draws itself anew some moments after it opens or zooms; then nothing lies over something else."""
    klaar = f"() => !({OVER_ELKAAR})().length && ({SAMEN})() === {samen}"
    with contextlib.suppress(Error):
        page.wait_for_function(klaar)
    assert page.evaluate(OVER_ELKAAR) == []
    assert page.evaluate(SAMEN) == samen


@pytest.fixture
def stad() -> int:
    """Sixteen rooms in one town, four kernen around them, and a few rooms further away."""
    leiden = GemeenteFactory(naam="Leiden", lat=52.16, lon=4.497)
    for n in range(16):
        RuimteFactory(gemeente=leiden, lat=52.16 + 0.002 * (n % 4), lon=4.497 + 0.003 * (n // 4))
    for n in range(4):
        KernFactory(gemeente=leiden, naam=f"Wijk aan het Water {n}", lat=52.158 + 0.004 * n, lon=4.5)
    for n in range(3):
        RuimteFactory(
            gemeente=GemeenteFactory(naam=f"Dorp {n}", lat=52.2 + 0.01 * n, lon=4.4), lat=52.2, lon=4.4 + n / 50
        )
    return 19


@pytest.mark.parametrize("breedte", [360, 1280])
def test_niets_ligt_over_elkaar(page_als: Callable[..., "Page"], stad: int, breedte: int) -> None:
    page = page_als(facilitair_medewerker())
    page.set_viewport_size({"width": breedte, "height": 900})
    page.goto(reverse("facilitair:ruimtes"))
    kaart: Any = page.locator(".plattegrond")
    if breedte == 360:
        kaart.locator("summary").click()
    kaart.locator(".plattegrond__punt").first.wait_for()
    for _ in range(5):
        tot_rust(page, stad)
        kaart.get_by_role("button", name="Dichterbij", include_hidden=True).click()
        page.wait_for_timeout(400)
    controleer_breedte(page)


def test_een_speld_van_veel_gaat_open(page_als: Callable[..., "Page"], stad: int) -> None:
    page = page_als(facilitair_medewerker())
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(reverse("facilitair:ruimtes"))
    spelden = page.locator(".plattegrond__punt")
    spelden.first.wait_for()
    voor = spelden.count()
    vol = max(spelden.all(), key=lambda speld: int(speld.text_content() or 1))
    assert int(vol.text_content() or 1) > 1
    vol.click()
    page.wait_for_timeout(600)
    expect(spelden.nth(voor)).to_be_attached()
    page.wait_for_function(f"({SAMEN})() === {stad}")
    page.locator("main li a, main tr a, main article a").last.focus()
    page.locator(".plattegrond__punt--aan").wait_for(state="attached")
