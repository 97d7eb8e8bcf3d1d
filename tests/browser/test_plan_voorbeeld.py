"""The plan's own example in a browser: five children of one team and four of another become a group of nine."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from aanbod.models import Groep, Interventie
from marktplein.demo import voorbeeld
from tests.hulp_werker import Werker, wacht_tot
from vraag.models import Groepsvoorstel, Reden, Signaal
from vraag.workflow import VoorstelStaat

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.werker]


def vraag_om(page: Page, wat: voorbeeld.Vraag) -> None:
    """Post a need through the form; the page that follows is that of the need."""
    interventie = Interventie.objects.get(slug=voorbeeld.WEERBAARHEID)
    page.goto("/vraag/nieuw/")
    with page.expect_response(lambda antwoord: "deel=wie" in antwoord.url):
        page.locator("select[name=interventie]").evaluate(
            "(el, w) => { el.value = w; el.dispatchEvent(new Event('change', {bubbles: true})) }", str(interventie.pk)
        )
    page.locator("#wie:not(.htmx-swapping):not(.htmx-settling):not(.htmx-request)").wait_for()
    page.wait_for_timeout(100)
    page.locator("input[name=aantal]").fill(str(wat.aantal))
    page.locator("input[name=leeftijd_min]").fill(str(wat.leeftijd_min))
    page.locator("input[name=leeftijd_max]").fill(str(wat.leeftijd_max))
    page.locator(f"input[name=dagdelen][value='{voorbeeld.DAGDEEL}']").check(force=True)
    page.locator("input[name=max_km]").fill(str(voorbeeld.MAX_KM))
    page.get_by_role("button", name="Plaats").click()
    page.wait_for_url(re.compile(r"/vraag/\d+/$"))


def zeg_ja(page: Page, voorstel: Groepsvoorstel, namens: str = "") -> None:
    """For oneself, or ``namens`` a trainer who has no login."""
    page.goto(f"/vraag/voorstellen/{voorstel.pk}/")
    vraag = page.get_by_role("region", name=f"Kan {namens} deze groep geven?") if namens else page
    vraag.get_by_label("Ja").check(force=True)
    vraag.get_by_role("button", name="Verstuur antwoord").click()
    expect(page.get_by_role("button", name="Maak ongedaan").first).to_be_visible()


def test_vijf_en_vier_worden_negen(
    demo: None,
    werker: Werker,
    log_in: Callable[..., Page],
    axe: Callable[[Page], None],
    schermafbeelding: Callable[..., object],
) -> None:
    oegstgeest, katwijk = log_in(voorbeeld.EERSTE.login), log_in(voorbeeld.TWEEDE.login)
    axe(oegstgeest)
    vraag_om(oegstgeest, voorbeeld.EERSTE)
    axe(oegstgeest)
    vraag_om(katwijk, voorbeeld.TWEEDE)
    slug = voorbeeld.WEERBAARHEID

    def samen() -> Groepsvoorstel | None:
        for v in Groepsvoorstel.objects.filter(interventie__slug=slug, staat=VoorstelStaat.VOORGESTELD):
            if sum(r.aantal for r in v.regels.all()) == 9:
                return v
        return None

    voorstel = wacht_tot(samen, 240, "een voorstel voor negen kinderen")
    assert voorstel is not None

    oegstgeest.goto("/vraag/voorstellen/")
    expect(oegstgeest.get_by_role("link", name="Weerbaarheidstraining").first).to_be_visible()
    oegstgeest.goto(f"/vraag/voorstellen/{voorstel.pk}/")
    expect(oegstgeest.get_by_role("heading", name="Waarom dit voorstel?")).to_be_visible()
    axe(oegstgeest)
    schermafbeelding(oegstgeest, "voorstel")
    zeg_ja(oegstgeest, voorstel)
    zeg_ja(katwijk, voorstel)
    for toezegging in voorstel.toezeggingen.filter(trainer__isnull=False).select_related("trainer__user"):
        user = toezegging.trainer.user
        wie, namens = (user.email, "") if user else (voorbeeld.FACILITAIR, str(toezegging.trainer))
        zeg_ja(log_in(wie), voorstel, namens)

    # An answer can be taken back for ten seconds; then the worker carries it out.
    gepland = Groepsvoorstel.objects.filter(pk=voorstel.pk, staat=VoorstelStaat.GEPLAND)
    wacht_tot(gepland.exists, 60, "het plannen van de groep")
    voorstel.refresh_from_db()
    groep = Groep.objects.get(pk=voorstel.groep_id)
    assert (groep.bezet, groep.capaciteit) == (9, 9)

    facilitair = log_in(voorbeeld.FACILITAIR)
    facilitair.goto(f"/facilitair/?groep={groep.pk}")
    for soort in ("zaal", "materiaal", "aanmeldingen", "presentielijst"):
        assert groep.taken.filter(soort=soort).exists()
    axe(facilitair)
    schermafbeelding(facilitair, "facilitair-rij")

    leiden = log_in(voorbeeld.TIENDE.login)
    vraag_om(leiden, voorbeeld.TIENDE)
    tiende = Signaal.objects.filter(team__slug=voorbeeld.TIENDE.team).latest("pk")
    wacht_tot(lambda: Reden.objects.filter(signaal=tiende).exists(), 240, "een reden voor het tiende kind")
    leiden.reload()
    expect(leiden.get_by_text("1 van 6 kinderen").first).to_be_visible()
    axe(leiden)
    schermafbeelding(leiden, "tiende-kind")
