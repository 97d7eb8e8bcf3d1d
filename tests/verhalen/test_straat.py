"""The street at the level of services: demand, pooling, answers, a planned group; and every way it can stop."""

import datetime as dt

import pytest
import time_machine

from aanbod.models import Groep, Inzet, TeamPlaats
from aanbod.workflow import GroepStaat
from facilitair.models import Reservering, Taak
from facilitair.workflow import TaakSoort
from gemeenten.grond.enums import Rol
from marktplein.basis import klok
from marktplein.basis.fouten import DomeinFout, NietToegestaan, OvergangFout
from marktplein.mail.models import Bericht
from tests.vraag.streek import WOENSDAGMIDDAG, Streek, maak_ruimte, maak_signaal, maak_streek, maak_trainer
from vraag.aanvraag import vraag_om_poolen
from vraag.models import Groepsvoorstel, Reden, Run, Signaal, Toezegging, Uitsluiting
from vraag.poolen.services import voer_run_uit
from vraag.voorstellen.melden import meld_voorstellen
from vraag.voorstellen.services import antwoord, bewaak_antwoordtermijnen
from vraag.voorstellen.volg_groepen import volg_groepen
from vraag.workflow import Aanleiding, Antwoord, RunStaat, SignaalStaat, VoorstelSoort, VoorstelStaat


def pool(streek: Streek) -> Run:
    run = vraag_om_poolen(streek.regio, Aanleiding.HANDMATIG)
    voer_run_uit(run.pk)
    meld_voorstellen()
    run.refresh_from_db()
    return run


def zeg(voorstel: Groepsvoorstel, wie: object, keus: str, reden: str = "") -> None:
    veld = "trainer" if hasattr(wie, "certificaten") else "team"
    toezegging = voorstel.toezeggingen.get(**{veld: wie})
    door = toezegging.trainer.user if toezegging.trainer else toezegging.team.lidmaatschap_set.get().user
    antwoord(toezegging, keus=keus, reden=reden, door=door)


def iedereen_ja(voorstel: Groepsvoorstel) -> None:
    for toezegging in voorstel.toezeggingen.all():
        zeg(voorstel, toezegging.team or toezegging.trainer, Antwoord.JA)


@pytest.fixture
def streek() -> Streek:
    return maak_streek()


def test_vijf_en_vier_worden_een_groep_van_negen(streek: Streek) -> None:
    vijf = maak_signaal(streek, streek.oegstgeest, 5)
    vier = maak_signaal(streek, streek.katwijk, 4)

    run = pool(streek)

    assert (run.staat, run.kinderen_geplaatst, run.nieuwe_groepen) == (RunStaat.KLAAR, 9, 1)
    voorstel = Groepsvoorstel.objects.get()
    assert sorted(voorstel.regels.values_list("signaal", "aantal")) == [(vijf.pk, 5), (vier.pk, 4)]
    assert {t.team or t.trainer for t in voorstel.toezeggingen.all()} == {
        streek.oegstgeest,
        streek.katwijk,
        *streek.trainers,
    }
    assert set(Signaal.objects.values_list("staat", flat=True)) == {SignaalStaat.VOORGESTELD}
    ontvangers = set(Bericht.objects.values_list("aan", flat=True))
    assert ontvangers == {
        streek.van_oegstgeest.email,
        streek.van_katwijk.email,
        *(t.user.email for t in streek.trainers),
    }


def test_als_iedereen_ja_zegt_staat_de_groep_er(streek: Streek) -> None:
    maak_signaal(streek, streek.oegstgeest, 5)
    maak_signaal(streek, streek.katwijk, 4)
    pool(streek)
    voorstel = Groepsvoorstel.objects.get()

    iedereen_ja(voorstel)

    voorstel.refresh_from_db()
    groep = Groep.objects.get()
    assert (voorstel.staat, voorstel.groep) == (VoorstelStaat.GEPLAND, groep)
    assert (groep.staat, groep.bezet, groep.capaciteit) == (GroepStaat.VOL, 9, 9)
    assert groep.bijeenkomsten.count() == 8
    assert Inzet.objects.count() == 16
    assert Reservering.objects.filter(ruimte=streek.ruimte).count() == 8
    assert dict(TeamPlaats.objects.values_list("team__slug", "aantal")) == {"jgt-oegstgeest": 5, "jgt-katwijk": 4}
    soorten = {TaakSoort(t.soort) for t in Taak.objects.all()}
    assert soorten >= {TaakSoort.ZAAL, TaakSoort.MATERIAAL}
    assert TaakSoort.WERVING not in soorten, "teams vulden de groep: er is niets te werven"
    assert set(Signaal.objects.values_list("staat", flat=True)) == {SignaalStaat.GEPLAATST}
    assert all(klok.lokaal(b.begin).weekday() == 2 for b in groep.bijeenkomsten.all())


