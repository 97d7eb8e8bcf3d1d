"""Who sees which demand and proposal: the predicates, and that lists show exactly the rows the predicates allow."""

from typing import Any

import pytest

from gemeenten.grond.enums import Rol
from gemeenten.grond.models import Gemeente, Regio, Team
from marktplein.accounts.models import User
from marktplein.basis import klok
from tests.aanbod.factories import TrainerFactory
from tests.gemeenten.factories import GebruikerFactory, GemeenteFactory, OrganisatieFactory, TeamFactory
from tests.vraag.factories import SignaalFactory, VoorstelFactory
from vraag import permissions as mag
from vraag.models import Signaal, Toezegging
from vraag.signalen.selectors import eigen_signalen, open_vraag_van_regio, zichtbare_signalen
from vraag.workflow import SignaalStaat


class Wereld:
    """Two municipalities in one region, a third in another; a team in each and two in the first; a user per role."""

    def __init__(self) -> None:
        elders = Regio.objects.create(naam="Elders", slug="elders")
        self.leiden: Gemeente = GemeenteFactory(naam="Leiden", slug="leiden")
        self.katwijk: Gemeente = GemeenteFactory(naam="Katwijk", slug="katwijk")
        self.ver: Gemeente = GemeenteFactory(naam="Ver", slug="ver", regio=elders)
        self.team: Team = TeamFactory(gemeente=self.leiden)
        self.buur: Team = TeamFactory(gemeente=self.leiden)
        self.katwijks: Team = TeamFactory(gemeente=self.katwijk)
        self.verre: Team = TeamFactory(gemeente=self.ver)
        plekken: dict[Rol, Any] = {
            Rol.JGT: self.team,
            Rol.JGZ: self.team,
            Rol.COACH: self.team,
            Rol.TRAINER: self.leiden,
            Rol.AANBIEDER: OrganisatieFactory(),
            Rol.AANSPREEKPUNT: self.leiden,
            Rol.GEMEENTEBEHEER: self.leiden,
        }
        self.users: dict[str, User] = {
            rol.value: GebruikerFactory(lid=[(rol, plekken.get(rol))], email=f"{rol.value}@voorbeeld.example")
            for rol in Rol
        }
        self.users["niemand"] = GebruikerFactory()
        self.users["oud"] = GebruikerFactory()
        gisteren = klok.vandaag().replace(day=1)
        self.users["oud"].lidmaatschappen.create(
            rol=Rol.JGT, team=self.team, van=gisteren.replace(year=2020), tot=gisteren.replace(year=2021)
        )
        for team in (self.team, self.buur, self.katwijks, self.verre):
            for staat in SignaalStaat:
                SignaalFactory(team=team, staat=staat)


@pytest.fixture
def wereld() -> Wereld:
    return Wereld()


PROFESSIONALS = {"jgt", "jgz", "coach"}
GEMEENTE = {"aanspreekpunt", "gemeentebeheer"}
ALLEN = [*Rol.values, "niemand", "oud"]


@pytest.mark.parametrize("wie", ALLEN)
def test_lijst_en_predicaat_zeggen_hetzelfde(wereld: Wereld, wie: str) -> None:
    user = wereld.users[wie]
    alle = list(Signaal.objects.select_related("team__gemeente").order_by("pk"))
    volgens_predicaat = {s.pk for s in alle if mag.kan_signaal_zien(user, s)}
    assert set(zichtbare_signalen(user).values_list("pk", flat=True)) == volgens_predicaat
    eigen = set(eigen_signalen(user).values_list("pk", flat=True))
    regio = set(open_vraag_van_regio(user).values_list("pk", flat=True))
    assert eigen | regio <= volgens_predicaat


@pytest.mark.parametrize("wie", ALLEN)
def test_hoeveel_elke_rol_ziet(wereld: Wereld, wie: str) -> None:
    """7 states a team; of others only the 3 running ones, in the list of the region only the open one."""
    user = wereld.users[wie]
    verwacht = {
        **dict.fromkeys(PROFESSIONALS, (7 + 3 + 3, 7, 2)),
        **dict.fromkeys(GEMEENTE, (14, 14, 0)),
    }.get(wie, (0, 0, 0))
    gezien = (zichtbare_signalen(user).count(), eigen_signalen(user).count(), open_vraag_van_regio(user).count())
    assert gezien == verwacht


@pytest.mark.parametrize("wie", ALLEN)
def test_wat_elke_rol_mag(wereld: Wereld, wie: str) -> None:
    user = wereld.users[wie]
    eigen = Signaal.objects.get(team=wereld.team, staat=SignaalStaat.OPEN)
    ander = Signaal.objects.get(team=wereld.katwijks, staat=SignaalStaat.OPEN)
    ver = Signaal.objects.get(team=wereld.verre, staat=SignaalStaat.OPEN)
    van_team = wie in PROFESSIONALS
    assert mag.kan_indienen(user) is van_team
    assert mag.ziet_regiovraag(user) is van_team
    assert mag.kan_signaal_indienen(user, wereld.team) is van_team
    assert mag.kan_signaal_indienen(user, wereld.buur) is False
    assert mag.kan_signaal_wijzigen(user, eigen) is van_team
    assert mag.kan_signaal_wijzigen(user, ander) is False
    assert mag.kan_aansluiten(user, ander) is van_team
    assert mag.kan_aansluiten(user, eigen) is False
    assert mag.kan_aansluiten(user, ver) is False
    assert mag.kan_signalen_zien(user) is (van_team or wie in GEMEENTE)
    assert mag.kan_runs_zien(user) is (wie in GEMEENTE | {"beheer"})
    assert mag.kan_poolen_starten(user) is (wie == "aanspreekpunt")


@pytest.mark.parametrize("wie", ALLEN)
def test_wie_een_voorstel_ziet(wereld: Wereld, wie: str) -> None:
    user = wereld.users[wie]
    van_leiden = VoorstelFactory(regels=[(Signaal.objects.get(team=wereld.team, staat=SignaalStaat.OPEN), 4)])
    van_katwijk = VoorstelFactory(regels=[(Signaal.objects.get(team=wereld.katwijks, staat=SignaalStaat.OPEN), 4)])
    trainer = TrainerFactory(user=wereld.users["trainer"], gemeente=wereld.leiden)
    Toezegging.objects.create(voorstel=van_leiden, trainer=trainer)
    # For a trainer without an account facilitair answers; nobody is that trainer, also not who is not logged in.
    Toezegging.objects.create(voorstel=van_katwijk, trainer=TrainerFactory(user=None))
    assert mag.kan_voorstel_zien(user, van_leiden) is (wie in PROFESSIONALS | GEMEENTE | {"trainer"})
    assert mag.kan_voorstel_zien(user, van_katwijk) is (wie == "facilitair")
    assert mag.kan_voorstellen_zien(user) is (wie in PROFESSIONALS | GEMEENTE | {"trainer", "facilitair"})
    assert mag.mag_voor_team_antwoorden(user, wereld.team) is (wie in PROFESSIONALS)
    assert mag.mag_voor_team_antwoorden(user, wereld.katwijks) is False
    assert mag.mag_als_trainer_antwoorden(user, trainer) is (wie == "trainer")


def test_wie_geen_trainer_meer_is_antwoordt_niet(wereld: Wereld) -> None:
    trainer = TrainerFactory(user=wereld.users["niemand"])
    assert mag.mag_als_trainer_antwoorden(wereld.users["niemand"], trainer) is False
