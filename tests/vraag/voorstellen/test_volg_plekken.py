"""Places that teams gave back: the proposal, the demand and facilitair follow."""

import datetime as dt

import pytest

from aanbod.deelname import vraagkant
from aanbod.deelname.services.afgelasten import annuleer_groep
from aanbod.deelname.services.teamplaatsen import haal_teamplaats_weg, voeg_teamplaats_toe
from aanbod.models import Groep, TeamPlaats
from aanbod.workflow import GroepStaat
from facilitair.models import Taak
from facilitair.workflow import TaakSoort
from gemeenten.grond.models import Team
from marktplein.basis import klok
from marktplein.mail.models import Bericht
from tests.verhalen.test_straat import iedereen_ja, pool
from tests.vraag.streek import Streek, maak_signaal, maak_streek
from vraag.models import Groepsvoorstel, Regel, Run, Signaal, Uitsluiting
from vraag.tasks import bewaak_termijnen
from vraag.voorstellen.volg_plekken import volg_plekken
from vraag.workflow import RunStaat, SignaalStaat, VoorstelStaat


@pytest.fixture(autouse=True)
def _niet_meteen_gevolgd(monkeypatch: pytest.MonkeyPatch) -> None:
    """Here nothing follows in the transaction itself (``plekken``): this is about the round that catches up."""
    monkeypatch.setattr(vraagkant, "_verbonden", [vraagkant._Zonder()])


@pytest.fixture
def streek() -> Streek:
    return maak_streek()


@pytest.fixture
def groep(streek: Streek) -> Groep:
    """Planned: five of Oegstgeest and four of Katwijk; six are needed."""
    maak_signaal(streek, streek.oegstgeest, 5)
    maak_signaal(streek, streek.katwijk, 4)
    pool(streek)
    iedereen_ja(Groepsvoorstel.objects.get())
    return Groep.objects.get()


def geef_terug(groep: Groep, team: Team, aantal: int) -> None:
    haal_teamplaats_weg(groep=groep, team=team, aantal=aantal)


def van(team: Team) -> Signaal:
    return Signaal.objects.get(team=team)


def taken() -> list[str]:
    return list(Taak.objects.filter(soort=TaakSoort.DEELNEMERS).values_list("titel", flat=True))


def test_zolang_niemand_iets_teruggaf_verandert_er_niets(groep: Groep) -> None:
    voor = (list(Regel.objects.order_by("pk").values()), list(Signaal.objects.order_by("pk").values()))
    runs = Run.objects.count()
    assert volg_plekken() == (0, 0)
    assert voor == (list(Regel.objects.order_by("pk").values()), list(Signaal.objects.order_by("pk").values()))
    assert (Run.objects.count(), taken()) == (runs, [])


def test_teruggegeven_kinderen_tellen_niet_meer_als_geplaatst(streek: Streek, groep: Groep) -> None:
    geef_terug(groep, streek.katwijk, 1)
    assert van(streek.katwijk).staat == SignaalStaat.GEPLAATST
    assert volg_plekken() == (1, 0)
    assert volg_plekken() == (0, 0)
    assert dict(Regel.objects.values_list("signaal__team__naam", "aantal")) == {"JGT Oegstgeest": 5, "JGT Katwijk": 3}
    assert (van(streek.katwijk).staat, van(streek.oegstgeest).staat) == (SignaalStaat.OPEN, SignaalStaat.GEPLAATST)
    assert Groepsvoorstel.objects.get().staat == VoorstelStaat.GEPLAND
    assert Run.objects.filter(regio=streek.regio, staat=RunStaat.WACHT).count() == 1
    assert taken() == [], "eight are enough"


def test_alles_teruggegeven_laat_geen_regel_over(streek: Streek, groep: Groep) -> None:
    geef_terug(groep, streek.oegstgeest, 5)
    volg_plekken()
    assert not Regel.objects.filter(signaal__team=streek.oegstgeest).exists()
    assert van(streek.oegstgeest).staat == SignaalStaat.OPEN


