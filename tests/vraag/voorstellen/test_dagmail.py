"""What the mail of the day says of proposals: with team and own number, as they stand, each once; and to whom."""

import ast
import datetime as dt
import inspect
import re

import pytest
import time_machine

from aanbod.models import Trainer
from gemeenten.grond.enums import Rol
from gemeenten.grond.models import Sluitingsdag, Team
from marktplein.accounts.models import User
from marktplein.basis import klok
from marktplein.mail.bericht import register
from marktplein.mail.models import Bericht, Melding, Staat
from tests.gemeenten.factories import LidmaatschapFactory, gebruiker_met
from tests.mail.hulp import mail_van_de_dag
from tests.mail.voorbeelden import voorbeeld
from tests.verhalen.test_straat import pool
from tests.vraag.streek import Streek, maak_signaal
from vraag.models import Groepsvoorstel
from vraag.tasks import bewaak_termijnen
from vraag.voorstellen import beslissing
from vraag.voorstellen.herinneren import herinner
from vraag.voorstellen.services import antwoord, overleg
from vraag.workflow import Antwoord, VoorstelStaat

pytestmark = pytest.mark.django_db


def gevraagd(streek: Streek, oegstgeest: int = 5, katwijk: int = 4) -> Groepsvoorstel:
    maak_signaal(streek, streek.oegstgeest, oegstgeest)
    maak_signaal(streek, streek.katwijk, katwijk)
    pool(streek)
    return Groepsvoorstel.objects.get()


def zeg(voorstel: Groepsvoorstel, wie: Team | Trainer, door: User, keus: Antwoord) -> None:
    veld = "team" if isinstance(wie, Team) else "trainer"
    antwoord(voorstel.toezeggingen.get(**{veld: wie}), keus=keus, reden="Het past niet.", door=door)


def mail(aan: User) -> Bericht:
    return Bericht.objects.filter(soort="mail.dag", aan=aan.email).latest("pk")


def mails(aan: User) -> int:
    return Bericht.objects.filter(soort="mail.dag", aan=aan.email).count()


def dag(n: int) -> dt.datetime:
    """At ten in the morning, so many days after Tuesday 1 December."""
    return dt.datetime(2026, 12, 1, 9, tzinfo=dt.UTC) + dt.timedelta(days=n)


def test_een_vraag_met_team_eigen_aantal_en_de_echte_data(streek: Streek) -> None:
    voorstel = gevraagd(streek)
    assert mail_van_de_dag() == 4, "twee teams en twee trainers"
    dagmail = mail(streek.van_oegstgeest)
    assert dagmail.onderwerp == "1 voorstel te beantwoorden — JGT Oegstgeest"
    tekst = dagmail.tekst
    assert "JGT Oegstgeest\n==============\n\nTe beantwoorden\n" in tekst
    assert f"- {streek.interventie}: JGT Oegstgeest, jullie 5 van 9 kinderen\n" in tekst
    tijd, waar = (
        r"wo 14\.00 – 15\.15, 8 keer vanaf wo \d+ \w+",
        "Zaal Oegstgeest · kosten onbekend · 0 van 4 zei ja",
    )
    assert re.search(rf"\n  {tijd} · {waar}\n", tekst), tekst
    assert f"  Antwoord op {streek.interventie}, uiterlijk " in tekst
    assert f"/vraag/voorstellen/{voorstel.pk}/\n" in tekst
    assert re.search(r"Zaal Oegstgeest, \d,\d km · ", mail(streek.van_katwijk).tekst)
    van_trainer = Bericht.objects.get(soort="mail.dag", aan=streek.trainers[0].user.email)
    assert f"- {streek.interventie}: jij als trainer, 9 kinderen\n" in van_trainer.tekst
    assert not Bericht.objects.filter(staat=Staat.WACHT).exclude(soort="mail.dag").exists()


def test_wie_voor_twee_teams_werkt_leest_per_team_wat_er_is(streek: Streek) -> None:
    LidmaatschapFactory(user=streek.van_oegstgeest, rol=Rol.JGT, team=streek.katwijk)
    gevraagd(streek)
    mail_van_de_dag()
    tekst = mail(streek.van_oegstgeest).tekst
    assert mail(streek.van_oegstgeest).onderwerp == ("2 voorstellen te beantwoorden — JGT Katwijk en JGT Oegstgeest")
    assert "JGT Katwijk, jullie 4 van 9" in tekst
    assert "JGT Oegstgeest, jullie 5 van 9" in tekst


