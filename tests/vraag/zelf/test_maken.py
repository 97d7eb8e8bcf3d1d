"""A group made by hand: own children at once, other teams asked, and what runs and residents make of it."""

import datetime as dt
import uuid
from dataclasses import replace

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from aanbod.deelname.services.bewaking import bewaak
from aanbod.groepen.services.planning import Locatie
from aanbod.models import Groep
from aanbod.workflow import GroepStaat
from facilitair.models import Reservering, Taak
from facilitair.rooster.services import wijzig_rooster
from facilitair.rooster.toets import GaatNiet
from facilitair.rooster.wijziging import Soort, Wijziging
from gemeenten.grond.enums import Rol
from gemeenten.grond.models import Schoolvakantie
from marktplein.basis import klok
from marktplein.basis.fouten import AlVerwerkt, DomeinFout, NietToegestaan
from marktplein.mail.models import Bericht
from tests.facilitair.factories import ReserveringFactory, facilitair_medewerker
from tests.gemeenten.factories import GebruikerFactory, OrganisatieFactory, gebruiker_met
from tests.vraag.streek import Streek, maak_signaal, maak_streek
from tests.vraag.zelf.hulp import aan_team, gewone_woensdag, keuzes, maak, opzet
from vraag.poolen.momentopname import maak_momentopname
from vraag.signalen.selectors import geplande_kinderen
from vraag.voorstellen.melden import meld_voorstellen
from vraag.voorstellen.met_de_hand import trainersvragen
from vraag.voorstellen.plekken import wachtenden
from vraag.voorstellen.services import antwoord
from vraag.workflow import Antwoord, SignaalStaat, VoorstelStaat
from vraag.zelf.opzet import reeks
from vraag.zelf.services import maak_zelf

pytestmark = pytest.mark.django_db


@pytest.fixture
def streek() -> Streek:
    return maak_streek()


def test_uit_het_niets(streek: Streek) -> None:
    groep = maak(streek)
    assert (groep.staat, groep.planteam, groep.bezet) == (GroepStaat.OPEN, streek.oegstgeest, 0)
    assert Reservering.objects.filter(groep=groep).count() == groep.bijeenkomsten.count() == 4
    assert Taak.objects.filter(groep=groep).exists()
    assert (groep.dagdeel, groep.locatie_naam) == (7, streek.ruimte.naam)


def test_uit_een_eigen_vraag_heeft_die_meteen_plek(streek: Streek) -> None:
    vraag = maak_signaal(streek, streek.oegstgeest, 5)
    groep = maak(streek, vraag)
    vraag.refresh_from_db()
    assert (vraag.staat, geplande_kinderen(vraag), groep.bezet) == (SignaalStaat.GEPLAATST, 5, 5)
    assert groep.staat == GroepStaat.OPEN


def test_een_bundel_vraagt_het_andere_team_eerst(streek: Streek) -> None:
    ons, hun = maak_signaal(streek, streek.oegstgeest, 5), maak_signaal(streek, streek.katwijk, 4)
    groep = maak(streek, ons, hun)
    hun.refresh_from_db()
    assert (groep.staat, groep.bezet, hun.staat) == (GroepStaat.VOORBEREIDING, 5, SignaalStaat.VOORGESTELD)
    voorstel = aan_team(groep)
    meld_voorstellen()
    assert Bericht.objects.filter(aan=streek.van_katwijk.email, soort="voorstel.nieuw").exists()
    antwoord(voorstel.toezeggingen.get(), keus=Antwoord.JA, door=streek.van_katwijk)
    groep.refresh_from_db()
    hun.refresh_from_db()
    assert (groep.staat, groep.bezet, hun.staat) == (GroepStaat.VOL, 9, SignaalStaat.GEPLAATST)


def test_een_nee_laat_hun_vraag_van_hen_en_zet_de_groep_online(streek: Streek) -> None:
    ons, hun = maak_signaal(streek, streek.oegstgeest, 5), maak_signaal(streek, streek.katwijk, 4)
    groep = maak(streek, ons, hun)
    voorstel = aan_team(groep)
    antwoord(voorstel.toezeggingen.get(), keus=Antwoord.NEE, reden="Te ver weg.", door=streek.van_katwijk)
    groep.refresh_from_db()
    hun.refresh_from_db()
    assert (groep.staat, groep.bezet) == (GroepStaat.OPEN, 5)
    assert (hun.staat, wachtenden([hun])[hun.pk]) == (SignaalStaat.OPEN, 4)


