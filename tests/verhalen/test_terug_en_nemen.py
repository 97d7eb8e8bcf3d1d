"""Give back and take, in a browser: a team has places left, another takes them by hand, and all pages count alike.

And the tenth child of a group of nine: on the waiting list, in the order of asking.
"""

import re
from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from aanbod.deelname.koppeling import token_van
from aanbod.deelname.selectors import plaats_in_de_rij
from aanbod.deelname.services.aanmeldingen import bevestig, meld_aan
from aanbod.deelname.services.teamplaatsen import haal_teamplaats_weg, voeg_teamplaats_toe
from aanbod.enums import Preventievorm
from aanbod.fouten import GroepVol
from aanbod.models import Aanmelding, Groep
from aanbod.workflow import AanmeldingStaat
from tests.hulp_uitstel import laat_voorbijgaan
from tests.verhalen.test_straat import iedereen_ja, pool
from tests.vraag.streek import Streek, maak_signaal, maak_streek
from vraag.models import Groepsvoorstel, Signaal
from vraag.signalen.selectors import geplande_kinderen
from vraag.workflow import SignaalStaat


def volle_groep(streek: Streek) -> tuple[Groep, Signaal]:
    """Five of Oegstgeest and four of Katwijk are a group of nine, which is full; answers it and the five."""
    vijf = maak_signaal(streek, streek.oegstgeest, 5)
    maak_signaal(streek, streek.katwijk, 4)
    pool(streek)
    iedereen_ja(Groepsvoorstel.objects.get())
    return Groep.objects.get(), vijf


def geef_terug(page: Page, groep: Groep, aantal: int) -> None:
    page.goto(reverse("aanbod:groep", args=[groep.slug]))
    page.get_by_role("link", name="teruggeven").click()
    page.get_by_label("Aantal plekken teruggeven").fill(str(aantal))
    page.get_by_role("button", name="Geef terug").click()
    page.wait_for_url(f"**{reverse('aanbod:groep', args=[groep.slug])}")
    laat_voorbijgaan()


def neem_voor_de_vraag(page: Page, groep: Groep) -> None:
    page.goto(reverse("aanbod:groep", args=[groep.slug]))
    page.get_by_role("link", name="Neem plekken voor je team").click()
    page.get_by_role("radio").first.check(force=True)
    page.get_by_role("button", name="Neem deze plekken").click()
    page.wait_for_url(f"**{reverse('aanbod:groep', args=[groep.slug])}")


def aangemeld(groep: Groep, naam: str) -> Aanmelding:
    rij = meld_aan(groep=groep, naam=naam, email=f"{naam.lower()}@voorbeeld.example", leeftijd_kind=9)
    return bevestig(token_van(rij))


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_wat_een_team_teruggeeft_neemt_een_ander_voor_zijn_vraag(page_als: Callable[..., Page]) -> None:
    streek = maak_streek()
    groep, vijf = volle_groep(streek)
    twee = maak_signaal(streek, streek.leiden, 2)
    oegstgeest, leiden = page_als(streek.van_oegstgeest), page_als(streek.van_leiden)

    geef_terug(oegstgeest, groep, 2)
    vijf.refresh_from_db()
    assert (vijf.staat, geplande_kinderen(vijf)) == (SignaalStaat.OPEN, 3)

    neem_voor_de_vraag(leiden, groep)

    twee.refresh_from_db()
    groep.refresh_from_db()
    assert (twee.staat, geplande_kinderen(twee), groep.bezet) == (SignaalStaat.GEPLAATST, 2, 9)
    voorstel = Groepsvoorstel.objects.order_by("pk").first()
    assert voorstel is not None
    for page, bladen in (
        (
            oegstgeest,
            {
                reverse("aanbod:groep", args=[groep.slug]): r"JGT Oegstgeest: 3",
                reverse("vraag:signaal", args=[vijf.pk]): r"3 van de 5|3 van 5",
                reverse("vraag:voorstel", args=[voorstel.pk]): r"7 kinderen uit 2 teams",
            },
        ),
        (
            leiden,
            {
                reverse("aanbod:groep", args=[groep.slug]): r"JGT Leiden: 2",
                reverse("vraag:signaal", args=[twee.pk]): r"Geplaatst",
            },
        ),
    ):
        for adres, woorden in bladen.items():
            page.goto(adres)
            expect(page.locator("main")).to_contain_text(re.compile(woorden))


@pytest.mark.django_db
def test_het_tiende_kind_staat_op_de_wachtlijst_in_volgorde_van_vragen() -> None:
    streek = maak_streek(preventievorm=Preventievorm.UNIVERSEEL)
    groep, _ = volle_groep(streek)
    tiende, elfde = (aangemeld(groep, naam) for naam in ("Kim", "Bo"))
    assert [(rij.staat, plaats_in_de_rij(rij)) for rij in (tiende, elfde)] == [
        (AanmeldingStaat.WACHTLIJST, 1),
        (AanmeldingStaat.WACHTLIJST, 2),
    ]
    with pytest.raises(GroepVol):
        voeg_teamplaats_toe(groep=groep, team=streek.leiden, aantal=1, door=streek.van_leiden)

    haal_teamplaats_weg(groep=groep, team=streek.oegstgeest, aantal=1, door=streek.van_oegstgeest)

    for rij, staat in ((tiende, AanmeldingStaat.AANGEBODEN), (elfde, AanmeldingStaat.WACHTLIJST)):
        rij.refresh_from_db()
        assert rij.staat == staat
    with pytest.raises(GroepVol):
        voeg_teamplaats_toe(groep=groep, team=streek.leiden, aantal=1, door=streek.van_leiden)