def test_een_tiende_kind_hoort_wat_er_ontbreekt(streek: Streek) -> None:
    maak_signaal(streek, streek.oegstgeest, 5)
    maak_signaal(streek, streek.katwijk, 4)
    pool(streek)
    iedereen_ja(Groepsvoorstel.objects.get())
    tiende = maak_signaal(streek, streek.leiden, 1)
    maak_ruimte(streek.leiden.gemeente)
    for _ in range(2):
        maak_trainer(streek.leiden.gemeente, streek.interventie)

    pool(streek)

    reden = Reden.objects.get(signaal=tiende)
    assert (reden.code, reden.aantal) == ("TOO_FEW_CHILDREN", 1)
    assert (reden.detail["aanwezig"], reden.detail["nodig"], reden.detail["tekort"]) == (1, 6, 5)


def test_opnieuw_rekenen_verandert_niets(streek: Streek) -> None:
    maak_signaal(streek, streek.oegstgeest, 5)
    maak_signaal(streek, streek.katwijk, 4)
    pool(streek)
    voorstel = Groepsvoorstel.objects.get()
    berichten = Bericht.objects.count()

    assert pool(streek).staat == RunStaat.ONGEWIJZIGD

    maak_signaal(streek, streek.leiden, 1)
    run = pool(streek)
    assert run.veranderd["gebleven"] == 1
    assert Groepsvoorstel.objects.get() == voorstel
    assert Bericht.objects.count() == berichten


def test_wie_ja_zei_houdt_zijn_groep_bij_een_nieuwe_berekening(streek: Streek) -> None:
    maak_signaal(streek, streek.oegstgeest, 5)
    maak_signaal(streek, streek.katwijk, 3)
    pool(streek)
    voorstel = Groepsvoorstel.objects.get()
    zeg(voorstel, streek.oegstgeest, Antwoord.JA)
    maak_signaal(streek, streek.leiden, 4, geplaatst_op=klok.vandaag() - dt.timedelta(days=200))

    pool(streek)

    voorstel.refresh_from_db()
    assert voorstel.staat == VoorstelStaat.VOORGESTELD
    assert Groepsvoorstel.objects.exclude(pk=voorstel.pk).count() == 0


def test_een_beter_plan_haalt_een_voorstel_in_waar_niemand_ja_zei(streek: Streek) -> None:
    maak_signaal(streek, streek.oegstgeest, 4)
    maak_signaal(streek, streek.katwijk, 2)
    pool(streek)
    eerste = Groepsvoorstel.objects.get()
    Groepsvoorstel.objects.update(aangemaakt_op=klok.nu() - dt.timedelta(days=7))
    maak_signaal(streek, streek.leiden, 5)

    pool(streek)

    eerste.refresh_from_db()
    assert eerste.staat == VoorstelStaat.INGEHAALD
    assert sum(r.aantal for r in Groepsvoorstel.objects.exclude(pk=eerste.pk).get().regels.all()) == 9


def test_een_team_zegt_nee_en_er_blijven_er_te_weinig(streek: Streek) -> None:
    maak_signaal(streek, streek.oegstgeest, 5)
    vier = maak_signaal(streek, streek.katwijk, 4)
    pool(streek)
    voorstel = Groepsvoorstel.objects.get()

    zeg(voorstel, streek.katwijk, Antwoord.NEE, "De zaal is te ver fietsen.")

    voorstel.refresh_from_db()
    assert voorstel.staat == VoorstelStaat.AFGEWEZEN
    assert set(Signaal.objects.values_list("staat", flat=True)) == {SignaalStaat.OPEN}
    assert Uitsluiting.objects.get().signaal == vier
    assert Run.objects.filter(staat=RunStaat.WACHT).count() == 1
    pool(streek)
    assert not Groepsvoorstel.objects.filter(staat=VoorstelStaat.VOORGESTELD).exists(), (
        "dezelfde combinatie niet nog eens"
    )


def test_een_team_zegt_nee_maar_er_zijn_er_genoeg(streek: Streek) -> None:
    maak_signaal(streek, streek.oegstgeest, 6)
    maak_signaal(streek, streek.katwijk, 2)
    pool(streek)
    voorstel = Groepsvoorstel.objects.get()

    zeg(voorstel, streek.katwijk, Antwoord.NEE, "De kinderen zijn al geholpen.")

    voorstel.refresh_from_db()
    assert voorstel.staat == VoorstelStaat.VOORGESTELD
    assert [r.aantal for r in voorstel.regels.all()] == [6]
    assert not voorstel.toezeggingen.filter(team=streek.katwijk).exists()
    assert Signaal.objects.get(team=streek.katwijk).staat == SignaalStaat.OPEN


