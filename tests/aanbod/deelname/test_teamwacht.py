"""One line of teams and families at a full group, in the order of asking."""

import datetime as dt
import uuid

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from aanbod.deelname.koppeling import token_van
from aanbod.deelname.selectors import de_rij, krijgt_plek, plaats_in_de_rij
from aanbod.deelname.services.aanmeldingen import bevestig, meld_aan
from aanbod.deelname.services.afgelasten import annuleer_groep
from aanbod.deelname.services.beginnen import begin_groep
from aanbod.deelname.services.bewaking import bewaak
from aanbod.deelname.services.teamplaatsen import haal_teamplaats_weg, voeg_teamplaats_toe
from aanbod.deelname.services.teamwacht import neem_aan, verlaat, zet_op_wachtlijst
from aanbod.models import Aanmelding, Groep, TeamPlaats, TeamWacht
from aanbod.workflow import AanmeldingStaat, GroepStaat, TeamWachtStaat
from gemeenten.grond.enums import Rol
from gemeenten.grond.models import Team
from marktplein.accounts.models import User
from marktplein.audit.models import Logregel
from marktplein.basis import klok
from marktplein.basis.fouten import AlVerwerkt, DomeinFout, NietToegestaan, OvergangFout
from marktplein.mail.models import Bericht
from marktplein.werk.models import Uitgesteld
from tests.aanbod.factories import GroepFactory, InterventieFactory, TeamPlaatsFactory
from tests.gemeenten.factories import TeamFactory, gebruiker_met

pytestmark = pytest.mark.django_db
T = TeamWachtStaat


@pytest.fixture
def vol() -> tuple[Groep, Team]:
    """A full group of six, all of them of one team."""
    groep, team = GroepFactory(capaciteit=6), TeamFactory()
    voeg_teamplaats_toe(groep=groep, team=team, aantal=6)
    groep.refresh_from_db()
    return groep, team


def wacht(groep: Groep, aantal: int, **velden: object) -> tuple[TeamWacht, User]:
    team = TeamFactory()
    lid: User = gebruiker_met(Rol.JGT, team=team)
    return zet_op_wachtlijst(groep=groep, team=team, aantal=aantal, door=lid, **velden), lid  # type: ignore[arg-type]


def gezin(groep: Groep, post: str = "n@voorbeeld.example") -> Aanmelding:
    return bevestig(token_van(meld_aan(groep=groep, naam="Noor", email=post, leeftijd_kind=8)))


def klaar(*rijen: TeamWacht | Aanmelding) -> list[str]:
    for rij in rijen:
        rij.refresh_from_db()
    return [rij.staat for rij in rijen]


def test_wie_het_eerst_vroeg_krijgt_het_eerst_team_of_gezin(vol: tuple[Groep, Team]) -> None:
    groep, team = vol
    eerst, lid = wacht(groep, 2)
    tweede, (derde, _) = gezin(groep), wacht(groep, 1)
    assert plaats_in_de_rij(tweede) == 2
    assert [(wie.plaats, wie.wacht) for wie in de_rij(groep)] == [(1, eerst), (2, None), (3, derde)]
    haal_teamplaats_weg(groep=groep, team=team, aantal=2)
    assert klaar(eerst, tweede, derde) == [T.AANGEBODEN, AanmeldingStaat.WACHTLIJST, T.WACHTLIJST]
    mail = Bericht.objects.get(soort="aanbod.plekken_voor_team")
    assert mail.aan == lid.email
    assert "plek voor 2 kinderen" in mail.tekst
    groep.refresh_from_db()
    assert (groep.bezet, groep.staat) == (6, GroepStaat.VOL)
    haal_teamplaats_weg(groep=groep, team=team, aantal=2)
    assert klaar(tweede, derde) == [AanmeldingStaat.AANGEBODEN, T.AANGEBODEN]


