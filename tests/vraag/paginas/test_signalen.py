"""Posting, changing and joining demand as a browser meets it: mistakes at the field, two at once, nothing twice."""

import datetime as dt
import threading
import uuid
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from aanbod.models import Interventie
from aanbod.workflow import InterventieStaat
from gemeenten.grond.enums import Rol
from gemeenten.grond.models import Team
from marktplein.accounts.models import User
from marktplein.basis import klok
from tests.aanbod.factories import InterventieFactory, ThemaFactory
from tests.gemeenten.factories import GebruikerFactory, TeamFactory, gebruiker_met
from tests.vraag.factories import SignaalFactory, VoorstelFactory, formulier_van
from tests.vraag.hulp import adres, nieuw, tekst
from vraag.models import Signaal
from vraag.signalen import services
from vraag.workflow import SignaalStaat

# --- posting --------------------------------------------------------------------------------------------------


def test_een_vraag_plaatsen(bezoek: Client, team: Team, training: Interventie) -> None:
    pagina = bezoek.get(nieuw())
    assert "Voor JGT Oegstgeest" in tekst(pagina)
    assert pagina.context["form"]["max_km"].value() == 10
    assert pagina.context["form"]["vroegste_start"].value() == klok.vandaag()
    response = bezoek.post(nieuw(), formulier_van(team, training, aantal="5"), follow=True)
    signaal = Signaal.objects.get()
    assert response.redirect_chain == [(reverse("vraag:signaal", args=[signaal.pk]), 302)]
    assert "Je vraag is geplaatst" in tekst(response)
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


def test_zonder_training_mag_de_leeftijd_niet_leeg(bezoek: Client, team: Team) -> None:
    """The hint says when it may be left empty, the message the same."""
    fouten = bezoek.post(nieuw(), {"team": team.pk}).context["form"].errors
    for veld in ("leeftijd_min", "leeftijd_max"):
        assert "Alleen met een training mag dit leeg blijven." in fouten[veld][0]


def test_wat_de_plank_meegeeft_staat_klaar(bezoek: Client, training: Interventie) -> None:
    thema = ThemaFactory(slug="weerbaarheid")
    form = bezoek.get(nieuw(), {"interventie": "weerbaar", "thema": "weerbaarheid"}).context["form"]
    assert (form["interventie"].value(), form["thema"].value()) == (training.pk, thema.pk)
    assert bezoek.get(nieuw(), {"interventie": "bestaat-niet"}).status_code == 200


