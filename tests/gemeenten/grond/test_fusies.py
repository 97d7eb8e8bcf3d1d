"""Rights follow a merger: from its day on the people of the old municipality and of the new one work in both."""

import datetime as dt

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from aanbod.enums import Bereik
from aanbod.models import Trainer
from gemeenten.grond.enums import Rol
from gemeenten.grond.fusies import van_nu
from gemeenten.grond.models import Gemeente, RolToekenning, Sluitingsdag, Uitnodiging
from gemeenten.grond.permissions import kan_rol_geven, kan_sluitingsdag_zetten
from gemeenten.grond.selectors import (
    emailadressen_van_beheerders_van,
    gemeente_ids_van,
    gemeenten_om_voor_uit_te_nodigen,
    kaartplaatsen,
    leden_zichtbaar_voor,
    regio_ids_van,
)
from marktplein.accounts.models import User
from marktplein.basis import klok
from tests.gemeenten.factories import GemeenteFactory, KernFactory, RegioFactory, TeamFactory, gebruiker_met
from tests.vraag.factories import SignaalFactory, VoorstelFactory
from tests.vraag.streek import maak_signaal, maak_streek
from vraag.poolen.momentopname import maak_momentopname
from vraag.voorstellen.trainers import vervangers_voor

pytestmark = pytest.mark.django_db
EEN_DAG = dt.timedelta(days=1)


@pytest.fixture
def nieuw() -> Gemeente:
    return GemeenteFactory(naam="Noordwijk")


@pytest.fixture
def oud(nieuw: Gemeente) -> Gemeente:
    """Goes into the new one tomorrow."""
    return GemeenteFactory(naam="Noordwijkerhout", tot=klok.vandaag() + EEN_DAG, opgegaan_in=nieuw)


def _opnieuw(user: User) -> User:
    """As the next request knows this person."""
    return User.objects.get(pk=user.pk)


def _uitnodiging(gemeente: Gemeente) -> RolToekenning:
    return Uitnodiging(rol=Rol.AANSPREEKPUNT, gemeente=gemeente)


def test_een_recht_gaat_mee_op_de_dag_zelf_en_geen_dag_eerder(oud: Gemeente, nieuw: Gemeente) -> None:
    van_oud, van_nieuw = (gebruiker_met(Rol.GEMEENTEBEHEER, gemeente=g) for g in (oud, nieuw))
    elders = gebruiker_met(Rol.GEMEENTEBEHEER)
    assert [gemeente_ids_van(u) for u in (van_oud, van_nieuw)] == [{oud.pk}, {nieuw.pk}]
    assert not kan_rol_geven(van_oud, _uitnodiging(nieuw))
    with time_machine.travel(klok.nu() + EEN_DAG):
        for user in map(_opnieuw, (van_oud, van_nieuw)):
            assert gemeente_ids_van(user) == {oud.pk, nieuw.pk}
            assert gemeente_ids_van(user, Rol.AANSPREEKPUNT) == set(), "another role is not had by it"
            assert kan_rol_geven(user, _uitnodiging(nieuw))
            assert kan_sluitingsdag_zetten(user, Sluitingsdag(gemeente=nieuw))
            assert list(gemeenten_om_voor_uit_te_nodigen(user)) == [nieuw], "nobody is invited for what is over"
        assert gemeente_ids_van(_opnieuw(elders)).isdisjoint({oud.pk, nieuw.pk})
        beheerders = {u.email for u in (van_oud, van_nieuw)}
        assert set(emailadressen_van_beheerders_van(_uitnodiging(nieuw))) == beheerders


def test_wat_aan_de_oude_hangt_is_van_de_nieuwe(oud: Gemeente, nieuw: Gemeente, client: Client) -> None:
    """Of what the team of the old one asks, the people of both read everything; before that day each their own."""
    team = TeamFactory(gemeente=oud)
    signaal = SignaalFactory(team=team)
    lid = gebruiker_met(Rol.JGT, team=team).lidmaatschappen.get()
    van_oud, van_nieuw = (gebruiker_met(Rol.AANSPREEKPUNT, gemeente=g) for g in (oud, nieuw))
    adres = reverse("vraag:signaal", args=[signaal.pk])
    for morgen, antwoorden in ((0, [200, 404]), (1, [200, 200])):
        with time_machine.travel(klok.nu() + morgen * EEN_DAG):
            gezien = []
            for user in (van_oud, van_nieuw):
                client.force_login(user)
                gezien.append(client.get(adres).status_code)
                assert (lid in leden_zichtbaar_voor(_opnieuw(user))) == (gezien[-1] == 200)
            assert gezien == antwoorden


def test_een_trainer_geeft_groepen_in_wat_zijn_gemeente_werd() -> None:
    """Also who comes in for another, and in a room of either: before that day each in its own."""
    streek = maak_streek()
    hier, daar = streek.ruimte.gemeente, streek.leiden.gemeente
    Trainer.objects.update(bereik=Bereik.GEMEENTE)
    Gemeente.objects.filter(pk=hier.pk).update(tot=klok.vandaag() + EEN_DAG, opgegaan_in=daar)
    maak_signaal(streek, streek.katwijk, 4)
    maak_signaal(streek, streek.oegstgeest, 4)
    voorstel = VoorstelFactory(run__regio=streek.regio, interventie=streek.interventie, ruimte=streek.ruimte)
    for morgen, mag in ((0, False), (1, True)):
        with time_machine.travel(klok.nu() + morgen * EEN_DAG):
            opname = maak_momentopname(streek.regio).instantie
            waar = {r.gemeente for r in opname.ruimtes}, {t.gemeente for t in opname.trainers}
            assert (waar[0] == waar[1]) is mag
            assert bool(vervangers_voor(voorstel)) is mag


def test_een_keten_en_een_andere_streek(oud: Gemeente, nieuw: Gemeente) -> None:
    Gemeente.objects.filter(pk=oud.pk).update(tot=klok.vandaag())
    elders = RegioFactory(slug="elders", naam="Elders")
    groot = GemeenteFactory(naam="Bollenstreek", regio=elders)
    Gemeente.objects.filter(pk=nieuw.pk).update(tot=klok.vandaag(), opgegaan_in=groot)
    user = gebruiker_met(Rol.AANSPREEKPUNT, gemeente=oud)
    assert gemeente_ids_van(user) == van_nu([nieuw.pk]) == {oud.pk, nieuw.pk, groot.pk}
    assert regio_ids_van(user) == {oud.regio_id, elders.pk}
    assert regio_ids_van(gebruiker_met(Rol.FACILITAIR)) == set()


def test_een_kern_die_heet_als_een_andere_gemeente_staat_op_de_kaart(nieuw: Gemeente) -> None:
    """A village is left out when it is called as its own municipality, which stands there already."""
    KernFactory(gemeente=nieuw, naam="Noordwijk")
    KernFactory(gemeente=GemeenteFactory(naam="Boskoop"), naam="Noordwijk", lat=52.9)
    assert [(lat, is_gemeente) for naam, lat, _, is_gemeente in kaartplaatsen() if naam == "Noordwijk"] == [
        (nieuw.lat, True),
        (52.9, False),
    ]
