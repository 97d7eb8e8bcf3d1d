"""Others' demand by training: counted from what may be shown, with the real minimum and ages, and no promise."""

import pytest
from django.test import Client
from django.urls import reverse

from aanbod.models import Thema
from tests.gemeenten.factories import TeamFactory
from tests.vraag.hulp import tekst
from tests.vraag.streek import WOENSDAGMIDDAG, Streek, maak_signaal, maak_streek
from vraag.models import Signaal
from vraag.signalen.per_training import Vraaggroep, lees, vul_aan

pytestmark = pytest.mark.django_db


@pytest.fixture
def streek() -> Streek:
    return maak_streek()


def groepen(**afstanden: int) -> list[Vraaggroep]:
    return vul_aan(lees(Signaal.objects.all()), {int(pk[1:]): meters for pk, meters in afstanden.items()})


def test_genoeg_telt_een_dagdeel_en_leeftijden_die_samen_kunnen(streek: Streek) -> None:
    """5 and 6 who are 8 and 12 may be together; 13 others on another dagdeel or too far apart in age may not."""
    maak_signaal(streek, streek.oegstgeest, 5, leeftijd_min=8, leeftijd_max=8)
    (weinig,) = groepen()
    maak_signaal(streek, streek.leiden, 6, leeftijd_min=12, leeftijd_max=12)
    (genoeg,) = groepen()

    assert (weinig.genoeg, weinig.samen and weinig.samen.aantal) == (False, 5)
    assert genoeg.samen is not None
    assert (genoeg.genoeg, genoeg.samen.aantal, genoeg.samen.dagdeel) == (True, 10, WOENSDAGMIDDAG)

    streek.interventie.max_leeftijdsverschil = 3
    streek.interventie.save()
    assert not groepen()[0].genoeg


def test_een_klein_aantal_van_een_ander_verraadt_niets(streek: Streek) -> None:
    """Two of four are eight, enough for six; shown it is "at least 2", so "enough" would tell what is hidden."""
    for team in (streek.oegstgeest, streek.leiden):
        maak_signaal(streek, team, 4)

    (rij,) = groepen()

    assert (rij.mensen, rij.genoeg) == (2, False)


def test_teams_afstand_en_thema(streek: Streek) -> None:
    ver = TeamFactory()
    thema = Thema.objects.create(naam="Slapen", slug="slapen-proef")
    for team in (streek.oegstgeest, ver):
        maak_signaal(streek, team, 6)
    maak_signaal(streek, ver, 5, interventie=None, thema=thema)

    training, van_thema = groepen(**{f"t{streek.oegstgeest.pk}": 2_900, f"t{ver.pk}": 17_000})

    assert (training.vragen, len(training.teams), training.ver) == (2, 2, "tussen 2,9 km en 17,0 km")
    assert (van_thema.naam, van_thema.training, van_thema.genoeg, van_thema.ver) == ("Slapen", None, False, "17,0 km")


def test_de_rij_leidt_naar_de_vragen_en_de_kaart_vindt_haar(streek: Streek) -> None:
    maak_signaal(streek, streek.oegstgeest, 6)
    klant = Client()
    klant.force_login(streek.van_katwijk)

    pagina = klant.get(reverse("vraag:regiovraag"), {"afstand": 10})
    (adres,) = pagina.context["kaart"]["punten"][0]["adressen"]
    los = klant.get(adres)

    assert "1 team · minstens 5 kinderen · 4,7 km van je team" in tekst(pagina)
    assert "Nog onzeker" in tekst(pagina)
    assert f'href="{adres}"'.replace("&", "&amp;") in pagina.content.decode()
    assert [s.team for s in los.context["page_obj"]] == [streek.oegstgeest]
    assert los.context["filter"].form["afstand"].value() == "10"
    assert "Sluit aan" in tekst(los)
