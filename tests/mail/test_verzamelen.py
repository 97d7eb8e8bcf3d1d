"""The mail of the day: one a person on a working day, whoever writes it, however often, and whoever dies on the way."""

import datetime as dt
from typing import Any

import pytest
import time_machine

from aanbod.deelname.services.tekort import signaleer
from aanbod.groepen.trainerpost import OokZonderAccount
from facilitair.taken.berichten import TaakToegewezen
from gemeenten.grond.enums import Rol
from gemeenten.grond.kalenders import dicht_voor
from gemeenten.grond.models import Sluitingsdag
from marktplein.accounts.models import User
from marktplein.mail import verzamelen
from marktplein.mail.bericht import Meteen, Voor, register
from marktplein.mail.models import Bericht, Dagpost, Staat
from marktplein.mail.tasks import verzamel
from tests.aanbod.factories import GroepFactory, TrainerFactory
from tests.facilitair.factories import TaakFactory
from tests.gemeenten.factories import TeamFactory, gebruiker_met
from tests.mail.hulp import mail_van_de_dag, zet_klaar
from tests.vraag.hulp import tegelijk

pytestmark = pytest.mark.django_db
DINSDAG = dt.date(2026, 12, 1)
OOK_VOOR_TRAINERS = {Voor.TRAINER, Voor.GROEP}
# At once, each with its reason; all other news waits for the mail of the day.
METEEN = {
    "aanbod.andere_plaats": Meteen.VERZET,
    "aanbod.data_gewijzigd": Meteen.VERZET,
    "aanbod.gaat_niet_door": Meteen.AFGELAST,
    "aanbod.gaat_niet_door_collega": Meteen.AFGELAST,
    "aanbod.plek_aangeboden": Meteen.PLEK,
    "aanbod.plekken_voor_team": Meteen.PLEK,
    "facilitair.rooster_gewijzigd": Meteen.VERZET,
    "facilitair.zaal_gekozen": Meteen.VERZET,
    "gemeenten.beheerrecht": Meteen.INCIDENT,
    "gemeenten.inlogpiek": Meteen.INCIDENT,
    "gemeenten.rol_uitgedeeld": Meteen.INCIDENT,
}


@pytest.fixture
def collega() -> User:
    return gebruiker_met(Rol.FACILITAIR)


def taak(voor: User, titel: str = "Stoelen") -> None:
    TaakToegewezen(TaakFactory(toegewezen_aan=voor, titel=titel), voor).zet_klaar()


def mails(aan: User) -> list[str]:
    return list(Bericht.objects.filter(soort="mail.dag", aan=aan.email).order_by("pk").values_list("tekst", flat=True))


@pytest.mark.puur
def test_alleen_vier_redenen_om_meteen_te_mailen() -> None:
    assert {naam: soort.meteen for naam, soort in register().items() if soort.meteen} == METEEN
    assert {m.value for m in Meteen} == {"afgelast", "verzet", "plek", "incident"}
    nieuws = {naam for naam, soort in register().items() if soort.is_nieuws()}
    assert {"voorstel.nieuw", "voorstel.gepland", "signaal.verloopt", "vraag.bijna"} <= nieuws
    assert not {naam for naam in nieuws if naam.startswith(("account.", "mfa."))}


def test_op_het_vaste_uur_en_wat_later_komt_morgen(collega: User, settings: Any) -> None:
    settings.DAGMAIL_UUR = 8
    with time_machine.travel(f"{DINSDAG} 06:30+01:00", tick=False) as nu:
        taak(collega, "Vroeg")
        verzamel()
        assert mails(collega) == []
        nu.move_to(f"{DINSDAG} 08:00+01:00")
        taak(collega, "Later")
        verzamel()
        nu.move_to(f"{DINSDAG} 17:50+01:00")
        verzamel()
        (eerste,) = mails(collega)
        assert "Vroeg" in eerste
        assert "Later" not in eerste
        nu.move_to("2026-12-02 08:10+01:00")
        verzamel()
    assert "Later" in mails(collega)[1]


def test_niet_in_het_weekend_en_niet_als_het_daar_dicht_is(collega: User, settings: Any) -> None:
    team = TeamFactory()
    jgt, coach = gebruiker_met(Rol.JGT, team=team), gebruiker_met(Rol.COACH, team=TeamFactory())
    Sluitingsdag.objects.create(gemeente=team.gemeente, datum=DINSDAG, naam="Open dag")
    adressen = [jgt.email, coach.email, collega.email, "weg@voorbeeld.example"]
    assert dicht_voor(adressen, DINSDAG) == {jgt.email}
    for dag in (dt.date(2026, 12, 5), dt.date(2026, 12, 25)):
        assert dicht_voor(adressen, dag) == set(adressen)
    with time_machine.travel("2026-12-04 12:00+01:00", tick=False) as nu:
        taak(collega)
        nu.move_to("2026-12-05 12:00+01:00")
        verzamel()
        assert mails(collega) == []
        nu.move_to("2026-12-07 07:00+01:00")
        verzamel()
        assert len(mails(collega)) == 1


