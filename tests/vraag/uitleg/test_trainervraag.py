"""A team that lacks a trainer asks the contact of its municipality, once, and reads the answer at its need."""

import pytest
from django.test import Client
from django.urls import reverse

from gemeenten.grond.enums import Rol
from marktplein.accounts.models import User
from marktplein.audit.models import Logregel
from marktplein.basis.fouten import DomeinFout, NietToegestaan
from tests.gemeenten.factories import TeamFactory, gebruiker_met
from tests.vraag.factories import RedenFactory
from tests.vraag.hulp import tekst
from tests.vraag.streek import Streek, maak_signaal, maak_streek
from vraag.models import Signaal, Traineruitkomst, Trainervraag
from vraag.uitleg.trainervraag import beantwoord, te_beantwoorden, vraag_om_trainer, wachtenden_op

pytestmark = pytest.mark.django_db


@pytest.fixture
def streek() -> Streek:
    return maak_streek()


@pytest.fixture
def signaal(streek: Streek) -> Signaal:
    signaal = maak_signaal(streek, streek.katwijk, 6)
    RedenFactory(signaal=signaal, code="NO_TRAINER", aantal=6, detail={"trainers_nodig": 2, "bevoegd": 0})
    return signaal


@pytest.fixture
def aanspreekpunt(streek: Streek) -> User:
    return gebruiker_met(Rol.AANSPREEKPUNT, gemeente=streek.katwijk.gemeente)


def als(user: User) -> Client:
    klant = Client()
    klant.force_login(user)
    return klant


def pagina(user: User, signaal: Signaal) -> str:
    return tekst(als(user).get(reverse("vraag:signaal", args=[signaal.pk])))


def test_van_vraag_tot_antwoord(streek: Streek, signaal: Signaal, aanspreekpunt: User) -> None:
    """A button at the need, a line on the start page, the facts, an answer, and that at the need again."""
    assert "Vraag om een trainer" in pagina(streek.van_katwijk, signaal)
    als(streek.van_katwijk).post(reverse("vraag:trainer_vragen", args=[signaal.pk]))
    vraag = Trainervraag.objects.get()

    gevraagd = pagina(streek.van_katwijk, signaal)
    assert "Trainer gevraagd op" in gevraagd
    assert "nog geen antwoord" in gevraagd
    assert "Vraag om een trainer" not in gevraagd
    start = tekst(als(aanspreekpunt).get(reverse("werkplek:start")))
    assert "JGT Katwijk vraagt om een trainer voor Weerbaarheidstraining" in start

    adres = reverse("vraag:trainervraag", args=[vraag.pk])
    feiten = tekst(als(aanspreekpunt).get(adres))
    assert "6 mensen wachten in Katwijk op een trainer" in feiten
    assert f"{reverse('vraag:scenario_nieuw')}?trainers=2" in feiten
    als(aanspreekpunt).post(adres, {"antwoord": "geen"})

    assert "er komt nu geen trainer bij" in pagina(streek.van_katwijk, signaal)
    assert "Vraag om een trainer" in pagina(streek.van_katwijk, signaal), "it may be asked anew"
    assert not te_beantwoorden(aanspreekpunt).exists()
    regels = Logregel.objects.filter(gebeurtenis__startswith="trainervraag.").order_by("pk")
    assert [r.gebeurtenis for r in regels] == ["trainervraag.gevraagd", "trainervraag.beantwoord"]


def test_een_keer_per_team_en_training(streek: Streek, signaal: Signaal, aanspreekpunt: User) -> None:
    tweede = maak_signaal(streek, streek.katwijk, 3)
    RedenFactory(signaal=tweede, code="TRAINERS_TAKEN", aantal=3)

    een, twee = (vraag_om_trainer(s, door=streek.van_katwijk) for s in (signaal, tweede))
    wachten = wachtenden_op(een, streek.van_katwijk)

    assert een == twee
    assert ([s.pk for s in wachten.signalen], wachten.mensen) == ([signaal.pk, tweede.pk], 9)
    beantwoord(een, antwoord=Traineruitkomst.GEVONDEN, door=aanspreekpunt)
    assert vraag_om_trainer(tweede, door=streek.van_katwijk) != een


def test_naast_het_eigen_aantal_verraadt_geen_totaal_dat_van_een_ander(
    streek: Streek, signaal: Signaal, aanspreekpunt: User
) -> None:
    buren = TeamFactory(gemeente=streek.katwijk.gemeente)
    RedenFactory(signaal=maak_signaal(streek, buren, 2), code="NO_TRAINER", aantal=2)
    adres = reverse("vraag:trainervraag", args=[vraag_om_trainer(signaal, door=streek.van_katwijk).pk])

    assert "8 mensen wachten in Katwijk" in tekst(als(aanspreekpunt).get(adres))
    van_het_team = tekst(als(streek.van_katwijk).get(adres))
    assert "In Katwijk wachten deze vragen op een trainer" in van_het_team
    assert "8 mensen" not in van_het_team
    assert "2 kinderen" not in van_het_team


def test_niet_voor_wie_iets_anders_mist(streek: Streek) -> None:
    signaal = maak_signaal(streek, streek.katwijk, 6)
    RedenFactory(signaal=signaal, code="NO_ROOM_WITHIN_KM", aantal=6)

    assert "Vraag om een trainer" not in pagina(streek.van_katwijk, signaal)
    with pytest.raises(DomeinFout, match="niet wat er mist"):
        vraag_om_trainer(signaal, door=streek.van_katwijk)


def test_alleen_het_team_vraagt_en_alleen_zijn_aanspreekpunt_antwoordt(streek: Streek, signaal: Signaal) -> None:
    elders = gebruiker_met(Rol.AANSPREEKPUNT, gemeente=TeamFactory().gemeente)
    with pytest.raises(NietToegestaan):
        vraag_om_trainer(signaal, door=streek.van_leiden)
    vraag = vraag_om_trainer(signaal, door=streek.van_katwijk)
    for niet in (streek.van_katwijk, elders):
        with pytest.raises(NietToegestaan):
            beantwoord(vraag, antwoord=Traineruitkomst.GEEN, door=niet)
    assert "Vraag om een trainer" not in pagina(streek.van_leiden, signaal)
    assert "Trainer gevraagd" not in pagina(streek.van_leiden, signaal)


def test_twee_antwoorden_spreken_elkaar_niet_tegen(streek: Streek, signaal: Signaal, aanspreekpunt: User) -> None:
    vraag = vraag_om_trainer(signaal, door=streek.van_katwijk)
    beantwoord(vraag, antwoord=Traineruitkomst.GEEN, door=aanspreekpunt)

    assert beantwoord(vraag, antwoord=Traineruitkomst.GEEN, door=aanspreekpunt).antwoord == Traineruitkomst.GEEN
    with pytest.raises(DomeinFout, match="al op geantwoord"):
        beantwoord(vraag, antwoord=Traineruitkomst.GEVONDEN, door=aanspreekpunt)
    with pytest.raises(DomeinFout, match="Kies"):
        beantwoord(vraag, antwoord="open", door=aanspreekpunt)