def test_wat_beantwoord_is_staat_er_niet_meer_in_en_dan_komt_er_geen_mail(streek: Streek) -> None:
    voorstel = gevraagd(streek)
    zeg(voorstel, streek.oegstgeest, streek.van_oegstgeest, Antwoord.JA)
    mail_van_de_dag()
    assert mails(streek.van_oegstgeest) == 0
    assert mails(streek.van_katwijk) == 1


def test_wat_voor_de_mail_uit_ook_alweer_stopt_staat_er_alleen_als_gestopt_en_heet_voorstel(streek: Streek) -> None:
    voorstel = gevraagd(streek)
    zeg(voorstel, streek.oegstgeest, streek.van_oegstgeest, Antwoord.JA)
    zeg(voorstel, streek.katwijk, streek.van_katwijk, Antwoord.NEE)
    voorstel.refresh_from_db()
    assert voorstel.staat == VoorstelStaat.AFGEWEZEN
    mail_van_de_dag()
    dagmail = mail(streek.van_oegstgeest)
    assert dagmail.onderwerp == "1 voorstel gestopt — JGT Oegstgeest"
    assert "Te beantwoorden" not in dagmail.tekst
    wat = f"Het voorstel voor {streek.interventie} gaat niet door"
    assert f"- {wat}: JGT Oegstgeest, jullie 5 van 9 kinderen\n" in dagmail.tekst
    assert "groep" not in dagmail.tekst.lower().partition("gestopt")[2].partition("alles wat wacht")[0]


def test_een_groep_die_staat_en_wat_daarvoor_gevraagd_werd_is_een_regel(streek: Streek) -> None:
    voorstel = gevraagd(streek)
    for wie, door in ((streek.oegstgeest, streek.van_oegstgeest), (streek.katwijk, streek.van_katwijk)):
        zeg(voorstel, wie, door, Antwoord.JA)
    for trainer in streek.trainers:
        zeg(voorstel, trainer, trainer.user, Antwoord.JA)
    voorstel.refresh_from_db()
    assert voorstel.staat == VoorstelStaat.GEPLAND
    mail_van_de_dag()
    dagmail = mail(streek.van_katwijk)
    assert dagmail.onderwerp == "1 groep gepland — JGT Katwijk"
    assert f"/groepen/{voorstel.groep.slug}/" in dagmail.tekst
    assert "Te beantwoorden" not in dagmail.tekst


def test_een_herinnering_twee_werkdagen_voor_de_termijn_en_op_de_dag_zelf(streek: Streek) -> None:
    """Asked on Tuesday, to be answered by Tuesday: Friday and Tuesday; no second one when beat calls again."""
    with time_machine.travel(dag(0), tick=False) as nu:
        voorstel = gevraagd(streek)
        mail_van_de_dag()
        zeg(voorstel, streek.katwijk, streek.van_katwijk, Antwoord.JA)
        gekregen = []
        for n in range(1, 8):
            nu.move_to(dag(n))
            herinner()
            herinner()
            mail_van_de_dag()
            gekregen.append(mails(streek.van_oegstgeest) - 1)
        assert gekregen == [0, 0, 1, 1, 1, 1, 2]
        assert mails(streek.van_katwijk) == 1
        assert mail(streek.van_oegstgeest).onderwerp == "1 herinnering — JGT Oegstgeest"
        assert "jullie 5 van 9 kinderen" in mail(streek.van_oegstgeest).tekst