def test_een_lange_plank_toont_wat_het_meest_gevraagd_wordt(
    bezoek: Client, team: Team, training: Interventie, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vraag.signalen.forms.KEUZES_HOOGSTENS", 3)
    gevraagd = [SignaalFactory().interventie for _ in range(3)]
    zeldzaam = InterventieFactory(naam="AAA zeldzaam", slug="zeldzaam")
    keuzes = {waarde for waarde, _ in bezoek.get(nieuw()).context["form"].fields["interventie"].choices}
    assert keuzes == {"", *(i.pk for i in gevraagd)}
    form = bezoek.get(nieuw(), {"interventie": "zeldzaam"}).context["form"]
    assert (zeldzaam.pk, "AAA zeldzaam (6 tot en met 12 jaar)") in form.fields["interventie"].choices
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
    "vreemd team": ({"team": "999999"}, "__all__", "Dit formulier was nog voor een ander team"),
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


def test_hetzelfde_formulier_met_iets_anders_erin_zegt_wat_er_al_staat(
    bezoek: Client, team: Team, training: Interventie
) -> None:
    """The browser's way back brings a form with its old key: not silently the first, nor a second by mistake."""
    ander = SignaalFactory(interventie=training, team=TeamFactory(gemeente=team.gemeente))
    eigen = Signaal.objects.filter(team=team)
    for waar in (nieuw(), adres("aansluiten", ander)):
        al = eigen.count()
        gepost = formulier_van(team, training, sleutel=str(uuid.uuid4()), aantal="5")
        eerste = bezoek.post(waar, gepost).url
        weer = bezoek.post(waar, gepost | {"aantal": "4"})
        assert weer.status_code == 409
        assert f"Je hebt deze vraag al geplaatst: 5 kinderen, {training}." in tekst(weer)
        assert f'<a href="{eerste}">Bekijk de vraag die er staat</a>' in tekst(weer)
        assert eigen.count() == al + 1
        form = weer.context["form"]
        assert form["aantal"].value() == "4"
        met_opzet = gepost | {"aantal": "4", "sleutel": form["sleutel"].value()}
        assert len({bezoek.post(waar, met_opzet).url for _ in "ab"} - {eerste}) == 1
    velden = eigen.order_by("pk").values_list("samen_met", "aantal")
    assert list(velden) == [(None, 5), (None, 4), (ander.pk, 5), (ander.pk, 4)]


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
    assert (meekijk.teams, meekijk.kinderen, meekijk.passend) == (1, 2, 1), "as little as is shown of each"
    inhoud = tekst(response)
    assert "Binnen 10 km vraagt <strong>1 ander team</strong> hetzelfde." in inhoud
    assert "Dat is voor <strong>minstens 2 kinderen</strong>." in inhoud
    assert "Minstens 1 kind past bij wat je invulde." in inhoud


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
    assert (response.context["meekijk"].teams, response.context["meekijk"].kinderen) == (2, 2)


# --- changing -------------------------------------------------------------------------------------------------


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


def test_een_andere_wijziging_met_een_oud_formulier_wordt_geweigerd_en_blijft_staan(
    bezoek: Client, team: Team, training: Interventie, signaal: Signaal
) -> None:
    gepost = formulier_van(team, training, aantal="2", versie="1", sleutel=str(uuid.uuid4()))
    assert bezoek.post(adres("signaal_wijzigen", signaal), gepost).status_code == 302
    anders = bezoek.post(adres("signaal_wijzigen", signaal), gepost | {"aantal": "3", "opmerking": "toch drie"})
    assert anders.status_code == 409
    assert anders.context["form"]["aantal"].value() == "3"
    assert "toch drie</textarea>" in tekst(anders)
    form = anders.context["form"]
    opnieuw = gepost | {"aantal": "3", "versie": form["versie"].value(), "sleutel": form["sleutel"].value()}
    assert bezoek.post(adres("signaal_wijzigen", signaal), opnieuw).status_code == 302
    signaal.refresh_from_db()
    assert (signaal.aantal, signaal.versie) == (3, 3)


def test_zonder_versie_is_er_niets_gezien(bezoek: Client, team: Team, training: Interventie, signaal: Signaal) -> None:
    assert bezoek.post(adres("signaal_wijzigen", signaal), formulier_van(team, training)).status_code == 409


def test_een_ingetrokken_training_zegt_dat_bij_het_wijzigen(
    bezoek: Client, team: Team, training: Interventie, signaal: Signaal
) -> None:
    Interventie.objects.update(staat=InterventieStaat.INGETROKKEN)
    response = bezoek.post(adres("signaal_wijzigen", signaal), formulier_van(team, training, versie="1"))
    assert "wordt nu niet aangeboden" in response.context["form"].errors["interventie"][0]


def test_in_een_voorstel_zegt_de_pagina_wat_je_wel_kunt_doen(
    bezoek: Client, team: Team, training: Interventie, signaal: Signaal
) -> None:
    signaal.staat = SignaalStaat.VOORGESTELD
    signaal.save()
    VoorstelFactory(regels=[(signaal, 4)])
    response = bezoek.get(adres("signaal_wijzigen", signaal), follow=True)
    assert response.redirect_chain == [(adres("signaal", signaal), 302)]
    assert "Zeg bij het voorstel nee" in tekst(response)
    assert adres("signaal_intrekken", signaal) in tekst(response)
    post = bezoek.post(adres("signaal_wijzigen", signaal), formulier_van(team, training, versie="1"))
    assert post.status_code in (302, 422)
    signaal.refresh_from_db()
    assert (signaal.staat, signaal.versie) == (SignaalStaat.VOORGESTELD, 1)


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
