import datetime as dt
import re
import uuid

import pytest
import time_machine

from aanbod.deelname.koppeling import hash_van, token_van
from aanbod.deelname.services.aanmeldingen import accepteer, bevestig, meld_aan, meld_af, rond_kennismaking_af
from aanbod.deelname.services.afgelasten import annuleer_groep
from aanbod.enums import Preventievorm
from aanbod.models import Aanmelding
from aanbod.workflow import AanmeldingStaat, GroepStaat
from gemeenten.grond.enums import Rol
from marktplein.basis import klok
from marktplein.basis.fouten import DomeinFout, NietToegestaan, OvergangFout
from marktplein.mail.models import Bericht
from tests.aanbod.factories import GroepFactory, InterventieFactory, TrainerFactory
from tests.gemeenten.factories import GebruikerFactory, gebruiker_met

A = AanmeldingStaat


def aanmelding(groep, naam="Noor", **velden):
    return meld_aan(groep=groep, naam=naam, email=f"{naam.lower()}@voorbeeld.example", leeftijd_kind=8, **velden)


def bevestigde(groep, naam):
    return bevestig(token_van(aanmelding(groep, naam)))


def post(soort):
    return list(Bericht.objects.filter(soort=f"aanbod.{soort}").order_by("pk"))


def test_aanmelden_houdt_nog_geen_plek_en_mailt_een_link_waarvan_alleen_de_hash_bewaard_is():
    groep = GroepFactory()
    rij = aanmelding(groep)
    groep.refresh_from_db()
    assert (rij.staat, groep.bezet) == (A.TE_BEVESTIGEN, 0)
    token = re.search(r"/aanmelding/(\w+)/", post("bevestig")[0].tekst).group(1)
    assert rij.token_hash == hash_van(token) != token
    assert rij.wissen_op == groep.eind_op + dt.timedelta(days=28)


def test_bevestigen_geeft_een_plek_en_de_laatste_maakt_de_groep_vol():
    groep = GroepFactory(capaciteit=2, bezet=1)
    assert bevestigde(groep, "Noor").staat == A.GEPLAATST
    groep.refresh_from_db()
    assert (groep.bezet, groep.staat) == (2, GroepStaat.VOL)
    assert len(post("geplaatst")) == 1


def test_nog_eens_bevestigen_verandert_niets():
    groep = GroepFactory()
    token = token_van(aanmelding(groep))
    assert bevestig(token).staat == bevestig(token).staat == A.GEPLAATST
    groep.refresh_from_db()
    assert groep.bezet == 1
    assert len(post("geplaatst")) == 1


def test_met_intake_is_de_plek_eerst_een_kennismaking():
    trainer = TrainerFactory(user=gebruiker_met(Rol.TRAINER))
    groep = GroepFactory(interventie=InterventieFactory(intake="trainer belt"), trainers=[trainer])
    rij = bevestigde(groep, "Noor")
    assert rij.staat == A.INTAKE
    with pytest.raises(NietToegestaan):
        rond_kennismaking_af(rij, gaat_door=True, door=gebruiker_met(Rol.JGT))
    assert rond_kennismaking_af(rij, gaat_door=True, door=trainer.user).staat == A.GEPLAATST
    groep.refresh_from_db()
    assert groep.bezet == 1


def test_wachtlijst_in_volgorde_en_een_vrije_plek_gaat_naar_de_eerste():
    groep = GroepFactory(capaciteit=1)
    eerste = bevestigde(groep, "Eerste")
    tweede, derde = bevestigde(groep, "Tweede"), bevestigde(groep, "Derde")
    assert [tweede.staat, derde.staat] == [A.WACHTLIJST, A.WACHTLIJST]
    assert ["plaats 1 van" in post("wachtlijst")[0].tekst, "plaats 2 van" in post("wachtlijst")[1].tekst] == [True] * 2

    meld_af(token_van(eerste))
    tweede.refresh_from_db(), derde.refresh_from_db(), groep.refresh_from_db()
    assert (tweede.staat, derde.staat) == (A.AANGEBODEN, A.WACHTLIJST)
    # The offer holds the place: nobody can slip in between.
    assert (groep.bezet, groep.staat) == (1, GroepStaat.VOL)
    assert bevestigde(groep, "Vierde").staat == A.WACHTLIJST
    assert accepteer(token_van(tweede)).staat == A.GEPLAATST
    assert post("plek_aangeboden")[0].aan == "tweede@voorbeeld.example"


def test_aanbod_na_de_termijn_is_voorbij():
    groep = GroepFactory(capaciteit=1)
    eerste, tweede = bevestigde(groep, "Eerste"), bevestigde(groep, "Tweede")
    meld_af(token_van(eerste))
    with time_machine.travel(klok.nu() + dt.timedelta(hours=49)), pytest.raises(OvergangFout, match="voorbij"):
        accepteer(token_van(tweede))