def test_ja_maakt_er_plekken_van_en_nog_een_keer_ja_is_hetzelfde(vol: tuple[Groep, Team]) -> None:
    groep, team = vol
    rij, lid = wacht(groep, 2)
    with pytest.raises(OvergangFout):
        neem_aan(rij, door=lid)
    haal_teamplaats_weg(groep=groep, team=team, aantal=2)
    with pytest.raises(NietToegestaan):
        neem_aan(rij, door=gebruiker_met(Rol.JGT))
    neem_aan(rij, door=lid)
    assert neem_aan(rij, door=lid).staat == T.GENOMEN
    assert TeamPlaats.objects.get(team=rij.team).aantal == 2
    groep.refresh_from_db()
    assert groep.bezet == 6
    assert set(Logregel.objects.filter(gebeurtenis__startswith="teamwacht.").values_list("gebeurtenis", flat=True)) == {
        "teamwacht.gezet",
        "teamwacht.aangeboden",
        "teamwacht.genomen",
    }


def test_een_deel_alleen_als_het_team_dat_zei_de_rest_houdt_zijn_plaats(vol: tuple[Groep, Team]) -> None:
    groep, team = vol
    (alles, _), (deel, lid), later = wacht(groep, 3), wacht(groep, 3, met_minder=True), gezin(groep)
    haal_teamplaats_weg(groep=groep, team=team, aantal=1)
    assert klaar(alles, deel, later) == [T.WACHTLIJST, T.AANGEBODEN, AanmeldingStaat.WACHTLIJST]
    neem_aan(deel, door=lid)
    rest = TeamWacht.objects.get(team=deel.team, staat=T.WACHTLIJST)
    assert (rest.aantal, rest.in_rij_op) == (2, deel.in_rij_op)
    assert [wie.wacht for wie in de_rij(groep)] == [alles, rest, None]


def test_wat_niemand_in_de_rij_helpt_is_voor_wie_nu_komt(vol: tuple[Groep, Team]) -> None:
    groep, team = vol
    rij, _ = wacht(groep, 3)
    haal_teamplaats_weg(groep=groep, team=team, aantal=2)
    groep.refresh_from_db()
    assert krijgt_plek(groep)
    assert gezin(groep).staat == AanmeldingStaat.GEPLAATST
    haal_teamplaats_weg(groep=groep, team=team, aantal=2)
    assert klaar(rij) == [T.AANGEBODEN]


@pytest.mark.parametrize("hoe", ["nee", "te laat"])
def test_nee_of_te_laat_geeft_door_aan_de_volgende(vol: tuple[Groep, Team], hoe: str) -> None:
    groep, team = vol
    (eerst, lid), volgende = wacht(groep, 1), gezin(groep)
    haal_teamplaats_weg(groep=groep, team=team, aantal=1)
    if hoe == "nee":
        assert verlaat(eerst, door=lid).staat == verlaat(eerst, door=lid).staat == T.VERLATEN
    else:
        with time_machine.travel(klok.nu() + dt.timedelta(hours=49), tick=False):
            bewaak()
        assert klaar(eerst) == [T.VERLOPEN]
        with pytest.raises(OvergangFout, match="voorbij"):
            neem_aan(eerst, door=lid)
        assert Bericht.objects.filter(soort="aanbod.teamwacht_voorbij", aan=lid.email).exists()
    assert klaar(volgende) == [AanmeldingStaat.AANGEBODEN]
    groep.refresh_from_db()
    assert groep.bezet == 6


def test_een_keer_per_formulier_en_alleen_als_het_vol_is(vol: tuple[Groep, Team]) -> None:
    groep, _ = vol
    team = TeamFactory()
    lid, sleutel = gebruiker_met(Rol.JGT, team=team), uuid.uuid4()
    velden = {"groep": groep, "team": team, "aantal": 1, "door": lid}
    assert zet_op_wachtlijst(**velden, sleutel=sleutel) == zet_op_wachtlijst(**velden, sleutel=sleutel)
    with pytest.raises(AlVerwerkt):
        zet_op_wachtlijst(**velden | {"aantal": velden["aantal"] + 1}, sleutel=sleutel)
    with pytest.raises(DomeinFout, match="al op de wachtlijst"):
        zet_op_wachtlijst(**velden)
    van_een_ander = {**velden, "team": TeamFactory()}
    with pytest.raises(NietToegestaan):
        zet_op_wachtlijst(**van_een_ander)
    met_plek = {**velden, "groep": GroepFactory()}
    with pytest.raises(DomeinFout, match="plek"):
        zet_op_wachtlijst(**met_plek)


