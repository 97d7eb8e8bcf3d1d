"""A team gives the first names of its children to the trainer, who alone reads them; in a browser."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from gemeenten.grond.enums import Rol
from tests.aanbod.factories import GroepFactory, TeamPlaatsFactory, TrainerFactory
from tests.gemeenten.factories import TeamFactory, gebruiker_met

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


def test_van_team_naar_trainer(
    page_als: Callable[..., Page],
    axe: Callable[[Page], None],
    schermafbeelding: Callable[..., object],
) -> None:
    trainer = TrainerFactory(user=gebruiker_met(Rol.TRAINER))
    groep = GroepFactory(interventie__voornamen_nodig=True, trainers=[trainer], bezet=3)
    team = TeamFactory(naam="JGT Hier")
    TeamPlaatsFactory(groep=groep, team=team, aantal=3)

    wij = page_als(gebruiker_met(Rol.JGT, team=team))
    wij.goto(f"/groepen/{groep.slug}/")
    axe(wij)
    schermafbeelding(wij, "voornamen-groep")
    wij.get_by_role("link", name="Geef voornamen door").click()
    axe(wij)
    schermafbeelding(wij, "voornamen-doorgeven")
    wij.get_by_label("Voornaam 1").fill("Noor")
    wij.get_by_label("Voornaam 2").fill("Sem")
    wij.get_by_label("De ouders weten").check(force=True)
    wij.get_by_role("button", name="Geef door").click()
    expect(wij.get_by_role("region", name="Voornamen")).to_contain_text("doorgegeven 2 van 3 kinderen")
    expect(wij.get_by_text("Noor")).to_have_count(0)

    zij = page_als(trainer.user)
    zij.goto(f"/groepen/{groep.slug}/")
    zij.get_by_role("link", name="Bekijk de voornamen").click()
    expect(zij.get_by_role("listitem").filter(has_text="Noor")).to_be_visible()
    axe(zij)
    schermafbeelding(zij, "voornamen-zien")
