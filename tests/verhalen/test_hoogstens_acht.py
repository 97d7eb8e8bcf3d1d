"""At most eight in a group and nine who want in: eight have a place and one waits, and nobody is told a riddle."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.verhalen.test_straat import pool
from tests.vraag.hulp import tekst
from tests.vraag.streek import Streek, maak_ruimte, maak_signaal, maak_streek
from vraag.models import Groepsvoorstel, Regel

pytestmark = pytest.mark.django_db


@pytest.fixture
def streek() -> Streek:
    return maak_streek(groep_max=8)


def geplaatst() -> list[int]:
    """How many are in each proposal."""
    return sorted(sum(r.aantal for r in v.regels.all()) for v in Groepsvoorstel.objects.all())


def test_van_negen_die_verdeeld_mogen_worden_wacht_er_een(streek: Streek) -> None:
    maak_signaal(streek, streek.oegstgeest, 5)
    vier = maak_signaal(streek, streek.katwijk, 4, splitsbaar=True, min_samen=1)
    pool(streek)
    assert geplaatst() == [8]
    assert Regel.objects.get(signaal=vier).aantal == 3


def test_van_negen_in_hele_vragen_leest_de_ene_dat_de_groep_vol_is(streek: Streek, client: Client) -> None:
    maak_signaal(streek, streek.oegstgeest, 5)
    maak_signaal(streek, streek.katwijk, 3)
    wacht = maak_signaal(streek, streek.leiden, 1)
    pool(streek)
    assert geplaatst() == [8]
    client.force_login(streek.van_leiden)
    pagina = tekst(client.get(reverse("vraag:signaal", args=[wacht.pk])))
    assert "Het voorstel in de buurt is vol: er passen er hoogstens 8 in de groep." in pagina


def test_vijf_en_vier_die_heel_blijven_lezen_welke_verdeling_helpt(streek: Streek, client: Client) -> None:
    maak_signaal(streek, streek.oegstgeest, 5)
    vier = maak_signaal(streek, streek.katwijk, 4)
    pool(streek)
    assert geplaatst() == []
    client.force_login(streek.van_katwijk)
    pagina = tekst(client.get(reverse("vraag:signaal", args=[vier.pk])))
    assert "met steeds minstens 2 bij elkaar? Zo ja, dan kan er een groep beginnen." in pagina
    wijzig = reverse("vraag:signaal_wijzigen", args=[vier.pk]) + "?verdelen=2"
    assert wijzig in pagina
    form = client.get(wijzig).context["form"]
    assert (form["splitsbaar"].value(), form["min_samen"].value()) == (True, 2)

    vier.splitsbaar, vier.min_samen = True, 2
    vier.save()
    pool(streek)
    assert geplaatst() == [7], "what was named comes true"


def test_twee_groepen_als_dat_beter_is() -> None:
    streek = maak_streek(groep_min=4, groep_max=8, trainers=4)
    maak_ruimte(streek.oegstgeest.gemeente, naam="Zaal ernaast")
    maak_signaal(streek, streek.oegstgeest, 5)
    maak_signaal(streek, streek.katwijk, 4)
    pool(streek)
    assert sum(geplaatst()) == 9
    assert max(geplaatst()) <= 8
