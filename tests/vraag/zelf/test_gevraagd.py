"""Who is asked for a group made by hand: trainers as with any proposal, parts of needs, questions taken back."""

import datetime as dt
import uuid

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from aanbod.deelname.services.afgelasten import annuleer_groep
from aanbod.models import Inzet, Trainer
from aanbod.workflow import GroepStaat
from marktplein.audit.models import Logregel
from marktplein.basis.fouten import OvergangFout
from marktplein.mail.models import Bericht
from tests.facilitair.factories import facilitair_medewerker
from tests.hulp_uitstel import laat_voorbijgaan
from tests.vraag.hulp import tekst
from tests.vraag.streek import Streek, maak_signaal, maak_streek, maak_trainer
from tests.vraag.zelf.hulp import aan_team, keuzes, maak, opzet, trainer_van, vraag
from vraag.models import Uitsluiting
from vraag.signalen.selectors import geplande_kinderen
from vraag.voorstellen.antwoordlink import token_van
from vraag.voorstellen.antwoordrijen import te_bellen
from vraag.voorstellen.melden import meld_voorstellen
from vraag.voorstellen.met_de_hand import trainersvragen, zonder_opvolger
from vraag.voorstellen.plekken import wachtenden
from vraag.voorstellen.services import antwoord, bewaak_antwoordtermijnen
from vraag.voorstellen.waarom import zinnen
from vraag.workflow import Antwoord, SignaalStaat, VoorstelStaat
from vraag.zelf.services import maak_zelf
from vraag.zelf.terugnemen import trek_vraag_terug, vraag_andere_trainer

pytestmark = pytest.mark.django_db


@pytest.fixture
def streek() -> Streek:
    return maak_streek()


# --- trainers are asked, as with any proposal ---------------------------------------------------------------------


def test_een_gekozen_trainer_wordt_gevraagd_en_pas_na_elke_ja_staat_de_groep(streek: Streek) -> None:
    groep = vraag(streek)
    een, ander = trainersvragen(groep)
    assert groep.staat == GroepStaat.VOORBEREIDING
    meld_voorstellen()
    assert Bericht.objects.filter(aan=een.trainer.user.email, soort="voorstel.trainer").exists()
    assert not Bericht.objects.filter(aan=een.trainer.user.email, soort="vraag.groep_gemaakt").exists()
    antwoord(een, keus=Antwoord.JA, door=een.trainer.user)
    groep.refresh_from_db()
    assert groep.staat == GroepStaat.VOORBEREIDING
    antwoord(ander, keus=Antwoord.JA, door=ander.trainer.user)
    groep.refresh_from_db()
    assert groep.staat == GroepStaat.OPEN
    assert Inzet.objects.filter(bijeenkomst__groep=groep).count() == 8


def test_een_trainer_zonder_account_krijgt_de_link_en_staat_bij_te_bellen(streek: Streek, client: Client) -> None:
    piet = streek.trainers[0]
    Trainer.objects.filter(pk=piet.pk).update(user=None, email="piet@voorbeeld.example", telefoon="0612345678")
    groep, balie = vraag(streek), facilitair_medewerker()
    meld_voorstellen()
    t = trainer_van(groep, piet)
    [bellen], _ = te_bellen(balie)
    assert [rij.samen for rij in bellen.rijen] == ["hoogstens 9"]
    mail = Bericht.objects.get(aan="piet@voorbeeld.example")
    adres = reverse("vraag:per_link", args=[token_van(t.voorstel_id, piet.pk)])
    assert adres in mail.tekst
    assert "hoogstens 9 kinderen" in mail.tekst
    assert client.post(adres, {"keus": "nee", "reden": "Ik ben dan weg."}).status_code == 302
    assert not Inzet.objects.filter(trainer=piet).exists()
    assert "Wijzig je antwoord" in client.get(adres).content.decode()
    assert client.post(adres, {"keus": "ja"}).status_code == 302
    assert Inzet.objects.filter(trainer=piet, bijeenkomst__groep=groep).count() == 4


def test_wie_zelf_trainer_is_wordt_niet_gevraagd(streek: Streek) -> None:
    ik, ander = streek.trainers
    groep = maak_zelf(opzet=opzet(streek), keuzes=keuzes(streek, team=None), door=ik.user)
    assert [t.trainer for t in trainersvragen(groep)] == [ander]


def test_na_een_nee_vraagt_de_maker_een_ander_en_telt_niets_dubbel(streek: Streek, client: Client) -> None:
    groep, derde = vraag(streek), maak_trainer(streek.leiden.gemeente, streek.interventie)
    nee, ja = trainersvragen(groep)
    antwoord(ja, keus=Antwoord.JA, door=ja.trainer.user)
    antwoord(nee, keus=Antwoord.NEE, reden="Ik ben dan weg.", door=nee.trainer.user)
    groep.refresh_from_db()
    assert groep.staat == GroepStaat.VOORBEREIDING
    assert not Inzet.objects.filter(trainer=nee.trainer).exists()
    assert Bericht.objects.filter(aan=streek.van_oegstgeest.email, soort="vraag.trainer_kan_niet").count() == 1
    client.force_login(streek.van_oegstgeest)
    pagina = client.get(reverse("aanbod:groep", args=[groep.slug]))
    assert "kan niet" in tekst(pagina)
    adres = reverse("vraag:andere_trainer", args=[groep.slug, nee.pk])
    assert [k.trainer for k in client.get(adres).context["keuzes"]] == [derde]
    data = {"trainer": derde.pk, "sleutel": str(uuid.uuid4())}
    assert [client.post(adres, data).status_code for _ in range(2)] == [302, 302]
    assert client.post(adres, {**data, "sleutel": str(uuid.uuid4())}).status_code == 422
    nieuw = trainer_van(groep, derde)
    antwoord(nieuw, keus=Antwoord.JA, door=derde.user)
    groep.refresh_from_db()
    gezet = set(Inzet.objects.filter(bijeenkomst__groep=groep).values_list("trainer", flat=True))
    assert (groep.staat, gezet) == (GroepStaat.OPEN, {derde.pk, ja.trainer_id})


