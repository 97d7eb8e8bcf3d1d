"""A proposal people thought about that is gone: each of them hears it once, with where the children are now."""

import datetime as dt

import pytest
import time_machine
from django.db import connection

from gemeenten.grond.enums import Rol
from gemeenten.grond.models import Team
from marktplein.basis import klok
from marktplein.mail.models import Bericht
from tests.gemeenten.factories import LidmaatschapFactory, gebruiker_met
from tests.verhalen.test_straat import pool, zeg
from tests.vraag.factories import SignaalFactory, VoorstelFactory
from tests.vraag.poolen.test_toepassen import zet_klaar
from tests.vraag.streek import Streek, maak_ruimte, maak_signaal, maak_trainer
from vraag.models import Groepsvoorstel, Toezegging
from vraag.tasks import volg_runs_op
from vraag.voorstellen.melden import meld_voorstellen
from vraag.voorstellen.services import bewaak_antwoordtermijnen, overleg
from vraag.voorstellen.stand import standen
from vraag.workflow import Antwoord, SignaalStaat, VoorstelStaat


def post(aan: str, vanaf: int = 0) -> list[tuple[str, str]]:
    """(kind, words on one line) of what somebody got, after so many messages in all."""
    rijen = Bericht.objects.order_by("pk").values_list("aan", "soort", "tekst")[vanaf:]
    return [(soort, " ".join(tekst.split())) for naar, soort, tekst in rijen if naar == aan]


def lang_wachtend(streek: Streek, team: Team, aantal: int) -> None:
    maak_signaal(streek, team, aantal, geplaatst_op=klok.vandaag() - dt.timedelta(days=180))


def voorgesteld(streek: Streek, oegstgeest: int = 5, katwijk: int = 4) -> tuple[Groepsvoorstel, int]:
    """Both teams are asked, for so many children; and how many messages that took."""
    maak_signaal(streek, streek.oegstgeest, oegstgeest)
    maak_signaal(streek, streek.katwijk, katwijk)
    pool(streek)
    return Groepsvoorstel.objects.get(), Bericht.objects.count()


def na_de_rust() -> None:
    """As if all proposals were asked a week ago: who was only just asked is left alone."""
    Groepsvoorstel.objects.update(aangemaakt_op=klok.nu() - dt.timedelta(days=7))


def test_wie_geen_ander_voorstel_krijgt_hoort_dat_de_kinderen_weer_wachten(streek: Streek) -> None:
    voorstel, begin = voorgesteld(streek, 4, 3)
    na_de_rust()
    lang_wachtend(streek, streek.leiden, 9)

    assert pool(streek).veranderd["ingehaald"] == 1

    for wie, aantal in ((streek.van_oegstgeest, 4), (streek.van_katwijk, 3)):
        ((soort, tekst),) = post(wie.email, begin)
        assert soort == "voorstel.gaat_niet_door"
        assert f"{streek.interventie} op woensdagmiddag gaat niet door" in tekst
        assert f"- {aantal} kinderen wachten weer op een groep" in tekst
        assert "hier niet meer op te antwoorden" in tekst
        assert f"/vraag/voorstellen/{voorstel.pk}/" in tekst
    assert [soort for soort, _ in post(streek.van_leiden.email)] == ["voorstel.nieuw"]
    volg_runs_op()
    pool(streek)
    assert len(post(streek.van_oegstgeest.email, begin)) == 1


def test_wie_erbij_komt_wordt_gevraagd_en_de_anderen_houden_hun_voorstel(streek: Streek) -> None:
    voorstel, begin = voorgesteld(streek, 5, 3)
    maak_signaal(streek, streek.leiden, 1)

    veranderd = pool(streek).veranderd

    assert (veranderd["gegroeid"], veranderd["ingehaald"], veranderd["nieuw"]) == (1, 0, 0)
    vers = Groepsvoorstel.objects.get()
    assert (vers.pk, vers.reageren_voor) == (voorstel.pk, voorstel.reageren_voor)
    assert sorted(vers.regels.values_list("signaal__team__naam", "aantal")) == [
        ("JGT Katwijk", 3),
        ("JGT Leiden", 1),
        ("JGT Oegstgeest", 5),
    ]
    assert [b.aan for b in Bericht.objects.order_by("pk")[begin:]] == [streek.van_leiden.email]
    ((soort, tekst),) = post(streek.van_leiden.email)
    assert soort == "voorstel.nieuw"
    assert "in de plaats van" not in tekst
    pool(streek)
    volg_runs_op()
    assert Bericht.objects.count() == begin + 1


