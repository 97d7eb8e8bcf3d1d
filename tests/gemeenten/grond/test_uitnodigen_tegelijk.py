"""Invitations at the same time: one account, one invitation, and no right that ends while it is used."""

import uuid

import pytest

from gemeenten.grond.enums import Rol
from gemeenten.grond.models import Lidmaatschap, Uitnodiging
from gemeenten.grond.services import (
    aanvaard_als_nieuw,
    beeindig_lidmaatschap,
    nodig_uit,
)
from marktplein.accounts.models import User
from marktplein.audit.models import Logregel
from marktplein.basis.fouten import DomeinFout
from marktplein.mail.models import Bericht
from tests.gemeenten.factories import GemeenteFactory, gebruiker_met
from tests.gemeenten.hulp import tegelijk, token_uit_post

NIEUW = "nieuw@voorbeeld.example"
SLEUTELZIN = "paarse-fietsen-in-de-regen"


@pytest.fixture
def beheer() -> User:
    return gebruiker_met(Rol.BEHEER)


@pytest.fixture
def gemeentebeheer() -> User:
    return gebruiker_met(Rol.GEMEENTEBEHEER, gemeente=GemeenteFactory())


def eigen_gemeente(user: User) -> object:
    return user.lidmaatschappen.get().gemeente


@pytest.mark.django_db(transaction=True)
def test_acht_keer_tegelijk_aannemen_geeft_een_account() -> None:
    nodig_uit(email=NIEUW, rol=Rol.KCC, door=gebruiker_met(Rol.BEHEER))
    token = token_uit_post(NIEUW)
    uitkomsten = tegelijk(lambda n: aanvaard_als_nieuw(token=token, naam=f"Sam {n}", wachtwoord=SLEUTELZIN), 8)
    assert sum(isinstance(u, tuple) for u in uitkomsten) == 1
    assert sum(isinstance(u, DomeinFout) for u in uitkomsten) == 7, uitkomsten
    assert User.objects.filter(email=NIEUW).count() == 1
    assert Lidmaatschap.objects.filter(user__email=NIEUW).count() == 1


@pytest.mark.django_db(transaction=True)
def test_aannemen_terwijl_het_recht_van_de_maker_eindigt() -> None:
    """Either the role was given by somebody who could give it, or it is not given; and nobody waits for ever."""
    beheer = gebruiker_met(Rol.BEHEER)
    for nummer in range(4):
        maker, adres = gebruiker_met(Rol.BEHEER), f"nieuw{nummer}@voorbeeld.example"
        nodig_uit(email=adres, rol=Rol.KCC, door=maker)
        token, lid = token_uit_post(adres), maker.lidmaatschappen.get()
        werk = (
            lambda token=token: aanvaard_als_nieuw(token=token, naam="Sam", wachtwoord=SLEUTELZIN),
            lambda lid=lid: beeindig_lidmaatschap(lidmaatschap=lid, door=beheer),
        )
        aanvaard, beeindigd = tegelijk(lambda n, werk=werk: werk[n](), 2)
        assert isinstance(beeindigd, Lidmaatschap), beeindigd
        volgorde = list(
            Logregel.objects.filter(gebeurtenis__in=("lidmaatschap.begonnen", "lidmaatschap.beeindigd"))
            .order_by("pk")
            .values_list("gebeurtenis", flat=True)
        )[-2:]
        if isinstance(aanvaard, tuple):
            assert Lidmaatschap.objects.filter(user__email=adres).exists()
        else:
            assert isinstance(aanvaard, DomeinFout), aanvaard
            assert volgorde[-1] == "lidmaatschap.beeindigd"
            assert not User.objects.filter(email=adres).exists()


@pytest.mark.django_db(transaction=True)
def test_twee_uitnodigingen_van_een_adres_tegelijk_aannemen_geeft_een_account() -> None:
    beheer = gebruiker_met(Rol.BEHEER)
    tokens = []
    for rol in (Rol.KCC, Rol.FACILITAIR):
        nodig_uit(email=NIEUW, rol=rol, door=beheer)
        tokens.append(token_uit_post(NIEUW))
    uitkomsten = tegelijk(lambda n: aanvaard_als_nieuw(token=tokens[n], naam="Sam", wachtwoord=SLEUTELZIN), 2)
    assert sorted(type(u).__name__ for u in uitkomsten) == ["DomeinFout", "tuple"], uitkomsten
    assert User.objects.filter(email=NIEUW).count() == 1


@pytest.mark.django_db(transaction=True)
def test_tegelijk_uitnodigen_geeft_een_uitnodiging() -> None:
    beheer = gebruiker_met(Rol.BEHEER)
    uitkomsten = tegelijk(lambda n: nodig_uit(email=NIEUW, rol=Rol.KCC, door=beheer), 6)
    assert sum(isinstance(u, Uitnodiging) for u in uitkomsten) == 1
    assert sum(isinstance(u, DomeinFout) for u in uitkomsten) == 5, uitkomsten
    assert Bericht.objects.filter(soort="gemeenten.uitnodiging").count() == 1


@pytest.mark.django_db(transaction=True)
def test_het_formulier_zes_keer_tegelijk_geeft_een_uitnodiging() -> None:
    beheer, sleutel = gebruiker_met(Rol.BEHEER), uuid.uuid4()
    uitkomsten = tegelijk(lambda n: nodig_uit(email=NIEUW, rol=Rol.KCC, door=beheer, sleutel=sleutel), 6)
    assert {u.pk for u in uitkomsten} == {Uitnodiging.objects.get().pk}
    assert Bericht.objects.filter(soort="gemeenten.uitnodiging").count() == 1