def test_een_mail_per_dag_ook_als_er_later_nog_iets_komt(collega: User) -> None:
    taak(collega)
    assert mail_van_de_dag() == 1
    taak(collega, "Tafels")
    assert mail_van_de_dag() == 0
    assert Bericht.objects.filter(staat=Staat.VERZAMEL).count() == 1


def test_wie_omvalt_verliest_geen_regel_en_vertelt_er_geen_twee_keer(
    collega: User, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Killed after writing the mail, before the commit: nothing happened. The others get theirs meanwhile."""
    ander = gebruiker_met(Rol.FACILITAIR)
    for wie in (collega, ander):
        taak(wie)
    echt = verzamelen.Dagmail.zet_klaar

    def val_om(bericht: verzamelen.Dagmail) -> int:
        aantal = echt(bericht)
        if bericht.lezer == collega:
            raise ConnectionError("weg")
        return aantal

    with monkeypatch.context() as m:
        m.setattr(verzamelen.Dagmail, "zet_klaar", val_om)
        assert mail_van_de_dag() == 1
    assert "ConnectionError: weg" in caplog.text
    assert (len(mails(collega)), len(mails(ander))) == (0, 1)
    assert not Dagpost.objects.filter(persoon=collega).exists()
    assert mail_van_de_dag() == 1
    assert [mails(wie)[0].count("Stoelen") for wie in (collega, ander)] == [1, 1]


@pytest.mark.django_db(transaction=True)
def test_twee_werkers_tegelijk_schrijven_een_mail() -> None:
    collega = gebruiker_met(Rol.FACILITAIR)
    for titel in ("Stoelen", "Tafels"):
        taak(collega, titel)
    uitkomsten = tegelijk(*[mail_van_de_dag] * 4)
    assert sum(uitkomsten) == 1
    (mail,) = mails(collega)
    assert "Stoelen" in mail
    assert "Tafels" in mail
    assert not Bericht.objects.filter(staat=Staat.VERZAMEL).exists()


def test_wie_weg_is_krijgt_niets_en_zijn_berichten_worden_leeg(collega: User, settings: Any) -> None:
    settings.POST_ZICHTBAAR = False
    taak(collega)
    collega.is_active = False
    collega.save()
    assert mail_van_de_dag() == 0
    assert list(Bericht.objects.values_list("staat", "aan", "tekst", "kern")) == [(Staat.GEBUNDELD, "", "", {})]


def test_wie_geen_account_heeft_leest_het_nieuws_heel_in_de_mail_van_die_dag(collega: User) -> None:
    """A trainer with an account has it among the lines of theirs, at the address of that account, and once."""
    buiten = TrainerFactory(user=None, email="piet@buiten.example")
    binnen = TrainerFactory(user=gebruiker_met(Rol.TRAINER), email="eigen@buiten.example")
    groep = GroepFactory(minimum=4, bezet=3, trainers=[buiten, binnen])
    assert signaleer(groep, was=4)
    staten = dict(Bericht.objects.filter(soort="aanbod.te_weinig").values_list("aan", "staat"))
    assert staten == dict.fromkeys([buiten.email, collega.email, binnen.user.email], Staat.VERZAMEL)
    mail_van_de_dag()
    geschreven = dict(Bericht.objects.filter(staat=Staat.WACHT).values_list("aan", "soort"))
    per_regel = dict.fromkeys([collega.email, binnen.user.email], "mail.dag")
    assert geschreven == {buiten.email: "mail.dag_zonder_account", **per_regel}


def test_geen_nieuws_voor_trainers_gaat_verloren_bij_wie_geen_account_heeft() -> None:
    """By default such news stops with the account: a kind that trainers get says that it is for them as well."""
    voor_trainers = [soort for soort in register().values() if soort.is_nieuws() and soort.voor in OOK_VOOR_TRAINERS]
    assert len(voor_trainers) > 10
    assert not [soort.soort for soort in voor_trainers if not issubclass(soort, OokZonderAccount)]


def test_een_bericht_van_voor_de_mail_van_de_dag_staat_er_met_zijn_onderwerp_in(collega: User) -> None:
    zet_klaar(soort="voorstel.nieuw", aan=collega.email, onderwerp="Er is een groep mogelijk", tekst="Kijk.")
    Bericht.objects.update(staat=Staat.VERZAMEL)
    assert mail_van_de_dag() == 1
    assert "Er is een groep mogelijk" in mails(collega)[0]
