import datetime as dt

import pytest
import time_machine

from aanbod.deelname.koppeling import token_van
from aanbod.deelname.services.aanmeldingen import bevestig, meld_aan, meld_af
from aanbod.deelname.services.afgelasten import annuleer_groep
from aanbod.deelname.services.bewaking import bewaak
from aanbod.models import Aanmelding
from aanbod.tasks import bewaak_aanmeldingen
from aanbod.workflow import AanmeldingStaat, GroepStaat
from marktplein.basis import klok
from marktplein.mail.models import Bericht
from tests.aanbod.factories import AanmeldingFactory, GroepFactory

A = AanmeldingStaat


def aanmelding(groep, naam="Noor"):
    return meld_aan(groep=groep, naam=naam, email=f"{naam.lower()}@x.example", leeftijd_kind=8)


def later(**duur):
    return time_machine.travel(klok.nu() + dt.timedelta(**duur))


def ververs(*dingen):
    for ding in dingen:
        ding.refresh_from_db()


def test_onbevestigd_na_een_dag_verlopen_en_meteen_gewist():
    rij = aanmelding(GroepFactory())
    assert bewaak()["verlopen"] == 0
    with later(hours=25):
        assert bewaak()["verlopen"] == 1
        assert bewaak()["verlopen"] == 0
    ververs(rij)
    assert (rij.staat, rij.naam, rij.email, rij.leeftijd_kind) == (A.VERLOPEN, "", "", None)


@pytest.mark.parametrize("einde", ["begint", "afgelast"])
def test_wie_nooit_bevestigde_wordt_gewist_zodra_de_groep_begint_of_niet_doorgaat(einde):
    groep = GroepFactory()
    begin = groep.bijeenkomsten.order_by("begin").first().begin
    with time_machine.travel(begin - dt.timedelta(hours=1)):
        onbevestigd, wel = aanmelding(groep), bevestig(token_van(aanmelding(groep, "Kim")))
    with time_machine.travel(begin + dt.timedelta(minutes=1)):
        if einde == "afgelast":
            annuleer_groep(groep, "De trainer is ziek.")
        bewaak()
        ververs(onbevestigd, wel)
        assert onbevestigd.staat == (A.GEANNULEERD if einde == "afgelast" else A.VERLOPEN)
    assert (onbevestigd.naam, onbevestigd.email, onbevestigd.leeftijd_kind) == ("", "", None)
    assert wel.naam == "Kim"


def test_aanbod_dat_niemand_aanneemt_gaat_naar_de_volgende():
    groep = GroepFactory(capaciteit=1)
    eerste, tweede, derde = (bevestig(token_van(aanmelding(groep, naam))) for naam in ("Een", "Twee", "Drie"))
    meld_af(token_van(eerste))
    with later(hours=47):
        assert bewaak()["doorgegeven"] == 0
    with later(hours=49):
        assert bewaak()["doorgegeven"] == 1
        assert bewaak()["doorgegeven"] == 0
        ververs(tweede, derde, groep)
        assert (tweede.staat, derde.staat, groep.bezet) == (A.VERLOPEN, A.AANGEBODEN, 1)
        assert derde.beslis_voor == klok.nu() + dt.timedelta(hours=48) or derde.beslis_voor > klok.nu()
    assert [b.aan for b in Bericht.objects.filter(soort="aanbod.plek_aangeboden").order_by("pk")] == [
        "twee@x.example",
        "drie@x.example",
    ]


def test_groep_begint_en_eindigt_en_wie_nog_wachtte_hoort_dat():
    groep = GroepFactory(capaciteit=2)
    geplaatst, vertrekt, wacht, wacht2 = (bevestig(token_van(aanmelding(groep, naam))) for naam in ("A", "B", "C", "D"))
    begin = groep.bijeenkomsten.order_by("begin").first().begin
    with time_machine.travel(begin - dt.timedelta(hours=2)):
        meld_af(token_van(vertrekt))
        ververs(wacht)
        assert wacht.beslis_voor == begin, "an offer never outlives the start"
        assert bewaak()["begonnen"] == 0
    with time_machine.travel(begin + dt.timedelta(minutes=1)):
        bewaak()
        assert bewaak()["begonnen"] == 0
        ververs(groep, geplaatst, wacht, wacht2)
        assert groep.staat == GroepStaat.BEZIG
        assert (geplaatst.staat, wacht.staat, wacht2.staat) == (A.GEPLAATST, A.VERLOPEN, A.VERLOPEN)
        assert groep.bezet == 1
    with time_machine.travel(groep.bijeenkomsten.order_by("-eind").first().eind + dt.timedelta(minutes=1)):
        assert bewaak()["afgerond"] == 1
        assert bewaak()["afgerond"] == 0
    ververs(groep)
    assert groep.staat == GroepStaat.AFGEROND


def test_een_groep_die_nog_niet_online_stond_begint_ook_op_haar_dag():
    groep = GroepFactory(staat=GroepStaat.VOORBEREIDING)
    with time_machine.travel(groep.bijeenkomsten.order_by("begin").first().begin + dt.timedelta(minutes=1)):
        assert bewaak()["begonnen"] == 1
    with time_machine.travel(groep.bijeenkomsten.order_by("-eind").first().eind + dt.timedelta(minutes=1)):
        assert bewaak()["afgerond"] == 1
    ververs(groep)
    assert groep.staat == GroepStaat.AFGEROND


def test_herinnering_gaat_een_keer_uit_op_de_dag_ervoor():
    groep = GroepFactory()
    bevestig(token_van(aanmelding(groep)))
    dag_ervoor = klok.op(groep.start_op - dt.timedelta(days=1), dt.time(8))
    for uur, verwacht in ((0, 0), (2, 1), (5, 1)):
        with time_machine.travel(dag_ervoor + dt.timedelta(hours=uur)):
            bewaak()
        assert Bericht.objects.filter(soort="aanbod.herinnering").count() == verwacht


@pytest.mark.parametrize(("dagen", "gewist"), [(-1, False), (0, True)])
def test_gegevens_worden_op_de_dag_gewist_en_de_telling_blijft(dagen, gewist):
    groep = GroepFactory(bezet=1)
    rij = AanmeldingFactory(groep=groep, telefoon="06 12345678")
    with time_machine.travel(klok.op(rij.wissen_op + dt.timedelta(days=dagen), dt.time(10))):
        bewaak_aanmeldingen()
    ververs(rij, groep)
    assert (rij.naam == "" and rij.email == "" and rij.telefoon == "" and rij.gewist_op is not None) == gewist
    assert (Aanmelding.objects.count(), groep.bezet) == (1, 1)


def test_een_kapotte_rij_houdt_de_rest_niet_op(monkeypatch, caplog):
    groep = GroepFactory()
    kapot, goed = aanmelding(groep, "Kapot"), aanmelding(groep, "Goed")
    from aanbod.deelname.services import bewaking

    echt = bewaking.wis

    def wis(rij):
        if rij.pk == kapot.pk:
            raise RuntimeError("proef")
        echt(rij)

    monkeypatch.setattr(bewaking, "wis", wis)
    with later(hours=25):
        bewaak()
    ververs(kapot, goed)
    assert (kapot.staat, goed.staat) == (A.TE_BEVESTIGEN, A.VERLOPEN)
    assert f"_laat_bevestiging_verlopen van {kapot.pk} mislukte" in caplog.text
