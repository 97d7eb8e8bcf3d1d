"""By hand, in a browser: a meeting moved by its trainer, and a group made from the needs of two teams."""

import datetime as dt
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from aanbod.deelname.koppeling import hash_van, link_van, token_van
from aanbod.enums import Preventievorm
from aanbod.models import Groep
from aanbod.workflow import GroepStaat
from facilitair.models import Taak
from facilitair.ruimtes.services.reserveren import reserveer_groep
from facilitair.taken.services.van_groep import maak_taken
from facilitair.workflow import TaakSoort
from marktplein.basis import klok
from marktplein.basis.werkdagen import LANDELIJK
from marktplein.basis.woorden import dag
from marktplein.mail.models import Bericht
from tests.aanbod.factories import AanmeldingFactory, GroepFactory, InzetFactory, TeamPlaatsFactory
from tests.hulp_uitstel import laat_voorbijgaan
from tests.vraag.streek import Streek, maak_signaal, maak_streek
from vraag.models import Groepsvoorstel
from vraag.signalen.selectors import geplande_kinderen
from vraag.voorstellen.met_de_hand import trainersvragen
from vraag.voorstellen.services import antwoord
from vraag.workflow import Antwoord, VoorstelStaat

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
WOENSDAG = 2


@pytest.fixture
def streek() -> Streek:
    return maak_streek(preventievorm=Preventievorm.UNIVERSEEL, bijeenkomsten=3, trainers_nodig=1)


def gewone_woensdag() -> dt.date:
    """A Wednesday after which nothing is closed for weeks."""
    op = klok.vandaag() + dt.timedelta(weeks=4)
    op += dt.timedelta(days=(WOENSDAG - op.weekday()) % 7)
    while any(LANDELIJK.is_dicht(op + dt.timedelta(days=n)) for n in range(42) if (op.weekday() + n) % 7 < 5):
        op += dt.timedelta(weeks=1)
    return op


@pytest.fixture
def groep(streek: Streek) -> Groep:
    """Three Wednesdays in a room, with a trainer who can log in, tasks, and two children of a team."""
    groep: Groep = GroepFactory(
        interventie=streek.interventie,
        gemeente=streek.oegstgeest.gemeente,
        locatie_naam=streek.ruimte.naam,
        start_op=gewone_woensdag(),
        bezet=3,
    )
    trainer = streek.trainers[0]
    for b in groep.bijeenkomsten.all():
        InzetFactory(trainer=trainer, bijeenkomst=b)
    streek.ruimte.dagdelen = []
    streek.ruimte.save()
    reserveer_groep(groep=groep, ruimte=streek.ruimte)
    maak_taken(groep)
    TeamPlaatsFactory(groep=groep, team=streek.katwijk, aantal=2)
    return groep


def volgnummers(ics: str) -> list[int]:
    return [int(n) for n in re.findall(r"SEQUENCE:(\d+)", ics)]


def test_een_bijeenkomst_verzet(
    streek: Streek,
    groep: Groep,
    page_als: Callable[..., Page],
    axe: Callable[[Page], None],
    schermafbeelding: Callable[..., object],
) -> None:
    aanmelding = AanmeldingFactory(groep=groep)
    aanmelding.token_hash = hash_van(token_van(aanmelding))
    aanmelding.save()
    ics_was = page_als().request.get(f"/groepen/{groep.slug}/agenda.ics").text()
    taak = Taak.objects.get(groep=groep, soort=TaakSoort.PRESENTIELIJST)
    was, later = groep.start_op, groep.start_op + dt.timedelta(days=1)

    # The trainer moves the first meeting and all after it to Thursday.
    trainer = page_als(streek.trainers[0].user)
    trainer.goto(f"/groepen/{groep.slug}/")
    trainer.get_by_role("link", name="Wijzig data of plaats").click()
    axe(trainer)
    schermafbeelding(trainer, "rooster-lijst")
    trainer.locator(".rij__naam").first.click()
    axe(trainer)
    schermafbeelding(trainer, "rooster-wijzigen")
    trainer.get_by_label("Datum").fill(later.isoformat())
    trainer.get_by_label("Deze en alle volgende").check(force=True)
    trainer.get_by_role("button", name="Bekijk wat er verandert").click()
    expect(trainer.get_by_role("heading", name="Dit verandert")).to_be_visible()
    expect(trainer.get_by_text("1 team, 1 trainer, 1 aanmelding en het facilitair team")).to_be_visible(timeout=5_000)
    axe(trainer)
    schermafbeelding(trainer, "rooster-bekijken")
    trainer.get_by_role("button", name="Wijzig", exact=True).click()
    expect(trainer.get_by_role("button", name="Maak ongedaan")).to_be_visible()
    schermafbeelding(trainer, "rooster-bedenktijd")
    assert not Bericht.objects.exists()
    laat_voorbijgaan()

    # The team, the parent and their calendars know; the task is due a working day later.
    team = page_als(streek.van_katwijk)
    team.goto(f"/groepen/{groep.slug}/")
    expect(team.locator(".bijeenkomsten li").first).to_contain_text(re.compile(dag(later), re.IGNORECASE))
    ouder = page_als()
    ouder.goto(link_van(aanmelding).partition("/aanmelding/")[2].join(["/aanmelding/", ""]))
    expect(ouder.locator(".bijeenkomsten li").first).to_contain_text(re.compile(dag(later), re.IGNORECASE))
    ics = ouder.request.get(f"/groepen/{groep.slug}/agenda.ics").text()
    assert volgnummers(ics) == [n + 1 for n in volgnummers(ics_was)]
    assert re.findall("UID:.*", ics) == re.findall("UID:.*", ics_was)
    assert f"DTSTART:{later:%Y%m%d}T" in ics
    assert f"DTSTART:{was:%Y%m%d}T" not in ics
    eerst = taak.uiterlijk
    taak.refresh_from_db()
    assert eerst is not None
    assert taak.uiterlijk == eerst + dt.timedelta(days=1)
    assert set(Bericht.objects.values_list("aan", flat=True)) >= {aanmelding.email, streek.van_katwijk.email}


