"""The figures in a real browser: readable for everyone, drawn from the table; the mail switched off with one press."""

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from gemeenten.grond.enums import Rol
from marktplein.basis import klok
from marktplein.mail.models import Berichtvoorkeur
from tests.aanbod.factories import InterventieFactory
from tests.gemeenten.factories import GemeenteFactory, TeamFactory, gebruiker_met
from tests.vraag.factories import RedenFactory, SignaalFactory, VoorstelFactory
from vraag.models import Besluit, Reeks, Signaal
from vraag.uitleg.bijna_uit import afmeldlink
from vraag.workflow import SignaalStaat, VoorstelStaat

pytestmark = pytest.mark.django_db(transaction=True)


class Wereld:
    """Two municipalities, a training that returns each autumn, and needs that wait and that were placed."""

    def __init__(self) -> None:
        self.oegstgeest = GemeenteFactory(naam="Oegstgeest", subregio="Leidse regio")
        self.team = TeamFactory(naam="JGT Leidse regio (Oegstgeest)", gemeente=self.oegstgeest)
        self.buren = TeamFactory(naam="JGT Leidse regio (Voorschoten)", gemeente=GemeenteFactory(naam="Voorschoten"))
        self.training = InterventieFactory(naam="Weerbaarheidstraining op maat (JGT)", groep_min=6)
        self.jgt = gebruiker_met(Rol.JGT, team=self.team)
        self.aanspreekpunt = gebruiker_met(Rol.AANSPREEKPUNT, gemeente=self.oegstgeest)
        self.beheer = gebruiker_met(Rol.BEHEER)
        vandaag = klok.vandaag()
        for jaar in (1, 2):
            self.vraag(self.team, 6, geplaatst_op=vandaag - dt.timedelta(days=365 * jaar))
        for weken in range(1, 8):
            self.vraag(self.team, 6, weken=weken + 8)
            self.vraag(self.buren, weken, weken=weken + 4)
        self.eigen = self.vraag(self.team, 4, wacht=True, geplaatst_op=vandaag - dt.timedelta(weeks=11))
        self.vraag(self.buren, 3, wacht=True, geplaatst_op=vandaag - dt.timedelta(weeks=14))
        tips: list[dict[str, Any]] = [
            {"soort": "ander_dagdeel", "dagdelen": [8, 10], "hoe": "nieuwe_groep"},
            {"soort": "meer_km", "extra_km": 5, "km": 15, "hoe": "lopende_groep"},
            {"soort": "meer_kinderen", "kinderen": 2, "dagdelen": [7], "teams": [f"T{self.buren.pk}"]},
        ]
        RedenFactory(signaal=self.eigen, helpt=tips)

    def vraag(self, team: Any, aantal: int, *, wacht: bool = False, weken: int = 6, **velden: Any) -> Signaal:
        velden.setdefault("geplaatst_op", klok.vandaag() - dt.timedelta(weeks=weken))
        staat = SignaalStaat.OPEN if wacht else SignaalStaat.GEPLAATST
        signaal: Signaal = SignaalFactory(team=team, interventie=self.training, aantal=aantal, staat=staat, **velden)
        if not wacht:
            voorstel = VoorstelFactory(
                run__regio=signaal.regio, staat=VoorstelStaat.GEPLAND, regels=[(signaal, aantal)]
            )
            voorstel.toezeggingen.update(op=klok.nu() - dt.timedelta(weeks=max(0, weken - 5)))
        return signaal


@pytest.fixture
def wereld() -> Wereld:
    return Wereld()


@pytest.mark.parametrize("wie", ["jgt", "aanspreekpunt", "beheer"])
def test_inzicht_is_leesbaar(
    wereld: Wereld, page_als: Callable[..., Any], axe: Any, schermafbeelding: Any, wie: str
) -> None:
    page = page_als(getattr(wereld, wie))
    for per in ("gemeente", "team", "interventie", "leeftijd", "vorm"):
        page.goto(f"/vraag/inzicht/?per={per}")
        axe(page)
    expect(page.locator("canvas"), "the division and the months").to_have_count(2 * (1 if wie == "beheer" else 2))
    schermafbeelding(page, f"inzicht-{wie}")
    page.goto("/vraag/inzicht/wachttijd/")
    page.get_by_text("8 van de 10 binnen").first.wait_for()
    axe(page)
    schermafbeelding(page, f"inzicht-wachttijd-{wie}")