def test_de_groep_begint_op_haar_dag_ook_als_een_team_nog_niet_antwoordde(streek: Streek) -> None:
    """Its first meeting was moved to a day before the last one to answer."""
    ons, hun = maak_signaal(streek, streek.oegstgeest, 5), maak_signaal(streek, streek.katwijk, 4)
    groep = maak(streek, ons, hun)
    later = klok.op(groep.eind_op, dt.time(23))
    groep.voorstellen.filter(staat=VoorstelStaat.VOORGESTELD).update(reageren_voor=later)
    voorstel = aan_team(groep)
    with time_machine.travel(klok.op(groep.start_op, dt.time(23)), tick=False):
        bewaak()
        groep.refresh_from_db()
        assert groep.staat == GroepStaat.BEZIG
        antwoord(voorstel.toezeggingen.get(), keus=Antwoord.JA, door=streek.van_katwijk)
    groep.refresh_from_db()
    hun.refresh_from_db()
    voorstel.refresh_from_db()
    assert (groep.staat, groep.bezet) == (GroepStaat.BEZIG, 5)
    assert (voorstel.staat, hun.staat) == (VoorstelStaat.VERVALLEN, SignaalStaat.OPEN)


def test_een_berekening_laat_wie_gevraagd_is_met_rust(streek: Streek) -> None:
    ons, hun = maak_signaal(streek, streek.oegstgeest, 5), maak_signaal(streek, streek.katwijk, 4)
    groep = maak(streek, ons, hun)
    opname = maak_momentopname(streek.regio)
    assert (opname.vast[hun.pk], opname.instantie.signalen) == (4, ())
    assert groep.voorstellen.filter(staat=VoorstelStaat.VOORGESTELD).exists()


def test_een_groep_met_een_eigen_locatie_en_andere_data_biedt_vrije_plekken(streek: Streek) -> None:
    groep = maak_zelf(
        opzet=opzet(streek),
        keuzes=keuzes(streek, ruimte=None, locatie=Locatie("Basisschool De Regenboog")),
        door=streek.van_oegstgeest,
    )
    for t in trainersvragen(groep):
        antwoord(t, keus=Antwoord.JA, door=t.trainer.user)
    later = groep.start_op + dt.timedelta(days=1)
    wijziging = Wijziging(
        Soort.WIJZIG, groep.versie, 1, vanaf=True, datum=later, begin=dt.time(10), eind=dt.time(11, 15)
    )
    wijzig_rooster(groep=groep, wijziging=wijziging, door=facilitair_medewerker())
    maak_signaal(streek, streek.katwijk, 4)
    [lopend] = maak_momentopname(streek.regio, later - dt.timedelta(weeks=3)).instantie.lopende_groepen
    assert (lopend.dagdeel, lopend.kinderen) == (9, 0)


def test_vakanties_worden_overgeslagen(streek: Streek) -> None:
    dag = gewone_woensdag() + dt.timedelta(weeks=1)
    Schoolvakantie.objects.create(
        vakantieregio=streek.oegstgeest.gemeente.vakantieregio, naam="Vakantie", begin=dag, eind=dag
    )
    gevonden = reeks(opzet(streek))
    assert [weg.dag for weg in gevonden.overgeslagen] == [dag]
    assert dag not in {klok.lokaal(begin).date() for begin, _ in gevonden.tijden}


def test_een_bezette_ruimte_of_trainer_wordt_geweigerd(streek: Streek) -> None:
    ReserveringFactory(ruimte=streek.ruimte, begin=klok.op(gewone_woensdag(), dt.time(14)))
    with pytest.raises(GaatNiet, match="al bezet"):
        maak(streek)
    assert not Groep.objects.exists()


def test_meer_dan_er_passen_gaat_niet(streek: Streek) -> None:
    vragen = [maak_signaal(streek, team, 5) for team in (streek.oegstgeest, streek.katwijk)]
    with pytest.raises(DomeinFout, match="meer mensen"):
        maak(streek, *vragen)


@pytest.mark.parametrize("hun", [1, 4])
def test_met_een_ander_maximum_is_niet_te_raden_hoe_klein_hun_vraag_is(streek: Streek, hun: int) -> None:
    """Whether one child waits there or four: the same is refused, and the same is not."""
    vraag = maak_signaal(streek, streek.katwijk, hun)
    with pytest.raises(DomeinFout, match="meer mensen"):
        maak(streek, vraag, minimum=2, maximum=3)
    assert maak(streek, vraag, minimum=2, maximum=4)


def test_een_keer_per_formulier(streek: Streek) -> None:
    sleutel = uuid.uuid4()
    wat = {"opzet": opzet(streek), "keuzes": keuzes(streek), "door": streek.van_oegstgeest, "sleutel": sleutel}
    assert maak_zelf(**wat) == maak_zelf(**wat)
    with pytest.raises(AlVerwerkt):
        maak_zelf(**wat | {"opzet": replace(opzet(streek), leeftijd_max=opzet(streek).leeftijd_max + 1)})
    with pytest.raises(AlVerwerkt):
        maak_zelf(**wat | {"keuzes": replace(keuzes(streek), toestemming=True)})
    assert Groep.objects.count() == 1


