"""Meetings moved, skipped and added: rooms, trainers, tasks, calendars and people go along."""

import datetime as dt
import uuid
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from aanbod.deelname.koppeling import link_van
from aanbod.groepen.agenda import als_ics
from aanbod.models import Groep, Trainer
from facilitair.models import Reservering, Ruimte, Taak
from facilitair.rooster.services import INTUSSEN, wijzig_rooster
from facilitair.rooster.toets import GaatNiet, toets
from facilitair.rooster.wijziging import EIGEN, Soort, Wijziging
from facilitair.ruimtes.services.reserveren import reserveer_groep
from facilitair.taken.services.van_groep import maak_taken
from facilitair.workflow import BEZET_DE_RUIMTE, TaakSoort
from gemeenten.grond.enums import Rol
from gemeenten.grond.models import Schoolvakantie
from marktplein.accounts.models import User
from marktplein.audit.models import Logregel
from marktplein.basis import klok
from marktplein.basis.fouten import AlVerwerkt, DomeinFout, NietToegestaan
from marktplein.basis.werkdagen import LANDELIJK
from marktplein.mail.models import Bericht
from tests.aanbod.factories import AanmeldingFactory, GroepFactory, InzetFactory, TeamPlaatsFactory, TrainerFactory
from tests.facilitair.factories import ReserveringFactory, RuimteFactory, facilitair_medewerker
from tests.gemeenten.factories import GebruikerFactory, gebruiker_met
from tests.hulp_uitstel import laat_voorbijgaan

pytestmark = pytest.mark.django_db


@pytest.fixture
def ruimte() -> Ruimte:
    return RuimteFactory(naam="Zaal De Linde")


def gewone_woensdag() -> dt.date:
    """A Wednesday after which nothing is closed for weeks."""
    dag = klok.vandaag() + dt.timedelta(weeks=3)
    dag += dt.timedelta(days=(2 - dag.weekday()) % 7)
    while any(LANDELIJK.is_dicht(dag + dt.timedelta(days=n)) for n in range(35) if (dag.weekday() + n) % 7 < 5):
        dag += dt.timedelta(weeks=1)
    return dag


@pytest.fixture
def groep(ruimte: Ruimte) -> Groep:
    """Three Wednesdays at two, in a room, with a trainer who can log in."""
    groep: Groep = GroepFactory(
        interventie__bijeenkomsten=3, gemeente=ruimte.gemeente, locatie_naam=ruimte.naam, start_op=gewone_woensdag()
    )
    trainer = TrainerFactory(gemeente=ruimte.gemeente, interventie=groep.interventie, user=GebruikerFactory())
    for b in groep.bijeenkomsten.all():
        InzetFactory(trainer=trainer, bijeenkomst=b)
    reserveer_groep(groep=groep, ruimte=ruimte)
    return groep


@pytest.fixture
def balie() -> User:
    return facilitair_medewerker()


def wens(groep: Groep, nummer: int = 1, **anders: Any) -> Wijziging:
    """The meeting as it is, with something else in it."""
    groep.refresh_from_db()
    b = groep.bijeenkomsten.filter(nummer=nummer).first() or groep.bijeenkomsten.order_by("-begin").first()
    assert b is not None
    begin, eind = klok.lokaal(b.begin), klok.lokaal(b.eind)
    velden: dict[str, Any] = {"datum": begin.date(), "begin": begin.time(), "eind": eind.time()}
    soort = anders.pop("soort", Soort.WIJZIG)
    return Wijziging(soort, groep.versie, nummer if soort != Soort.ERBIJ else 0, **{**velden, **anders})


def dagen(groep: Groep) -> list[dt.date]:
    return [klok.lokaal(b).date() for b in groep.bijeenkomsten.order_by("begin").values_list("begin", flat=True)]


def geboekt(groep: Groep) -> set[tuple[dt.datetime, dt.datetime]]:
    rijen = Reservering.objects.filter(bijeenkomst__groep=groep, staat__in=BEZET_DE_RUIMTE)
    return {(p.lower, p.upper) for p in rijen.values_list("periode", flat=True)}


def momenten(groep: Groep) -> set[tuple[dt.datetime, dt.datetime]]:
    return set(groep.bijeenkomsten.values_list("begin", "eind"))