def test_wie_om_meer_kinderen_gevraagd_wordt_hoort_dat(streek: Streek) -> None:
    _, begin = voorgesteld(streek, 5, 3)
    maak_signaal(streek, streek.katwijk, 1)

    pool(streek)

    assert [(b.aan, b.soort) for b in Bericht.objects.order_by("pk")[begin:]] == [
        (streek.van_katwijk.email, "voorstel.nieuw")
    ]


def test_wie_nog_niet_gevraagd_was_hoort_ook_niet_dat_het_voorbij_is(streek: Streek) -> None:
    """Added by a run whose mail is not out yet, and then it ends."""
    voorstel, begin = voorgesteld(streek, 5, 3)
    maak_signaal(streek, streek.leiden, 1)
    zet_klaar(streek)
    zeg(voorstel, streek.oegstgeest, Antwoord.NEE, "De kinderen zijn al geholpen.")
    meld_voorstellen()
    assert post(streek.van_leiden.email, begin) == []
    assert not Toezegging.objects.filter(te_vragen=True).exists()


@pytest.mark.parametrize("waarom", ["net gevraagd", "overleg"])
def test_wie_erover_nadenkt_wordt_met_rust_gelaten(streek: Streek, waarom: str) -> None:
    """Two more children would get a place, and still nobody takes the proposal away."""
    voorstel, _ = voorgesteld(streek, 4, 3)
    if waarom == "overleg":
        na_de_rust()
        overleg(voorstel.toezeggingen.get(team=streek.katwijk), door=streek.van_katwijk)
    lang_wachtend(streek, streek.leiden, 9)

    run = pool(streek)

    assert run.veranderd["ingehaald"] == 0
    assert run.bestendig == {"drempel": [1, 2], "beloofd": 1, "verplaatst": 0, "gevuld": 7, "geplaatst": 7}
    voorstel.refresh_from_db()
    assert voorstel.staat == VoorstelStaat.VOORGESTELD


def test_voor_evenveel_kinderen_verandert_er_niets(streek: Streek) -> None:
    """They waited half a year, so they weigh more: a reason to be first, none to take a place that was offered."""
    voorgesteld(streek)
    na_de_rust()
    lang_wachtend(streek, streek.leiden, 9)
    assert pool(streek).veranderd["ingehaald"] == 0


def test_het_ene_team_krijgt_een_ander_voorstel_het_andere_geen(streek: Streek) -> None:
    """Replaced for one, replaced by none for the other: both hear, each what it is for them, also a trainer's."""
    oud, begin = voorgesteld(streek, 4, 2)
    na_de_rust()
    maak_signaal(streek, streek.leiden, 5)

    run = pool(streek)

    assert (run.bestendig["verplaatst"], run.bestendig["gevuld"], run.bestendig["geplaatst"]) == (1, 6, 9)
    nieuw = Groepsvoorstel.objects.exclude(pk=oud.pk).get()
    assert set(nieuw.toezeggingen.filter(team__isnull=False).values_list("team", flat=True)) == {
        streek.oegstgeest.pk,
        streek.leiden.pk,
    }
    ((soort, tekst),) = post(streek.van_oegstgeest.email, begin)
    assert soort == "voorstel.nieuw"
    assert "Dit komt in de plaats van een eerder voorstel." in tekst
    assert f"- {streek.interventie}, op woensdagmiddag, in Oegstgeest" in tekst
    assert "- 4 kinderen zitten in dit voorstel" in tekst
    assert "wachten" not in tekst
    ((soort, tekst),) = post(streek.van_katwijk.email, begin)
    assert soort == "voorstel.gaat_niet_door"
    assert "wachten weer op een groep" in tekst
    for trainer in streek.trainers:
        assert trainer.user is not None
        ((soort, tekst),) = post(trainer.user.email, begin)
        assert soort == "voorstel.trainer"
        assert "in de plaats van een eerder voorstel" in tekst
        assert "jullie vraag" not in tekst
    ((_, tekst),) = post(streek.van_leiden.email)
    assert "in de plaats van" not in tekst
    assert not Toezegging.objects.filter(einde_te_melden=True).exists()


