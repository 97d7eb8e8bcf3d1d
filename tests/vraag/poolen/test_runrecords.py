"""The record of a run: charts over time with their table, and files with which anybody repeats it."""

import datetime as dt
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from gemeenten.grond.enums import Rol
from marktplein.accounts.models import User
from marktplein.audit.models import Logregel
from marktplein.basis import klok
from tests.gemeenten.factories import GemeenteFactory, RegioFactory, gebruiker_met
from tests.opmaak import zonder_opmaak
from tests.vraag.streek import Streek, maak_signaal, maak_streek
from vraag.aanvraag import vraag_om_poolen
from vraag.models import Run, RunInvoer
from vraag.poolen.services import voer_run_uit
from vraag.poolen.verloop import HOOGSTENS, verloop_van_runs
from vraag.workflow import Aanleiding, RunStaat


@pytest.fixture
def streek() -> Streek:
    return maak_streek()


@pytest.fixture
def lezer(streek: Streek) -> User:
    return gebruiker_met(Rol.GEMEENTEBEHEER, gemeente=streek.katwijk.gemeente)


@pytest.fixture
def beheer(streek: Streek) -> User:
    return gebruiker_met(Rol.BEHEER)


def als(user: User) -> Client:
    klant = Client()
    klant.force_login(user)
    return klant


def maak_runs(streek: Streek, aantal: int, **velden: object) -> list[Run]:
    """Finished runs, one an hour, the last one just now; each places one child more than the one before."""
    runs = []
    for n in range(aantal):
        standaard = {"kinderen": 50, "kinderen_geplaatst": n, "gat": 0.02, "seconden": 1.5}
        run = Run.objects.create(
            regio=streek.regio, aanleiding=Aanleiding.NACHT, staat=RunStaat.KLAAR, **(standaard | velden)
        )
        Run.objects.filter(pk=run.pk).update(aangemaakt_op=klok.nu() - dt.timedelta(hours=aantal - n))
        runs.append(run)
    return runs


def test_het_verloop_is_van_oud_naar_nieuw_en_niet_te_lang(streek: Streek, lezer: User) -> None:
    runs = maak_runs(streek, HOOGSTENS + 5)
    Run.objects.create(regio=streek.regio, aanleiding=Aanleiding.NACHT, staat=RunStaat.MISLUKT)

    verloop = verloop_van_runs(lezer)

    assert verloop is not None
    assert [p.run_id for p in verloop.punten] == [r.pk for r in runs[5:]]
    assert (verloop.punten[-1].geplaatst, verloop.punten[-1].deel, verloop.punten[-1].seconden) == (40, 98.0, 1.5)


def test_met_een_berekening_is_er_nog_geen_lijn(streek: Streek, lezer: User) -> None:
    maak_runs(streek, 1)

    assert verloop_van_runs(lezer) is None
    assert "Hoe het gaat" not in als(lezer).get(reverse("vraag:runs")).content.decode()


def test_het_verloop_is_alleen_van_de_eigen_regio(streek: Streek) -> None:
    maak_runs(streek, 3)
    elders = GemeenteFactory(regio=RegioFactory(naam="Elders", slug="elders"))

    assert verloop_van_runs(gebruiker_met(Rol.GEMEENTEBEHEER, gemeente=elders)) is None
    assert verloop_van_runs(streek.van_katwijk) is None


def test_wie_meer_regios_ziet_weet_van_welke_elke_berekening_is(streek: Streek, beheer: User) -> None:
    maak_runs(streek, 2)
    een = als(beheer).get(reverse("vraag:runs")).content.decode()
    assert f"{streek.regio} ·" not in een
    elders = RegioFactory(naam="Elders", slug="elders")
    for _ in range(2):
        Run.objects.create(regio=elders, aanleiding=Aanleiding.NACHT, staat=RunStaat.KLAAR)

    pagina = als(beheer).get(reverse("vraag:runs"))
    tekst = pagina.content.decode()
    assert (tekst.count("Elders ·"), tekst.count(f"{streek.regio} ·")) == (2, 2)
    assert "Bereken nu" not in tekst
    assert "Hoe het gaat in Elders" in tekst

    gekozen = als(beheer).get(reverse("vraag:runs"), {"regio": streek.regio.pk})
    assert {r.regio_id for r in gekozen.context["page_obj"]} == {streek.regio.pk}
    assert f"Hoe het gaat in {streek.regio}" in gekozen.content.decode()


def test_de_tabel_staat_er_ook_zonder_javascript(streek: Streek, lezer: User) -> None:
    maak_runs(streek, 3, gat=None, kinderen_geplaatst=17)

    pagina = zonder_opmaak(als(lezer).get(reverse("vraag:runs")).content.decode())

    assert '<details class="meer" open data-dicht-bij-grafiek="runverloop">' in pagina
    assert '<td class="getal" data-kop="Met een plek" data-waarde="15">15</td>' in pagina
    assert 'data-kop="Deel van de bovengrens (%)">–</td>' in pagina
    assert 'data-waarde="1.5"' in pagina, "de computer leest een punt"
    assert pagina.count('class="grafiek"') == pagina.count('" hidden><figcaption>') == 3


def test_wie_de_bestanden_ophaalt_rekent_hetzelfde_uit(streek: Streek, tmp_path: Path) -> None:
    for n in range(8):
        maak_signaal(streek, (streek.katwijk, streek.leiden)[n % 2], 2 + n % 4)
    run = voer_run_uit(vraag_om_poolen(streek.regio, Aanleiding.HANDMATIG).pk)
    assert run is not None
    call_command("run_bestanden", run.pk, map=tmp_path)
    in_, uit = (tmp_path / f"run-{run.pk}-{soort}.json" for soort in ("instantie", "oplossing"))
    call_command("vorm_groepen", instantie=in_, uit=tmp_path / "uit.json")

    assert (tmp_path / "uit.json").read_bytes() == uit.read_bytes()
    assert json.loads(uit.read_text())["groups"]
    assert {pad.stat().st_mode & 0o777 for pad in (in_, uit)} == {0o600}
    [regel] = Logregel.objects.filter(gebeurtenis="run.opgehaald")
    assert (regel.object_id, regel.gegevens) == (str(run.pk), {"bestanden": ["instantie", "oplossing"]})


def test_de_pagina_zegt_hoe_je_het_nadoet(streek: Streek, beheer: User) -> None:
    maak_signaal(streek, streek.katwijk, 7)
    run = voer_run_uit(vraag_om_poolen(streek.regio, Aanleiding.HANDMATIG).pk)
    assert run is not None
    klant, adres = als(beheer), reverse("vraag:run", args=[run.pk])

    pagina = klant.get(adres).content.decode()
    assert f"--instantie run-{run.pk}-instantie.json" in pagina
    assert f"run_bestanden {run.pk}" in pagina
    assert "download" not in pagina
    assert "Kenmerk van de invoer" in pagina
    RunInvoer.objects.all().delete()
    assert "Zelf narekenen" not in klant.get(adres).content.decode()
    with pytest.raises(CommandError, match="60 dagen"):
        call_command("run_bestanden", run.pk)
