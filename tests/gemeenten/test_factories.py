"""Every factory makes something the database accepts, for every role."""

import pytest

from gemeenten.grond.enums import Rol
from gemeenten.grond.selectors import rollen_van
from tests.gemeenten import factories


@pytest.mark.parametrize("rol", list(Rol))
def test_gebruiker_met_elke_rol(rol: Rol) -> None:
    user = factories.gebruiker_met(rol)
    assert rollen_van(user) == {rol}
    assert user.check_password(factories.WACHTWOORD)


def test_twee_rollen_en_een_team() -> None:
    team = factories.TeamFactory()
    user = factories.GebruikerFactory(lid=[(Rol.JGT, team), (Rol.FACILITAIR, None)])
    assert rollen_van(user) == {Rol.JGT, Rol.FACILITAIR}
    assert user.lidmaatschappen.get(rol=Rol.JGT).team == team


@pytest.mark.parametrize(
    "fabriek", [factories.KernFactory, factories.GemeenteCijferFactory, factories.SchoolvakantieFactory]
)
def test_fabriek_maakt_geldige_rij(fabriek: type) -> None:
    fabriek().full_clean()
