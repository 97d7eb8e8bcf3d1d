"""Who gets a place: what is counted, who sees what of it, and that small counts of others cannot be worked out."""

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gemeenten.grond.enums import Rol
from gemeenten.grond.models import Gemeente, Regio, Team
from gemeenten.inzicht.selectors import als_wachtende, inzicht_in, signalen_van_regio, wachtenden
from marktplein.basis import klok
from marktplein.basis.kleine_aantallen import (
    MOGELIJK,
    WEINIG,
    mogelijke_waarden,
    rond,
)
from tests.aanbod.factories import GroepFactory, InterventieFactory, ThemaFactory
from tests.gemeenten.factories import GemeenteFactory, TeamFactory, gebruiker_met
from tests.vraag.factories import SignaalFactory, VoorstelFactory
from tests.vraag.hulp import tekst
from vraag.models import Signaal
from vraag.workflow import SignaalStaat, VoorstelStaat

S = SignaalStaat


def geplaatst(team: Team, aantal: int, **velden: Any) -> Signaal:
    signaal = SignaalFactory(team=team, aantal=aantal, staat=S.GEPLAATST, **velden)
    voorstel = VoorstelFactory(
        run__regio=signaal.regio,
        interventie=signaal.interventie,
        staat=VoorstelStaat.GEPLAND,
        regels=[(signaal, aantal)],
    )
    voorstel.toezeggingen.update(antwoord="ja", op=klok.nu())
    return signaal


class Streek:
    """Two municipalities with two teams each; the training and everybody who looks."""

    def __init__(self) -> None:
        self.hier, self.ginds = GemeenteFactory(naam="Hier"), GemeenteFactory(naam="Ginds")
        self.team, self.buren = (TeamFactory(naam=f"JGT {n}", gemeente=self.hier) for n in ("Een", "Buren"))
        self.ver = TeamFactory(naam="JGT Ginds", gemeente=self.ginds)
        self.training = InterventieFactory(naam="Rots en water")
        self.jgt = gebruiker_met(Rol.JGT, team=self.team)
        self.aanspreekpunt = gebruiker_met(Rol.AANSPREEKPUNT, gemeente=self.hier)
        self.beheer = gebruiker_met(Rol.BEHEER)

    def vraag(self, team: Team, aantal: int, **velden: Any) -> Signaal:
        return SignaalFactory(team=team, aantal=aantal, interventie=self.training, **velden)

    def beeld(self, user: Any, per: str = "gemeente") -> Any:
        return inzicht_in(user, signalen_van_regio(user, self.hier.regio), per)


@pytest.fixture
def streek() -> Streek:
    return Streek()


def rijen(beeld: Any) -> dict[str, Any]:
    return {r.naam: r for r in beeld.rijen}


# --- counting -------------------------------------------------------------------------------------------------


def test_plek_wacht_en_gestopt(streek: Streek) -> None:
    geplaatst(streek.team, 4, interventie=streek.training)
    half = streek.vraag(streek.team, 6, splitsbaar=True)
    VoorstelFactory(run__regio=half.regio, staat=VoorstelStaat.GEPLAND, regels=[(half, 2)])
    VoorstelFactory(run__regio=half.regio, staat=VoorstelStaat.VERVALLEN, regels=[(half, 1)])
    streek.vraag(streek.team, 3, staat=S.TOEGEZEGD)
    streek.vraag(streek.team, 5, staat=S.INGETROKKEN)
    streek.vraag(streek.team, 1, staat=S.VERLOPEN)
    totaal = streek.beeld(streek.jgt).totaal.eigen
    assert (totaal.plek, totaal.wacht, totaal.gestopt) == (6, 7, 6)


def test_een_team_is_eigen_de_rest_niet(streek: Streek) -> None:
    streek.vraag(streek.team, 3)
    streek.vraag(streek.buren, 12)
    streek.vraag(streek.ver, 8)
    hier = rijen(streek.beeld(streek.jgt))["Hier"]
    assert (hier.eigen.wacht, hier.rest.wacht) == (3, rond(12))
    per_team = rijen(streek.beeld(streek.jgt, "team"))
    assert set(per_team) == {"JGT Een", "Andere teams in de regio"}
    assert per_team["Andere teams in de regio"].rest.wacht == rond(20)


def test_een_gemeente_leest_de_eigen_teams_precies(streek: Streek) -> None:
    streek.vraag(streek.team, 3)
    streek.vraag(streek.buren, 2)
    streek.vraag(streek.ver, 8)
    per_team = rijen(streek.beeld(streek.aanspreekpunt, "team"))
    assert {naam: r.eigen.wacht for naam, r in per_team.items()} == {
        "JGT Buren": 2, "JGT Een": 3, "Andere teams in de regio": 0,
    }  # fmt: skip


def test_het_beheer_heeft_geen_eigen_en_ziet_alle_teams_afgerond(streek: Streek) -> None:
    streek.vraag(streek.team, 3)
    streek.vraag(streek.ver, 8)
    beeld = streek.beeld(streek.beheer, "team")
    assert not beeld.heeft_eigen
    assert beeld.totaal.eigen.samen == 0
    assert all(not isinstance(r.rest.wacht, int) or r.rest.wacht % 5 == 0 for r in beeld.rijen)
    assert set(rijen(beeld)) == {"JGT Een", "JGT Ginds"}


