"""Loading in an empty house: refused outside the demo, safe after a half-finished run, right on any day."""

import datetime as dt

import pytest
import time_machine
from django.core.management import CommandError, call_command
from pytest_django import Settings

from aanbod.models import Groep
from aanbod.workflow import GroepStaat
from gemeenten.grond.models import Team
from marktplein.accounts.models import User
from marktplein.demo import lader


def test_buiten_de_demo_wordt_niets_geladen(settings: Settings) -> None:
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


@pytest.mark.zwaar
@pytest.mark.parametrize("dag", [dt.date(2026, 8, 14), dt.date(2026, 12, 27), dt.date(2027, 2, 24)])
def test_ook_midden_in_een_vakantie_klopt_de_demo(dag: dt.date) -> None:
    """Dates count from today, whatever day that is: groups still come in every state."""
    with time_machine.travel(dt.datetime.combine(dag, dt.time(10), tzinfo=dt.UTC)):
        lader.laad(lambda regel: None)
        assert set(Groep.objects.values_list("staat", flat=True)) == set(GroepStaat)
