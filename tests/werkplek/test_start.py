"""The start page: what waits first, figures of the role, nothing of others, and few queries."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.test import Client

from aanbod.models import Groep, Interventie, TeamWacht
from aanbod.workflow import InterventieStaat, TeamWachtStaat
from gemeenten.grond.enums import Rol
from gemeenten.grond.models import Team, Uitnodiging
from gemeenten.grond.services import nodig_uit
from marktplein.accounts.models import User
from marktplein.basis import klok
from tests.aanbod.factories import (
    CertificaatFactory,
    GroepFactory,
    InterventieFactory,
    TeamPlaatsFactory,
    ThemaFactory,
    TrainerFactory,
)
from tests.facilitair.factories import RuimteFactory, TaakFactory
from tests.gemeenten.factories import (
    GebruikerFactory,
    GemeenteFactory,
    OrganisatieFactory,
    TeamFactory,
    gebruiker_met,
)
from tests.vraag.factories import RedenFactory, RunFactory, SignaalFactory, VoorstelFactory
from vraag.models import Besluit, Toezegging
from vraag.reeksen.services import begin_van, beslis, schooljaar_van, seizoen_van, terugkerende_vraag
from vraag.werkplek import vraag_per_thema
from vraag.workflow import RunStaat, SignaalStaat


def pagina(client: Client, user: User) -> str:
    client.force_login(user)
    antwoord = client.get("/start/")
    assert antwoord.status_code == 200
    return " ".join(antwoord.content.decode().split())


def voorstel_voor(team: Any, *, naam: str, dagen: int = 5) -> Any:
    signaal = SignaalFactory(team=team, staat=SignaalStaat.VOORGESTELD)
    return VoorstelFactory(
        regels=[(signaal, 4)],
        interventie=InterventieFactory(naam=naam),
        ruimte=RuimteFactory(),
        reageren_voor=klok.nu() + dt.timedelta(days=dagen),
    )


# --- per role -------------------------------------------------------------------------------------------------


def test_professional_ziet_eerst_wat_het_eerst_af_moet(client: Client) -> None:
    team = TeamFactory()
    voorstel_voor(team, naam="Later", dagen=9)
    voorstel_voor(team, naam="Eerst", dagen=1)
    voorstel_voor(TeamFactory(), naam="Van een ander")
    tekst = pagina(client, gebruiker_met(Rol.JGT, team=team))
    assert tekst.index("Eerst") < tekst.index("Later")
    assert "Van een ander" not in tekst
    assert "Plaats een vraag" in tekst


def test_professional_ziet_waarom_een_vraag_nog_geen_groep_heeft(client: Client) -> None:
    team = TeamFactory()
    RedenFactory(signaal=SignaalFactory(team=team, aantal=3))
    groep = GroepFactory(interventie=InterventieFactory(naam="Samen sterk"), bezet=2)
    TeamPlaatsFactory(groep=groep, team=team)
    tekst = pagina(client, gebruiker_met(Rol.JGT, team=team))
    assert "3 van 6 kinderen" in tekst
    assert "3 kinderen: Training" in tekst
    assert "Samen sterk" in tekst


def test_trainer_ziet_verzoeken_bijeenkomsten_en_een_certificaat_dat_verloopt(client: Client) -> None:
    user = gebruiker_met(Rol.TRAINER)
    trainer = TrainerFactory(user=user)
    voorstel = voorstel_voor(TeamFactory(), naam="Gevraagd als trainer")
    Toezegging.objects.create(voorstel=voorstel, trainer=trainer)
    GroepFactory(interventie=InterventieFactory(naam="Al gepland"), trainers=[trainer])
    GroepFactory(interventie=InterventieFactory(naam="Van een collega"), trainers=[TrainerFactory()])
    CertificaatFactory(
        trainer=trainer,
        interventie=InterventieFactory(naam="Bijna verlopen"),
        geldig_tot=klok.vandaag() + dt.timedelta(days=20),
    )
    tekst = pagina(client, user)
    for naam in ("Gevraagd als trainer", "Al gepland", "Je certificaat voor Bijna verlopen verloopt"):
        assert naam in tekst
    assert "Van een collega" not in tekst


def test_facilitair_ziet_te_late_taken_eerst_en_niet_die_van_een_collega(client: Client) -> None:
    user, collega = gebruiker_met(Rol.FACILITAIR), gebruiker_met(Rol.FACILITAIR)
    vandaag = klok.vandaag()
    TaakFactory(titel="Straks", uiterlijk=vandaag + dt.timedelta(days=2))
    TaakFactory(titel="Had al gemoeten", uiterlijk=vandaag - dt.timedelta(days=2), toegewezen_aan=user)
    TaakFactory(titel="Van collega", uiterlijk=vandaag, toegewezen_aan=collega)
    TaakFactory(titel="Volgende maand", uiterlijk=vandaag + dt.timedelta(days=40))
    tekst = pagina(client, user)
    assert tekst.index("Had al gemoeten") < tekst.index("Straks")
    assert "Te laat" in tekst
    assert "Van collega" not in tekst
    assert "Volgende maand" not in tekst


def test_gemeente_ziet_de_eigen_open_vraag_per_thema_precies(client: Client) -> None:
    gemeente = GemeenteFactory()
    team = TeamFactory(gemeente=gemeente)
    groot, klein = ThemaFactory(naam="weerbaarheid"), ThemaFactory(naam="rouw")
    SignaalFactory(team=team, interventie=InterventieFactory(themas=[groot]), aantal=4)
    SignaalFactory(team=team, interventie=None, thema=groot, aantal=3)
    SignaalFactory(team=team, interventie=None, thema=klein, aantal=2)
    SignaalFactory(team=TeamFactory(), interventie=None, thema=klein, aantal=50)
    user = gebruiker_met(Rol.AANSPREEKPUNT, gemeente=gemeente)
    assert [(t.thema, t.kinderen) for t in vraag_per_thema(user)] == [("weerbaarheid", 7), ("rouw", 2)]
    tekst = pagina(client, user)
    assert ">2<" in tekst
    assert ">7<" in tekst


def test_gemeente_ziet_wat_er_mist_en_verlopen_uitnodigingen(client: Client) -> None:
    gemeente = GemeenteFactory()
    team = TeamFactory(gemeente=gemeente)
    signaal = SignaalFactory(team=team, aantal=6, interventie=InterventieFactory(naam="Zonder trainer"))
    RedenFactory(signaal=signaal, code="NO_TRAINER", detail={})
    nodig_uit(email="weg@voorbeeld.example", rol=Rol.JGT, team=team, door=None)
    Uitnodiging.objects.update(verloopt_op=klok.op(dt.date(2020, 1, 1), dt.time(0)))
    tekst = pagina(client, gebruiker_met(Rol.GEMEENTEBEHEER, gemeente=gemeente))
    assert "Zonder trainer" in tekst
    assert "Er zijn te weinig trainers" in tekst
    assert "Een uitnodiging is verlopen" in tekst
    assert "uitnodiging is verlopen" not in pagina(client, gebruiker_met(Rol.AANSPREEKPUNT, gemeente=gemeente))


def test_aanspreekpunt_ziet_dat_een_vaste_reeks_op_een_besluit_wacht_en_de_beheerder_niet(client: Client) -> None:
    gemeente, training = GemeenteFactory(), InterventieFactory(groep_min=6)
    _elk_jaar(TeamFactory(gemeente=gemeente), training)
    user = gebruiker_met(Rol.AANSPREEKPUNT, gemeente=gemeente)
    zin = "Een training komt elk jaar terug"
    assert zin in pagina(client, user)
    assert zin not in pagina(client, gebruiker_met(Rol.GEMEENTEBEHEER, gemeente=gemeente))
    assert zin not in pagina(client, gebruiker_met(Rol.AANSPREEKPUNT, gemeente=GemeenteFactory()))
    beslis(terugkerende_vraag(gemeente.regio)[0], besluit=Besluit.AFGEWEZEN, start_maand=None, reden="x", door=user)
    assert zin not in pagina(client, user)


def _bied_aan(groep: Groep, team: Team, tot: dt.datetime) -> None:
    staat = TeamWachtStaat.AANGEBODEN
    velden = {"aantal": 2, "in_rij_op": klok.nu(), "staat": staat, "aangeboden": 2, "beslis_voor": tot}
    TeamWacht.objects.create(groep=groep, team=team, **velden)


def _elk_jaar(team: Team, training: Interventie) -> None:
    """Enough demand for a group in this season of the two school years before this one."""
    for terug in (2, 1):
        dag = begin_van(schooljaar_van(klok.vandaag()) - terug, seizoen_van(klok.vandaag()))
        SignaalFactory(team=team, interventie=training, aantal=6, geplaatst_op=dag)


def test_team_ziet_een_aangeboden_plek_tot_iemand_antwoordt_of_het_te_laat_is(client: Client) -> None:
    team, groep = TeamFactory(), GroepFactory(interventie=InterventieFactory(naam="Volle groep"))
    user, straks = gebruiker_met(Rol.JGT, team=team), klok.nu() + dt.timedelta(days=1)
    _bied_aan(groep, team, straks)
    assert f"Volle groep: plek voor 2 kinderen van {team}" in pagina(client, user)
    assert "Volle groep" not in pagina(client, gebruiker_met(Rol.JGT, team=TeamFactory()))
    with time_machine.travel(straks):
        assert "Volle groep" not in pagina(client, user)
    TeamWacht.objects.update(staat=TeamWachtStaat.GENOMEN, aangeboden=0, beslis_voor=None)
    assert "Volle groep" not in pagina(client, user)


def test_kcc_kan_meteen_zoeken(client: Client) -> None:
    GroepFactory(interventie=InterventieFactory(naam="Nog plek"))
    tekst = pagina(client, gebruiker_met(Rol.KCC))
    assert 'action="/zoeken/"' in tekst
    assert "Nog plek" in tekst


def test_aanbieder_ziet_wat_nog_niet_op_de_plank_kan(client: Client) -> None:
    organisatie = OrganisatieFactory()
    eigen = {"organisatie": organisatie, "laatst_gecontroleerd": klok.vandaag()}
    InterventieFactory(naam="Mist routing", staat=InterventieStaat.CONCEPT, wie_betaalt="", **eigen)
    InterventieFactory(naam="Helemaal in orde", **eigen)
    InterventieFactory(naam="Van een ander", staat=InterventieStaat.CONCEPT, wie_betaalt="")
    tekst = pagina(client, gebruiker_met(Rol.AANBIEDER, organisatie=organisatie))
    assert "Mist routing" in tekst
    assert "Helemaal in orde" not in tekst
    assert "Van een ander" not in tekst


def test_beheer_ziet_een_mislukte_berekening(client: Client) -> None:
    run = RunFactory(staat=RunStaat.MISLUKT)
    tekst = pagina(client, gebruiker_met(Rol.BEHEER))
    assert f"De berekening van {run.regio} is mislukt" in tekst
    RunFactory(regio=run.regio)
    assert "is mislukt" not in pagina(client, gebruiker_met(Rol.BEHEER))


def test_wie_geen_rol_heeft_leest_wie_kan_helpen(client: Client) -> None:
    assert "Je hebt nog geen rol" in pagina(client, GebruikerFactory())


def test_een_lege_start_zegt_dat_alles_bij_is(client: Client) -> None:
    assert "Niets. Alles is bij." in pagina(client, gebruiker_met(Rol.JGT))


# --- queries --------------------------------------------------------------------------------------------------


def _vul(user: User, aantal: int) -> None:
    """``aantal`` of everything that the start pages of this user's roles show."""
    leden = list(user.lidmaatschappen.select_related("team", "gemeente", "organisatie"))
    team = next((lid.team for lid in leden if lid.team), None) or TeamFactory(
        gemeente=next((lid.gemeente for lid in leden if lid.gemeente), None) or GemeenteFactory()
    )
    trainer = getattr(user, "trainer", None) or TrainerFactory(user=user)
    for nummer in range(aantal):
        RedenFactory(signaal=SignaalFactory(team=team))
        voorstel = voorstel_voor(team, naam=f"Voorstel {User.objects.count()} {nummer} {aantal}")
        Toezegging.objects.create(voorstel=voorstel, trainer=trainer)
        TeamPlaatsFactory(groep=GroepFactory(gemeente=team.gemeente, bezet=1), team=team)
        CertificaatFactory(trainer=trainer, geldig_tot=klok.vandaag())
        TaakFactory(toegewezen_aan=user)
        _bied_aan(GroepFactory(), team, klok.nu() + dt.timedelta(days=1))
        _elk_jaar(team, InterventieFactory(groep_min=6))
        InterventieFactory(
            organisatie=next((lid.organisatie for lid in leden if lid.organisatie), None),
            staat=InterventieStaat.CONCEPT,
            wie_betaalt="",
        )
    GroepFactory(gemeente=team.gemeente, trainers=[trainer], start_op=klok.vandaag() + dt.timedelta(days=7 * aantal))


def _tel(client: Client, tel_queries: Callable[..., Any]) -> int:
    with tel_queries(20) as geteld:
        assert client.get("/start/").status_code == 200
    return len(geteld)


@pytest.mark.parametrize("rol", list(Rol))
def test_hoogstens_twintig_queries_en_evenveel_met_een_als_met_dertien(
    client: Client, rol: Rol, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    user = gebruiker_met(rol)
    client.force_login(user)
    client.get("/start/")
    _vul(user, 1)
    een = _tel(client, django_assert_max_num_queries)
    _vul(user, 12)
    assert _tel(client, django_assert_max_num_queries) == een


def test_wat_wacht_staat_boven_de_uitleg_voor_de_eerste_keer(client: Client, db: None) -> None:
    """On a phone three cards fill the screen; they come first only when nothing waits."""
    team = TeamFactory()
    ik = gebruiker_met(Rol.JGT, team=team)
    leeg = pagina(client, ik)
    assert leeg.index("Zo begin je") < leeg.index("Dit wacht op jou")
    voorstel_voor(team, naam="Rots & Water")
    vol = pagina(client, ik)
    assert vol.index("Dit wacht op jou") < vol.index("Zo begin je")
    assert vol.count("Zo begin je") == 1
