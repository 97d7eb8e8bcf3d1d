"""Who was asked is not asked again for a plan that is no better; for a better one the clock does not start anew."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
import time_machine
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from aanbod.deelname.services.afgelasten import annuleer_groep
from aanbod.models import Groep
from facilitair.taken.services.volgen import ruim_geannuleerde_groepen_op
from gemeenten.grond.enums import Rol
from marktplein.audit.models import Logregel
from marktplein.basis import klok
from marktplein.mail.models import Bericht
from tests.gemeenten.factories import GemeenteFactory, TeamFactory, gebruiker_met
from tests.verhalen.test_straat import iedereen_ja, pool, zeg
from tests.vraag.streek import Streek, maak_ruimte, maak_signaal, maak_streek, maak_trainer
from vraag.models import Groepsvoorstel, Run
from vraag.voorstellen.volg_groepen import volg_groepen
from vraag.workflow import Antwoord, RunStaat, VoorstelSoort, VoorstelStaat

MAANDAG = dt.datetime(2027, 3, 1, 10, 0, tzinfo=dt.UTC)
MAANDAGAVOND = 2


@pytest.fixture
def streek() -> Streek:
    return maak_streek()


def ver_weg(streek: Streek) -> None:
    """A need that nobody else can share."""
    gemeente = GemeenteFactory(regio=streek.regio, lat=52.6, lon=4.9)
    maak_signaal(streek, TeamFactory(gemeente=gemeente, lat=gemeente.lat, lon=gemeente.lon), 3)


def even_goed(streek: Streek) -> Groepsvoorstel:
    """A running proposal in a room that is as good as the one the kernel chooses by itself."""
    ander = maak_ruimte(streek.oegstgeest.gemeente, naam="Zaal ernaast")
    maak_signaal(streek, streek.oegstgeest, 5)
    maak_signaal(streek, streek.katwijk, 4)
    pool(streek)
    voorstel = Groepsvoorstel.objects.get()
    voorstel.ruimte = ander if voorstel.ruimte == streek.ruimte else streek.ruimte
    voorstel.save()
    return voorstel


def test_een_vraag_ver_weg_laat_alle_voorstellen_staan(streek: Streek) -> None:
    for dagdeel in (1, MAANDAGAVOND, 4):
        maak_ruimte(streek.leiden.gemeente, naam=f"Zaal {dagdeel}", dagdelen=[dagdeel])
        for _ in range(2):
            maak_trainer(streek.leiden.gemeente, streek.interventie, dagdelen=[dagdeel])
        maak_signaal(streek, streek.leiden, 5, dagdelen=[dagdeel])
        maak_signaal(streek, streek.oegstgeest, 3, dagdelen=[dagdeel])
    eerste = vier_voorstellen(streek)
    berichten = Bericht.objects.count()
    ver_weg(streek)

    run = pool(streek)

    assert (run.staat, run.veranderd["zonder_plek"]) == (RunStaat.KLAAR, 3)
    assert [run.veranderd[k] for k in ("nieuw", "gebleven", "ingehaald")] == [0, 4, 0]
    assert list(Groepsvoorstel.objects.order_by("pk").values_list("pk", "reageren_voor", "staat")) == eerste
    assert Bericht.objects.count() == berichten


def vier_voorstellen(streek: Streek) -> list[tuple[object, ...]]:
    maak_signaal(streek, streek.oegstgeest, 5)
    maak_signaal(streek, streek.katwijk, 4)
    assert pool(streek).veranderd["nieuw"] == 4
    return list(Groepsvoorstel.objects.order_by("pk").values_list("pk", "reageren_voor", "staat"))


def test_een_even_goed_plan_vervangt_niets(streek: Streek) -> None:
    voorstel = even_goed(streek)
    berichten = Bericht.objects.count()
    ver_weg(streek)

    run = pool(streek)

    voorstel.refresh_from_db()
    assert (run.veranderd["gebleven"], voorstel.staat) == (1, VoorstelStaat.VOORGESTELD)
    assert Groepsvoorstel.objects.count() == 1
    assert Bericht.objects.count() == berichten
    assert not Logregel.objects.filter(gebeurtenis="voorstel.ingehaald").exists()


def test_een_nieuwe_groep_erbij_verzet_de_andere_niet(streek: Streek) -> None:
    voorstel = even_goed(streek)
    berichten = Bericht.objects.count()
    maak_signaal(streek, streek.leiden, 9)
    maak_ruimte(streek.leiden.gemeente)
    trainers = [maak_trainer(streek.leiden.gemeente, streek.interventie) for _ in range(2)]

    run = pool(streek)

    voorstel.refresh_from_db()
    assert [run.veranderd[k] for k in ("nieuw", "gebleven", "ingehaald")] == [1, 1, 0]
    assert voorstel.staat == VoorstelStaat.VOORGESTELD
    nieuw = set(Bericht.objects.order_by("pk")[berichten:].values_list("aan", flat=True))
    assert nieuw == {streek.van_leiden.email, *(t.user.email for t in trainers)}


def test_genoeg_kinderen_meer_vervangt_wel(streek: Streek) -> None:
    maak_signaal(streek, streek.oegstgeest, 4)
    maak_signaal(streek, streek.katwijk, 3)
    pool(streek)
    voorstel = Groepsvoorstel.objects.get()
    Groepsvoorstel.objects.update(aangemaakt_op=klok.nu() - dt.timedelta(days=7))
    maak_signaal(streek, streek.leiden, 9)

    run = pool(streek)

    voorstel.refresh_from_db()
    assert [run.veranderd[k] for k in ("nieuw", "gebleven", "ingehaald")] == [1, 0, 1], "de enige trainers"
    assert voorstel.staat == VoorstelStaat.INGEHAALD
    assert Logregel.objects.filter(gebeurtenis="voorstel.ingehaald", object_id=voorstel.pk).count() == 1
    assert Bericht.objects.filter(aan=streek.van_leiden.email, soort="voorstel.nieuw").count() == 1


def test_wat_kleiner_werd_of_een_andere_trainer_kreeg_blijft_ook(streek: Streek) -> None:
    maak_trainer(streek.leiden.gemeente, streek.interventie)
    maak_signaal(streek, streek.oegstgeest, 6)
    maak_signaal(streek, streek.katwijk, 2)
    pool(streek)
    voorstel = Groepsvoorstel.objects.get()
    zeg(voorstel, streek.katwijk, Antwoord.NEE, "De kinderen zijn al geholpen.")
    zeg(voorstel, voorstel.toezeggingen.filter(trainer__isnull=False)[0].trainer, Antwoord.NEE, "Ik kan niet.")
    berichten, kenmerk = Bericht.objects.count(), voorstel.kenmerk

    run = pool(streek)

    voorstel.refresh_from_db()
    assert [run.veranderd[k] for k in ("nieuw", "gebleven", "ingehaald")] == [0, 1, 0]
    assert voorstel.kenmerk != kenmerk
    assert Bericht.objects.count() == berichten


def test_een_nieuwe_week_verschuift_niets() -> None:
    with time_machine.travel(MAANDAG, tick=False):
        streek = maak_streek()
        maak_signaal(streek, streek.oegstgeest, 9)
        pool(streek)
    voorstel = Groepsvoorstel.objects.get()
    assert voorstel.start_week == dt.date(2027, 3, 15)

    with time_machine.travel(MAANDAG + dt.timedelta(days=1), tick=False):
        run = pool(streek)

    assert [run.veranderd[k] for k in ("nieuw", "gebleven", "ingehaald")] == [0, 1, 0]
    assert Groepsvoorstel.objects.get().start_week == dt.date(2027, 3, 15), "wat is afgesproken blijft"


def test_wie_bij_een_groep_gevraagd_is_houdt_zijn_plek_ook_een_week_later() -> None:
    with time_machine.travel(MAANDAG, tick=False):
        streek = maak_streek()
        maak_signaal(streek, streek.oegstgeest, 6)
        pool(streek)
        iedereen_ja(Groepsvoorstel.objects.get())
        maak_signaal(streek, streek.katwijk, 2)
        pool(streek)
    groep, voorstel = Groep.objects.get(), Groepsvoorstel.objects.get(soort=VoorstelSoort.AANSLUITEN)
    assert groep.start_op == dt.date(2027, 3, 17)

    with time_machine.travel(MAANDAG + dt.timedelta(days=1), tick=False):
        te_laat = maak_signaal(streek, streek.leiden, 1)
        run = pool(streek)
        assert [run.veranderd[k] for k in ("nieuw", "gebleven", "ingehaald")] == [0, 1, 0]
        assert not te_laat.regels.exists()
        zeg(voorstel, streek.katwijk, Antwoord.JA)

    groep.refresh_from_db()
    assert groep.bezet == 8


def test_een_vrije_plek_elders_kost_een_voorstel_zijn_plaats_niet(streek: Streek) -> None:
    maak_signaal(streek, streek.oegstgeest, 7)
    pool(streek)
    iedereen_ja(Groepsvoorstel.objects.get())
    zalen = [maak_ruimte(streek.oegstgeest.gemeente, naam=f"Zaal {n}", dagdelen=[MAANDAGAVOND]) for n in range(2)]
    for _ in range(2):
        maak_trainer(streek.oegstgeest.gemeente, streek.interventie, dagdelen=[MAANDAGAVOND])
    maak_signaal(streek, streek.leiden, 9, dagdelen=[MAANDAGAVOND])
    pool(streek)
    voorstel = Groepsvoorstel.objects.get(staat=VoorstelStaat.VOORGESTELD)
    voorstel.ruimte = zalen[voorstel.ruimte == zalen[0]]
    voorstel.save()
    maak_signaal(streek, streek.katwijk, 2)

    run = pool(streek)

    assert [run.veranderd[k] for k in ("nieuw", "gebleven", "ingehaald")] == [1, 1, 0]
    assert Groepsvoorstel.objects.get(soort=VoorstelSoort.AANSLUITEN).groep == Groep.objects.get()


def test_een_afgelaste_groep_wordt_dezelfde_dag_opnieuw_voorgesteld(streek: Streek) -> None:
    """The problem is the same as before the group was planned; its answer is not in place any more."""
    maak_signaal(streek, streek.oegstgeest, 9)
    eerste = pool(streek)
    iedereen_ja(Groepsvoorstel.objects.get())
    annuleer_groep(Groep.objects.get(), "De trainer is ziek.", None)
    ruim_geannuleerde_groepen_op()
    volg_groepen()

    run = pool(streek)

    assert run.invoer_hash == eerste.invoer_hash
    assert (run.staat, run.veranderd["nieuw"]) == (RunStaat.KLAAR, 1)


def test_wat_niet_helemaal_werd_toegepast_wordt_overgedaan(streek: Streek) -> None:
    maak_signaal(streek, streek.oegstgeest, 9)
    eerste = pool(streek)
    assert pool(streek).staat == RunStaat.ONGEWIJZIGD

    Run.objects.filter(pk=eerste.pk).update(veranderd={**eerste.veranderd, "achterhaald": 1})

    assert pool(streek).staat == RunStaat.KLAAR


# --- the record -----------------------------------------------------------------------------------------------


def test_een_run_met_een_start_is_na_te_rekenen(streek: Streek, tmp_path: Path) -> None:
    even_goed(streek)
    ver_weg(streek)
    run = pool(streek)
    klant = Client()
    klant.force_login(gebruiker_met(Rol.BEHEER))
    call_command("run_bestanden", run.pk, map=tmp_path)
    for soort in ("instantie", "start", "oplossing"):
        (tmp_path / f"run-{run.pk}-{soort}.json").rename(tmp_path / soort)
    bewaard = (tmp_path / "oplossing").read_bytes()

    call_command("vorm_groepen", instantie=tmp_path / "instantie", start=tmp_path / "start", uit=tmp_path / "met")
    call_command("vorm_groepen", instantie=tmp_path / "instantie", uit=tmp_path / "zonder")

    assert (tmp_path / "met").read_bytes() == bewaard
    assert (tmp_path / "zonder").read_bytes() != bewaard, "anders bewijst dit niets over de start"
    pagina = klant.get(reverse("vraag:run", args=[run.pk])).content.decode()
    assert f"--instantie run-{run.pk}-instantie.json --start run-{run.pk}-start.json --uit" in pagina


def test_een_eerste_run_heeft_geen_start(streek: Streek) -> None:
    maak_signaal(streek, streek.oegstgeest, 9)
    run = pool(streek)
    klant = Client()
    klant.force_login(gebruiker_met(Rol.BEHEER))

    assert run.invoer.start is None
    pagina = klant.get(reverse("vraag:run", args=[run.pk])).content.decode()
    assert "vorm_groepen" in pagina
    assert "--start" not in pagina


# --- the deadline ---------------------------------------------------------------------------------------------


def zelfde_teams(streek: Streek) -> None:
    maak_signaal(streek, streek.katwijk, 1)


def nieuw_team(streek: Streek) -> None:
    maak_signaal(streek, streek.leiden, 1)


def andere_zaal(streek: Streek) -> None:
    streek.ruimte.actief = False
    streek.ruimte.save()
    maak_ruimte(streek.katwijk.gemeente)


def andere_trainer(streek: Streek) -> None:
    streek.trainers[0].actief = False
    streek.trainers[0].save()
    maak_trainer(streek.leiden.gemeente, streek.interventie)


# Asked on Monday 1 March, so until Monday 8 March; a better plan comes so many days later.
@pytest.mark.parametrize(
    ("wijziging", "dagen", "tot"),
    [
        (zelfde_teams, 3, dt.date(2027, 3, 8)),
        (zelfde_teams, 4, dt.date(2027, 3, 8)),
        (zelfde_teams, 7, dt.date(2027, 3, 9)),
        (zelfde_teams, 9, dt.date(2027, 3, 11)),
        (nieuw_team, 3, dt.date(2027, 3, 11)),
        (andere_zaal, 3, dt.date(2027, 3, 8)),
        (andere_zaal, 4, dt.date(2027, 3, 9)),
        (andere_trainer, 3, dt.date(2027, 3, 8)),
        (andere_trainer, 7, dt.date(2027, 3, 10)),
    ],
)
def test_de_klok_begint_niet_opnieuw(wijziging: Callable[[Streek], None], dagen: int, tot: dt.date) -> None:
    with time_machine.travel(MAANDAG, tick=False):
        streek = maak_streek()
        maak_signaal(streek, streek.oegstgeest, 5)
        maak_signaal(streek, streek.katwijk, 3)
        pool(streek)
    eerste = Groepsvoorstel.objects.get()
    assert klok.lokaal(eerste.reageren_voor).date() == dt.date(2027, 3, 8)

    with time_machine.travel(MAANDAG + dt.timedelta(days=dagen), tick=False):
        wijziging(streek)
        pool(streek)

    eerste.refresh_from_db()
    assert eerste.staat == VoorstelStaat.INGEHAALD
    nieuw = Groepsvoorstel.objects.get(staat=VoorstelStaat.VOORGESTELD)
    assert klok.lokaal(nieuw.reageren_voor).date() == tot