def test_wie_niet_antwoordt_houdt_de_groep_tegen_tot_een_ander_ja_zegt(streek: Streek) -> None:
    groep, derde = vraag(streek), maak_trainer(streek.leiden.gemeente, streek.interventie)
    stil, ja = trainersvragen(groep)
    antwoord(ja, keus=Antwoord.JA, door=ja.trainer.user)
    meld_voorstellen()
    with time_machine.travel(stil.voorstel.reageren_voor + dt.timedelta(hours=1), tick=False):
        bewaak_antwoordtermijnen()
        groep.refresh_from_db()
        assert groep.staat == GroepStaat.VOORBEREIDING
        assert not Inzet.objects.filter(trainer=stil.trainer).exists()
        assert [t.pk for t in zonder_opvolger(groep)] == [stil.pk]
        vraag_andere_trainer(stil, trainer=derde, door=streek.van_oegstgeest)
        antwoord(trainer_van(groep, derde), keus=Antwoord.JA, door=derde.user)
    groep.refresh_from_db()
    assert groep.staat == GroepStaat.OPEN


# --- a part of a need, and taking a question back -----------------------------------------------------------------


def test_een_deel_van_een_vraag_gaat_mee_en_de_anderen_blijven_wachten(streek: Streek) -> None:
    ons, hun = maak_signaal(streek, streek.oegstgeest, 5), maak_signaal(streek, streek.katwijk, 4)
    groep = maak(streek, ons, hun, hoeveel={ons.pk: 3, hun.pk: 2})
    assert (groep.bezet, wachtenden([ons, hun])) == (3, {ons.pk: 2, hun.pk: 2})
    voorstel = aan_team(groep)
    assert any("De anderen van jullie vraag blijven wachten" in zin for zin in zinnen(voorstel))
    antwoord(voorstel.toezeggingen.get(), keus=Antwoord.JA, door=streek.van_katwijk)
    groep.refresh_from_db()
    hun.refresh_from_db()
    assert (groep.bezet, geplande_kinderen(hun), wachtenden([hun])) == (5, 2, {hun.pk: 2})
    assert hun.staat == SignaalStaat.OPEN


def test_meer_dan_er_wachten_is_iedereen(streek: Streek) -> None:
    hun = maak_signaal(streek, streek.katwijk, 2)
    assert aan_team(vraag(streek, hun, hoeveel={hun.pk: 4})).regels.get().aantal == 2


def test_een_vraag_teruggenomen_is_vraag_als_tevoren(streek: Streek, client: Client) -> None:
    ons, hun = maak_signaal(streek, streek.oegstgeest, 5), maak_signaal(streek, streek.katwijk, 4)
    groep = maak(streek, ons, hun)
    voorstel = aan_team(groep)
    meld_voorstellen()
    client.force_login(streek.van_katwijk)
    adres = reverse("vraag:vraag_terug", args=[voorstel.pk])
    assert client.post(adres).status_code == 404, "who is asked does not take the question back"
    client.force_login(streek.van_oegstgeest)
    assert "Trek de vraag in" in tekst(client.get(reverse("aanbod:groep", args=[groep.slug])))
    for _ in range(2):
        assert client.post(adres).status_code == 302
    laat_voorbijgaan()
    for ding in (groep, hun, voorstel):
        ding.refresh_from_db()
    assert (voorstel.staat, hun.staat, wachtenden([hun])) == (VoorstelStaat.VERVALLEN, SignaalStaat.OPEN, {hun.pk: 4})
    assert (groep.staat, groep.bezet) == (GroepStaat.OPEN, 5)
    assert not Uitsluiting.objects.exists()
    assert Bericht.objects.filter(aan=streek.van_katwijk.email, soort="voorstel.gaat_niet_door").count() == 1
    assert Logregel.objects.filter(gebeurtenis="voorstel.vraag_terug").count() == 1


def test_wie_ja_zei_houdt_de_plekken(streek: Streek) -> None:
    groep = vraag(streek, maak_signaal(streek, streek.katwijk, 4))
    voorstel = aan_team(groep)
    antwoord(voorstel.toezeggingen.get(), keus=Antwoord.JA, door=streek.van_katwijk)
    with pytest.raises(OvergangFout):
        trek_vraag_terug(voorstel, door=streek.van_oegstgeest)
    groep.refresh_from_db()
    assert groep.bezet == 4


def test_voor_een_afgelaste_groep_wordt_niemand_meer_gevraagd(streek: Streek) -> None:
    hun = maak_signaal(streek, streek.katwijk, 4)
    groep = vraag(streek, hun)
    annuleer_groep(groep, "De ruimte is gesloten.")
    assert not groep.voorstellen.filter(staat__in=("voorgesteld", "toegezegd")).exists()
    assert wachtenden([hun]) == {hun.pk: 4}