def test_alles_schuift_mee(groep: Groep, balie: User) -> None:
    taak = next(t for t in maak_taken(groep) if t.soort == TaakSoort.PRESENTIELIJST)
    aanmelding = AanmeldingFactory(groep=groep)
    later = groep.start_op + dt.timedelta(days=1)
    wijzig_rooster(groep=groep, wijziging=wens(groep, datum=later, vanaf=True), door=balie)
    assert dagen(groep) == [later + dt.timedelta(weeks=n) for n in range(3)]
    assert geboekt(groep) == momenten(groep)
    assert {
        (i.periode.lower, i.periode.upper) for b in groep.bijeenkomsten.all() for i in b.inzetten.all()
    } == momenten(groep)
    assert (groep.start_op, groep.dagdeel) == (later, 10)
    was = taak.uiterlijk
    taak.refresh_from_db()
    assert was is not None
    assert (taak.uiterlijk, taak.gebeurtenissen.count()) == (was + dt.timedelta(days=1), 2)
    aanmelding.refresh_from_db()
    assert aanmelding.wissen_op == groep.eind_op + dt.timedelta(days=28)
    regel = Logregel.objects.get(gebeurtenis="groep.rooster")
    assert (regel.door_id, regel.gegevens["bijeenkomsten"]) == (balie.pk, 3)


def test_een_reeks_slaat_vakantie_over_en_zegt_dat(groep: Groep, balie: User) -> None:
    tweede = groep.start_op + dt.timedelta(days=8)
    Schoolvakantie.objects.create(
        vakantieregio=groep.gemeente.vakantieregio, naam="Vakantie", begin=tweede, eind=tweede
    )
    wijziging = wens(groep, datum=groep.start_op + dt.timedelta(days=1), vanaf=True)
    assert [o.dag for o in toets(groep, wijziging).plan.overgeslagen] == [tweede]
    wijzig_rooster(groep=groep, wijziging=wijziging, door=balie)
    assert dagen(groep)[1:] == [tweede + dt.timedelta(weeks=1), tweede + dt.timedelta(weeks=2)]


def test_iedereen_hoort_oud_en_nieuw_in_een_bericht(groep: Groep, balie: User) -> None:
    team = TeamPlaatsFactory(groep=groep)
    lid = gebruiker_met(Rol.JGT, team=team.team)
    AanmeldingFactory(groep=groep, email="ouder@voorbeeld.example", taal="en")
    later = groep.start_op + dt.timedelta(days=1)
    wijzig_rooster(groep=groep, wijziging=wens(groep, datum=later), door=balie)
    trainer = Trainer.objects.get(inzetten__bijeenkomst__groep=groep, inzetten__bijeenkomst__nummer=1)
    assert trainer.user is not None
    aan = dict(Bericht.objects.values_list("aan", "tekst"))
    assert set(aan) == {lid.email, trainer.user.email, balie.email, "ouder@voorbeeld.example"}
    assert "Was: " in aan[lid.email]
    assert "Wordt: " in aan[lid.email]
    assert ("It was: " in aan["ouder@voorbeeld.example"], "\nWas: " in aan["ouder@voorbeeld.example"]) == (True, False)


def test_alleen_een_andere_trainer_hoort_de_ouder_niet(groep: Groep, balie: User) -> None:
    AanmeldingFactory(groep=groep, email="ouder@voorbeeld.example")
    ander = TrainerFactory(gemeente=groep.gemeente, interventie=groep.interventie, user=GebruikerFactory())
    wijzig_rooster(groep=groep, wijziging=wens(groep, 2, trainers=(ander.pk,)), door=balie)
    b = groep.bijeenkomsten.get(nummer=2)
    assert [i.trainer_id for i in b.inzetten.all()] == [ander.pk]
    assert "ouder@voorbeeld.example" not in Bericht.objects.values_list("aan", flat=True)
    assert ander.user.email in Bericht.objects.values_list("aan", flat=True)
    assert geboekt(groep) == momenten(groep)


