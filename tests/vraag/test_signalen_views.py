"""The pages of demand as a browser meets them: posting, mistakes, two at once, lists, files, rights, query counts."""

import datetime as dt
import io
import threading
import uuid
from typing import Any

import pytest
import tablib
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from aanbod.models import Interventie
from aanbod.workflow import InterventieStaat
from gemeenten.enums import Rol
from gemeenten.models import Team
from marktplein.accounts.models import User
from marktplein.basis import klok
from tests.aanbod.factories import InterventieFactory, ThemaFactory
from tests.gemeenten.factories import GebruikerFactory, GemeenteFactory, TeamFactory, gebruiker_met
from tests.vraag.factories import RedenFactory, SignaalFactory, VoorstelFactory, formulier_van
from vraag.models import Signaal
from vraag.services import signalen as services
from vraag.workflow import SignaalStaat, VoorstelStaat


@pytest.fixture
def team() -> Team:
    return TeamFactory(naam="JGT Oegstgeest")


@pytest.fixture
def user(team: Team) -> User:
    return gebruiker_met(Rol.JGT, team=team)


@pytest.fixture
def training() -> Interventie:
    return InterventieFactory(naam="Weerbaar op school", slug="weerbaar", max_leeftijdsverschil=4)


@pytest.fixture
def bezoek(client: Client, user: User) -> Client:
    client.force_login(user)
    return client


def tekst(response: Any) -> str:
    return " ".join(response.content.decode().split())


def nieuw() -> str:
    return reverse("vraag:signaal_nieuw")


# --- posting --------------------------------------------------------------------------------------------------


def test_een_vraag_plaatsen(bezoek: Client, team: Team, training: Interventie) -> None:
    pagina = bezoek.get(nieuw())
    assert "Voor JGT Oegstgeest" in tekst(pagina)
    assert pagina.context["form"]["max_km"].value() == 10
    assert pagina.context["form"]["vroegste_start"].value() == klok.vandaag()
    response = bezoek.post(nieuw(), formulier_van(team, training, aantal="5"), follow=True)
    signaal = Signaal.objects.get()
    assert response.redirect_chain == [(reverse("vraag:signaal", args=[signaal.pk]), 302)]
    assert "Je vraag staat open" in tekst(response)
    assert (signaal.aantal, signaal.dagdelen, signaal.team) == (5, [7, 10], team)


def test_leeftijd_leeg_wordt_die_van_de_training(bezoek: Client, team: Team) -> None:
    smal = InterventieFactory(leeftijd_min=8, leeftijd_max=11, max_leeftijdsverschil=4)
    bezoek.post(nieuw(), formulier_van(team, smal, leeftijd_min="", leeftijd_max=""))
    assert Signaal.objects.values_list("leeftijd_min", "leeftijd_max").get() == (8, 11)


def test_leeftijd_leeg_bij_een_brede_training_wordt_gevraagd(bezoek: Client, team: Team, training: Interventie) -> None:
    """6 to 12 years, at most 4 apart: somebody has to choose."""
    response = bezoek.post(nieuw(), formulier_van(team, training, leeftijd_min="", leeftijd_max=""))
    assert response.status_code == 422
    assert set(response.context["form"].errors) == {"leeftijd_min", "leeftijd_max"}


def test_wat_de_plank_meegeeft_staat_klaar(bezoek: Client, training: Interventie) -> None:
    thema = ThemaFactory(slug="weerbaarheid")
    form = bezoek.get(nieuw(), {"interventie": "weerbaar", "thema": "weerbaarheid"}).context["form"]
    assert (form["interventie"].value(), form["thema"].value()) == (training.pk, thema.pk)
    assert bezoek.get(nieuw(), {"interventie": "bestaat-niet"}).status_code == 200