def test_na_een_ja_is_de_vraag_toegezegd_en_een_nee_zet_haar_terug(streek: Streek) -> None:
    vijf = maak_signaal(streek, streek.oegstgeest, 5)
    maak_signaal(streek, streek.katwijk, 4)
    pool(streek)
    voorstel = Groepsvoorstel.objects.get()

    zeg(voorstel, streek.oegstgeest, Antwoord.JA)
    vijf.refresh_from_db()
    assert vijf.staat == SignaalStaat.TOEGEZEGD
    zeg(voorstel, streek.oegstgeest, Antwoord.NEE, "Toch niet: de kinderen zijn al geholpen.")
    vijf.refresh_from_db()
    assert vijf.staat == SignaalStaat.OPEN


def test_twee_collegas_zeggen_na_elkaar_nee(streek: Streek) -> None:
    maak_signaal(streek, streek.oegstgeest, 6)
    maak_signaal(streek, streek.katwijk, 2)
    pool(streek)
    toezegging = Toezegging.objects.get(team=streek.katwijk)
    antwoord(toezegging, keus=Antwoord.NEE, reden="Past niet.", door=streek.van_katwijk)

    with pytest.raises(OvergangFout, match="zonder jullie"):
        antwoord(toezegging, keus=Antwoord.NEE, reden="Past niet.", door=streek.van_katwijk)


def test_een_trainer_zegt_nee_en_een_ander_wordt_gevraagd(streek: Streek) -> None:
    derde = maak_trainer(streek.leiden.gemeente, streek.interventie)
    maak_signaal(streek, streek.oegstgeest, 5)
    maak_signaal(streek, streek.katwijk, 4)
    pool(streek)
    voorstel = Groepsvoorstel.objects.get()
    gevraagd = [t.trainer for t in voorstel.toezeggingen.filter(trainer__isnull=False)]
    over = ({*streek.trainers, derde} - set(gevraagd)).pop()

    zeg(voorstel, gevraagd[0], Antwoord.NEE, "Ik ben dan op vakantie.")

    nu = {t.trainer for t in voorstel.toezeggingen.filter(trainer__isnull=False)}
    assert nu == {gevraagd[1], over}
    assert Bericht.objects.filter(aan=over.user.email, soort="voorstel.trainer").exists()


def test_zonder_andere_trainer_gaat_het_niet_door(streek: Streek) -> None:
    maak_signaal(streek, streek.oegstgeest, 6)
    pool(streek)
    voorstel = Groepsvoorstel.objects.get()

    zeg(voorstel, streek.trainers[0], Antwoord.NEE, "Ik heb geen uren meer.")

    voorstel.refresh_from_db()
    assert voorstel.staat == VoorstelStaat.AFGEWEZEN
    pool(streek)
    assert Reden.objects.get().code in {"NO_TRAINER", "TRAINERS_TAKEN"}


def test_voorbij_de_termijn_valt_het_voorstel_weg(streek: Streek) -> None:
    maak_signaal(streek, streek.oegstgeest, 5)
    maak_signaal(streek, streek.katwijk, 4)
    pool(streek)
    voorstel = Groepsvoorstel.objects.get()
    zeg(voorstel, streek.oegstgeest, Antwoord.JA)

    assert bewaak_antwoordtermijnen() == 0
    with time_machine.travel(voorstel.reageren_voor + dt.timedelta(minutes=1), tick=False):
        with pytest.raises(OvergangFout, match="voorbij"):
            zeg(voorstel, streek.katwijk, Antwoord.JA)
        assert bewaak_antwoordtermijnen() == 1
        assert bewaak_antwoordtermijnen() == 0

    voorstel.refresh_from_db()
    assert voorstel.staat == VoorstelStaat.VERVALLEN
    assert set(Signaal.objects.values_list("staat", flat=True)) == {SignaalStaat.OPEN}


def test_voorbij_de_termijn_met_genoeg_ja_gaat_de_groep_door(streek: Streek) -> None:
    maak_signaal(streek, streek.oegstgeest, 7)
    maak_signaal(streek, streek.katwijk, 2)
    pool(streek)
    voorstel = Groepsvoorstel.objects.get()
    for wie in (streek.oegstgeest, *streek.trainers):
        zeg(voorstel, wie, Antwoord.JA)

    with time_machine.travel(voorstel.reageren_voor + dt.timedelta(minutes=1), tick=False):
        bewaak_antwoordtermijnen()

    groep = Groep.objects.get()
    assert (groep.bezet, groep.staat) == (7, GroepStaat.OPEN)