def test_agenda_houdt_dezelfde_naam_en_telt_door(groep: Groep, balie: User) -> None:
    wijzig_rooster(groep=groep, wijziging=wens(groep, 2, soort=Soort.OVERSLAAN), door=balie)
    wijzig_rooster(groep=groep, wijziging=wens(groep, 1, begin=dt.time(15), eind=dt.time(16)), door=balie)
    nieuw = groep.eind_op + dt.timedelta(weeks=1)
    wijzig_rooster(groep=groep, wijziging=wens(groep, soort=Soort.ERBIJ, datum=nieuw), door=balie)
    tekst = als_ics(groep, groep.bijeenkomsten.order_by("begin"), "https://voorbeeld.example/groep")
    per_keer = {
        deel.split("UID:")[1].split("@")[0].split("-")[-1]: deel.replace("\r\n", " ")
        for deel in tekst.split("BEGIN:VEVENT")[1:]
    }
    assert set(per_keer) == {"1", "2", "3", "4"}
    assert "SEQUENCE:1 " in per_keer["1"]
    assert "STATUS:CONFIRMED" in per_keer["1"]
    assert "SEQUENCE:1 " in per_keer["2"]
    assert "STATUS:CANCELLED" in per_keer["2"]
    assert "SEQUENCE:0 " in per_keer["3"]
    assert geboekt(groep) == momenten(groep)


def test_een_bezette_ruimte_weigert_met_wat_wel_kan(groep: Groep, ruimte: Ruimte, balie: User) -> None:
    andere = RuimteFactory(naam="Zaal De Eik", gemeente=ruimte.gemeente)
    begin = klok.op(groep.start_op + dt.timedelta(days=1), dt.time(14))
    ReserveringFactory(ruimte=ruimte, begin=begin)
    with pytest.raises(GaatNiet) as fout:
        wijzig_rooster(groep=groep, wijziging=wens(groep, datum=klok.lokaal(begin).date()), door=balie)
    velden = [dict(weg.velden) for weg in fout.value.uitslag.uitwegen]
    assert {"plek": str(andere.pk)} in velden
    assert {"datum": (klok.lokaal(begin).date() + dt.timedelta(days=1)).isoformat()} in velden
    assert "Zaal De Linde is al bezet" in fout.value.melding


def test_een_bezette_trainer_kan_een_kwartier_later(groep: Groep, balie: User) -> None:
    trainer = Trainer.objects.get(inzetten__bijeenkomst__groep=groep, inzetten__bijeenkomst__nummer=1)
    dag = groep.start_op + dt.timedelta(days=1)
    ander: Groep = GroepFactory(interventie__bijeenkomsten=1)
    b = ander.bijeenkomsten.get()
    b.begin, b.eind = klok.op(dag, dt.time(13)), klok.op(dag, dt.time(14, 15))
    b.save()
    InzetFactory(trainer=trainer, bijeenkomst=b)
    uitslag = toets(groep, wens(groep, datum=dag))
    assert [k.veld for k in uitslag.knelpunten] == ["trainers"]
    assert {"begin": "14:15", "eind": "15:45"} in [dict(weg.velden) for weg in uitslag.uitwegen]


def test_een_uitweg_gaat_nooit_over_middernacht(groep: Groep, ruimte: Ruimte, balie: User) -> None:
    laat = wens(groep, begin=dt.time(22), eind=dt.time(23, 50))
    assert laat.datum
    bezet = klok.op(laat.datum, dt.time(23, 40)), klok.op(laat.datum, dt.time(23, 50))
    ReserveringFactory(ruimte=ruimte, periode=bezet)
    uitslag = toets(groep, laat)
    assert [k.veld for k in uitslag.knelpunten] == ["plek"]
    assert {eind for weg in uitslag.uitwegen for naam, eind in weg.velden if naam == "eind"} == {"23:35", "23:20"}
    with pytest.raises(DomeinFout) as fout:
        wijzig_rooster(groep=groep, wijziging=wens(groep, begin=dt.time(23, 50), eind=dt.time(0, 20)), door=balie)
    assert fout.value.veld == "eind"


