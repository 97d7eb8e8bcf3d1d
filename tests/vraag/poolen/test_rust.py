"""Which proposals a run leaves alone, and which take nobody in any more."""

import datetime as dt

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from environs import EnvValidationError

from gemeenten.grond.enums import Rol
from marktplein.audit.models import Logregel
from marktplein.basis import klok
from marktplein.basis.fouten import NietToegestaan, OvergangFout
from marktplein.settings.env import verhouding
from tests.gemeenten.factories import SluitingsdagFactory, gebruiker_met
from tests.opmaak import zonder_opmaak
from tests.verhalen.test_straat import pool, zeg
from tests.vraag.streek import Streek, maak_signaal
from vraag.models import Groepsvoorstel
from vraag.poolen.gewenst import zonder_ja
from vraag.poolen.rust import Rust, drempel, rust_van
from vraag.voorstellen.services import overleg
from vraag.workflow import Antwoord

MAANDAG = dt.datetime(2027, 3, 1, 10, tzinfo=dt.UTC)


@pytest.fixture
def voorstel(streek: Streek) -> Groepsvoorstel:
    """Asked on a Monday: answers are due the Monday after."""
    with time_machine.travel(MAANDAG, tick=False):
        maak_signaal(streek, streek.oegstgeest, 4)
        maak_signaal(streek, streek.katwijk, 3)
        pool(streek)
        return Groepsvoorstel.objects.get()


def rust_op(dag: int, voorstel: Groepsvoorstel) -> Rust:
    with time_machine.travel(MAANDAG + dt.timedelta(days=dag), tick=False):
        return rust_van(zonder_ja(voorstel.regio_id))[voorstel.pk]


@pytest.mark.parametrize(
    ("dag", "verwacht"),
    [(0, Rust(vast=True)), (1, Rust(vast=True)), (2, Rust()), (3, Rust()), (4, Rust(vol=True)), (7, Rust(vol=True))],
)
def test_net_gevraagd_blijft_en_kort_voor_de_termijn_komt_niemand_erbij(
    voorstel: Groepsvoorstel, dag: int, verwacht: Rust
) -> None:
    assert rust_op(dag, voorstel) == verwacht


def test_een_dag_waarop_een_team_dicht_is_telt_niet(voorstel: Groepsvoorstel, streek: Streek) -> None:
    SluitingsdagFactory(gemeente=streek.katwijk.gemeente, datum=(MAANDAG + dt.timedelta(days=1)).date())
    assert rust_op(2, voorstel).vast


def test_wie_overlegt_houdt_het_voorstel_tot_de_termijn(voorstel: Groepsvoorstel, streek: Streek) -> None:
    toezegging = voorstel.toezeggingen.get(team=streek.katwijk)
    with time_machine.travel(MAANDAG + dt.timedelta(days=1), tick=False):
        for _ in range(2):
            overleg(toezegging, door=streek.van_katwijk)
    assert rust_op(3, voorstel).vast
    assert Logregel.objects.filter(gebeurtenis="voorstel.overleg").count() == 1
    with time_machine.travel(MAANDAG + dt.timedelta(days=2), tick=False):
        overleg(toezegging, aan=False, door=streek.van_katwijk)
    assert not rust_op(3, voorstel).vast


def test_overleggen_kan_alleen_wie_nog_moet_antwoorden(voorstel: Groepsvoorstel, streek: Streek) -> None:
    toezegging = voorstel.toezeggingen.get(team=streek.katwijk)
    with time_machine.travel(MAANDAG, tick=False):
        with pytest.raises(NietToegestaan):
            overleg(toezegging, door=streek.van_oegstgeest)
        overleg(toezegging, door=streek.van_katwijk)
        zeg(voorstel, streek.katwijk, Antwoord.JA)
        toezegging.refresh_from_db()
        assert toezegging.overlegt_sinds is None
        with pytest.raises(OvergangFout, match="al geantwoord"):
            overleg(toezegging, door=streek.van_katwijk)


def test_de_knop_staat_bij_wie_moet_antwoorden_en_iedereen_ziet_het(
    voorstel: Groepsvoorstel, streek: Streek, client: Client
) -> None:
    toezegging = voorstel.toezeggingen.get(team=streek.katwijk)
    pagina = reverse("vraag:voorstel", args=[voorstel.pk])
    with time_machine.travel(MAANDAG, tick=False):
        client.force_login(streek.van_katwijk)
        assert "Wij overleggen met gezinnen" in client.get(pagina).content.decode()
        antwoord = client.post(reverse("vraag:overleg", args=[toezegging.pk]), {"aan": "1"}, follow=True)
        assert "Jullie overleggen met gezinnen sinds maandag 1 maart." in zonder_opmaak(antwoord.content.decode())
        client.force_login(streek.van_oegstgeest)
        tekst = zonder_opmaak(client.get(pagina).content.decode())
        assert "overlegt met gezinnen sinds ma 1 mrt" in tekst
        client.force_login(streek.van_katwijk)
        antwoord = client.post(reverse("vraag:overleg", args=[toezegging.pk]), {"aan": "0"}, follow=True)
        assert "Jullie overleggen niet meer." in zonder_opmaak(antwoord.content.decode())


def test_een_berekening_zegt_wat_verplaatsen_opbracht(streek: Streek, client: Client) -> None:
    maak_signaal(streek, streek.oegstgeest, 4)
    maak_signaal(streek, streek.katwijk, 2)
    pool(streek)
    Groepsvoorstel.objects.update(aangemaakt_op=klok.nu() - dt.timedelta(days=7))
    maak_signaal(streek, streek.leiden, 5)
    run = pool(streek)

    client.force_login(gebruiker_met(Rol.AANSPREEKPUNT, gemeente=streek.leiden.gemeente))
    tekst = zonder_opmaak(client.get(reverse("vraag:run", args=[run.pk])).content.decode())

    assert "1 voorstel is verplaatst, van de 1. Mensen met een plek erbij: minder dan 5." in tekst
    assert "minstens 1 op elke 2 voorstellen" in tekst
    assert "Kenmerk van de invoer" not in tekst, "technical figures are for the application admin"


def test_de_drempel_is_een_instelling(settings: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.POOLEN_DREMPEL = (3, 4)
    assert (drempel().kinderen, drempel().voorstellen) == (3, 4)
    monkeypatch.setenv("PROEF", "2/5")
    assert verhouding("PROEF", "1/2") == (2, 5)
    for fout in ("1", "a/b", "1/0", "-1/2"):
        monkeypatch.setenv("PROEF", fout)
        with pytest.raises(EnvValidationError, match="PROEF"):
            verhouding("PROEF", "1/2")