def test_een_groep_uit_de_vragen_van_twee_teams(
    streek: Streek,
    page_als: Callable[..., Page],
    axe: Callable[[Page], None],
    schermafbeelding: Callable[..., object],
) -> None:
    ons, hun = maak_signaal(streek, streek.oegstgeest, 5), maak_signaal(streek, streek.katwijk, 4)
    streek.ruimte.dagdelen = []
    streek.ruimte.save()

    # Without JavaScript: from the list of what others ask, in two steps.
    wij = page_als(streek.van_oegstgeest, javascript=False)
    wij.goto("/vraag/regio/?weergave=vragen")
    schermafbeelding(wij, "regiovraag-samen")
    wij.locator(f"input[name=vraag][value='{hun.pk}']").check(force=True)
    wij.get_by_role("button", name="Maak een groep").click()
    wij.locator("select[name=interventie]").select_option(str(streek.interventie.pk))
    wij.locator("input[name=datum]").fill(gewone_woensdag().isoformat())
    wij.locator("input[name=begin]").fill("14:00")
    schermafbeelding(wij, "groep-maken-1")
    wij.get_by_role("button", name="Bekijk wat er kan").click()
    expect(wij.get_by_role("heading", name="3 bijeenkomsten")).to_be_visible()
    wij.locator(f"input[name=vragen][value='{ons.pk}']").check(force=True)
    expect(wij.locator(f"input[name=vragen][value='{hun.pk}']")).to_be_checked()
    schermafbeelding(wij, "groep-maken-2")
    wij.get_by_role("button", name="Maak de groep").click()
    wij.wait_for_url(re.compile(r"/groepen/"))
    groep = Groep.objects.get()
    assert (groep.staat, groep.bezet, geplande_kinderen(ons), geplande_kinderen(hun)) == (
        GroepStaat.VOORBEREIDING,
        5,
        5,
        0,
    )
    gevraagd = wij.get_by_role("region", name="Gevraagd")
    expect(gevraagd.get_by_text("JGT Katwijk: nog geen antwoord")).to_be_visible()
    schermafbeelding(wij, "groep-gemaakt")

    # The trainer is asked as for any proposal and cannot; another one is asked, and says yes.
    een = trainersvragen(groep).get()
    trainer = page_als(een.trainer.user)
    trainer.goto(f"/vraag/voorstellen/{een.voorstel_id}/")
    expect(trainer.get_by_text("Hoogstens 9 kinderen, op")).to_be_visible()
    axe(trainer)
    schermafbeelding(trainer, "groep-trainer-gevraagd")
    trainer.get_by_label("Nee, ik kan niet").check(force=True)
    trainer.get_by_label("Waarom kun je niet?").fill("Ik ben dan weg.")
    trainer.get_by_role("button", name="Verstuur antwoord").click()
    trainer.wait_for_load_state()
    laat_voorbijgaan()
    wij = page_als(streek.van_oegstgeest)
    wij.goto(f"/groepen/{groep.slug}/")
    axe(wij)
    schermafbeelding(wij, "groep-mist-trainer")
    gevraagd = wij.get_by_role("region", name="Gevraagd")
    gevraagd.get_by_role("link", name="Vraag een ander").click()
    axe(wij)
    schermafbeelding(wij, "groep-andere-trainer")
    wij.locator("input[name=trainer]").first.check(force=True)
    wij.get_by_role("button", name="Vraag deze trainer").click()
    wij.wait_for_url(re.compile(r"/groepen/"))
    ander = trainersvragen(groep).exclude(pk=een.pk).get()
    antwoord(ander, keus=Antwoord.JA, door=ander.trainer.user)
    groep.refresh_from_db()
    assert groep.staat == GroepStaat.VOORBEREIDING

    # The other team is asked, and says yes: then the group is there for all.
    voorstel = Groepsvoorstel.objects.get(
        groep=groep, staat=VoorstelStaat.VOORGESTELD, toezeggingen__team__isnull=False
    )
    zij = page_als(streek.van_katwijk)
    zij.goto(f"/vraag/voorstellen/{voorstel.pk}/")
    axe(zij)
    schermafbeelding(zij, "groep-gevraagd")
    zij.get_by_label("Ja, we doen mee").check(force=True)
    zij.get_by_role("button", name="Verstuur antwoord").click()
    zij.wait_for_load_state()
    laat_voorbijgaan()
    groep.refresh_from_db()
    assert (groep.staat, groep.bezet, geplande_kinderen(hun)) == (GroepStaat.VOL, 9, 4)