def test_de_coach_alleen_als_na_drie_werkdagen_niemand_antwoordde_en_een_keer(streek: Streek) -> None:
    """A coach of two teams; Thursday is a closed day in Oegstgeest, so that its three days take until Monday."""
    coach = gebruiker_met(Rol.COACH, team=streek.oegstgeest)
    LidmaatschapFactory(user=coach, rol=Rol.COACH, team=streek.katwijk)
    Sluitingsdag.objects.create(gemeente=streek.oegstgeest.gemeente, datum=dag(2).date(), naam="Open dag")
    with time_machine.travel(dag(0), tick=False) as nu:
        voorstel = gevraagd(streek)
        mail_van_de_dag()
        assert mails(coach) == 0
        assert Melding.objects.filter(persoon=coach, soort="voorstel.nieuw").count() == 1
        zeg(voorstel, streek.katwijk, streek.van_katwijk, Antwoord.JA)
        gekregen = []
        for n in (1, 2, 3, 6, 7):
            nu.move_to(dag(n))
            herinner()
            mail_van_de_dag()
            gekregen.append(mails(coach))
        assert gekregen == [0, 0, 0, 1, 1]
    assert mail(coach).onderwerp == "1 voorstel zonder antwoord — JGT Oegstgeest"
    assert f"{streek.interventie}: nog niemand van JGT Oegstgeest antwoordde, 5 van 9 kinderen" in mail(coach).tekst
    assert "Katwijk" not in mail(coach).tekst


def test_wie_overlegt_met_gezinnen_hoeft_geen_coach_en_wie_intussen_antwoordt_ook_niet(streek: Streek) -> None:
    coach = gebruiker_met(Rol.COACH, team=streek.oegstgeest)
    met_antwoord = gebruiker_met(Rol.COACH, team=streek.katwijk)
    with time_machine.travel(dag(0), tick=False) as nu:
        voorstel = gevraagd(streek)
        overleg(voorstel.toezeggingen.get(team=streek.oegstgeest), door=streek.van_oegstgeest)
        nu.move_to(dag(3))
        herinner()
        assert Bericht.objects.filter(soort="voorstel.coach").values_list("aan", flat=True).get() == met_antwoord.email
        zeg(voorstel, streek.katwijk, streek.van_katwijk, Antwoord.JA)
        mail_van_de_dag()
    assert (mails(coach), mails(met_antwoord)) == (0, 0)


def test_een_coach_zonder_collegas_krijgt_de_vraag_zelf(streek: Streek) -> None:
    streek.van_oegstgeest.lidmaatschappen.update(rol=Rol.COACH)
    gevraagd(streek)
    mail_van_de_dag()
    assert "jullie 5 van 9" in mail(streek.van_oegstgeest).tekst


def test_beat_herinnert_met_de_termijnen_mee(streek: Streek) -> None:
    with time_machine.travel(dag(0), tick=False) as nu:
        gevraagd(streek)
        nu.move_to(dag(3))
        bewaak_termijnen()
    assert Bericht.objects.filter(soort="voorstel.termijn").count() == 4


@pytest.mark.parametrize("soort", ["voorstel.gaat_niet_door", "voorstel.kleiner"])
def test_wat_een_voorstel_was_heet_in_zijn_bericht_geen_groep(soort: str) -> None:
    """Groups are what the market looks for, or what stands planned: never what ended."""
    onderwerp, tekst = voorbeeld(register()[soort]).schrijf()
    assert "groep" not in onderwerp.lower()
    for mag in ("een groep die gepland staat", "weer op een groep", "een andere groep"):
        tekst = tekst.replace(mag, "")
    assert "groep" not in tekst.lower()


def test_wanneer_iemand_gevraagd_is_blijft_bewaard(streek: Streek) -> None:
    voorstel = gevraagd(streek)
    assert all(abs((t.gevraagd_op - klok.nu()).total_seconds()) < 60 for t in voorstel.toezeggingen.all())


@pytest.mark.puur
def test_geen_einde_van_een_voorstel_noemt_het_een_groep() -> None:
    """The reasons stand on its page, in mail and in the exports; only what was planned may be called a group."""
    stukken = ast.walk(ast.parse(inspect.getsource(beslissing)))
    teksten = {s.value for s in stukken if isinstance(s, ast.Constant) and isinstance(s.value, str) and " " in s.value}
    redenen = {tekst for tekst in teksten if tekst.endswith(".") and "\n" not in tekst}
    assert "Een trainer antwoordde niet op tijd." in redenen
    assert {reden for reden in redenen if "groep" in reden.lower()} == {"De groep gaat niet door."}