def test_een_trainer_die_niet_meer_nodig_is_hoort_dat(streek: Streek) -> None:
    voorstel, begin = voorgesteld(streek)
    streek.interventie.trainers_nodig = 1
    streek.interventie.save()

    pool(streek)

    voorstel.refresh_from_db()
    assert voorstel.staat == VoorstelStaat.INGEHAALD
    per_trainer = {t.pk: post(t.user.email, begin) for t in streek.trainers if t.user}
    assert sorted(soort for berichten in per_trainer.values() for soort, _ in berichten) == [
        "voorstel.gaat_niet_door",
        "voorstel.trainer",
    ]
    (weg,) = (tekst for berichten in per_trainer.values() for soort, tekst in berichten if "niet_door" in soort)
    assert "Je hoeft hier niet meer op te antwoorden." in weg
    assert "staan weer open" not in weg


def test_wat_nog_niet_verteld_was_is_ook_niet_voorbij(streek: Streek) -> None:
    """Two runs before the mail goes out: nobody hears of what they were never asked, all hear of what they were."""
    _, begin = voorgesteld(streek)
    lang_wachtend(streek, streek.leiden, 3)
    zet_klaar(streek)
    tussen = Groepsvoorstel.objects.latest("pk")
    maak_ruimte(streek.leiden.gemeente)
    for _ in range(2):
        maak_trainer(streek.leiden.gemeente, streek.interventie)
    lang_wachtend(streek, streek.leiden, 6)
    zet_klaar(streek)
    tussen.refresh_from_db()
    assert (tussen.staat, tussen.te_melden) == (VoorstelStaat.INGEHAALD, False)
    assert Bericht.objects.count() == begin

    volg_runs_op()

    nieuw = Bericht.objects.order_by("pk")[begin:]
    assert not any(f"/vraag/voorstellen/{tussen.pk}/" in b.tekst for b in nieuw)
    for wie in (streek.van_oegstgeest, streek.van_katwijk):
        ((soort, tekst),) = post(wie.email, begin)
        assert soort == "voorstel.nieuw"
        assert "in de plaats van een eerder voorstel" in tekst
    volg_runs_op()
    assert Bericht.objects.count() == begin + len(nieuw)


def test_wie_straks_een_nieuw_voorstel_krijgt_hoort_het_dan(streek: Streek, caplog: pytest.LogCaptureFixture) -> None:
    """When the new proposal cannot be told now, nobody hears that the old one is just off."""
    _, begin = voorgesteld(streek, 4, 2)
    na_de_rust()
    maak_signaal(streek, streek.leiden, 5)
    zet_klaar(streek)
    nieuw = Groepsvoorstel.objects.latest("pk")
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(
            f"ALTER TABLE mail_bericht ADD CONSTRAINT proef CHECK (tekst NOT LIKE '%/vraag/voorstellen/{nieuw.pk}/%')"
        )

    assert meld_voorstellen() == 1, "Katwijk, dat niets anders krijgt, hoort het einde wel"
    assert f"_meld_nieuw van [{nieuw.pk}] mislukte" in caplog.text
    assert [b.aan for b in Bericht.objects.order_by("pk")[begin:]] == [streek.van_katwijk.email]
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE mail_bericht DROP CONSTRAINT proef")

    assert meld_voorstellen() == 1
    assert [soort for soort, _ in post(streek.van_oegstgeest.email, begin)] == ["voorstel.nieuw"]


def test_een_verdeelde_vraag_zegt_waar_elk_deel_is(team: Team) -> None:
    wie = gebruiker_met(Rol.JGT, team=team)
    vraag = SignaalFactory(team=team, aantal=12, splitsbaar=True, staat=SignaalStaat.VOORGESTELD)
    weg = VoorstelFactory(staat=VoorstelStaat.INGEHAALD, reden_einde="Er kwam een beter plan.", regels=[(vraag, 5)])
    blijft = VoorstelFactory(run=weg.run, regels=[(vraag, 4)])
    VoorstelFactory(run=weg.run, staat=VoorstelStaat.GEPLAND, regels=[(vraag, 2)])
    Toezegging.objects.filter(voorstel=weg).update(einde_te_melden=True)

    assert meld_voorstellen() == 1

    ((soort, tekst),) = post(wie.email)
    assert soort == "voorstel.gaat_niet_door"
    assert "- 4 kinderen zitten in een ander voorstel: " in tekst
    assert f"/vraag/voorstellen/{blijft.pk}/ - 2 kinderen hebben een plek in een groep die gepland staat" in tekst
    assert "- 6 kinderen wachten weer op een groep" in tekst
    assert meld_voorstellen() == 0


def test_ingetrokken_vraag_wacht_niet(team: Team) -> None:
    weg, open_ = SignaalFactory(team=team, staat=SignaalStaat.INGETROKKEN), SignaalFactory(team=team, aantal=3)
    stand = standen({"a": [weg.pk, open_.pk], "b": [weg.pk]})
    assert (stand["a"].wachtend, stand["b"].wachtend) == (3, 0)


