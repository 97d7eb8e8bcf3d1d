"""Large data: of the asked size, as demand that could have been posted, the same every time, made once."""

import pytest
from django.core.management import CommandError, call_command

from aanbod.models import Interventie
from aanbod.zoeken.selectors import zoek_interventies
from gemeenten.grond.models import Regio, Team
from marktplein.demo import groot, plank, streek
from vraag.models import Signaal
from vraag.signalen.validators import SignaalVelden, fouten_in

OMVANG = groot.Omvang(aanbod=60, signalen=200, regios=2)


@pytest.fixture(autouse=True)
def _plank() -> None:
    """What large data build upon."""
    for laad in (streek.laad_regio, streek.laad_organisaties, plank.laad_themas, plank.laad_interventies):
        laad()


def namen() -> list[tuple[str, int]]:
    return list(
        Interventie.objects.filter(slug__startswith="groot-").order_by("slug").values_list("naam", "leeftijd_min")
    )


def test_groot_maakt_precies_zoveel_en_maar_een_keer() -> None:
    regels: list[str] = []
    assert groot.laad(OMVANG, regels.append)
    assert len(namen()) == 60
    assert Team.objects.filter(slug__startswith="jgt-meet-").count() == 2 * groot.TEAMS
    gezocht = Interventie.objects.get(slug="groot-7")
    assert gezocht in zoek_interventies(gezocht.naam)
    assert not groot.laad(OMVANG, regels.append)
    assert len(namen()) == 60
    assert Signaal.objects.count() == 200
    with pytest.raises(ValueError, match="andere omvang"):
        groot.laad(groot.Omvang(aanbod=61, signalen=200, regios=2), regels.append)


def test_groot_gaat_verder_na_een_afgebroken_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(groot, "PER_KEER", 25)
    groot._interventies(25)
    eerste = namen()
    assert groot.laad(OMVANG, lambda regel: None)
    assert len(namen()) == 60
    assert set(eerste) < set(namen())


def test_grote_vragen_hadden_via_het_formulier_kunnen_komen() -> None:
    groot.laad(OMVANG, lambda regel: None)
    for signaal in Signaal.objects.select_related("interventie", "thema"):
        velden: SignaalVelden = {v: getattr(signaal, v) for v in SignaalVelden.__annotations__}  # type: ignore[assignment]
        assert list(fouten_in(velden, vandaag=signaal.geplaatst_op)) == []


def test_groot_is_elke_keer_hetzelfde() -> None:
    groot._interventies(5)
    eerste = namen()
    Interventie.objects.filter(slug__startswith="groot-").delete()
    groot._interventies(5)
    assert namen() == eerste


def test_onzinnige_omvang_wordt_geweigerd(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("marktplein.demo.lader.laad", lambda meld: 0)
    with pytest.raises(CommandError, match="minstens 1"):
        call_command("laad_demo", omvang="groot", aanbod=0)
    assert not Regio.objects.filter(slug="groot-1").exists()