def test_afmelden_zonder_wachtlijst_maakt_de_groep_weer_open():
    groep = GroepFactory(capaciteit=1)
    rij = meld_af(token_van(bevestigde(groep, "Noor")))
    groep.refresh_from_db()
    assert (groep.bezet, groep.staat) == (0, GroepStaat.OPEN)
    assert rij.wissen_op == klok.vandaag() + dt.timedelta(days=7)
    meld_af(token_van(rij))
    groep.refresh_from_db()
    assert groep.bezet == 0
    assert len(post("afgemeld")) == 1


def test_na_afmelden_kan_dezelfde_persoon_opnieuw():
    groep = GroepFactory()
    meld_af(token_van(bevestigde(groep, "Noor")))
    assert bevestigde(groep, "Noor").staat == A.GEPLAATST


def test_zelfde_persoon_twee_keer_is_een_aanmelding_en_hoogstens_een_mail_per_uur():
    groep = GroepFactory()
    eerste = aanmelding(groep, "Noor")
    assert {aanmelding(groep, "NOOR").pk, aanmelding(groep, "noor").pk} == {eerste.pk}
    assert len(post("bevestig")) == 2
    bevestig(token_van(eerste))
    aanmelding(groep, "Noor")
    assert len(post("al_aangemeld")) == 0, "the hour's mail has gone already"
    with time_machine.travel(klok.nu() + dt.timedelta(hours=1)):
        aanmelding(groep, "Noor")
    assert len(post("al_aangemeld")) == 1


def test_zelfde_formulier_twee_keer_is_een_aanmelding_en_een_mail():
    groep, sleutel = GroepFactory(), uuid.uuid4()
    assert aanmelding(groep, sleutel=sleutel) == aanmelding(groep, sleutel=sleutel)
    assert Aanmelding.objects.count() == len(post("bevestig")) == 1


@pytest.mark.parametrize("leeftijd", [5, 13])
def test_leeftijd_die_niet_past_wordt_bij_het_veld_gezegd(leeftijd):
    with pytest.raises(DomeinFout) as fout:
        meld_aan(groep=GroepFactory(), naam="Noor", email="noor@voorbeeld.example", leeftijd_kind=leeftijd)
    assert fout.value.veld == "leeftijd_kind"
    assert not Aanmelding.objects.exists()


@pytest.mark.parametrize("vorm", [Preventievorm.SELECTIEF, Preventievorm.PROBLEEMGERICHT])
def test_alleen_een_universele_groep_neemt_aanmeldingen(vorm):
    with pytest.raises(DomeinFout):
        aanmelding(GroepFactory(interventie=InterventieFactory(preventievorm=vorm)))


@pytest.mark.parametrize("staat", [GroepStaat.VOORBEREIDING, GroepStaat.BEZIG, GroepStaat.GEANNULEERD])
def test_een_groep_die_niet_open_is_neemt_geen_aanmeldingen(staat):
    with pytest.raises(DomeinFout):
        aanmelding(GroepFactory(staat=staat))


def test_verlopen_link_bevestigt_niet():
    token = token_van(aanmelding(GroepFactory()))
    with time_machine.travel(klok.nu() + dt.timedelta(hours=25)), pytest.raises(OvergangFout, match="opnieuw"):
        bevestig(token)


def test_groep_die_niet_doorgaat_meldt_iedereen_die_telt():
    trainer = TrainerFactory(user=GebruikerFactory(email="ans@voorbeeld.example"))
    groep = GroepFactory(capaciteit=1, trainers=[trainer])
    bevestigde(groep, "Geplaatst"), bevestigde(groep, "Wacht"), aanmelding(groep, "Onbevestigd")
    annuleer_groep(groep, "De zaal is afgebrand.", door=gebruiker_met(Rol.FACILITAIR))
    assert {b.aan for b in post("gaat_niet_door")} == {"geplaatst@voorbeeld.example", "wacht@voorbeeld.example"}
    assert [b.aan for b in post("gaat_niet_door_collega")] == ["ans@voorbeeld.example"]
    assert set(Aanmelding.objects.values_list("staat", flat=True)) == {A.GEANNULEERD}
    assert not trainer.inzetten.exists()
    annuleer_groep(groep, "Nog een keer.")
    assert len(post("gaat_niet_door")) == 2


def test_alleen_facilitair_last_een_groep_af():
    with pytest.raises(NietToegestaan):
        annuleer_groep(GroepFactory(), "Geen zin.", door=gebruiker_met(Rol.JGT))
