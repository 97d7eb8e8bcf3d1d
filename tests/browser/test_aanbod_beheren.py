"""Adding an offer, own availability and who came, in a real browser: readable for everyone, also without JavaScript."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from aanbod.models import Interventie, Trainer
from aanbod.workflow import AanmeldingStaat, GroepStaat
from gemeenten.grond.enums import Rol
from marktplein.basis import klok
from tests.aanbod.factories import (
    AanmeldingFactory,
    CertificaatFactory,
    GroepFactory,
    InterventieFactory,
    ThemaFactory,
    TrainerFactory,
)
from tests.gemeenten.factories import GemeenteFactory, OrganisatieFactory, gebruiker_met
from tests.hulp_browser import controleer_breedte

pytestmark = pytest.mark.django_db(transaction=True)


def test_een_aanbieder_voegt_aanbod_toe(
    page_als: Callable[..., Any], axe: Callable[[Any], None], schermafbeelding: Callable[[Any, str], Any]
) -> None:
    ThemaFactory(naam="rust")
    page = page_als(gebruiker_met(Rol.AANBIEDER, organisatie=OrganisatieFactory(naam="Zorg en Zo")), breedte=320)
    page.goto("/aanbod-beheer/")
    page.get_by_role("link", name="Nieuw aanbod").click()
    controleer_breedte(page)
    axe(page)
    schermafbeelding(page, "aanbod-nieuw")
    page.get_by_role("button", name="Bewaar als concept").click()
    page.get_by_role("heading", name="nog niet goed").wait_for()
    page.get_by_label("Naam", exact=True).fill("Sterk als een kikker")
    page.get_by_label("Wat is het?").fill("Kinderen leren voor zichzelf opkomen.")
    page.get_by_label("Wat voor organisatie is dat?").select_option("vrijgevestigd")
    page.get_by_label("rust").check()
    page.get_by_label("Kinderen en jongeren").check()
    page.get_by_label("Voor wie is het vooral bedoeld").select_option("universeel")
    page.get_by_label("Vorm", exact=True).select_option("groep")
    getallen = {"Leeftijd vanaf": 6, "Leeftijd tot en met": 12, "Kleinste groep": 4, "Grootste groep": 8}
    for label, waarde in getallen.items():
        page.get_by_label(label).fill(str(waarde))
    page.get_by_role("button", name="Bewaar als concept").click()
    page.get_by_text("Opgeslagen als concept").wait_for()
    assert Interventie.objects.get().aanbieder == "Zorg en Zo"
    controleer_breedte(page)


def test_een_trainer_stelt_dagdelen_in(
    page_als: Callable[..., Any], axe: Callable[[Any], None], schermafbeelding: Callable[[Any, str], Any]
) -> None:
    trainer = TrainerFactory(user=gebruiker_met(Rol.TRAINER), gemeente=GemeenteFactory(naam="Duinstad"), dagdelen=[1])
    CertificaatFactory(trainer=trainer, interventie=InterventieFactory(naam="Weerbaarheidstraining"))
    oud = klok.vandaag() - dt.timedelta(days=40)
    CertificaatFactory(trainer=trainer, interventie=InterventieFactory(naam="Rots en water"), geldig_tot=oud)
    page = page_als(trainer.user, breedte=320)
    page.goto("/mijn-inzet/")
    controleer_breedte(page)
    axe(page)
    schermafbeelding(page, "mijn-inzet")
    page.get_by_label("woensdagmiddag").check()
    page.get_by_label("Alleen in Duinstad").check()
    page.get_by_role("button", name="Opslaan").click()
    page.get_by_text("Bij nieuwe voorstellen").wait_for()
    trainer = Trainer.objects.get()
    assert (trainer.dagdelen, trainer.bereik) == ([1, 7], "gemeente")


def test_hoeveel_er_waren(page_als: Callable[..., Any], schermafbeelding: Callable[[Any, str], Any]) -> None:
    groep = GroepFactory(start_op=klok.vandaag() - dt.timedelta(days=8), staat=GroepStaat.BEZIG, bezet=4)
    page = page_als(gebruiker_met(Rol.FACILITAIR), breedte=320)
    page.goto(f"/groepen/{groep.slug}/")
    page.get_by_role("link", name="Wie was er?").click()
    controleer_breedte(page)
    schermafbeelding(page, "hoeveel-er-waren")
    page.get_by_label("Keer 1").fill("4")
    page.get_by_role("button", name="Bewaar wie er was").click()
    page.get_by_text("4 waren er").wait_for()
    schermafbeelding(page, "groep-met-hoeveel-er-waren")


@pytest.mark.parametrize("javascript", [True, False])
def test_wie_er_was(
    page_als: Callable[..., Any],
    axe: Callable[[Any], None],
    schermafbeelding: Callable[[Any, str], Any],
    javascript: bool,
) -> None:
    start = klok.vandaag() - dt.timedelta(days=8)
    groep = GroepFactory(start_op=start, staat=GroepStaat.BEZIG, bezet=3)
    namen = ("Noor", "Sam", "Bo")
    rijen = {naam: AanmeldingFactory(groep=groep, naam=naam) for naam in namen}
    page = page_als(gebruiker_met(Rol.FACILITAIR), javascript=javascript, breedte=320)
    page.goto(f"/groepen/{groep.slug}/aanmeldingen/")
    controleer_breedte(page)
    if javascript:
        axe(page)
        schermafbeelding(page, "wie-er-was")
    page.get_by_role("group", name="Heeft Noor meegedaan?").get_by_label("Ja").check()
    page.get_by_role("group", name="Heeft Sam meegedaan?").get_by_label("Nee").check()
    page.get_by_role("button", name="Bewaar wie er was").click()
    page.get_by_text("Opgeslagen.").wait_for()
    for rij in rijen.values():
        rij.refresh_from_db()
    verwacht = [AanmeldingStaat.DEELGENOMEN, AanmeldingStaat.NIET_GEKOMEN, AanmeldingStaat.GEPLAATST]
    assert [rijen[naam].staat for naam in namen] == verwacht