def test_een_vrije_dag_kan_alleen_als_het_zo_bedoeld_is(groep: Groep, balie: User) -> None:
    zondag = groep.start_op + dt.timedelta(days=1)
    Schoolvakantie.objects.create(
        vakantieregio=groep.gemeente.vakantieregio, naam="Vakantie", begin=zondag, eind=zondag
    )
    assert [k.veld for k in toets(groep, wens(groep, datum=zondag)).knelpunten] == ["datum"]
    wijzig_rooster(groep=groep, wijziging=wens(groep, datum=zondag, vrije_dag=True), door=balie)
    assert dagen(groep)[0] == zondag


def test_wie_een_oude_bladzijde_heeft_hoort_het(groep: Groep, balie: User) -> None:
    oud = wens(groep, 2, soort=Soort.OVERSLAAN)
    wijzig_rooster(groep=groep, wijziging=wens(groep, 3, soort=Soort.OVERSLAAN), door=balie)
    with pytest.raises(DomeinFout, match=INTUSSEN):
        wijzig_rooster(groep=groep, wijziging=oud, door=balie)
    sleutel = uuid.uuid4()
    nieuw = wens(groep, 2, soort=Soort.OVERSLAAN)
    for _ in range(2):
        wijzig_rooster(groep=groep, wijziging=nieuw, door=balie, sleutel=sleutel)
    with pytest.raises(AlVerwerkt):
        wijzig_rooster(groep=groep, wijziging=wens(groep, 1, soort=Soort.OVERSLAAN), door=balie, sleutel=sleutel)
    with pytest.raises(DomeinFout, match="laatste bijeenkomst"):
        wijzig_rooster(groep=groep, wijziging=wens(groep, 1, soort=Soort.OVERSLAAN), door=balie)


def test_een_andere_plek_voor_een_keer_en_voor_alle(groep: Groep, balie: User) -> None:
    school = {"plek": EIGEN, "naam": "Basisschool De Regenboog", "adres": "Kerkstraat 1"}
    wijzig_rooster(groep=groep, wijziging=wens(groep, 2, **school), door=balie)
    assert [b.elders[:12] for b in groep.bijeenkomsten.order_by("begin")] == ["", "Basisschool ", ""]
    assert len(geboekt(groep)) == 2
    wijzig_rooster(groep=groep, wijziging=wens(groep, 1, vanaf=True, **school), door=balie)
    assert groep.locatie_naam == "Basisschool De Regenboog"
    assert [b.elders for b in groep.bijeenkomsten.all()] == ["", "", ""]
    assert geboekt(groep) == set()


def test_een_groep_zonder_ruimte_die_verhuist_hoort_van_waar_en_waarheen(balie: User) -> None:
    groep = GroepFactory(locatie_naam="Basisschool De Regenboog", start_op=gewone_woensdag())
    AanmeldingFactory(groep=groep, email="ouder@voorbeeld.example")
    school = {"plek": EIGEN, "naam": "Buurthuis Het Anker", "adres": "Havenstraat 2"}
    wijzig_rooster(groep=groep, wijziging=wens(groep, vanaf=True, **school), door=balie)
    groep.refresh_from_db()
    assert groep.locatie_naam == "Buurthuis Het Anker"
    mail = Bericht.objects.get(soort="aanbod.data_gewijzigd").tekst
    assert "Basisschool De Regenboog" in mail
    assert "Buurthuis Het Anker" in mail


def test_een_keer_zonder_ruimte_zet_de_zaaltaak_weer_open(groep: Groep, balie: User) -> None:
    maak_taken(groep)
    Taak.objects.filter(soort=TaakSoort.ZAAL).update(staat="klaar")
    Reservering.objects.filter(bijeenkomst__groep=groep, bijeenkomst__nummer=3).update(
        staat="vrijgegeven", bijeenkomst=None
    )
    wijzig_rooster(groep=groep, wijziging=wens(groep, 3, datum=groep.eind_op + dt.timedelta(days=1)), door=balie)
    assert Taak.objects.get(soort=TaakSoort.ZAAL).staat == "heropend"


@pytest.mark.parametrize("rol", [Rol.JGT, Rol.TRAINER, Rol.AANSPREEKPUNT])
def test_een_ander_wijzigt_niets(groep: Groep, rol: Rol) -> None:
    with pytest.raises(NietToegestaan):
        wijzig_rooster(groep=groep, wijziging=wens(groep, 2, soort=Soort.OVERSLAAN), door=gebruiker_met(rol))