@pytest.mark.parametrize("aangeboden", [True, False])
def test_een_groep_die_begint_of_niet_doorgaat_heeft_geen_rij_meer(vol: tuple[Groep, Team], aangeboden: bool) -> None:
    groep, team = vol
    rij, lid = wacht(groep, 2)
    if aangeboden:
        haal_teamplaats_weg(groep=groep, team=team, aantal=2)
    with time_machine.travel(klok.op(groep.start_op, dt.time(23)), tick=False):
        assert begin_groep(groep.pk)
    assert klaar(rij) == [T.GESLOTEN]
    groep.refresh_from_db()
    assert groep.bezet == (4 if aangeboden else 6)
    assert Bericht.objects.filter(soort="aanbod.teamwacht_voorbij", aan=lid.email).count() == 1


def test_wie_wacht_hoort_dat_de_groep_niet_doorgaat(vol: tuple[Groep, Team]) -> None:
    groep, _ = vol
    rij, lid = wacht(groep, 2)
    annuleer_groep(groep, "De trainer is ziek.")
    assert klaar(rij) == [T.GESLOTEN]
    assert Bericht.objects.filter(soort="aanbod.gaat_niet_door_collega", aan=lid.email).exists()


def test_de_pagina_toont_een_rij_en_de_weg_erin(vol: tuple[Groep, Team]) -> None:
    groep, _ = vol
    ander = GroepFactory(interventie=groep.interventie, gemeente=groep.gemeente)
    gezin(groep)
    rij, lid = wacht(groep, 2)
    client = Client()
    client.force_login(lid)
    pagina = client.get(reverse("aanbod:groep", args=[groep.slug])).content.decode()
    assert "Jullie staan op plaats 2" in pagina
    assert "Een gezin" in pagina
    assert "Noor" not in pagina
    assert reverse("aanbod:groep", args=[ander.slug]) in pagina
    assert f"?interventie={groep.interventie.slug}" in pagina
    client.force_login(gebruiker_met(Rol.FACILITAIR))
    assert f"{rij.team}, 2 kinderen" in client.get(reverse("aanbod:groep", args=[groep.slug])).content.decode()
    client.force_login(gebruiker_met(Rol.AANSPREEKPUNT))
    assert "kop-wachtlijst" not in client.get(reverse("aanbod:groep", args=[groep.slug])).content.decode()


def test_van_de_lijst_af_kan_ongedaan_worden_gemaakt(vol: tuple[Groep, Team]) -> None:
    groep, _ = vol
    rij, lid = wacht(groep, 2)
    client = Client()
    client.force_login(lid)
    client.post(reverse("aanbod:teamwacht_nee", args=[groep.slug, rij.pk]))
    assert klaar(rij) == [T.WACHTLIJST]
    assert Uitgesteld.objects.get().soort == "teamwacht.verlaten"
    assert "van de wachtlijst" in client.get(reverse("aanbod:groep", args=[groep.slug])).content.decode()


def test_het_formulier_vraagt_aantallen_en_toestemming() -> None:
    groep = GroepFactory(interventie=InterventieFactory(toestemming_beide_ouders=True), capaciteit=6)
    TeamPlaatsFactory(groep=groep, aantal=6)
    Groep.objects.filter(pk=groep.pk).update(bezet=6, staat=GroepStaat.VOL)
    team = TeamFactory()
    client = Client()
    client.force_login(gebruiker_met(Rol.JGT, team=team))
    adres = reverse("aanbod:teamwacht", args=[groep.slug])
    velden = {"team": team.pk, "aantal": 2, "met_minder": "on", "sleutel": str(uuid.uuid4())}
    assert client.post(adres, velden).status_code == 422
    assert client.post(adres, {**velden, "toestemming": "on"}).status_code == 302
    rij = TeamWacht.objects.get()
    assert (rij.aantal, rij.met_minder, rij.vraag) == (2, True, None)