def test_zonder_javascript_blijft_de_tabel(wereld: Wereld, page_als: Callable[..., Any]) -> None:
    page = page_als(wereld.jgt, javascript=False)
    page.goto("/vraag/inzicht/")
    expect(page.locator("table#maanden tbody tr")).to_have_count(12)
    page.get_by_role("link", name="Training", exact=True).click()
    page.get_by_role("heading", name="Verdeeld per training").wait_for()


def test_vaste_reeks_besluiten(wereld: Wereld, page_als: Callable[..., Any], axe: Any, schermafbeelding: Any) -> None:
    page = page_als(wereld.aanspreekpunt)
    page.goto("/vraag/reeksen/")
    axe(page)
    schermafbeelding(page, "reeksen")
    page.get_by_role("link", name="Weerbaarheidstraining op maat (JGT)").first.click()
    axe(page)
    schermafbeelding(page, "reeks")
    page.get_by_role("button", name="Leg het besluit vast").click()
    page.get_by_text("Kies ja of nee.").first.wait_for()
    axe(page)
    page.get_by_label("Ja, vraag de teams elk jaar op tijd").check()
    straks = klok.vandaag() + dt.timedelta(days=60)
    page.get_by_label("In welke maand begint de groep elk jaar?").select_option(str(straks.month))
    page.get_by_role("button", name="Leg het besluit vast").click()
    page.get_by_text("Vastgelegd: elk jaar in").wait_for()
    page.goto("/vraag/reeksen/")
    page.get_by_role("link", name="Vaste reeksen").click()
    page.get_by_role("link", name="Weerbaarheidstraining op maat (JGT)").first.click()
    page.get_by_role("heading", name="De volgende keer").wait_for()
    axe(page)
    schermafbeelding(page, "reeks-aanvaard")


def test_een_vaste_reeks_vraagt_het_team(
    wereld: Wereld, page_als: Callable[..., Any], axe: Any, schermafbeelding: Any
) -> None:
    straks = klok.vandaag() + dt.timedelta(days=60)
    Reeks.objects.create(
        regio=wereld.oegstgeest.regio, gemeente=wereld.oegstgeest, interventie=wereld.training,
        seizoen=0, besluit=Besluit.AANVAARD, start_maand=straks.month,
    )  # fmt: skip
    onlangs = Signaal.objects.filter(geplaatst_op__gte=klok.vandaag() - dt.timedelta(days=92))
    onlangs.update(staat=SignaalStaat.INGETROKKEN)
    page = page_als(wereld.jgt)
    page.goto("/start/")
    axe(page)
    schermafbeelding(page, "start-vaste-reeks")
    page.get_by_role("link", name="Plaats je vraag: Weerbaarheidstraining op maat (JGT)").click()
    page.get_by_text("Voor de vaste reeks die begint in").wait_for()
    axe(page)
    schermafbeelding(page, "vraag-vaste-reeks")
    page.get_by_role("button", name="Plaats de vraag").click()
    page.wait_for_url(re.compile(r"/vraag/\d+/$"))
    page.goto("/start/")
    page.get_by_text("Gevraagd", exact=True).wait_for()


def test_mail_uit_met_een_druk(wereld: Wereld, page_als: Callable[..., Any], axe: Any, schermafbeelding: Any) -> None:
    page = page_als(None)
    page.goto(afmeldlink(wereld.jgt, wereld.team))
    axe(page)
    schermafbeelding(page, "bijna-uit")
    page.get_by_role("button", name="Zet de mail uit voor mij").click()
    page.get_by_text("Voor jou staat de mail uit.").wait_for()
    assert Berichtvoorkeur.objects.get().user == wereld.jgt


def test_van_tip_naar_wijziging(wereld: Wereld, page_als: Callable[..., Any], axe: Any, schermafbeelding: Any) -> None:
    page = page_als(wereld.jgt)
    page.goto(f"/vraag/{wereld.eigen.pk}/")
    axe(page)
    schermafbeelding(page, "signaal-tips")
    page.get_by_role("link", name="Maak er 15 km van").click()
    page.get_by_text("Alvast ingevuld: tot 15 km reizen.").wait_for()
    page.get_by_role("button", name="Bewaar de wijziging").click()
    page.get_by_text("Je wijziging is bewaard").wait_for()
    wereld.eigen.refresh_from_db()
    assert wereld.eigen.max_km == 15
