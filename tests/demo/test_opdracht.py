"""The command: refused outside the demo, and large data of the asked size."""

import datetime as dt
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command
from pytest_django.fixtures import SettingsWrapper

from aanbod.models import Groep, Interventie
from aanbod.selectors.zoeken import zoek_interventies
from aanbod.workflow import GroepStaat
from gemeenten.models import Regio, Team
from marktplein.accounts.models import User
from marktplein.demo import groot, lader
from vraag.models import Signaal
from vraag.validators import SignaalVelden, fouten_in


def test_buiten_de_demo_wordt_niets_geladen(settings: SettingsWrapper) -> None:
    settings.DEMO = False
    with pytest.raises(CommandError, match="Dit is geen demo"):
        call_command("laad_demo")
    assert not User.objects.exists()


def test_een_afgebroken_start_gaat_verder_waar_hij_bleef(monkeypatch: pytest.MonkeyPatch) -> None:
    def gaat_mis() -> str:
        Team.objects.all().delete()
        raise RuntimeError("stroom weg")

    delen = lader.DELEN[:4]
    monkeypatch.setattr(lader, "DELEN", (*delen[:2], lader.Deel("mis", "Mis", gaat_mis), *delen[2:]))
    with pytest.raises(RuntimeError):
        lader.laad(lambda regel: None)
    assert not lader.is_geladen()
    assert Team.objects.count() == 28, "the part that failed has undone nothing of the others"
    monkeypatch.setattr(lader, "DELEN", delen)
    regels: list[str] = []
    assert lader.laad(regels.append) == 2
    assert [regel.split()[1] for regel in regels] == ["Schoolvakanties:", "Sociale"]


def test_groot_maakt_precies_zoveel_en_maar_een_keer(demo: list[str]) -> None:
    uit = StringIO()
    opties = {"omvang": "groot", "aanbod": 60, "signalen": 200, "regios": 2}
    call_command("laad_demo", stdout=uit, **opties)
    assert Interventie.objects.filter(slug__startswith="groot-").count() == 60
    vragen = Signaal.objects.filter(team__slug__startswith="jgt-meet-").select_related("interventie", "thema")
    assert vragen.count() == 200
    assert Team.objects.filter(slug__startswith="jgt-meet-").count() == 2 * groot.TEAMS
    for signaal in vragen:
        velden: SignaalVelden = {v: getattr(signaal, v) for v in SignaalVelden.__annotations__}  # type: ignore[assignment]
        assert list(fouten_in(velden, vandaag=signaal.geplaatst_op)) == []
    gezocht = Interventie.objects.get(slug="groot-7")
    assert gezocht in zoek_interventies(gezocht.naam)
    call_command("laad_demo", stdout=uit, **opties)
    assert "staan er al" in uit.getvalue()
    assert Interventie.objects.filter(slug__startswith="groot-").count() == 60
    with pytest.raises(CommandError, match="andere omvang"):
        call_command("laad_demo", stdout=uit, **{**opties, "aanbod": 61})


def test_groot_is_elke_keer_hetzelfde(demo: list[str]) -> None:
    eerste = groot._interventies(5) and list(
        Interventie.objects.filter(slug__startswith="groot-").order_by("slug").values_list("naam", "leeftijd_min")
    )
    Interventie.objects.filter(slug__startswith="groot-").delete()
    groot._interventies(5)
    assert eerste == list(
        Interventie.objects.filter(slug__startswith="groot-").order_by("slug").values_list("naam", "leeftijd_min")
    )


def test_onzinnige_omvang_wordt_geweigerd(demo: list[str]) -> None:
    with pytest.raises(CommandError, match="minstens 1"):
        call_command("laad_demo", omvang="groot", aanbod=0, stdout=StringIO())
    assert not Regio.objects.filter(slug="groot-1").exists()


@pytest.mark.zwaar
@pytest.mark.parametrize("dag", [dt.date(2026, 8, 14), dt.date(2026, 12, 27), dt.date(2027, 2, 24)])
def test_ook_midden_in_een_vakantie_klopt_de_demo(dag: dt.date) -> None:
    """Dates count from today, whatever day that is: groups still come in every state."""
    with time_machine.travel(dt.datetime.combine(dag, dt.time(10), tzinfo=dt.UTC)):
        lader.laad(lambda regel: None)
        assert set(Groep.objects.values_list("staat", flat=True)) == set(GroepStaat)
