"""Applying an answer: as many queries for forty proposals as for five, and mail that outlives its worker."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from gemeenten.grond.enums import Rol
from marktplein.audit.models import Logregel
from marktplein.mail.models import Bericht
from tests.gemeenten.factories import TeamFactory, gebruiker_met
from tests.vraag.streek import Streek, maak_ruimte, maak_signaal, maak_streek, maak_trainer
from vraag import matching
from vraag.models import Groepsvoorstel, Run, Signaal
from vraag.poolen.momentopname import maak_momentopname
from vraag.poolen.toepassen import pas_toe
from vraag.slot import wijzigingsslot
from vraag.tasks import volg_runs_op
from vraag.voorstellen.melden import meld_voorstellen
from vraag.workflow import Aanleiding, RunStaat, SignaalStaat, VoorstelStaat

SNEL = matching.Inspanning(kolomrondes=0, polijstrondes=0, uitleg=False)
LEEG = matching.Oplossing("", (), (), (), matching.Doel(0, 0, 0, 0))


@pytest.fixture
def streek() -> Streek:
    return maak_streek(trainers_nodig=1, trainers=1)


def groei(streek: Streek, aantal: int) -> None:
    """Rooms, trainers, teams with two people and nine children each, until ``aantal`` groups are possible."""
    gemeente = streek.oegstgeest.gemeente
    for n in range(Signaal.objects.count(), aantal):
        maak_ruimte(gemeente, naam=f"Zaal {n}")
        maak_trainer(gemeente, streek.interventie)
        team = TeamFactory(gemeente=gemeente, lat=gemeente.lat, lon=gemeente.lon)
        for _ in range(2):
            gebruiker_met(Rol.JGT, team=team)
        maak_signaal(streek, team, 9)


def pas_toe_en_meld(streek: Streek, oplossing: matching.Oplossing | None = None) -> tuple[dict[str, int], list[int]]:
    """What changed, and the number of queries of applying it and of telling it."""
    opname = maak_momentopname(streek.regio)
    oplossing = oplossing or matching.los_op(opname.instantie, inspanning=SNEL)
    run = Run.objects.create(regio=streek.regio, aanleiding=Aanleiding.NACHT, staat=RunStaat.BEZIG)
    with CaptureQueriesContext(connection) as toepassen, transaction.atomic():
        wijzigingsslot(streek.regio.pk)
        veranderd = pas_toe(run, opname, oplossing)
    with CaptureQueriesContext(connection) as melden:
        meld_voorstellen()
    return veranderd, [len(toepassen), len(melden)]


def test_veertig_voorstellen_vragen_niet_meer_van_de_database_dan_vijf(streek: Streek) -> None:
    groei(streek, 5)
    vijf, vragen_vijf = pas_toe_en_meld(streek)
    weg, vragen_weg_vijf = pas_toe_en_meld(streek, LEEG)
    groei(streek, 40)
    Bericht.objects.all().delete()

    veertig, vragen_veertig = pas_toe_en_meld(streek)
    assert Bericht.objects.count() == 40 * 3, "twee mensen per team en een trainer per groep"
    alles_weg, vragen_weg_veertig = pas_toe_en_meld(streek, LEEG)

    assert (vijf["nieuw"], weg["ingehaald"], veertig["nieuw"], alles_weg["ingehaald"]) == (5, 5, 40, 40)
    assert vragen_veertig == vragen_vijf
    assert vragen_weg_veertig == vragen_weg_vijf
    assert sum(vragen_veertig) <= 50, "ook in een klein voorstel niet te veel"


def test_elke_stap_staat_in_de_geschiedenis(streek: Streek) -> None:
    groei(streek, 3)
    pas_toe_en_meld(streek)
    voorstellen = list(Groepsvoorstel.objects.order_by("pk"))
    pas_toe_en_meld(streek, LEEG)

    assert set(Groepsvoorstel.objects.values_list("staat", flat=True)) == {VoorstelStaat.INGEHAALD}
    ingehaald = Logregel.objects.filter(gebeurtenis="voorstel.ingehaald", soort="vraag.Groepsvoorstel")
    assert sorted(int(r.object_id) for r in ingehaald) == [v.pk for v in voorstellen]
    assert {(r.herkomst, r.gegevens["run"]) for r in ingehaald} == {("taak", Run.objects.latest("pk").pk)}
    van_naar = Logregel.objects.filter(gebeurtenis="signaal.staat").order_by("pk").values_list("gegevens", flat=True)
    heen, terug = {"van": "open", "naar": "voorgesteld"}, {"van": "voorgesteld", "naar": "open"}
    assert list(van_naar) == [heen] * 3 + [terug] * 3
    assert set(Signaal.objects.values_list("staat", flat=True)) == {SignaalStaat.OPEN}


def zet_klaar(streek: Streek) -> None:
    """A run whose worker died right after it committed."""
    opname = maak_momentopname(streek.regio)
    run = Run.objects.create(regio=streek.regio, aanleiding=Aanleiding.NACHT, staat=RunStaat.KLAAR)
    pas_toe(run, opname, matching.los_op(opname.instantie, inspanning=SNEL))


def test_sterft_de_werker_voor_de_post_dan_meldt_de_volgende_ronde_het(streek: Streek) -> None:
    groei(streek, 3)
    zet_klaar(streek)
    assert not Bericht.objects.exists()

    volg_runs_op()
    assert Bericht.objects.count() == 9
    volg_runs_op()

    assert Bericht.objects.count() == 9, "nog een keer is niet nog een bericht"
    assert not Groepsvoorstel.objects.filter(te_melden=True).exists()


def test_wat_al_voorbij_is_wordt_niet_gemeld(streek: Streek) -> None:
    groei(streek, 2)
    zet_klaar(streek)
    weg = Groepsvoorstel.objects.earliest("pk")
    Groepsvoorstel.objects.filter(pk=weg.pk).update(staat=VoorstelStaat.VERVALLEN)

    assert meld_voorstellen() == 1
    assert not Bericht.objects.filter(tekst__contains=f"/vraag/voorstellen/{weg.pk}/").exists()


def test_een_bericht_dat_niet_lukt_houdt_de_andere_niet_op(streek: Streek, caplog: pytest.LogCaptureFixture) -> None:
    groei(streek, 3)
    zet_klaar(streek)
    stuk = Groepsvoorstel.objects.earliest("pk")
    with connection.cursor() as cursor:
        cursor.execute(
            f"ALTER TABLE mail_bericht ADD CONSTRAINT proef CHECK (tekst NOT LIKE '%/vraag/voorstellen/{stuk.pk}/%')"
        )

    assert meld_voorstellen() == 2
    assert f"_meld_nieuw van [{stuk.pk}] mislukte" in caplog.text
    assert list(Groepsvoorstel.objects.filter(te_melden=True)) == [stuk]
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE mail_bericht DROP CONSTRAINT proef")

    assert meld_voorstellen() == 1
    assert Bericht.objects.count() == 9


def test_een_tekst_gaat_naar_iedereen_van_het_team(streek: Streek) -> None:
    groei(streek, 1)
    zet_klaar(streek)
    meld_voorstellen()

    berichten = Bericht.objects.filter(soort="voorstel.nieuw")
    assert berichten.count() == 2
    assert len(set(berichten.values_list("onderwerp", "tekst"))) == 1
    assert "\n" not in berichten[0].onderwerp
