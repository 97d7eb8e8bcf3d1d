"""What-if from a gap: the form is filled in; and an outcome without a change says what still stands in the way."""

import pytest
from django.test import Client
from django.urls import reverse

from gemeenten.grond.enums import Rol
from marktplein.accounts.models import User
from tests.gemeenten.factories import gebruiker_met
from tests.vraag.factories import RedenFactory
from tests.vraag.hulp import tekst
from tests.vraag.streek import WOENSDAGMIDDAG, Streek, maak_signaal, maak_streek
from vraag.models import Scenario
from vraag.wat_als.services import maak, voer_uit
from vraag.wat_als.waarom import waarom_niets

pytestmark = pytest.mark.django_db


@pytest.fixture
def streek() -> Streek:
    return maak_streek(trainers=0)


@pytest.fixture
def aanspreekpunt(streek: Streek) -> User:
    return gebruiker_met(Rol.AANSPREEKPUNT, gemeente=streek.katwijk.gemeente)


def als(user: User) -> Client:
    klant = Client()
    klant.force_login(user)
    return klant


def trainer(streek: Streek) -> dict[str, object]:
    return {
        "soort": "trainer", "interventies": [streek.interventie.pk], "namen": [streek.interventie.naam],
        "gemeente": None, "naam": "", "dagdelen": [WOENSDAGMIDDAG], "groepen": 2,
    }  # fmt: skip


def reken(streek: Streek, door: User, wijzigingen: list[dict[str, object]]) -> Scenario:
    scenario = maak(regio=streek.regio, naam="proef", wijzigingen=wijzigingen, door=door)
    voer_uit(scenario.pk)
    scenario.refresh_from_db()
    return scenario


def test_van_leemte_naar_ingevuld_formulier(streek: Streek, aanspreekpunt: User) -> None:
    """The start page and the page of the need lead to two trainers, there, on the dagdelen that are asked."""
    signaal = maak_signaal(streek, streek.katwijk, 6)
    RedenFactory(signaal=signaal, code="NO_TRAINER", aantal=6, detail={"trainers_nodig": 2, "bevoegd": 0})
    adres = (
        f"{reverse('vraag:scenario_nieuw')}?trainers=2&amp;training={streek.interventie.pk}"
        f"&amp;gemeente={streek.katwijk.gemeente_id}"
    )
    klant = als(aanspreekpunt)

    assert f'href="{adres}"' in klant.get(reverse("werkplek:start")).content.decode()
    assert f'href="{adres}"' in klant.get(reverse("vraag:signaal", args=[signaal.pk])).content.decode()
    form = klant.get(adres.replace("&amp;", "&")).context["form"]
    blokken = next(soort.blokken for soort in form.soorten if soort.naam == "trainer")

    assert form.naam["naam"].value() == f"2 trainers erbij voor {streek.interventie}"
    assert len(blokken) == 2
    for blok in blokken:
        assert [str(pk) for pk in blok["interventies"].value()] == [str(streek.interventie.pk)]
        assert str(blok["gemeente"].value()) == str(streek.katwijk.gemeente_id)
        assert blok["dagdelen"].value() == [WOENSDAGMIDDAG]


@pytest.mark.parametrize("vraag", ["trainers=2&training=999999", "trainers=nee&training=1", "trainers=2"])
def test_een_adres_dat_niets_zegt_geeft_een_leeg_formulier(aanspreekpunt: User, vraag: str) -> None:
    pagina = als(aanspreekpunt).get(f"{reverse('vraag:scenario_nieuw')}?{vraag}")

    assert pagina.status_code == 200
    assert not pagina.context["form"].naam["naam"].value()


def test_zonder_verschil_staat_er_waarom(streek: Streek, aanspreekpunt: User) -> None:
    """Two trainers more are no use where the room is full of nothing: it is the room that lacks."""
    streek.ruimte.actief = False
    streek.ruimte.save()
    maak_signaal(streek, streek.katwijk, 6)

    scenario = reken(streek, aanspreekpunt, [trainer(streek)] * 2)
    pagina = tekst(als(aanspreekpunt).get(reverse("vraag:scenario", args=[scenario.pk])))

    assert "Waarom er niets verandert" in pagina
    assert "Het ligt niet aan de trainers. Er is geen ruimte dichtbij die groot genoeg is." in pagina


def test_te_weinig_van_hetzelfde_is_niet_iets_anders(streek: Streek, aanspreekpunt: User) -> None:
    """The training needs two trainers: with one more it is still the trainers."""
    maak_signaal(streek, streek.katwijk, 6)

    (zin,) = waarom_niets(reken(streek, aanspreekpunt, [trainer(streek)]))

    assert zin.endswith("De wijziging is nog niet genoeg. Er zijn te weinig trainers.")


def test_met_verschil_niets_te_verklaren(streek: Streek, aanspreekpunt: User) -> None:
    maak_signaal(streek, streek.katwijk, 6)

    assert waarom_niets(reken(streek, aanspreekpunt, [trainer(streek)] * 2)) == ()