def test_ze_worden_niet_weer_voor_dezelfde_groep_voorgesteld(streek: Streek, groep: Groep) -> None:
    geef_terug(groep, streek.katwijk, 1)
    volg_plekken()
    uitsluiting = Uitsluiting.objects.get()
    assert (uitsluiting.signaal, uitsluiting.groep) == (van(streek.katwijk), groep)
    run = pool(streek)
    assert run.staat == RunStaat.KLAAR
    assert Groepsvoorstel.objects.count() == 1, "the group has a free place, but not for who gave it back"


def test_de_vraag_houdt_haar_leeftijd_en_krijgt_tijd_ook_als_zij_al_verlopen_was(streek: Streek, groep: Groep) -> None:
    lang_geleden = klok.vandaag() - dt.timedelta(days=200)
    Signaal.objects.update(geplaatst_op=lang_geleden, verloopt_op=klok.vandaag() - dt.timedelta(days=1))
    geef_terug(groep, streek.katwijk, 2)
    bewaak_termijnen()
    signaal = van(streek.katwijk)
    assert (signaal.staat, signaal.geplaatst_op) == (SignaalStaat.OPEN, lang_geleden)
    assert signaal.verloopt_op >= klok.vandaag() + dt.timedelta(weeks=4)


def test_los_genomen_plekken_gaan_eerst_terug(streek: Streek, groep: Groep) -> None:
    """Places taken on the page of the group belong to no signaal."""
    Groep.objects.update(capaciteit=12, zaal_plekken=14)
    voeg_teamplaats_toe(groep=groep, team=streek.katwijk, aantal=2)
    geef_terug(groep, streek.katwijk, 2)
    assert volg_plekken() == (0, 0)
    geef_terug(groep, streek.katwijk, 1)
    assert volg_plekken() == (1, 0)
    assert Regel.objects.get(signaal__team=streek.katwijk).aantal == 3


def test_onder_het_minimum_krijgt_facilitair_een_taak(streek: Streek, groep: Groep) -> None:
    geef_terug(groep, streek.katwijk, 4)
    post = Bericht.objects.count()
    assert volg_plekken() == (1, 1)
    assert volg_plekken() == (0, 0)
    assert taken() == ["Te weinig deelnemers"]
    groep.refresh_from_db()
    assert groep.staat == GroepStaat.OPEN
    assert (TeamPlaats.objects.count(), Bericht.objects.count()) == (1, post), "nothing is called off"


def test_een_open_groep_die_nog_volloopt_is_niet_te_klein(groep: Groep) -> None:
    """Only who began large enough can drop under it."""
    Groepsvoorstel.objects.all().update(soort="aansluiten")
    Groep.objects.update(bezet=1)
    assert volg_plekken() == (0, 0)


def test_een_afgelaste_groep_is_voor_ontbinden(streek: Streek, groep: Groep) -> None:
    geef_terug(groep, streek.katwijk, 4)
    annuleer_groep(groep, "De zaal is afgebrand.")
    assert volg_plekken() == (0, 0)
    assert Regel.objects.filter(signaal__team=streek.katwijk).exists()


def test_een_kapotte_groep_houdt_de_rest_niet_op(
    streek: Streek, groep: Groep, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    from vraag.voorstellen import volg_plekken as module

    def kapot(*_: object) -> None:
        raise RuntimeError("proef")

    geef_terug(groep, streek.katwijk, 4)
    with monkeypatch.context() as m:
        m.setattr(module, "handel_af", kapot)
        assert volg_plekken() == (0, 1)
    assert f"_werk_regels_bij van {groep.pk} mislukte" in caplog.text
    assert van(streek.katwijk).staat == SignaalStaat.GEPLAATST
    assert volg_plekken() == (1, 0)


def test_de_bewaking_doet_het_vanzelf(streek: Streek, groep: Groep) -> None:
    geef_terug(groep, streek.katwijk, 4)
    bewaak_termijnen()
    assert van(streek.katwijk).staat == SignaalStaat.OPEN
    assert taken() == ["Te weinig deelnemers"]
