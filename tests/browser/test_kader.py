"""The frame around every page: nothing collides or leaves the screen, and who works here sees the first row at once."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from gemeenten.grond.enums import Rol
from tests.hulp_browser import controleer_breedte
from tests.rechtenwereld import Wereld, maak_wereld

pytestmark = pytest.mark.django_db(transaction=True)

EERSTE_RIJ = 260
HOOGSTENS = {"/vraag/voorstellen/": 160, "/gemeenten/leden/uitnodigingen/": 112}
LIJSTEN = {
    Rol.JGT: ["/vraag/", "/vraag/regio/", "/vraag/voorstellen/", "/plank/", "/groepen/"],
    Rol.FACILITAIR: ["/facilitair/", "/facilitair/ruimtes/", "/facilitair/agenda/"],
    Rol.TRAINER: ["/mijn-groepen/", "/mijn-week/", "/mijn-inzet/"],
    Rol.AANSPREEKPUNT: ["/vraag/berekeningen/", "/vraag/wat-als/", "/vraag/reeksen/"],
    Rol.BEHEER: ["/gemeenten/leden/", "/gemeenten/leden/uitnodigingen/", "/gemeenten/logboek/", "/aanbod-beheer/"],
}
RIJ = """() => {
  const lijsten = [".takenlijst > li", ".groeplijst > li", ".rooster:not(.rooster--klein) > li"];
  const soorten = ["tbody tr", "[data-rij]", ...lijsten];
  const rijen = document.querySelectorAll(soorten.map((soort) => `main ${soort}`).join());
  const eerste = [...rijen].find((rij) => rij.getClientRects().length);
  return eerste ? Math.round(eerste.getBoundingClientRect().top + window.scrollY) : null;
}"""
# Boxes of the header that are seen, with the controls inside them; none may lie over another or outside the window.
BOTSINGEN = """() => {
  const dozen = [...document.querySelectorAll(".kopbalk__rij > *, .kopbalk summary")]
    .map((el) => [el, el.getBoundingClientRect()]).filter(([, r]) => r.width && r.height);
  const fout = [];
  for (const [el, r] of dozen) {
    const einde = document.documentElement.clientWidth + 1;
    if (r.left < -1 || r.right > einde) fout.push(`${el.className || el.tagName} steekt uit`);
    for (const [ander, a] of dozen) {
      if (el === ander || el.contains(ander) || ander.contains(el)) continue;
      const breed = Math.min(r.right, a.right) - Math.max(r.left, a.left);
      const hoog = Math.min(r.bottom, a.bottom) - Math.max(r.top, a.top);
      if (breed > 1 && hoog > 1) fout.push(`${el.className} over ${ander.className}`);
    }
  }
  return fout;
}"""

# Words of the page itself that are seen and stand on more than one line.
GEBROKEN = r"""() => {
  const uit = [], tekst = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  while (tekst.nextNode()) {
    const knoop = tekst.currentNode, om = knoop.parentElement;
    if (!om.checkVisibility() || om.closest("script, code, thead, .alleen-voorlezen")) continue;
    if (getComputedStyle(om).clipPath !== "none") continue;
    // A mail address has no place to break: it breaks where it must.
    const woorden = knoop.data.replace(/\S+@\S+/g, (adres) => " ".repeat(adres.length));
    for (const woord of woorden.matchAll(/[\p{L}\p{N}]{3,}/gu)) {
      const bereik = document.createRange();
      bereik.setStart(knoop, woord.index);
      bereik.setEnd(knoop, woord.index + woord[0].length);
      const regels = new Set([...bereik.getClientRects()].filter((r) => r.width > 1).map((r) => Math.round(r.top / 4)));
      if (regels.size > 1) uit.push(woord[0]);
    }
  }
  return uit;
}"""


@pytest.fixture
def wereld(transactional_db: None) -> Wereld:
    return maak_wereld()


def vergroot(page: Page, procent: int) -> None:
    page.evaluate(f"document.documentElement.style.fontSize = '{procent}%'")


def controleer_kop(page: Page, wat: str) -> None:
    """The header as it is, and with each of its drop-downs open."""
    controleer_breedte(page)
    assert page.evaluate(BOTSINGEN) == [], wat
    for uitklap in page.locator(".kopbalk details:visible").all():
        uitklap.locator("summary").click()
        vlak = uitklap.locator(".uitklap__vlak").bounding_box()
        assert vlak, wat
        assert vlak["x"] >= -1, wat
        assert vlak["x"] + vlak["width"] <= (page.viewport_size or {})["width"] + 1, wat
        controleer_breedte(page)
        uitklap.locator("summary").click()


@pytest.mark.parametrize("procent", [100, 150, 200])
def test_met_grote_letters_op_een_telefoon_past_alles(wereld: Wereld, page_als: Any, procent: int) -> None:
    paden = {None: ["/", "/zoeken/", "/groepen/", "/bestaat-niet/"]} | {
        wereld.gebruikers[rol.value]: LIJSTEN[rol][:2] for rol in (Rol.JGT, Rol.BEHEER)
    }
    for wie, adressen in paden.items():
        page = page_als(wie, breedte=320)
        for pad in adressen:
            page.goto(pad)
            vergroot(page, procent)
            controleer_kop(page, f"{pad} voor {wie or 'een bezoeker'} met letters van {procent} %")


@pytest.mark.parametrize("rol", LIJSTEN)
def test_de_eerste_rij_staat_bovenaan(wereld: Wereld, page_als: Any, rol: Rol) -> None:
    page = page_als(wereld.gebruikers[rol.value])
    te_laag, gezien = [], 0
    for pad in LIJSTEN[rol]:
        page.goto(pad)
        hoogte = page.evaluate(RIJ)
        gezien += hoogte is not None
        if hoogte is not None and hoogte > EERSTE_RIJ:
            te_laag.append(f"{pad}: {hoogte} px")
    assert te_laag == []
    assert gezien, "geen enkele lijst had een rij"


def test_met_geforceerde_kleuren_is_te_zien_waar_je_bent(wereld: Wereld, page_als: Any) -> None:
    page = page_als(wereld.gebruikers[Rol.JGT.value])
    page.emulate_media(forced_colors="active")
    page.goto("/vraag/")
    lijnen = page.locator(".hoofdmenu .menulink").evaluate_all(
        "els => els.map((el) => [el.hasAttribute('aria-current'), getComputedStyle(el).borderBlockEndColor])"
    )
    hier = {kleur for nu, kleur in lijnen if nu}
    assert hier
    assert hier.isdisjoint({kleur for nu, kleur in lijnen if not nu})


def test_bel_uitleg_en_lijst_zijn_toegankelijk(wereld: Wereld, page_als: Any, axe: Any) -> None:
    page = page_als(wereld.gebruikers[Rol.FACILITAIR.value])
    for pad in ("/facilitair/", "/meldingen/", "/handleiding/facilitair/", "/bestaat-niet/"):
        page.goto(pad)
        axe(page)


def test_de_toetsen_voor_uitleg_en_zoeken(wereld: Wereld, page_als: Any) -> None:
    page = page_als(wereld.gebruikers[Rol.FACILITAIR.value])
    page.goto("/facilitair/taken/nieuw/")
    with page.context.expect_page() as uitleg:
        page.keyboard.press("?")
    expect(uitleg.value).to_have_url(re.compile("/handleiding/facilitair/#een-taak-doen$"))
    page.keyboard.press("/")
    veld = page.locator("[data-snelzoek]:focus")
    expect(veld).to_have_count(1)
    page.keyboard.type("a?/b")
    expect(veld).to_have_value("a?/b")


@pytest.mark.parametrize("rol", LIJSTEN)
def test_elke_lijst_past_op_een_telefoon_en_is_toegankelijk(wereld: Wereld, page_als: Any, axe: Any, rol: Rol) -> None:
    """A row is three lines there, with two buttons four, to answer in it six, and nothing slides sideways.

    On the narrowest screen no word breaks: this browser knows no syllables, so a broken word has no hyphen.
    """
    page = page_als(wereld.gebruikers[rol.value], breedte=360)
    for pad in LIJSTEN[rol]:
        page.goto(pad)
        controleer_breedte(page)
        axe(page)
        hoogten = page.locator("[data-rij]").evaluate_all("els => els.map((el) => el.offsetHeight)")
        assert max(hoogten, default=0) <= HOOGSTENS.get(pad, 96), pad
        page.set_viewport_size({"width": 320, "height": 800})
        assert page.evaluate(GEBROKEN) == [], pad
        page.set_viewport_size({"width": 360, "height": 800})
