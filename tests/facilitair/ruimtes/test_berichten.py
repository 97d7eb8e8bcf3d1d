"""News of a group in the mail of the day: where it meets now, with team and own number; at once when they meet soon."""

import datetime as dt

import pytest

from aanbod.betrokken.berichten import NieuwGroepsbericht
from aanbod.models import Groep
from aanbod.workflow import GroepStaat
from facilitair.rooster.berichten import RoosterGewijzigd
from facilitair.rooster.verandering import Hoorders
from facilitair.ruimtes.berichten import ZaalGekozen
from gemeenten.grond.enums import Rol
from gemeenten.grond.models import Team
from marktplein.accounts.models import User
from marktplein.basis import klok
from marktplein.mail.models import Bericht, Berichtvoorkeur, Melding, Staat, Stand
from tests.aanbod.factories import GroepFactory, InzetFactory, TeamPlaatsFactory, TrainerFactory
from tests.facilitair.factories import RuimteFactory
from tests.gemeenten.factories import TeamFactory, gebruiker_met
from tests.mail.hulp import mail_van_de_dag

pytestmark = pytest.mark.django_db


@pytest.fixture
def team() -> Team:
    return TeamFactory(naam="JGT Leiden")


@pytest.fixture
def collega(team: Team) -> User:
    return gebruiker_met(Rol.JGT, team=team)


def groep_van(team: Team, **velden: object) -> Groep:
    groep = GroepFactory(**velden)
    TeamPlaatsFactory(groep=groep, team=team, aantal=2)
    return groep


def verplaatst(groep: Groep, naam: str) -> None:
    groep.locatie_naam = naam
    groep.save()
    ZaalGekozen(groep, RuimteFactory(naam=naam)).zet_klaar()


def test_twee_keer_verplaatst_is_een_regel_met_waar_het_nu_is(team: Team, collega: User) -> None:
    groep = groep_van(team)
    for naam in ("De Oude Zaal", "De Nieuwe Zaal"):
        verplaatst(groep, naam)
    NieuwGroepsbericht(groep, [collega.email], "facilitair").zet_klaar()
    assert mail_van_de_dag() == 1
    dag = Bericht.objects.get(soort="mail.dag")
    assert dag.onderwerp == "1 wijziging, 1 bericht bij een groep — JGT Leiden"
    assert dag.tekst.count(f"- {groep.interventie}: JGT Leiden, jullie 2\n  Ruimte: De Nieuwe Zaal, ") == 1
    assert "De Oude Zaal" not in dag.tekst
    assert dag.tekst.count(f"- {groep.interventie}: JGT Leiden, jullie 2\n  Een nieuw bericht bij een groep\n") == 1


def test_binnen_drie_dagen_komt_het_meteen_wat_iemand_ook_koos(team: Team, collega: User) -> None:
    Berichtvoorkeur.objects.create(user=collega, soort=ZaalGekozen.soort, stand=Stand.UIT)
    straks = groep_van(team, start_op=klok.vandaag() + dt.timedelta(days=2))
    later = groep_van(team, start_op=klok.vandaag() + dt.timedelta(days=5))
    for groep in (straks, later):
        verplaatst(groep, f"Zaal van {groep.pk}")
    staten = Bericht.objects.filter(soort=ZaalGekozen.soort).order_by("pk").values_list("staat", flat=True)
    assert list(staten) == [Staat.WACHT, Staat.UIT]


def test_een_groep_die_intussen_is_afgelast_staat_er_niet_in_en_een_coach_hoort_het_bij_de_bel(
    team: Team, collega: User
) -> None:
    coach = gebruiker_met(Rol.COACH, team=team)
    groep = groep_van(team)
    verplaatst(groep, "De Zaal")
    assert Melding.objects.filter(persoon=coach).count() == 1
    groep.staat = GroepStaat.GEANNULEERD
    groep.save()
    assert mail_van_de_dag() == 0
    assert not Bericht.objects.filter(staat=Staat.VERZAMEL).exists()


def test_ook_een_trainer_zonder_account_hoort_waar_en_wanneer_het_nu_is(team: Team) -> None:
    """In one mail of that day, whole; of who may not be mailed any more nothing goes out."""
    groep = groep_van(team)
    piet, anna = (TrainerFactory(naam=naam, email=f"{naam.lower()}@voorbeeld.example") for naam in ("Piet", "Anna"))
    keer = groep.bijeenkomsten.first()
    for trainer in (piet, anna):
        InzetFactory(bijeenkomst=keer, trainer=trainer)
    verplaatst(groep, "De Nieuwe Zaal")
    wie = Hoorders(frozenset(), frozenset({piet.pk, anna.pk}), 0).adressen()
    assert {piet.email, anna.email} <= wie
    RoosterGewijzigd(groep, sorted(wie), []).zet_klaar()
    anna.actief = False
    anna.save()
    assert mail_van_de_dag() == 1
    mail = Bericht.objects.get(soort="mail.dag_zonder_account")
    assert mail.aan == piet.email
    assert mail.onderwerp.endswith("(en nog 1)")
    assert "De Nieuwe Zaal" in mail.tekst
