"""A trainer without an account answers with the mailed link: one question, until the deadline, no surprises."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.urls import reverse

from aanbod.groepen.services.planning import bijeenkomst_tijden
from aanbod.models import Certificaat, Trainer
from gemeenten.grond.enums import Rol
from gemeenten.grond.models import Team
from marktplein.audit.models import Logregel
from marktplein.basis import klok
from marktplein.basis.fouten import OvergangFout
from marktplein.mail.models import Bericht, Staat
from tests.aanbod.factories import BijeenkomstFactory, InzetFactory, TrainerFactory
from tests.facilitair.factories import RuimteFactory
from tests.gemeenten.factories import TeamFactory, gebruiker_met
from tests.mail.hulp import mail_van_de_dag, zet_klaar
from tests.vraag.factories import SignaalFactory, VoorstelFactory
from tests.vraag.hulp import tekst
from vraag.models import Antwoordlink, Groepsvoorstel, Toezegging, Uitsluiting
from vraag.voorstellen.antwoordlink import token_van
from vraag.voorstellen.antwoordrijen import te_bellen
from vraag.voorstellen.berichten import trainer_gevraagd, voorstel_gaat_niet_door
from vraag.voorstellen.linkantwoord import antwoord_met_link
from vraag.workflow import Antwoord, SignaalStaat

EMAIL = "piet@voorbeeld.example"


@pytest.fixture
def piet() -> Trainer:
    trainer: Trainer = TrainerFactory(naam="Piet Bakker", telefoon="0612345678", email=EMAIL)
    return trainer


@pytest.fixture
def voorstel(team: Team, piet: Trainer) -> Groepsvoorstel:
    regels = [(SignaalFactory(team=t, aantal=4, staat=SignaalStaat.VOORGESTELD), 4) for t in (team, TeamFactory())]
    gemaakt: Groepsvoorstel = VoorstelFactory(regels=regels, ruimte=RuimteFactory())
    trainer_gevraagd(gemaakt, Toezegging.objects.create(voorstel=gemaakt, trainer=piet))
    return gemaakt


def _adres(voorstel: Groepsvoorstel, trainer: Trainer) -> str:
    return reverse("vraag:per_link", args=[token_van(voorstel.pk, trainer.pk)])


def test_de_mail_heeft_een_link_en_de_database_alleen_de_afdruk(voorstel: Groepsvoorstel, piet: Trainer) -> None:
    mail, token = Bericht.objects.get(aan=EMAIL), token_van(voorstel.pk, piet.pk)
    assert _adres(voorstel, piet) in mail.tekst
    link = Antwoordlink.objects.get()
    assert token not in str(link.__dict__)
    assert len(link.token_hash) == 64


def test_kijken_verandert_niets_en_ja_telt(voorstel: Groepsvoorstel, piet: Trainer, client: Client) -> None:
    adres, regels = _adres(voorstel, piet), Logregel.objects.count()
    balie = gebruiker_met(Rol.FACILITAIR)
    assert [g.naam for g in te_bellen(balie)[0]] == ["Piet Bakker"]
    for _ in range(2):
        assert "Kun je deze groep geven?" in tekst(client.get(adres))
    assert Logregel.objects.count() == regels
    assert voorstel.toezeggingen.get(trainer=piet).antwoord == Antwoord.OPEN

    for _ in range(2):
        assert client.post(adres, {"keus": "ja"}).status_code == 302

    assert voorstel.toezeggingen.get(trainer=piet).antwoord == Antwoord.JA
    assert Logregel.objects.get(gebeurtenis="voorstel.ja").gegevens == {"trainer": piet.pk, "per_link": True}
    assert "Je antwoordde: ja" in tekst(client.get(adres))
    assert te_bellen(balie) == ([], 0)


def test_wie_zich_bedenkt_wijzigt_het_tot_de_termijn(voorstel: Groepsvoorstel, piet: Trainer, client: Client) -> None:
    adres = _adres(voorstel, piet)
    client.post(adres, {"keus": "ja"})
    assert "Wijzig je antwoord" in tekst(client.get(adres))
    assert client.post(adres, {"keus": "nee"}).status_code == 422, "a no comes with a reason"
    assert client.post(adres, {"keus": "nee", "reden": "Ik ben dan weg."}).status_code == 302
    assert Antwoordlink.objects.get().antwoord == Antwoord.NEE
    assert "Je antwoordde: nee" in tekst(client.get(adres))


@pytest.fixture
def invaller(voorstel: Groepsvoorstel, piet: Trainer) -> Trainer:
    """Somebody else who can give it, and Piet who may give it as well."""
    dag = {"dagdelen": [voorstel.dagdeel]}
    Trainer.objects.filter(pk=piet.pk).update(gemeente=voorstel.ruimte.gemeente, **dag)
    Certificaat.objects.create(trainer=piet, interventie=voorstel.interventie)
    ander: Trainer = TrainerFactory(
        interventie=voorstel.interventie, gemeente=voorstel.ruimte.gemeente, email="kim@voorbeeld.example", **dag
    )
    return ander


def test_wie_nee_zei_geeft_de_groep_toch_zolang_geen_ander_ja_zei(
    voorstel: Groepsvoorstel, piet: Trainer, invaller: Trainer, client: Client
) -> None:
    adres = _adres(voorstel, piet)
    client.post(adres, {"keus": "nee", "reden": "Ik ben dan weg."})
    assert voorstel.toezeggingen.get(trainer__isnull=False).trainer == invaller
    assert "Ja, ik geef deze groep toch" in tekst(client.get(adres))
    for _ in range(2):
        assert client.post(adres, {"keus": "ja"}).status_code == 302
    assert voorstel.toezeggingen.get(trainer__isnull=False).trainer == piet
    assert voorstel.toezeggingen.get(trainer=piet).antwoord == Antwoord.JA
    assert not Uitsluiting.objects.filter(trainer=piet).exists()
    terug = Logregel.objects.get(gebeurtenis="voorstel.trainer_terug")
    assert terug.gegevens == {"van": invaller.pk, "naar": piet.pk, "per_link": True}
    assert Bericht.objects.filter(aan=invaller.email, soort="voorstel.trainer_niet_nodig").count() == 1
    assert "Antwoorden kan nu niet meer" in tekst(client.get(_adres(voorstel, invaller)))


def test_wie_gevonden_is_blijft(voorstel: Groepsvoorstel, piet: Trainer, invaller: Trainer, client: Client) -> None:
    client.post(_adres(voorstel, piet), {"keus": "nee", "reden": "Ik ben dan weg."})
    client.post(_adres(voorstel, invaller), {"keus": "ja"})
    assert "Ja, ik geef deze groep toch" not in tekst(client.get(_adres(voorstel, piet)))
    assert client.post(_adres(voorstel, piet), {"keus": "ja"}).status_code == 422
    assert voorstel.toezeggingen.get(trainer__isnull=False).trainer == invaller


def test_wie_intussen_een_andere_groep_geeft_komt_niet_terug(
    voorstel: Groepsvoorstel, piet: Trainer, invaller: Trainer, client: Client
) -> None:
    client.post(_adres(voorstel, piet), {"keus": "nee", "reden": "Ik ben dan weg."})
    begin = bijeenkomst_tijden(voorstel.interventie, voorstel.ruimte.gemeente, voorstel.dagdeel, voorstel.start_week)[
        0
    ][0]
    InzetFactory(trainer=piet, bijeenkomst=BijeenkomstFactory(nummer=99, begin=begin))
    assert client.post(_adres(voorstel, piet), {"keus": "ja"}).status_code == 422
    assert voorstel.toezeggingen.get(trainer__isnull=False).trainer == invaller


def test_een_andere_tijd_vertelt_welke(voorstel: Groepsvoorstel, piet: Trainer, client: Client) -> None:
    TrainerFactory(interventie=voorstel.interventie, gemeente=voorstel.ruimte.gemeente)
    adres = _adres(voorstel, piet)
    assert client.post(adres, {"keus": "anders"}).status_code == 422
    assert client.post(adres, {"keus": "anders", "andere_dagdelen": ["4"]}).status_code == 302
    assert Antwoordlink.objects.get().andere_dagdelen == [4]
    getoond = tekst(client.get(adres))
    assert "op een andere tijd wel" in getoond
    assert "dinsdagmiddag" in getoond


def test_na_de_termijn_werkt_de_link_niet_meer(voorstel: Groepsvoorstel, piet: Trainer, client: Client) -> None:
    adres = _adres(voorstel, piet)
    with time_machine.travel(voorstel.reageren_voor + dt.timedelta(minutes=1), tick=False):
        assert "Antwoorden kan nu niet meer" in tekst(client.get(adres))
        assert client.post(adres, {"keus": "ja"}).status_code == 422
        with pytest.raises(OvergangFout):
            antwoord_met_link(token_van(voorstel.pk, piet.pk), keus="ja")
    assert voorstel.toezeggingen.get(trainer=piet).antwoord == Antwoord.OPEN


def test_een_link_is_voor_een_groep_en_een_trainer(voorstel: Groepsvoorstel, piet: Trainer, client: Client) -> None:
    for vreemd in (token_van(voorstel.pk + 1, piet.pk), token_van(voorstel.pk, piet.pk + 1), "zomaar-iets"):
        assert client.get(reverse("vraag:per_link", args=[vreemd])).status_code == 404
    Trainer.objects.filter(pk=piet.pk).update(user=gebruiker_met(Rol.TRAINER))
    assert client.post(_adres(voorstel, piet), {"keus": "ja"}).status_code == 422, "who has an account logs in"


def _dagpost() -> list[str]:
    return list(Bericht.objects.filter(soort="mail.dag_zonder_account").order_by("pk").values_list("tekst", flat=True))


def test_alle_vragen_van_een_dag_komen_in_een_mail(voorstel: Groepsvoorstel, piet: Trainer, client: Client) -> None:
    """Each with its own link; what was answered meanwhile is not asked, and what comes later waits for the next day."""
    tweede, beantwoord, later = (VoorstelFactory(regels=[(SignaalFactory(), 4)], ruimte=RuimteFactory()) for _ in "123")
    for ander in (tweede, beantwoord):
        trainer_gevraagd(ander, Toezegging.objects.create(voorstel=ander, trainer=piet))
    assert client.post(_adres(beantwoord, piet), {"keus": "ja"}).status_code == 302
    assert not Bericht.objects.filter(aan=EMAIL, staat=Staat.WACHT).exists()

    assert mail_van_de_dag() == 1

    (mail,) = _dagpost()
    assert [_adres(v, piet) in mail for v in (voorstel, tweede, beantwoord)] == [True, True, False]
    trainer_gevraagd(later, Toezegging.objects.create(voorstel=later, trainer=piet))
    assert mail_van_de_dag() == 0, "one a day"
    with time_machine.travel(klok.nu() + dt.timedelta(days=1), tick=False):
        assert mail_van_de_dag() == 1
    assert _adres(later, piet) in _dagpost()[1]


def test_ook_zonder_account_hoort_een_trainer_wat_ervan_kwam(voorstel: Groepsvoorstel, piet: Trainer) -> None:
    Bericht.objects.all().delete()
    voorstel.reden_einde = "Er waren te weinig kinderen."
    voorstel_gaat_niet_door(voorstel)
    TrainerFactory(email="weg@voorbeeld.example", actief=False)
    zet_klaar(soort="voorstel.gaat_niet_door", aan="weg@voorbeeld.example", onderwerp="Weg", tekst="Weg")
    Bericht.objects.filter(staat=Staat.WACHT).update(staat=Staat.VERZAMEL)
    mail_van_de_dag()
    (mail,) = _dagpost()
    assert "Er waren te weinig kinderen." in mail
    assert not Bericht.objects.filter(soort="mail.dag_zonder_account").exclude(aan=EMAIL).exists()


@pytest.mark.django_db(transaction=True)
def test_ja_en_nee_tegelijk_is_een_antwoord(team: Team, piet: Trainer) -> None:
    regels = [(SignaalFactory(team=t, aantal=4, staat=SignaalStaat.VOORGESTELD), 4) for t in (team, TeamFactory())]
    voorstel = VoorstelFactory(regels=regels, ruimte=RuimteFactory())
    trainer_gevraagd(voorstel, Toezegging.objects.create(voorstel=voorstel, trainer=piet))

    def zeg(keus: str) -> str:
        try:
            antwoord_met_link(token_van(voorstel.pk, piet.pk), keus=keus, reden="Kan niet.", gezien=Antwoord.OPEN)
        except Exception as fout:
            return type(fout).__name__
        finally:
            connection.close()
        return "gelukt"

    with ThreadPoolExecutor(2) as ploeg:
        uitkomst = list(ploeg.map(zeg, ("ja", "nee")))
    assert uitkomst.count("gelukt") == 1
    assert set(uitkomst) - {"gelukt"} <= {"AndersBeantwoord", "OvergangFout"}
    assert klok.nu() >= Antwoordlink.objects.get().op