def test_op_de_bladzijde_eerst_kijken_dan_tien_tellen(groep: Groep, balie: User, client: Client) -> None:
    AanmeldingFactory(groep=groep)
    client.force_login(balie)
    adres = reverse("facilitair:rooster_wijzigen", args=[groep.slug, 1])
    vel = client.get(adres).context["form"]
    data = {naam: vel[naam].value() for naam in vel.fields if vel[naam].value() is not None}
    data |= {"datum": (groep.start_op + dt.timedelta(days=1)).isoformat(), "begin": "14:00", "eind": "15:30"}
    kijk = client.post(adres, data)
    assert kijk.status_code == 200
    assert "1 trainer, 1 aanmelding en het facilitair team" in kijk.content.decode()
    was = dagen(groep)
    assert client.post(adres, {**data, "doe": "ja"}).status_code == 302
    assert (dagen(groep), Bericht.objects.count()) == (was, 0)
    laat_voorbijgaan()
    assert dagen(groep)[0] == was[0] + dt.timedelta(days=1)
    assert Bericht.objects.count() == 3


def test_elke_trainer_erbij_kost_de_bladzijde_geen_vraag(groep: Groep, client: Client, balie: User) -> None:
    def vragen() -> int:
        with CaptureQueriesContext(connection) as gemeten:
            assert client.get(reverse("facilitair:rooster", args=[groep.slug])).status_code == 200
        return len(gemeten)

    client.force_login(balie)
    vragen()
    eerst = vragen()
    for b in groep.bijeenkomsten.all():
        InzetFactory(trainer=TrainerFactory(gemeente=groep.gemeente), bijeenkomst=b)
    assert vragen() == eerst


def test_een_voorstel_vult_het_formulier(groep: Groep, ruimte: Ruimte, balie: User, client: Client) -> None:
    client.force_login(balie)
    dag = groep.start_op + dt.timedelta(days=1)
    ReserveringFactory(ruimte=ruimte, begin=klok.op(dag, dt.time(14)))
    adres = reverse("facilitair:rooster_wijzigen", args=[groep.slug, 1])
    vel = client.get(adres).context["form"]
    data = {naam: vel[naam].value() for naam in vel.fields if vel[naam].value() is not None}
    data |= {"datum": dag.isoformat(), "begin": "14:00", "eind": "15:30"}
    weigert = client.post(adres, data)
    assert weigert.status_code == 422
    anders = dag + dt.timedelta(days=1)
    kan = client.post(adres, {**data, "kies": f"datum={anders.isoformat()}"})
    assert (kan.status_code, kan.context["bekijk"]) == (200, True)


def test_wie_te_laat_is_houdt_wat_hij_typte(groep: Groep, balie: User, client: Client) -> None:
    client.force_login(balie)
    adres = reverse("facilitair:rooster_wijzigen", args=[groep.slug, 1])
    vel = client.get(adres).context["form"]
    data = {naam: vel[naam].value() for naam in vel.fields if vel[naam].value() is not None}
    data |= {"datum": (groep.start_op + dt.timedelta(days=1)).isoformat(), "begin": "14:00", "eind": "15:30"}
    wijzig_rooster(groep=groep, wijziging=wens(groep, 3, soort=Soort.OVERSLAAN), door=balie)
    te_laat = client.post(adres, {**data, "doe": "ja"})
    assert INTUSSEN in te_laat.content.decode()
    form = te_laat.context["form"]
    assert (te_laat.status_code, form["datum"].value(), form["versie"].value()) == (
        422,
        data["datum"],
        str(groep.versie),
    )


def test_de_ouder_ziet_de_nieuwe_dag(groep: Groep, balie: User, client: Client) -> None:
    aanmelding = AanmeldingFactory(groep=groep)
    later = groep.start_op + dt.timedelta(days=1)
    wijzig_rooster(groep=groep, wijziging=wens(groep, datum=later), door=balie)
    mail = Bericht.objects.get(aan=aanmelding.email)
    assert link_van(aanmelding) in mail.tekst
    with translation.override("nl"):
        assert klok.lokaal(groep.bijeenkomsten.order_by("begin")[0].begin).date() == later