def test_een_lange_plank_toont_wat_het_meest_gevraagd_wordt(
    bezoek: Client, team: Team, training: Interventie, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vraag.forms.signalen.KEUZES_HOOGSTENS", 3)
    gevraagd = [SignaalFactory().interventie for _ in range(3)]
    zeldzaam = InterventieFactory(naam="AAA zeldzaam", slug="zeldzaam")
    keuzes = {waarde for waarde, _ in bezoek.get(nieuw()).context["form"].fields["interventie"].choices}
    assert keuzes == {"", *(i.pk for i in gevraagd)}
    form = bezoek.get(nieuw(), {"interventie": "zeldzaam"}).context["form"]
    assert (zeldzaam.pk, "AAA zeldzaam (6 t/m 12 jaar)") in form.fields["interventie"].choices
    fout = bezoek.post(nieuw(), formulier_van(team, zeldzaam, aantal="0"))
    assert f'value="{zeldzaam.pk}" selected' in tekst(fout)
    assert bezoek.post(nieuw(), formulier_van(team, zeldzaam)).status_code == 302


def test_wie_twee_teams_heeft_kiest(client: Client, team: Team, training: Interventie) -> None:
    tweede = TeamFactory(naam="JGT Katwijk")
    client.force_login(GebruikerFactory(lid=[(Rol.JGT, team), (Rol.COACH, tweede)]))
    assert "Voor welk team?" in tekst(client.get(nieuw()))
    response = client.post(nieuw(), formulier_van(team, training, team=""))
    assert response.context["form"].errors["team"] == ["Kies het team waarvoor je vraagt."]
    client.post(nieuw(), formulier_van(tweede, training))
    assert Signaal.objects.get().team == tweede


FOUTEN: dict[str, tuple[dict[str, Any], str, str]] = {
    "nul kinderen": ({"aantal": "0"}, "aantal", "minstens 1 kind"),
    "geen aantal": ({"aantal": ""}, "aantal", "voor hoeveel kinderen"),
    "half kind": ({"aantal": "2,5"}, "aantal", "heel getal"),
    "woord": ({"aantal": "vijf"}, "aantal", "heel getal"),
    "onredelijk": ({"aantal": "5000"}, "aantal", "Meer dan 40"),
    "meer dan een groep": ({"aantal": "9"}, "aantal", "hoogstens 8 kinderen"),
    "omgekeerde leeftijd": ({"leeftijd_min": "10", "leeftijd_max": "8"}, "leeftijd_max", "lager dan de laagste"),
    "te jong": ({"leeftijd_min": "4"}, "leeftijd_min", "6 tot en met 12 jaar"),
    "te oud": ({"leeftijd_max": "17"}, "leeftijd_max", "6 tot en met 12 jaar"),
    "te breed": ({"leeftijd_min": "6", "leeftijd_max": "12"}, "leeftijd_max", "hoogstens 4 jaar"),
    "geen dagdeel": ({"dagdelen": None}, "dagdelen", "minstens één dagdeel"),
    "verzonnen dagdeel": ({"dagdelen": ["33"]}, "dagdelen", "uit het rooster"),
    "geen afstand": ({"max_km": "0"}, "max_km", "1 tot en met 100"),
    "geen datum": ({"vroegste_start": "31-2-2027"}, "vroegste_start", "Vul een datum in"),
    "niets gekozen": ({"interventie": ""}, "interventie", "Kies een training"),
    "verzonnen training": ({"interventie": "999999"}, "interventie", "niet (meer) kiezen"),
    "meer samen dan er zijn": ({"splitsbaar": "on", "min_samen": "6"}, "min_samen", "geen 6 bij elkaar"),
    "bsn": ({"opmerking": "bsn 111222333"}, "opmerking", "burgerservicenummer"),
    "telefoon": ({"opmerking": "bel 06-12345678"}, "opmerking", "telefoonnummer"),
    "mail": ({"vraag": "mail sam@voorbeeld.example"}, "vraag", "e-mailadres"),
    "adres": ({"opmerking": "2311 AB 12"}, "opmerking", "adres met huisnummer"),
    "geboortedatum": ({"opmerking": "geboren 3-4-2016"}, "opmerking", "geboortedatum"),
    "vreemd team": ({"team": "999999"}, "team", "een van je teams"),
}


@pytest.mark.parametrize(("anders", "veld", "woorden"), FOUTEN.values(), ids=FOUTEN)
def test_een_fout_staat_bij_het_veld_en_bewaart_niets(
    bezoek: Client, team: Team, training: Interventie, anders: dict[str, Any], veld: str, woorden: str
) -> None:
    gepost = formulier_van(team, training, **{"opmerking": "komt graag samen", **anders})
    response = bezoek.post(nieuw(), gepost)
    assert response.status_code == 422
    assert woorden in " ".join(response.context["form"].errors[veld])
    inhoud = tekst(response)
    assert "nog niet goed" in inhoud
    assert gepost["opmerking"] in inhoud
    assert not Signaal.objects.exists()
    for naam in ("aantal", "leeftijd_min", "leeftijd_max", "max_km"):
        assert response.context["form"][naam].value() == gepost.get(naam)


def test_alles_wat_fout_is_komt_in_een_keer_terug(bezoek: Client, team: Team, training: Interventie) -> None:
    response = bezoek.post(
        nieuw(), formulier_van(team, training, aantal="0", max_km="900", dagdelen=None, opmerking="a@b.nl")
    )
    assert set(response.context["form"].errors) == {"aantal", "max_km", "dagdelen", "opmerking"}


def test_een_datum_die_voorbij_is(bezoek: Client, team: Team, training: Interventie) -> None:
    gisteren = (klok.vandaag() - dt.timedelta(days=1)).strftime("%d-%m-%Y")
    response = bezoek.post(nieuw(), formulier_van(team, training, vroegste_start=gisteren))
    assert "al voorbij" in response.context["form"].errors["vroegste_start"][0]
    assert gisteren in tekst(response)


def test_een_training_die_intussen_is_ingetrokken(bezoek: Client, team: Team, training: Interventie) -> None:
    gepost = formulier_van(team, training)
    Interventie.objects.update(staat=InterventieStaat.INGETROKKEN)
    response = bezoek.post(nieuw(), gepost)
    assert "niet (meer) kiezen" in response.context["form"].errors["interventie"][0]


def test_alleen_een_thema(bezoek: Client, team: Team) -> None:
    thema = ThemaFactory()
    kaal = bezoek.post(nieuw(), formulier_van(team, None, thema=thema.pk))
    assert "een paar woorden" in kaal.context["form"].errors["vraag"][0]
    assert kaal.context["form"].toont_thema
    bezoek.post(nieuw(), formulier_van(team, None, thema=thema.pk, vraag="rust na een scheiding, voor kleuters"))
    assert Signaal.objects.get().thema == thema


def test_twee_keer_hetzelfde_formulier_is_een_vraag(bezoek: Client, team: Team, training: Interventie) -> None:
    gepost = formulier_van(team, training, sleutel=str(bezoek.get(nieuw()).context["form"]["sleutel"].value()))
    een, twee = bezoek.post(nieuw(), gepost), bezoek.post(nieuw(), gepost)
    assert een.url == twee.url
    assert Signaal.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_vier_keer_tegelijk_verzonden_is_een_vraag() -> None:
    team = TeamFactory()
    user = gebruiker_met(Rol.JGT, team=team)
    gepost = formulier_van(team, InterventieFactory(), sleutel=str(uuid.uuid4()))
    start, uitkomst = threading.Barrier(4), []

    def verzend() -> None:
        try:
            klant = Client()
            klant.force_login(user)
            start.wait(timeout=10)
            uitkomst.append(klant.post(nieuw(), gepost).url)
        finally:
            connection.close()

    draden = [threading.Thread(target=verzend) for _ in range(4)]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join(timeout=30)
    assert uitkomst == [reverse("vraag:signaal", args=[Signaal.objects.get().pk])] * 4


# --- looking along --------------------------------------------------------------------------------------------


def test_wat_anderen_vragen_binnen_bereik(bezoek: Client, team: Team, training: Interventie) -> None:
    dichtbij, ver = TeamFactory(), TeamFactory(lat=51.5, lon=5.5)
    SignaalFactory(team=dichtbij, interventie=training, aantal=3)
    SignaalFactory(team=dichtbij, interventie=training, aantal=2, dagdelen=[0])
    SignaalFactory(team=ver, interventie=training, aantal=7)
    SignaalFactory(team=dichtbij, aantal=6)
    SignaalFactory(team=team, interventie=training, aantal=6)
    response = bezoek.get(reverse("vraag:meekijken"), formulier_van(team, training, aantal="1"))
    meekijk = response.context["meekijk"]
    assert (meekijk.teams, meekijk.kinderen, meekijk.passend) == (1, 5, 3)
    inhoud = tekst(response)
    assert "Binnen 10 km vraagt <strong>1 ander team</strong> hetzelfde, voor <strong>5 kinderen</strong>" in inhoud
    assert "Bij jouw leeftijden en dagdelen passen er 3" in inhoud
    assert "genoeg voor een groep" in inhoud


def test_meekijken_met_onzin_valt_niet_om(bezoek: Client, training: Interventie) -> None:
    onzin = {
        "interventie": training.pk,
        "max_km": "x" * 50,
        "aantal": "٣",
        "dagdelen": ["a", "99"],
        "leeftijd_min": "-",
    }
    assert bezoek.get(reverse("vraag:meekijken"), onzin).status_code == 200
    assert bezoek.get(reverse("vraag:meekijken"), {"interventie": "1' OR 1"}).status_code == 200


def test_meekijken_op_thema_telt_trainingen_in_dat_thema_mee(bezoek: Client, team: Team) -> None:
    thema = ThemaFactory()
    SignaalFactory(interventie=InterventieFactory(themas=[thema]), aantal=3)
    SignaalFactory(interventie=None, thema=thema, aantal=2)
    response = bezoek.get(reverse("vraag:meekijken"), formulier_van(team, None, thema=thema.pk))
    assert response.context["meekijk"].kinderen == 5


# --- changing -------------------------------------------------------------------------------------------------


@pytest.fixture
def signaal(team: Team, training: Interventie) -> Signaal:
    return SignaalFactory(team=team, interventie=training, opmerking="eerste tekst")


def adres(naam: str, ding: Signaal) -> str:
    return reverse(f"vraag:{naam}", args=[ding.pk])


def test_wijzigen_laat_zien_wat_er_stond(bezoek: Client, team: Team, training: Interventie, signaal: Signaal) -> None:
    form = bezoek.get(adres("signaal_wijzigen", signaal)).context["form"]
    assert form["dagdelen"].value() == [7]
    assert form["interventie"].value() == training.pk
    gepost = formulier_van(team, training, aantal="2", versie="1", sleutel=str(uuid.uuid4()))
    for _ in range(2):
        response = bezoek.post(adres("signaal_wijzigen", signaal), gepost, follow=True)
        assert "Je wijziging is bewaard" in tekst(response)
    signaal.refresh_from_db()
    assert (signaal.aantal, signaal.versie) == (2, 2)


def test_twee_wijzigen_tegelijk(
    bezoek: Client, team: Team, user: User, training: Interventie, signaal: Signaal
) -> None:
    services.wijzigen(
        signaal, versie=1, door=user, **{**services.kopieren(signaal), "aantal": 7, "opmerking": "van mijn collega"}
    )
    gepost = formulier_van(team, training, aantal="2", versie="1", opmerking="van mij", sleutel=str(uuid.uuid4()))
    response = bezoek.post(adres("signaal_wijzigen", signaal), gepost)
    assert response.status_code == 409
    inhoud = tekst(response)
    assert "Iemand anders heeft dit intussen gewijzigd" in inhoud
    assert "van mijn collega" in inhoud
    assert "van mij</textarea>" in inhoud
    signaal.refresh_from_db()
    assert (signaal.aantal, signaal.versie) == (7, 2)
    form = response.context["form"]
    opnieuw = {**gepost, "versie": form["versie"].value(), "sleutel": form["sleutel"].value()}
    assert bezoek.post(adres("signaal_wijzigen", signaal), opnieuw).status_code == 302
    signaal.refresh_from_db()
    assert (signaal.aantal, signaal.opmerking, signaal.versie) == (2, "van mij", 3)


def test_zonder_versie_is_er_niets_gezien(bezoek: Client, team: Team, training: Interventie, signaal: Signaal) -> None:
    assert bezoek.post(adres("signaal_wijzigen", signaal), formulier_van(team, training)).status_code == 409


def test_een_ingetrokken_training_zegt_dat_bij_het_wijzigen(
    bezoek: Client, team: Team, training: Interventie, signaal: Signaal
) -> None:
    Interventie.objects.update(staat=InterventieStaat.INGETROKKEN)
    response = bezoek.post(adres("signaal_wijzigen", signaal), formulier_van(team, training, versie="1"))
    assert "wordt nu niet aangeboden" in response.context["form"].errors["interventie"][0]


@pytest.mark.parametrize("naam", ["signaal_wijzigen", "signaal_intrekken"])
def test_in_een_voorstel_zegt_de_pagina_wat_je_wel_kunt_doen(
    bezoek: Client, team: Team, training: Interventie, signaal: Signaal, naam: str
) -> None:
    signaal.staat = SignaalStaat.VOORGESTELD
    signaal.save()
    VoorstelFactory(regels=[(signaal, 4)])
    response = bezoek.get(adres(naam, signaal), follow=True)
    assert response.redirect_chain == [(adres("signaal", signaal), 302)]
    assert "Zeg bij het voorstel nee" in tekst(response)
    post = bezoek.post(adres(naam, signaal), formulier_van(team, training, versie="1", reden="x"))
    assert post.status_code in (302, 422)
    signaal.refresh_from_db()
    assert (signaal.staat, signaal.versie) == (SignaalStaat.VOORGESTELD, 1)


def test_intrekken_vraagt_een_reden(bezoek: Client, signaal: Signaal) -> None:
    assert "Trek je vraag in" in tekst(bezoek.get(adres("signaal_intrekken", signaal)))
    leeg = bezoek.post(adres("signaal_intrekken", signaal), {"versie": "1", "reden": ""})
    assert leeg.status_code == 422
    prive = bezoek.post(adres("signaal_intrekken", signaal), {"versie": "1", "reden": "bel 06-12345678"})
    assert "telefoonnummer" in prive.context["form"].errors["reden"][0]
    goed = bezoek.post(adres("signaal_intrekken", signaal), {"versie": "1", "reden": "al geholpen"}, follow=True)
    assert "De vraag is ingetrokken" in tekst(goed)
    assert "al geholpen" in tekst(goed)
    assert "al ingetrokken" in tekst(bezoek.get(adres("signaal_intrekken", signaal), follow=True))


def test_nog_steeds_nodig(bezoek: Client, signaal: Signaal) -> None:
    Signaal.objects.update(verloopt_op=klok.vandaag())
    assert bezoek.get(adres("signaal_verlengen", signaal)).status_code == 405
    response = bezoek.post(adres("signaal_verlengen", signaal), follow=True)
    assert "blijft open tot en met" in tekst(response)
    signaal.refresh_from_db()
    assert signaal.verloopt_op > klok.vandaag()


def test_kopieren_maakt_een_nieuwe(bezoek: Client, team: Team, training: Interventie, signaal: Signaal) -> None:
    Signaal.objects.update(staat=SignaalStaat.VERLOPEN)
    form = bezoek.get(adres("signaal_kopieren", signaal)).context["form"]
    assert (form["opmerking"].value(), form["aantal"].value()) == ("eerste tekst", 4)
    bezoek.post(adres("signaal_kopieren", signaal), formulier_van(team, training))
    assert list(Signaal.objects.order_by("pk").values_list("staat", flat=True)) == ["verlopen", "open"]


# --- joining --------------------------------------------------------------------------------------------------


def test_aansluiten(bezoek: Client, team: Team, training: Interventie) -> None:
    ander = SignaalFactory(team=TeamFactory(naam="JGT Katwijk"), interventie=training, opmerking="hun opmerking")
    pagina = bezoek.get(adres("aansluiten", ander))
    assert "Sluit aan bij JGT Katwijk" in tekst(pagina)
    form = pagina.context["form"]
    assert (form["interventie"].value(), form["aantal"].value()) == (training.pk, None)
    assert not form["opmerking"].value()
    bezoek.post(adres("aansluiten", ander), formulier_van(team, training))
    eigen = Signaal.objects.get(team=team)
    assert eigen.samen_met == ander
    assert "JGT Katwijk</a>" in tekst(bezoek.get(adres("signaal", eigen)))
    assert "JGT Oegstgeest</a> sloot aan" in tekst(bezoek.get(adres("signaal", ander)))


def test_aansluiten_bij_wat_net_weg_is(bezoek: Client, team: Team, training: Interventie) -> None:
    ander = SignaalFactory(interventie=training, staat=SignaalStaat.VOORGESTELD)
    assert bezoek.get(adres("aansluiten", ander)).url == adres("signaal", ander)
    response = bezoek.post(adres("aansluiten", ander), formulier_van(team, training))
    assert response.status_code == 422
    assert "niet meer open" in tekst(response)
    assert Signaal.objects.count() == 1


# --- one signaal ----------------------------------------------------------------------------------------------


def test_de_pagina_zegt_waarom_er_nog_geen_groep_is(bezoek: Client, signaal: Signaal) -> None:
    RedenFactory(signaal=signaal)
    inhoud = tekst(bezoek.get(adres("signaal", signaal)))
    assert "3 van 6 kinderen; nog 3 nodig binnen 10 km" in inhoud
    assert "3 van 6 kinderen" in tekst(bezoek.get(reverse("vraag:signalen")))


def test_de_pagina_wijst_naar_het_voorstel(bezoek: Client, signaal: Signaal) -> None:
    voorstel = VoorstelFactory(regels=[(signaal, 4)])
    Signaal.objects.update(staat=SignaalStaat.VOORGESTELD)
    inhoud = tekst(bezoek.get(adres("signaal", signaal)))
    assert reverse("vraag:voorstel", args=[voorstel.pk]) in inhoud
    assert "Er is een voorstel voor 4 van de 4 kinderen" in inhoud


@pytest.mark.parametrize("staat", list(SignaalStaat), ids=lambda s: s.value)
@pytest.mark.parametrize("met_voorstel", [False, True], ids=["kaal", "met voorstel"])
def test_de_pagina_bestaat_in_elke_staat(
    bezoek: Client, signaal: Signaal, staat: SignaalStaat, met_voorstel: bool
) -> None:
    if met_voorstel:
        VoorstelFactory(regels=[(signaal, 3)], staat=VoorstelStaat.GEPLAND)
    Signaal.objects.update(staat=staat)
    inhoud = tekst(bezoek.get(adres("signaal", signaal)))
    assert SignaalStaat(staat).label in inhoud
    assert (adres("signaal_wijzigen", signaal) in inhoud) is (staat == SignaalStaat.OPEN)
    assert adres("signaal_kopieren", signaal) in inhoud


def test_de_tijdlijn_noemt_collega_s_alleen_in_het_eigen_team(
    client: Client, user: User, team: Team, training: Interventie
) -> None:
    user.naam = "Robin de Vries"
    user.save()
    client.force_login(user)
    client.post(nieuw(), formulier_van(team, training))
    signaal = Signaal.objects.get()
    client.post(adres("signaal_wijzigen", signaal), formulier_van(team, training, aantal="3", versie="1"))
    eigen = tekst(client.get(adres("signaal", signaal)))
    assert "Vraag geplaatst" in eigen
    assert "Gewijzigd: aantal kinderen." in eigen
    assert "· Robin de Vries" in eigen
    client.force_login(gebruiker_met(Rol.JGZ))
    van_ander = tekst(client.get(adres("signaal", signaal)))
    assert "een collega van JGT Oegstgeest" in van_ander
    assert "Robin" not in van_ander


# --- lists ----------------------------------------------------------------------------------------------------


def test_de_lijst_filtert(bezoek: Client, team: Team, training: Interventie) -> None:
    thema = ThemaFactory(naam="scheiding")
    SignaalFactory(team=team, interventie=training, geplaatst_op=klok.vandaag() - dt.timedelta(days=700))
    SignaalFactory(team=team, interventie=None, thema=thema, vraag="rust voor kleuters")
    SignaalFactory(team=team, interventie=InterventieFactory(themas=[thema]), staat=SignaalStaat.INGETROKKEN)
    SignaalFactory(vraag="van een ander")

    def aantal(**filters: Any) -> int:
        return int(bezoek.get(reverse("vraag:signalen"), filters).context["page_obj"].paginator.count)

    assert aantal() == 3
    assert aantal(staat="open") == 2
    assert aantal(staat="lopend") == 2
    assert aantal(interventie=training.pk) == 1
    assert aantal(thema=thema.pk) == 2
    assert aantal(team=team.pk) == 3
    assert aantal(zoek="kleuters rust") == 1
    assert aantal(zoek="weerbaar") == 1
    assert aantal(periode="12m") == 2
    # A choice that does not exist filters nothing and says so in the form.
    assert aantal(team="999999") == 3


def test_wat_anderen_vragen(bezoek: Client, team: Team, training: Interventie) -> None:
    katwijk = GemeenteFactory(naam="Katwijk", lat=52.2026, lon=4.4120)
    een = SignaalFactory(team=TeamFactory(gemeente=katwijk), interventie=training, leeftijd_min=9, leeftijd_max=11)
    twee = SignaalFactory(team=TeamFactory(), aantal=3, dagdelen=[0, 1], leeftijd_min=6, leeftijd_max=7)
    SignaalFactory(team=team)
    SignaalFactory(staat=SignaalStaat.VOORGESTELD)

    def gezien(**filters: Any) -> set[int]:
        return {s.pk for s in bezoek.get(reverse("vraag:regiovraag"), filters).context["page_obj"]}

    assert gezien() == {een.pk, twee.pk}
    assert gezien(interventie=training.pk) == {een.pk}
    assert gezien(leeftijd=10) == {een.pk}
    assert gezien(dagdeel=0) == {twee.pk}
    assert gezien(gemeente=katwijk.pk) == {een.pk}
    assert gezien(afstand=5) == {twee.pk}
    assert gezien(afstand=10) == {een.pk, twee.pk}
    pagina = bezoek.get(reverse("vraag:regiovraag"))
    assert "2 vragen van 2 teams, voor 7 kinderen" in tekst(pagina)
    assert "7,5 km van je team" in tekst(pagina)


def test_geen_resultaat_is_geen_doodlopende_weg(bezoek: Client) -> None:
    assert "Plaats een vraag" in tekst(bezoek.get(reverse("vraag:signalen")))
    assert "Wis filters" in tekst(bezoek.get(reverse("vraag:signalen"), {"zoek": "zzz"}))
    assert "Andere teams vragen nu niets" in tekst(bezoek.get(reverse("vraag:regiovraag")))


@pytest.mark.parametrize("naam", ["signalen", "regiovraag"])
@pytest.mark.parametrize("formaat", ["csv", "xlsx"])
def test_de_lijst_als_bestand(bezoek: Client, team: Team, naam: str, formaat: str) -> None:
    wie = team if naam == "signalen" else TeamFactory()
    SignaalFactory(team=wie, aantal=3, vraag="=1+1", interventie=None, thema=ThemaFactory())
    SignaalFactory(team=wie, aantal=5)
    response = bezoek.get(reverse(f"vraag:{naam}"), {"formaat": formaat, "zoek": "=1"})
    ruw = response.getvalue()
    tabel = (
        tablib.Dataset().load(ruw.decode("utf-8-sig"), format="csv", delimiter=";")
        if formaat == "csv"
        else tablib.Dataset().load(io.BytesIO(ruw), format="xlsx")
    )
    assert [str(n) for n in tabel["Kinderen"]] == ["3"]
    assert tabel["Vraag"] == ["'=1+1"]
    assert f".{formaat}" in response["Content-Disposition"]


# --- rights ---------------------------------------------------------------------------------------------------


@pytest.fixture
def vreemden() -> list[User]:
    return [gebruiker_met(Rol.TRAINER), gebruiker_met(Rol.KCC), gebruiker_met(Rol.BEHEER), GebruikerFactory()]


def test_zonder_inlog_of_recht_geen_toegang(client: Client, signaal: Signaal, vreemden: list[User]) -> None:
    namen = ["signalen", "signaal_nieuw", "regiovraag", "meekijken"]
    ding = ["signaal", "signaal_wijzigen", "signaal_intrekken", "signaal_kopieren", "aansluiten"]
    adressen = [reverse(f"vraag:{n}") for n in namen] + [adres(n, signaal) for n in ding]
    for plek in adressen:
        assert client.get(plek).status_code == 302
    for vreemd in vreemden:
        client.force_login(vreemd)
        assert {client.get(plek).status_code for plek in adressen} == {403}
        assert client.post(adres("signaal_verlengen", signaal)).status_code == 403


def test_de_gemeente_leest_maar_schrijft_niet(
    client: Client, team: Team, training: Interventie, signaal: Signaal
) -> None:
    client.force_login(gebruiker_met(Rol.AANSPREEKPUNT, gemeente=team.gemeente))
    assert client.get(reverse("vraag:signalen")).context["page_obj"].paginator.count == 1
    inhoud = tekst(client.get(adres("signaal", signaal)))
    assert "Wijzig" not in inhoud
    for naam in ("signaal_wijzigen", "signaal_intrekken", "signaal_kopieren", "aansluiten"):
        assert client.post(adres(naam, signaal), formulier_van(team, training, versie="1")).status_code == 403
    assert client.post(nieuw(), formulier_van(team, training)).status_code == 403
    assert Signaal.objects.count() == 1


def test_voor_een_ander_team_plaatsen_kan_niet(bezoek: Client, training: Interventie) -> None:
    response = bezoek.post(nieuw(), formulier_van(TeamFactory(), training))
    assert response.context["form"].errors["team"] == ["Kies een van je teams."]
    assert not Signaal.objects.exists()


def test_wie_bij_geen_actief_team_hoort_leest_waarom(client: Client) -> None:
    oud = TeamFactory(actief=False)
    client.force_login(gebruiker_met(Rol.JGT, team=oud))
    assert "geen enkel actief team" in tekst(client.get(nieuw()))


# --- the number of queries ------------------------------------------------------------------------------------


def _vul(team: Team, bij: Signaal, keer: int) -> None:
    """Per round: an own need with a reason, one of another team that joined ``bij``, and a proposal for ``bij``."""
    for _ in range(keer):
        RedenFactory(signaal__team=team)
        SignaalFactory(team=TeamFactory(), interventie=bij.interventie, samen_met=bij)
        VoorstelFactory(regels=[(bij, 1)])


@pytest.mark.parametrize("naam", ["signalen", "regiovraag", "signaal", "signaal_nieuw", "signaal_wijzigen"])
def test_evenveel_zoekvragen_bij_1_als_bij_50(bezoek: Client, team: Team, signaal: Signaal, naam: str) -> None:
    plek = adres(naam, signaal) if naam in ("signaal", "signaal_wijzigen") else reverse(f"vraag:{naam}")

    def tel() -> int:
        with CaptureQueriesContext(connection) as vragen:
            assert bezoek.get(plek).status_code == 200
        return len(vragen)

    bezoek.get(plek)  # the first request of a session writes when it began
    RedenFactory(signaal=signaal)
    _vul(team, signaal, 1)
    bij_een = tel()
    _vul(team, signaal, 49)
    assert tel() == bij_een <= 20