@pytest.mark.parametrize("begin", [dt.time(22, 46), dt.time(23, 59)])
def test_een_bijeenkomst_is_voor_middernacht_klaar(streek: Streek, begin: dt.time) -> None:
    with pytest.raises(DomeinFout, match="middernacht"):
        maak(streek, begin=begin)


def test_vreemde_waarden_in_de_tweede_stap(streek: Streek, client: Client) -> None:
    """No page of its own leads there, so no other test fills these fields in."""
    client.force_login(streek.van_oegstgeest)
    data = {
        "interventie": streek.interventie.pk,
        "gemeente": streek.oegstgeest.gemeente_id,
        "datum": gewone_woensdag().isoformat(),
        "begin": "14:00",
        "om_de": "1",
        "sleutel": str(uuid.uuid4()),
    }
    adres = reverse("vraag:groep_maken")
    velden = [*client.post(adres, data).context["keuze"].fields, "kies", "vragen", "toestemming", "team"]
    # A button may fill in what no browser sends as it is.
    nul = "&".join(f"{veld}=%00" for veld in (*velden, "naam", "plek", "gemeente", "interventie", "begin"))
    for waarde in ("9" * 5000, "-1", "٣", "\x00", "\uffff\u202e", "datum=9999-12-31&plek=" + "9" * 5000, nul):
        for doe in ({}, {"doe": "ja"}):
            antwoord_ = client.post(adres, {**data, **dict.fromkeys(velden, waarde), **doe})
            assert antwoord_.status_code in (200, 400, 422), waarde
    assert not Groep.objects.exists()


def test_wie_van_welk_aanbod_een_groep_maakt(streek: Streek) -> None:
    eigen, ander = OrganisatieFactory(), OrganisatieFactory()
    streek.interventie.organisatie = eigen
    streek.interventie.save()
    trainer = streek.trainers[0]
    trainer.user = GebruikerFactory(lid=[(Rol.TRAINER, streek.leiden.gemeente)])
    trainer.save()
    for door in (gebruiker_met(Rol.AANBIEDER, organisatie=ander), gebruiker_met(Rol.AANSPREEKPUNT)):
        with pytest.raises(NietToegestaan):
            maak_zelf(opzet=opzet(streek), keuzes=keuzes(streek, team=None), door=door)
    for uur, door in ((14, gebruiker_met(Rol.AANBIEDER, organisatie=eigen)), (16, trainer.user)):
        assert maak_zelf(opzet=opzet(streek, begin=dt.time(uur)), keuzes=keuzes(streek, team=None), door=door)


def test_in_twee_stappen_zonder_iets_kwijt_te_raken(streek: Streek, client: Client) -> None:
    ons, hun = maak_signaal(streek, streek.oegstgeest, 5), maak_signaal(streek, streek.katwijk, 4)
    client.force_login(streek.van_oegstgeest)
    adres = reverse("vraag:groep_maken")
    vel = client.get(f"{adres}?vraag={ons.pk}&vraag={hun.pk}").context["form"]
    assert vel["interventie"].value() == streek.interventie.pk
    data = {
        "interventie": streek.interventie.pk,
        "gemeente": streek.oegstgeest.gemeente_id,
        "datum": gewone_woensdag().isoformat(),
        "begin": "14:00",
        "om_de": "1",
        "keren": "4",
        "sleutel": str(uuid.uuid4()),
        "vragen": [ons.pk, hun.pk],
    }
    twee = client.post(adres, data)
    keuze = twee.context["keuze"]
    assert (twee.status_code, keuze["plek"].value()) == (200, str(streek.ruimte.pk))
    assert set(keuze["vragen"].value()) == {ons.pk, hun.pk}
    assert client.post(adres, {**data, "terug": "ja"}).context["stap"] == 1
    gekozen = {"plek": str(streek.ruimte.pk), "trainers": [t.pk for t in streek.trainers], "doe": "ja"}
    ReserveringFactory(ruimte=streek.ruimte, begin=klok.op(gewone_woensdag(), dt.time(14)))
    weigert = client.post(adres, {**data, **gekozen})
    assert weigert.status_code == 422
    assert [weg for weg in weigert.context["uitwegen"] if dict(weg.velden).get("datum")]
    anders = (gewone_woensdag() + dt.timedelta(weeks=1)).isoformat()
    assert client.post(adres, {**data, **gekozen, "datum": anders}).status_code == 302
    groep = Groep.objects.get()
    assert (groep.bezet, aan_team(groep).regels.get().aantal) == (5, 4)