def test_per_training_staat_een_vraag_met_alleen_een_thema_apart(streek: Streek) -> None:
    streek.vraag(streek.team, 3)
    SignaalFactory(team=streek.team, interventie=None, thema=ThemaFactory(naam="rouw"), aantal=2)
    assert {n: r.eigen.wacht for n, r in rijen(streek.beeld(streek.jgt, "interventie")).items()} == {
        "Rots en water": 3, "Thema: rouw": 2,
    }  # fmt: skip


def test_per_leeftijd_in_volgorde(streek: Streek) -> None:
    for onder, boven in ((16, 18), (2, 4), (8, 10), (9, 13)):
        streek.vraag(streek.team, 1, leeftijd_min=onder, leeftijd_max=boven)
    beeld = streek.beeld(streek.jgt, "leeftijd")
    assert [(r.naam, r.eigen.wacht) for r in beeld.rijen] == [
        ("0 tot en met 3 jaar", 1), ("8 tot en met 11 jaar", 2), ("16 jaar en ouder", 1),
    ]  # fmt: skip


def test_maanden_tellen_vraag_en_plek(streek: Streek) -> None:
    vandaag = klok.vandaag()
    geplaatst(streek.team, 4, interventie=streek.training, geplaatst_op=vandaag - dt.timedelta(days=70))
    streek.vraag(streek.team, 3, geplaatst_op=vandaag - dt.timedelta(days=800))
    maanden = streek.beeld(streek.jgt).maanden
    assert len(maanden) == 12
    assert maanden[-1].begin == vandaag.replace(day=1)
    assert maanden[-1].eigen_plek == 4
    assert sum(m.eigen_gevraagd for m in maanden) == 4


def test_een_andere_regio_telt_nooit_mee(streek: Streek) -> None:
    ver_weg = Regio.objects.create(naam="Ver weg", slug="ver-weg")
    SignaalFactory(team=TeamFactory(gemeente=GemeenteFactory(regio=ver_weg)), aantal=9)
    assert not streek.beeld(streek.beheer).rijen
    assert not signalen_van_regio(streek.jgt, ver_weg).exists()
    assert signalen_van_regio(streek.beheer, ver_weg).count() == 1


# --- small counts ---------------------------------------------------------------------------------------------


def test_het_totaal_verraadt_de_enige_kleine_cel_niet(streek: Streek) -> None:
    """Ginds has 4 and Verder 7: with an exact total of 11 the 4 would be known."""
    streek.vraag(streek.ver, 4)
    streek.vraag(TeamFactory(gemeente=GemeenteFactory(naam="Verder")), 7)
    beeld = streek.beeld(streek.jgt)
    getoond = [r.rest.wacht for r in beeld.rijen]
    assert beeld.totaal.rest.wacht == 10
    assert 4 not in getoond
    kan = mogelijke_waarden(getoond, 10)
    assert all(len(k) >= MOGELIJK for k in kan)


def test_het_eigen_aantal_is_niet_van_een_totaal_af_te_trekken(streek: Streek) -> None:
    """Hier has 6 of the own team and 2 of the neighbours: nowhere is 8 shown."""
    streek.vraag(streek.team, 6)
    streek.vraag(streek.buren, 2)
    hier = rijen(streek.beeld(streek.jgt))["Hier"]
    assert (hier.eigen.wacht, hier.rest.wacht) == (6, WEINIG)
    assert streek.beeld(streek.jgt).totaal.rest.wacht == WEINIG


# --- who waits longest ----------------------------------------------------------------------------------------


def test_langst_wachtende_eerst_en_alleen_wat_mag_is_een_link(streek: Streek) -> None:
    vandaag = klok.vandaag()
    jong = streek.vraag(streek.team, 3, geplaatst_op=vandaag)
    oud = streek.vraag(streek.ver, 2, geplaatst_op=vandaag - dt.timedelta(weeks=20))
    streek.vraag(streek.team, 3, staat=S.GEPLAATST)
    voor_team, voor_gemeente = (
        als_wachtende(u, wachtenden(signalen_van_regio(u, streek.hier.regio)))
        for u in (streek.jgt, streek.aanspreekpunt)
    )
    assert [(w.signaal, w.weken, w.kinderen, w.mag_openen) for w in voor_team] == [
        (oud, 20, WEINIG, True),
        (jong, 0, 3, True),
    ]
    assert [(w.signaal, w.kinderen, w.mag_openen) for w in voor_gemeente] == [(oud, WEINIG, False), (jong, 3, True)]


# --- the page -------------------------------------------------------------------------------------------------