def test_een_team_dat_niet_op_tijd_antwoordt_hoort_dat_het_niet_meedoet(streek: Streek) -> None:
    voorstel, begin = voorgesteld(streek, 6, 2)
    for wie in (streek.oegstgeest, *streek.trainers):
        zeg(voorstel, wie, Antwoord.JA)

    with time_machine.travel(voorstel.reageren_voor + dt.timedelta(minutes=1), tick=False):
        assert bewaak_antwoordtermijnen() == 1

    voorstel.refresh_from_db()
    assert voorstel.staat == VoorstelStaat.GEPLAND
    ((soort, tekst),) = post(streek.van_katwijk.email, begin)
    assert soort == "voorstel.kleiner"
    assert "Jullie team antwoordde niet op tijd" in tekst
    assert "- 2 kinderen wachten weer op een groep" in tekst
    assert "het voorstel blijft staan" not in tekst
    kleiner = [tekst for soort, tekst in post(streek.van_oegstgeest.email, begin) if soort == "voorstel.kleiner"]
    assert len(kleiner) == 1
    assert "Een van de teams doet niet mee" in kleiner[0]


def test_wie_nee_zei_krijgt_daar_geen_post_over(streek: Streek) -> None:
    voorstel, begin = voorgesteld(streek, 6, 2)
    zeg(voorstel, streek.katwijk, Antwoord.NEE, "De kinderen zijn al geholpen.")
    assert post(streek.van_katwijk.email, begin) == []
    assert len(post(streek.van_oegstgeest.email, begin)) == 1


def test_wie_in_twee_teams_werkt_krijgt_een_bericht_per_voorstel(streek: Streek) -> None:
    LidmaatschapFactory(user=streek.van_oegstgeest, team=streek.leiden)
    _, begin = voorgesteld(streek)
    streek.interventie.groep_max = 10
    streek.interventie.save()
    maak_signaal(streek, streek.leiden, 1)

    pool(streek)

    assert len(post(streek.van_oegstgeest.email, begin)) == 1


def test_wie_nog_niets_hoorde_hoort_ook_niet_dat_het_voorbij_is(streek: Streek) -> None:
    """A run whose mail is not out yet, and somebody who saw the proposal on the page ends it."""
    maak_signaal(streek, streek.oegstgeest, 5)
    maak_signaal(streek, streek.katwijk, 4)
    zet_klaar(streek)
    voorstel = Groepsvoorstel.objects.get()
    zeg(voorstel, streek.oegstgeest, Antwoord.JA)

    zeg(voorstel, streek.katwijk, Antwoord.NEE, "De kinderen zijn al geholpen.")
    meld_voorstellen()

    voorstel.refresh_from_db()
    assert (voorstel.staat, voorstel.te_melden) == (VoorstelStaat.AFGEWEZEN, False)
    wie_het_wist = {streek.van_oegstgeest.email, streek.van_katwijk.email}
    assert {b.soort for b in Bericht.objects.all()} == {"voorstel.gaat_niet_door"}
    assert set(Bericht.objects.values_list("aan", flat=True)) == wie_het_wist, "no trainer was ever asked"


def test_een_voorstel_dat_kleiner_wordt_voor_het_verteld_is_is_gewoon_nieuw(streek: Streek) -> None:
    maak_signaal(streek, streek.oegstgeest, 7)
    maak_signaal(streek, streek.katwijk, 2)
    reserve = maak_trainer(streek.leiden.gemeente, streek.interventie)
    zet_klaar(streek)
    voorstel = Groepsvoorstel.objects.get()
    gevraagd = [t.trainer for t in voorstel.toezeggingen.filter(trainer__isnull=False)]
    (ander,) = {*streek.trainers, reserve} - set(gevraagd)

    zeg(voorstel, streek.katwijk, Antwoord.NEE, "De kinderen zijn al geholpen.")
    zeg(voorstel, gevraagd[0], Antwoord.NEE, "Ik heb vakantie.")
    assert not Bericht.objects.exists()
    meld_voorstellen()

    verwacht = {streek.van_oegstgeest.email: "voorstel.nieuw"}
    verwacht |= {t.user.email: "voorstel.trainer" for t in (gevraagd[1], ander) if t.user}
    assert sorted(Bericht.objects.values_list("aan", "soort")) == sorted(verwacht.items()), "each asked once"