def test_is_de_zaal_intussen_bezet_dan_een_week_later(streek: Streek) -> None:
    maak_signaal(streek, streek.oegstgeest, 9)
    pool(streek)
    voorstel = Groepsvoorstel.objects.get()
    woensdag = voorstel.start_week + dt.timedelta(days=2)
    begin = klok.op(woensdag, dt.time(13, 0))
    Reservering.objects.create(ruimte=streek.ruimte, periode=(begin, begin + dt.timedelta(hours=3)), staat="bevestigd")

    iedereen_ja(voorstel)

    groep = Groep.objects.get()
    assert groep.start_op > woensdag


def test_is_alles_bezet_dan_vervalt_het_en_blijft_er_niets_half_achter(streek: Streek) -> None:
    maak_signaal(streek, streek.oegstgeest, 9)
    pool(streek)
    voorstel = Groepsvoorstel.objects.get()
    begin = klok.op(voorstel.start_week, dt.time(0))
    Reservering.objects.create(ruimte=streek.ruimte, periode=(begin, begin + dt.timedelta(weeks=30)), staat="bevestigd")

    iedereen_ja(voorstel)

    voorstel.refresh_from_db()
    assert voorstel.staat == VoorstelStaat.VERVALLEN
    assert (Groep.objects.count(), Inzet.objects.count(), TeamPlaats.objects.count()) == (0, 0, 0)
    assert Signaal.objects.get().staat == SignaalStaat.OPEN


def test_een_vrije_plek_in_een_lopende_groep_gaat_voor(streek: Streek) -> None:
    maak_signaal(streek, streek.oegstgeest, 7)
    pool(streek)
    iedereen_ja(Groepsvoorstel.objects.get())
    groep = Groep.objects.get()
    twee = maak_signaal(streek, streek.katwijk, 2)

    pool(streek)

    voorstel = Groepsvoorstel.objects.get(soort=VoorstelSoort.AANSLUITEN)
    assert voorstel.groep == groep
    zeg(voorstel, streek.katwijk, Antwoord.JA)
    groep.refresh_from_db()
    twee.refresh_from_db()
    assert (groep.bezet, groep.staat, twee.staat) == (9, GroepStaat.VOL, SignaalStaat.GEPLAATST)


def test_gaat_de_groep_niet_door_dan_staat_de_vraag_weer_open(streek: Streek) -> None:
    from aanbod.deelname.services.afgelasten import annuleer_groep

    signaal = maak_signaal(streek, streek.oegstgeest, 9, geplaatst_op=klok.vandaag() - dt.timedelta(days=70))
    pool(streek)
    iedereen_ja(Groepsvoorstel.objects.get())
    annuleer_groep(Groep.objects.get(), "De trainer is ziek.", None)

    assert volg_groepen() == 0, "it followed at once"

    signaal.refresh_from_db()
    assert (signaal.staat, signaal.geplaatst_op) == (SignaalStaat.OPEN, klok.vandaag() - dt.timedelta(days=70))


def test_alleen_wie_het_aangaat_mag_antwoorden(streek: Streek) -> None:
    maak_signaal(streek, streek.oegstgeest, 9)
    pool(streek)
    toezegging = Toezegging.objects.get(team=streek.oegstgeest)

    for vreemde in (streek.van_katwijk, streek.trainers[0].user):
        with pytest.raises(NietToegestaan):
            antwoord(toezegging, keus=Antwoord.JA, door=vreemde)
    toezegging.refresh_from_db()
    assert toezegging.antwoord == Antwoord.OPEN


@pytest.mark.parametrize("reden", ["", "   ", "bel 06-12345678", "x" * 301])
def test_een_nee_heeft_een_nette_reden(streek: Streek, reden: str) -> None:
    maak_signaal(streek, streek.oegstgeest, 9)
    pool(streek)
    toezegging = Toezegging.objects.get(team=streek.oegstgeest)

    with pytest.raises(DomeinFout) as fout:
        antwoord(toezegging, keus=Antwoord.NEE, reden=reden, door=streek.van_oegstgeest)

    assert fout.value.veld == "reden"
    assert Groepsvoorstel.objects.get().staat == VoorstelStaat.VOORGESTELD


def test_alleen_een_thema_wordt_gerekend_met_wat_anderen_vragen(streek: Streek) -> None:
    from aanbod.models import Thema

    thema = Thema.objects.create(naam="weerbaarheid", slug="weerbaarheid")
    streek.interventie.themas.add(thema)
    maak_signaal(streek, streek.oegstgeest, 5)
    maak_signaal(streek, streek.katwijk, 4, interventie=None, thema=thema, vraag="durft niets te zeggen")

    pool(streek)

    assert sum(r.aantal for r in Groepsvoorstel.objects.get().regels.all()) == 9


def test_rollen_van_de_uitvoering(streek: Streek) -> None:
    assert {t.user.lidmaatschappen.get().rol for t in streek.trainers} == {Rol.TRAINER}
    assert streek.ruimte.dagdelen == [WOENSDAGMIDDAG]