def vul(streek: Streek, keer: int) -> None:
    for n in range(keer):
        gemeente: Gemeente = GemeenteFactory()
        team = TeamFactory(gemeente=gemeente)
        training = InterventieFactory()
        SignaalFactory(team=team, interventie=training, aantal=6)
        geplaatst(team, 5, interventie=training)
        streek.vraag(streek.team, 1 + n % 3, geplaatst_op=klok.vandaag() - dt.timedelta(days=n))


@pytest.mark.parametrize("naam", ["inzicht", "wachttijd"])
def test_vast_aantal_vragen_aan_de_database(client: Client, streek: Streek, naam: str) -> None:
    aantallen = []
    for keer in (2, 8):
        vul(streek, keer)
        for user in (streek.jgt, streek.aanspreekpunt, streek.beheer):
            client.force_login(user)
            with CaptureQueriesContext(
                connection,
            ) as gedaan:
                assert client.get(reverse(f"inzicht:{naam}"), {"per": "interventie"}).status_code == 200
            aantallen.append(len(gedaan))
    assert max(aantallen) <= 20
    assert aantallen[:3] == aantallen[3:]


def test_filters_kiezen_wat_meetelt(client: Client, streek: Streek) -> None:
    thema = ThemaFactory()
    streek.training.themas.add(thema)
    streek.vraag(streek.team, 4)
    SignaalFactory(team=streek.team, aantal=2, geplaatst_op=klok.vandaag() - dt.timedelta(days=900))
    client.force_login(streek.aanspreekpunt)

    def wacht(**vraag: Any) -> int:
        return client.get(reverse("inzicht:inzicht"), vraag).context["beeld"].totaal.eigen.wacht

    assert wacht() == 6
    assert wacht(periode="12m") == 4
    assert wacht(thema=thema.pk) == 4
    assert wacht(interventie=streek.training.pk) == 4
    assert wacht(gemeente=streek.hier.pk) == 6
    assert wacht(periode="onzin") == 0


def test_lange_tabel_in_bladzijden(client: Client, streek: Streek) -> None:
    for n in range(30):
        SignaalFactory(team=streek.team, interventie=InterventieFactory(naam=f"Training {n:02}"))
    client.force_login(streek.jgt)
    eerste = client.get(reverse("inzicht:inzicht"), {"per": "interventie"})
    tweede = client.get(reverse("inzicht:inzicht"), {"per": "interventie", "pagina": 2})
    assert len(eerste.context["page_obj"]) == 25
    assert "Training 29" in tekst(tweede)
    assert len(eerste.context["wachtenden"]) == 10


@pytest.mark.parametrize("formaat", ["csv", "xlsx"])
def test_bestand_zegt_niet_meer_dan_het_scherm(client: Client, streek: Streek, formaat: str) -> None:
    streek.vraag(streek.team, 4)
    streek.vraag(streek.ver, 2)
    client.force_login(streek.jgt)
    antwoord = client.get(reverse("inzicht:inzicht"), {"formaat": formaat})
    assert antwoord["Content-Disposition"].startswith('attachment; filename="plekken-per-gemeente-')
    if formaat == "csv":
        regels = antwoord.content.decode("utf-8-sig").splitlines()
        assert regels[0].startswith("Gemeente;Bij ons: met plek;")
        assert f"Ginds;0;0;0;0;{WEINIG};0" in regels
        assert f"Totaal;0;4;0;0;{WEINIG};0" in regels


def test_wie_er_niets_mee_te_maken_heeft_komt_er_niet_in(client: Client, streek: Streek) -> None:
    for rol in (Rol.TRAINER, Rol.FACILITAIR, Rol.KCC, Rol.AANBIEDER):
        client.force_login(gebruiker_met(rol))
        for naam in ("inzicht:inzicht", "inzicht:wachttijd", "vraag:reeksen"):
            assert client.get(reverse(naam)).status_code == 403


def test_een_plek_telt_bij_de_vorm_van_de_groep_en_niet_die_van_het_aanbod(streek: Streek) -> None:
    """One need in groups of two forms, and one that waits: the people are counted once, by the group they are in."""
    aanbod = InterventieFactory(preventievorm="selectief", andere_preventievormen=["universeel", "probleemgericht"])
    signaal = SignaalFactory(team=streek.team, aantal=7, interventie=aanbod)
    for vorm, aantal in (("universeel", 4), ("probleemgericht", 2)):
        VoorstelFactory(
            run__regio=signaal.regio, interventie=aanbod, staat=VoorstelStaat.GEPLAND, regels=[(signaal, aantal)],
            groep=GroepFactory(interventie=aanbod, preventievorm=vorm),
        )  # fmt: skip
    streek.vraag(streek.team, 5, staat=S.INGETROKKEN)
    beeld = streek.beeld(streek.jgt, "vorm")
    assert [(r.naam, r.eigen.plek, r.eigen.wacht, r.eigen.gestopt) for r in beeld.rijen] == [
        ("Universeel", 4, 0, 0),
        ("Probleemgericht", 2, 0, 0),
        ("Nog geen groep", 0, 1, 5),
    ]
    assert (beeld.totaal.eigen.plek, beeld.totaal.eigen.wacht, beeld.totaal.eigen.gestopt) == (6, 1, 5)
